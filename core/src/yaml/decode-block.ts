/**
 * What a written block scalar (`|` and `>`) says, unit by unit with its place: indentation and its indicator, folding,
 * chomping. It follows the `yaml` package to the letter, as `decode.ts` does for the other styles.
 */
import { type Decoded, Units } from "./decode";

/** The `|`, `>` and what follows on that line, read. */
export interface BlockHeader {
  readonly folded: boolean;
  /** The indentation indicator; 0 when the first line decides. */
  readonly indent: number;
  readonly chomp: "" | "-" | "+";
}

/** Reads a header such as `|2-`. Unknown letters are skipped: the composer has complained about them. */
export function readBlockHeader(source: string): BlockHeader {
  let indent = 0;
  let chomp: BlockHeader["chomp"] = "";
  for (const unit of source.slice(1)) {
    if (chomp === "" && (unit === "-" || unit === "+")) chomp = unit;
    else if (indent === 0) indent = Number(unit) || 0;
  }
  return { folded: source[0] === ">", indent, chomp };
}

interface Line {
  /** Spaces before the content. */
  readonly indent: number;
  /** Without the line end, CR included. */
  readonly content: string;
  /** Offsets in the file: of the line, and behind its line end. */
  readonly start: number;
  readonly next: number;
}

/**
 * @param source the text behind the header's line, as the token has it
 * @param start the offset of `source` in the file
 * @param parentIndent the indentation of the map or sequence the scalar stands in
 */
export function decodeBlock(header: BlockHeader, source: string, start: number, parentIndent: number): Decoded {
  const units = new Units();
  const lines = splitLines(source, start);
  const end = start + source.length;
  let chompStart = lines.length;
  while (chompStart > 0 && lines[chompStart - 1]?.content === "") chompStart--;

  if (chompStart === 0) {
    // Blank lines only. The last "line" is what follows the last line feed.
    if (header.chomp === "+")
      for (const line of lines.slice(0, Math.max(1, lines.length - 1))) units.add("\n", line.start, line.next);
    return units.done(start, end);
  }

  let contentStart = 0;
  while (lines[contentStart]?.content === "") contentStart++;
  const trim = header.indent === 0 ? (lines[contentStart]?.indent ?? 0) : parentIndent + header.indent;
  // Trailing lines of more spaces than the indentation are content.
  for (let i = lines.length - 1; i >= chompStart; i--) if ((lines[i]?.indent ?? 0) > trim) chompStart = i + 1;

  const body = new BlockBody(units, lines, trim, header.folded);
  body.leading(contentStart);
  body.content(contentStart, chompStart);
  if (header.chomp === "") body.lineEnd(chompStart - 1);
  else if (header.chomp === "+") body.keep(chompStart);
  return units.done(start, end);
}

/** The lines of one block scalar on their way into units. A break owns the indentation of the line that follows it. */
class BlockBody {
  readonly #units: Units;
  readonly #lines: readonly Line[];
  readonly #trim: number;
  readonly #folded: boolean;

  constructor(units: Units, lines: readonly Line[], trim: number, folded: boolean) {
    this.#units = units;
    this.#lines = lines;
    this.#trim = trim;
    this.#folded = folded;
  }

  /** Blank lines before the first content. */
  leading(count: number): void {
    for (let i = 0; i < count; i++) {
      this.#spaces(i);
      this.#breakAfter(i);
    }
  }

  /** The lines from the first with content up to the chomped ones. */
  content(from: number, to: number): void {
    // Breaks not yet decided: a fold is a space or a line feed depending on what comes next.
    let pending: number[] = [];
    let moreIndentedBefore = false;
    for (let i = from; i < to; i++) {
      const line = this.#lines[i];
      if (!line) return;
      const more = line.indent > this.#trim || line.content.startsWith("\t");
      if (!this.#folded || more) {
        if (this.#folded && more && !moreIndentedBefore) for (const at of pending) this.#breakAfter(at);
        else this.#flush(pending, !this.#folded || moreIndentedBefore);
        this.#spaces(i);
        this.#units.copy(line.content, line.start + line.indent);
        moreIndentedBefore = this.#folded && more;
        pending = [i];
      } else if (line.content === "") {
        pending.push(i);
      } else {
        this.#flush(pending, moreIndentedBefore);
        this.#units.copy(line.content, line.start + line.indent);
        moreIndentedBefore = false;
        pending = [i];
      }
    }
  }

  /** The single line feed at the end. It may be missing in the file; then its place is empty. */
  lineEnd(last: number): void {
    const line = this.#lines[last];
    if (!line) return;
    const end = contentEnd(line);
    this.#units.add("\n", end, line.next);
  }

  /** `+`: all line ends and blank lines that follow. */
  keep(from: number): void {
    for (let i = from; i < this.#lines.length; i++) {
      this.#breakAfter(i - 1);
      this.#spaces(i);
    }
    if (!this.#units.text.endsWith("\n")) this.lineEnd(this.#lines.length - 1);
  }

  /** Spaces behind the indentation are content. */
  #spaces(i: number): void {
    const line = this.#lines[i];
    if (line && line.indent > this.#trim) this.#units.copy(" ".repeat(line.indent - this.#trim), line.start + this.#trim);
  }

  #breakAfter(i: number): void {
    const line = this.#lines[i];
    const next = this.#lines[i + 1];
    if (line) this.#units.add("\n", contentEnd(line), next ? next.start + Math.min(next.indent, this.#trim) : line.next);
  }

  /** Writes the pending breaks: each as a line feed, or folded into a space or one line feed less. */
  #flush(pending: readonly number[], literal: boolean): void {
    if (literal) {
      for (const at of pending) this.#breakAfter(at);
      return;
    }
    const first = this.#lines[pending[0] ?? -1];
    const last = this.#lines[pending.at(-1) ?? -1];
    if (!first || !last) return;
    const next = this.#lines[(pending.at(-1) ?? 0) + 1];
    const gapEnd = next ? next.start + Math.min(next.indent, this.#trim) : last.next;
    this.#units.fold(
      contentEnd(first),
      pending.map((at) => this.#lines[at]?.next ?? gapEnd),
      gapEnd,
    );
  }
}

function contentEnd(line: Line): number {
  return line.start + line.indent + line.content.length;
}

function splitLines(source: string, start: number): readonly Line[] {
  const lines: Line[] = [];
  if (source === "") return lines;
  let at = 0;
  for (;;) {
    const feed = source.indexOf("\n", at);
    const raw = source.slice(at, feed === -1 ? source.length : feed);
    let indent = 0;
    while (raw[indent] === " ") indent++;
    const content = raw.slice(indent).replace(/\r$/, "");
    lines.push({ indent, content, start: start + at, next: start + (feed === -1 ? source.length : feed + 1) });
    if (feed === -1) return lines;
    at = feed + 1;
  }
}
