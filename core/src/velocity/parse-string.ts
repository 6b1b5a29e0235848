/** Texts in quotes. What stands in double quotes is decoded and, where it holds signs, read as a template of its own. */
import type { Scanner } from "./scanner";
import type { StringNode } from "./tree";

/** `'it''s'` or `"with $references"`. An unclosed text ends with its line, so that the rest of the template stays readable. */
export function parseString(scanner: Scanner): StringNode {
  const start = scanner.offset;
  const mark = scanner.peek();
  const quote = mark === '"' ? "double" : "single";
  scanner.offset++;
  const plain = scanner.match(mark === '"' ? /[^"\\$#]*"(?!")/y : /[^']*'(?!')/y);
  if (plain !== undefined)
    return { kind: "string", span: scanner.span(start), text: plain.slice(0, -1), quote, source: mark + plain };
  let text = "";
  const places: number[] = [];
  for (;;) {
    if (scanner.atEnd) {
      const opener = { span: scanner.span(start, start + 1), message: "opened here" };
      scanner.failAtEnd(`Missing ${mark === '"' ? "the closing quote" : "the closing apostrophe"} of a text`, opener);
      const line = scanner.text.slice(start).search(/[\r\n)]/);
      scanner.offset = line < 0 ? scanner.text.length : start + Math.max(line, 1);
      const source = scanner.text.slice(start, scanner.offset);
      return { kind: "string", span: scanner.span(start), text: source.slice(1), quote, source };
    }
    places.push(scanner.offset);
    const unit = scanner.peek();
    scanner.offset++;
    if (unit === mark && !scanner.take(mark)) break;
    if (unit === "\\" && quote === "double" && scanner.peek() === "u") text += readUnicodeEscape(scanner);
    else text += unit;
  }
  const span = scanner.span(start);
  const source = scanner.text.slice(start, scanner.offset);
  if (quote === "single" || !/[$#]/.test(source)) return { kind: "string", span, text, quote, source };
  if (!scanner.enter()) return { kind: "string", span, text, quote, source };
  const known = scanner.problems.length;
  const parts = scanner.readParts(scanner.inside(text, places));
  scanner.leave();
  if (scanner.problems.length > known && scanner.problems[known]?.code !== "too-deep") reportBrokenText(scanner, known, span);
  return { kind: "string", span, text, quote, source, parts };
}

/** The platform names the text as a whole when its content cannot be read; the first reason is kept beside it. */
function reportBrokenText(scanner: Scanner, known: number, span: { start: number; end: number }): void {
  const [first] = scanner.problems.splice(known);
  if (first !== undefined)
    scanner.fail("bad-string", `Cannot read the Velocity inside this text: ${first.message}`, span, {
      span: first.span,
      message: first.message,
    });
}

/** The character of a `\uXXXX` escape whose backslash is already read. */
function readUnicodeEscape(scanner: Scanner): string {
  const start = scanner.offset - 1;
  const digits = scanner.match(/u[0-9a-fA-F]{4}/y);
  if (digits !== undefined) return String.fromCharCode(Number.parseInt(digits.slice(1), 16));
  scanner.fail("bad-string", 'Expected four hexadecimal digits after "\\u"', scanner.span(start, scanner.offset + 1));
  return "\\";
}
