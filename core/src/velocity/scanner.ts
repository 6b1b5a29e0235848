/**
 * A cursor over template text and the few lexical facts both halves of the parser share. It also maps offsets of the
 * content of a double-quoted text, where doubled quotes and `\uXXXX` are already decoded, back to the template.
 */
import type { Span } from "../text/span";
import { nestingLimit } from "./limits";
import type { ProblemCode, Severity } from "./problems";
import type { Body } from "./tree";

/** A problem before line and column are known. */
export interface RawProblem {
  readonly severity?: Severity;
  readonly code: ProblemCode;
  readonly message: string;
  readonly span: Span;
  readonly related?: { readonly span: Span; readonly message: string };
  /** The platform names the column behind the place. */
  readonly beyond?: boolean;
}

/** Reads the content of a double-quoted text; the template parser hands it to the expression parser. */
export type PartsReader = (content: Scanner) => Body;

export class Scanner {
  offset = 0;
  /** How many blocks and expressions are open. */
  nesting = 0;

  constructor(
    readonly text: string,
    readonly problems: RawProblem[],
    readonly readParts: PartsReader,
    /** The place in the template of each unit of `text`, and of its end; undefined when `text` is the template. */
    private readonly places?: readonly number[],
    /** What a name is made of; a setting of the platform's engine lets it contain hyphens. */
    readonly name: RegExp = namePattern,
  ) {}

  get atEnd(): boolean {
    return this.offset >= this.text.length;
  }

  /** A scanner for decoded content inside this text. `places` are offsets in this scanner's text. */
  inside(text: string, places: readonly number[]): Scanner {
    const scanner = new Scanner(
      text,
      this.problems,
      this.readParts,
      places.map((place) => this.place(place)),
      this.name,
    );
    scanner.nesting = this.nesting;
    return scanner;
  }

  place(offset: number): number {
    return this.places === undefined ? offset : (this.places[offset] ?? 0);
  }

  span(start: number, end: number = this.offset): Span {
    return { start: this.place(start), end: this.place(end) };
  }

  peek(ahead = 0): string {
    return this.text.charAt(this.offset + ahead);
  }

  startsWith(wanted: string): boolean {
    return this.text.startsWith(wanted, this.offset);
  }

  /** Goes over `wanted` if it is next. */
  take(wanted: string): boolean {
    if (!this.text.startsWith(wanted, this.offset)) return false;
    this.offset += wanted.length;
    return true;
  }

  /** Goes over what the sticky expression matches and gives it. */
  match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.offset;
    const found = pattern.exec(this.text)?.[0];
    if (found !== undefined) this.offset += found.length;
    return found;
  }

  /** Goes over blanks and line ends. */
  skipSpace(): void {
    while (isSpace(this.text.charCodeAt(this.offset))) this.offset++;
  }

  fail(code: ProblemCode, message: string, place: Span, related?: RawProblem["related"], beyond = false): void {
    this.problems.push({ code, message, span: place, beyond, ...(related === undefined ? {} : { related }) });
  }

  /** Tells of a text that is never closed. */
  failAtEnd(message: string, related: RawProblem["related"]): void {
    this.fail("unclosed-text", message, this.span(this.text.length), related, true);
  }

  /** Tells of something that Velocity accepts and nobody means. */
  warn(code: ProblemCode, message: string, place: Span): void {
    this.problems.push({ severity: "warning", code, message, span: place });
  }

  /** The next character, or the end of the text, as a span to put a problem on. */
  here(): Span {
    const wide = (this.text.codePointAt(this.offset) ?? 0) > 0xffff;
    return this.span(this.offset, Math.min(this.text.length, this.offset + (wide ? 2 : 1)));
  }

  /** How the next thing is named in a message. */
  nextName(): string {
    if (this.atEnd) return "the end of the text";
    const unit = this.peek();
    if (unit === "\n" || unit === "\r") return "the end of the line";
    word.lastIndex = this.offset;
    return `"${word.exec(this.text)?.[0] ?? String.fromCodePoint(this.text.codePointAt(this.offset) ?? 32)}"`;
  }

  /** Whether one more level may open; says so once where it may not. */
  enter(): boolean {
    if (this.nesting < nestingLimit) {
      this.nesting++;
      return true;
    }
    if (!this.problems.some((problem) => problem.code === "too-deep"))
      this.fail("too-deep", `Cannot read blocks or expressions nested deeper than ${nestingLimit}`, this.here());
    return false;
  }

  leave(): void {
    this.nesting--;
  }
}

const word = /[A-Za-z0-9_]+/y;

/** Blanks, tabs and line ends: what may stand between the parts of a directive. */
export function isSpace(unit: number): boolean {
  return unit === 32 || unit === 9 || unit === 10 || unit === 13;
}

/** Whether a name can begin with this unit. Only ASCII letters count: `$імя` is text. */
export function isNameStart(unit: number): boolean {
  return (unit >= 97 && unit <= 122) || (unit >= 65 && unit <= 90) || unit === 95;
}

const namePattern = /[A-Za-z_][A-Za-z0-9_]*/y;
export const hyphenatedName = /[A-Za-z_][A-Za-z0-9_-]*/y;
