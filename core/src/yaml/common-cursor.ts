/**
 * Steps over a text of the common form: lines, spaces, comments, and how far a scalar reaches. What they mean is for
 * `common.ts`; what is not common is given up here, too.
 */
import { span } from "../text/span";
import type { YamlComment } from "./tree";

/** Thrown to give up; made once, for nobody looks at its stack. */
export const beyond = new Error("The text is beyond the common form");

export const lf = 10;
export const cr = 13;
export const space = 32;
export const double = 34;
export const hash = 35;
export const single = 39;
export const comma = 44;
export const dash = 45;
export const colon = 58;
export const openList = 91;
export const backslash = 92;
export const closeList = 93;
export const openMap = 123;
export const closeMap = 125;

export class CommonCursor {
  readonly comments: YamlComment[] = [];
  protected at = 0;
  /** The column of the content at `at`, behind the dashes of its line; -1 at the end of the text. */
  protected column = 0;
  /** Where the content of the line of `at` begins: the indentation that belongs to a collection which begins there. */
  protected lineIndent = 0;
  /** The end of the plain scalar that was looked at last. */
  protected plainEnd = 0;
  protected lines = 0;

  constructor(protected readonly text: string) {}

  protected unit(at = this.at): number {
    return this.text.charCodeAt(at);
  }

  /** Over blank lines and comments to the next content; `#at` is at the start of a line. */
  protected toContent(): void {
    const text = this.text;
    for (let line = this.at; ; line = this.at) {
      this.lines++;
      let at = line;
      while (text.charCodeAt(at) === space) at++;
      const unit = text.charCodeAt(at);
      if (at >= text.length) {
        this.at = text.length;
        this.column = -1;
        return;
      }
      this.at = at;
      if (unit === lf || unit === cr) this.nextLine(at);
      else if (unit === hash) this.comment(at);
      else {
        this.column = this.lineIndent = at - line;
        if (at === line) this.noMark(at);
        return;
      }
    }
  }

  /** `---` and `...` at the start of a line end a document, `%` begins a directive. */
  protected noMark(at: number): void {
    const unit = this.unit(at);
    if ((unit === dash || unit === 46) && this.unit(at + 1) === unit && this.unit(at + 2) === unit) throw beyond;
  }

  /** From a line end behind it. */
  protected nextLine(at: number): void {
    this.at = at + (this.unit(at) === cr ? 2 : 1);
  }

  /** Notes the comment that begins here and goes behind its line. */
  protected comment(at: number): void {
    const text = this.text;
    const feed = text.indexOf("\n", at);
    let end = feed < 0 ? text.length : feed;
    this.at = feed < 0 ? text.length : feed + 1;
    if (feed > 0 && text.charCodeAt(feed - 1) === cr) end--;
    this.comments.push({ span: span(at, end), text: text.slice(at + 1, end).trim() });
  }

  protected spaces(): void {
    while (this.unit() === space) this.at++;
  }

  /** Whether nothing more stands on the line but a comment; then goes to the next content. */
  protected lineIsOver(): boolean {
    const unit = this.unit();
    if (unit === lf || unit === cr) this.nextLine(this.at);
    else if (unit === hash && this.unit(this.at - 1) === space) this.comment(this.at);
    else if (this.at < this.text.length) return false;
    this.toContent();
    return true;
  }

  /** Behind a value its line has to end. */
  protected endLine(): void {
    this.spaces();
    if (!this.lineIsOver()) throw beyond;
  }

  protected isItem(): boolean {
    return this.unit() === dash && isEmpty(this.unit(this.at + 1));
  }

  protected beginsPlain(flow: boolean): boolean {
    const unit = this.unit();
    // `-`, `?` and `:` begin other things before a space; only the dash of a number is common.
    if (unit === dash) return !isEmpty(this.unit(this.at + 1)) && !(flow && isFlowSign(this.unit(this.at + 1)));
    return !notPlain.has(unit);
  }

  /** Where a plain scalar on this line stops: at a colon, a comment, a sign of a flow collection, or the line's end. */
  protected scanPlain(flow: boolean): number {
    const text = this.text;
    let at = this.at;
    let end = at;
    for (; at < text.length; at++) {
      const unit = text.charCodeAt(at);
      if (unit === space) continue;
      if (unit === lf || unit === cr) break;
      if (unit === colon && (isEmpty(text.charCodeAt(at + 1)) || (flow && isFlowSign(text.charCodeAt(at + 1))))) break;
      if (unit === hash && text.charCodeAt(at - 1) === space) break;
      if (flow && isFlowSign(unit)) break;
      end = at + 1;
    }
    this.plainEnd = end;
    return at === text.length || this.unit(at) !== hash ? at : end;
  }

  /** Goes behind the closing quote. @returns whether there is something to decode */
  protected skipQuoted(): boolean {
    const text = this.text;
    const quote = this.unit();
    let escaped = false;
    for (let at = this.at + 1; ; at++) {
      const unit = text.charCodeAt(at);
      if (unit === quote) {
        if (quote === double || text.charCodeAt(at + 1) !== single) {
          this.at = at + 1;
          return escaped;
        }
        escaped = true;
        at++;
      } else if (unit === backslash && quote === double) {
        if (!jsonEscape.test(text.slice(at, at + 6))) throw beyond;
        escaped = true;
        at++;
      } else if (unit === lf || unit === cr || at >= text.length) throw beyond;
    }
  }
}

const jsonEscape = /^\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/;

/** Units that begin no plain scalar, or not in every place. */
const notPlain: ReadonlySet<number> = new Set(
  Array.from("-?:,[]{}#&*!|>'\"%@` \n\r", (sign) => sign.charCodeAt(0)).concat(Number.NaN),
);

export function isFlowSign(unit: number): boolean {
  return unit === comma || unit === openList || unit === closeList || unit === openMap || unit === closeMap;
}

/** A space, a line end, or the end of the text. */
export function isEmpty(unit: number): boolean {
  return unit === space || unit === lf || unit === cr || Number.isNaN(unit);
}
