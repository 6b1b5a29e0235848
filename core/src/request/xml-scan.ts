/**
 * Reads XML as text, once and from left to right, and says at which character it stops being one well-formed document. A place
 * for a variable is text and nothing else. A document type is refused before anything of it is read, so no entity ever means
 * anything here; depth and attributes have limits.
 */
import { codePointName } from "../text/code-points";
import type { Span } from "../text/span";

export interface XmlProblem {
  readonly span: Span;
  /** What is wrong, as the end of "The body is not XML: …". */
  readonly message: string;
  readonly help: string | undefined;
}

/** How deep elements may nest, and how many attributes one may have; far above what people write. */
const maxDepth = 64;
const maxAttributes = 500;

const wholeName = /[A-Za-z_:\u00c0-\u{effff}][-A-Za-z0-9_:.\u00b7-\u{effff}]*/uy;
const restOfName = /[-A-Za-z0-9_:.\u00b7-\u{effff}]*/uy;
const control = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/;
const reference = /&(?:(?:amp|lt|gt|quot|apos)|#(\d{1,8})|#x([\da-fA-F]{1,7}));/y;

/** Judges XML text; `holes` stand for values that are not known. */
export function scanXml(text: string, holes: readonly Span[] = []): XmlProblem | undefined {
  return new Scanner(text, holes).document();
}

interface OpenElement {
  readonly name: string;
  readonly span: Span;
}

class Scanner {
  private at = 0;
  /** The first hole that does not end before `at`. */
  private hole = 0;
  private readonly open: OpenElement[] = [];
  private roots = 0;
  /** A variable stands outside of every element: nobody knows what it brings. */
  private unknown = false;
  private readonly holes: readonly Span[];

  constructor(
    private readonly text: string,
    holes: readonly Span[],
  ) {
    this.holes = [...holes].filter(({ start, end }) => start < end).sort((a, b) => a.start - b.start);
  }

  document(): XmlProblem | undefined {
    const { text } = this;
    if (text.startsWith("\ufeff")) this.at = 1;
    while (this.at < text.length) {
      const hole = this.holeHere();
      if (hole) {
        if (this.open.length === 0) this.unknown = true;
        this.at = hole.end;
        continue;
      }
      const problem = text[this.at] === "<" ? this.markup() : this.characters();
      if (problem) return this.unknown ? undefined : problem;
    }
    if (this.unknown) return undefined;
    const left = this.open.pop();
    if (left) return fail(left.span, `\`<${short(left.name)}>\` is not closed`, `Close it with \`</${short(left.name)}>\``);
    if (this.roots > 0) return undefined;
    return fail({ start: 0, end: Math.min(1, text.length) }, "it has no element", "Write one element around everything");
  }

  private holeHere(): Span | undefined {
    while (this.hole < this.holes.length && (this.holes[this.hole]?.end ?? 0) <= this.at) this.hole++;
    const hole = this.holes[this.hole];
    return hole && hole.start <= this.at ? hole : undefined;
  }

  /** One run of text up to the next markup or variable. */
  private characters(): XmlProblem | undefined {
    const { text, at } = this;
    const next = text.indexOf("<", at);
    const end = Math.min(next < 0 ? text.length : next, this.holes[this.hole]?.start ?? text.length);
    const run = text.slice(at, end);
    this.at = end;
    if (this.open.length === 0) {
      const written = run.search(/\S/);
      if (written >= 0)
        return fail(
          { start: at + written, end: at + run.trimEnd().length },
          "text stands outside of the root element",
          "Put it inside an element",
        );
      return undefined;
    }
    const close = run.indexOf("]]>");
    const problem = badCharacters(run, at);
    if (close >= 0 && (!problem || at + close < problem.span.start))
      return fail({ start: at + close, end: at + close + 3 }, "`]]>` cannot stand in text", "Write `]]&gt;`");
    return problem;
  }

  private markup(): XmlProblem | undefined {
    const { text, at } = this;
    if (text.startsWith("<!--", at)) return this.skipTo("-->", 4, "comment");
    if (text.startsWith("<![CDATA[", at)) {
      if (this.open.length === 0)
        return fail({ start: at, end: at + 9 }, "text stands outside of the root element", "Put it inside an element");
      return this.skipTo("]]>", 9, "CDATA section");
    }
    if (/^<!doctype/i.test(text.slice(at, at + 9)))
      return fail({ start: at, end: at + 9 }, "it has a document type, which is never read", "Remove the document type");
    if (text.startsWith("<?", at)) {
      if (/^<\?xml\s/i.test(text.slice(at, at + 6)) && text.slice(0, at).replace("\ufeff", "") !== "")
        return fail({ start: at, end: at + 5 }, "`<?xml` does not stand at the very beginning", "Remove what stands before it");
      return this.skipTo("?>", 2, "instruction");
    }
    return text[at + 1] === "/" ? this.endTag() : this.startTag();
  }

  private skipTo(end: string, from: number, what: string): XmlProblem | undefined {
    const { text, at } = this;
    const found = text.indexOf(end, at + from);
    if (found < 0) return fail({ start: at, end: at + from }, `the ${what} is not closed`, `Close it with \`${end}\``);
    const bad = control.exec(text.slice(at, found));
    if (bad) return controlProblem(at + bad.index, bad[0]);
    this.at = found + end.length;
    return undefined;
  }

  private endTag(): XmlProblem | undefined {
    const { text, at } = this;
    const name = this.name(at + 2);
    const close = /\s*>/y;
    close.lastIndex = at + 2 + name.length;
    const span = { start: at, end: Math.min(text.length, at + 2 + Math.max(1, name.length)) };
    if (name === "" || !close.test(text)) return fail(span, "the end tag is not complete", "Write `</`, the name and `>`");
    const whole = { start: at, end: close.lastIndex };
    const expected = this.open.pop();
    if (!expected) return fail(whole, `\`</${short(name)}>\` closes nothing`, "Remove it");
    // The element around it is meant, so the one inside was left open.
    if (expected.name !== name && this.open.some((other) => other.name === name))
      return fail(expected.span, `\`<${short(expected.name)}>\` is not closed`, `Close it with \`</${short(expected.name)}>\``);
    if (expected.name !== name)
      return fail(
        whole,
        `\`</${short(name)}>\` closes \`<${short(expected.name)}>\``,
        `Write \`</${short(expected.name)}>\`, or open \`<${short(name)}>\` before`,
      );
    this.at = close.lastIndex;
    return undefined;
  }

  private startTag(): XmlProblem | undefined {
    const { text, at } = this;
    const name = this.name(at + 1);
    if (name === "") return fail({ start: at, end: at + 1 }, "`<` begins no tag", "Write `&lt;` for the sign itself");
    const span = { start: at, end: at + 1 + name.length };
    if (this.open.length === 0 && ++this.roots > 1) return fail(span, "it has two roots", "Put one element around both");
    if (this.open.length >= maxDepth) return fail(span, `it nests deeper than ${maxDepth} levels`, "Use fewer levels");
    this.at = span.end;
    const seen = new Set<string>();
    for (;;) {
      const blank = this.skipBlank();
      if (text.startsWith("/>", this.at)) {
        this.at += 2;
        return undefined;
      }
      if (text[this.at] === ">") {
        this.at += 1;
        this.open.push({ name, span });
        return undefined;
      }
      if (this.holeHere()) {
        // A variable among attributes can bring anything.
        this.unknown = true;
        this.at = this.holeHere()?.end ?? this.at + 1;
        continue;
      }
      if (this.at >= text.length || text[this.at] === "<")
        return fail(span, `the tag \`<${short(name)}\` is not closed`, "Close it with `>`");
      const problem = this.attribute(seen, blank);
      if (problem) return problem;
    }
  }

  private attribute(seen: Set<string>, blank: boolean): XmlProblem | undefined {
    const { text, at } = this;
    const name = this.name(at);
    const span = { start: at, end: at + Math.max(1, name.length) };
    if (name === "") return fail(span, `\`${text[at] ?? ""}\` cannot stand in a tag`, undefined);
    if (!blank) return fail(span, "a space is missing before the attribute", "Write a space before it");
    if (seen.has(name)) return fail(span, `the attribute \`${short(name)}\` is there twice`, "Remove one of them");
    seen.add(name);
    if (seen.size > maxAttributes) return fail(span, `an element has more than ${maxAttributes} attributes`, "Use elements");
    this.at += name.length;
    this.skipBlank();
    const quote = text[this.at] === "=" ? this.openQuote() : undefined;
    if (!quote) return fail(span, `the attribute \`${short(name)}\` has no value in quotes`, `Write \`${short(name)}="…"\``);
    return this.attributeValue(quote, span);
  }

  private openQuote(): string | undefined {
    this.at++;
    this.skipBlank();
    const quote = this.text[this.at];
    if (quote !== '"' && quote !== "'") return undefined;
    this.at++;
    return quote;
  }

  private attributeValue(quote: string, span: Span): XmlProblem | undefined {
    const { text } = this;
    while (this.at < text.length) {
      const hole = this.holeHere();
      if (hole) {
        this.at = hole.end;
        continue;
      }
      const stop = this.holes[this.hole]?.start ?? text.length;
      const found = text.indexOf(quote, this.at);
      const end = Math.min(found < 0 ? text.length : found, stop);
      const run = text.slice(this.at, end);
      const less = run.indexOf("<");
      const problem = badCharacters(less < 0 ? run : run.slice(0, less), this.at);
      if (problem) return problem;
      if (less >= 0)
        return fail(
          { start: this.at + less, end: this.at + less + 1 },
          "`<` stands in the value of an attribute",
          "Write `&lt;`, or close the value before it",
        );
      this.at = end;
      if (end === found) {
        this.at++;
        return undefined;
      }
    }
    return fail(span, "the value of the attribute is not closed", `Close it with \`${quote}\``);
  }

  private skipBlank(): boolean {
    const start = this.at;
    while (/[ \t\r\n]/.test(this.text[this.at] ?? "")) this.at++;
    return this.at > start;
  }

  /** The name at an offset; a variable may be a part of it. */
  private name(from: number): string {
    const { text } = this;
    wholeName.lastIndex = from;
    let end = wholeName.test(text) ? wholeName.lastIndex : from;
    for (const hole of this.holes.slice(this.hole, this.hole + 4))
      if (hole.start === end) {
        restOfName.lastIndex = hole.end;
        end = restOfName.test(text) ? restOfName.lastIndex : hole.end;
      }
    return text.slice(from, end);
  }
}

/** What cannot stand in text or in an attribute's value. */
function badCharacters(run: string, offset: number): XmlProblem | undefined {
  const bad = control.exec(run);
  for (let at = run.indexOf("&"); at >= 0; at = run.indexOf("&", at + 1)) {
    if (bad && bad.index < at) break;
    reference.lastIndex = at;
    const match = reference.exec(run);
    const written = /^&#?\w{0,20};?/.exec(run.slice(at, at + 24))?.[0] ?? "&";
    const span = { start: offset + at, end: offset + at + written.length };
    if (!match)
      return /^&[A-Za-z]\w*;$/.test(written)
        ? fail(span, `\`${written}\` is an entity that XML does not know`, "Write the character itself")
        : fail({ start: span.start, end: span.start + 1 }, "`&` begins no entity", "Write `&amp;` for the sign itself");
    const code = match[1] === undefined ? Number.parseInt(match[2] ?? "20", 16) : Number(match[1]);
    if (!isXmlCharacter(code)) return fail(span, `\`${written}\` stands for a character that XML cannot hold`, "Remove it");
  }
  return bad ? controlProblem(offset + bad.index, bad[0]) : undefined;
}

function isXmlCharacter(code: number): boolean {
  if (code < 0x20) return code === 0x9 || code === 0xa || code === 0xd;
  return code < 0xd800 || (code >= 0xe000 && code < 0xfffe) || (code >= 0x10000 && code <= 0x10ffff);
}

function controlProblem(at: number, character: string): XmlProblem {
  return fail({ start: at, end: at + 1 }, `it holds the control character ${codePointName(character)}`, "Remove it");
}

function fail(span: Span, message: string, help: string | undefined): XmlProblem {
  return { span, message, help };
}

/** Names come from the file: a long one is cut. */
function short(name: string): string {
  return name.length > 40 ? `${name.slice(0, 39)}…` : name;
}
