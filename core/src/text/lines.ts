/**
 * Lines of a text as the language server protocol sees them: a line ends at LF, CR LF or a lone CR. YAML and JavaScript count
 * differently in corners, so nothing outside this file looks for line ends to talk about a place. No columns in bytes here.
 */
import { type Span, span } from "./span";

/** A place as an editor names it: both counted from 0, characters in UTF-16 units. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

/** A stretch as an editor names it. */
export interface Range {
  readonly start: Position;
  readonly end: Position;
}

/** The line around `offset`, without its line end. At a line end the line before it. */
export function lineAt(text: string, offset: number): Span {
  let start = Math.min(offset, text.length);
  // Between CR and LF we are still at the end of the line before.
  if (text[start] === "\n" && text[start - 1] === "\r") start--;
  let end = start;
  while (start > 0 && !isLineEnd(text[start - 1])) start--;
  while (end < text.length && !isLineEnd(text[end])) end++;
  return span(start, end);
}

/** The spans of all lines of `text` that touch the given span, in order, each without its line end. */
export function linesOf(text: string, place: Span): readonly Span[] {
  const lines = [lineAt(text, place.start)];
  for (let line = lines[0]; line && line.end < place.end; line = lines.at(-1)) {
    const next = afterLine(text, line.end);
    if (next === line.end || next > place.end) break;
    lines.push(lineAt(text, next));
  }
  return lines;
}

/** The start of the next line for the end of a line; the end itself at the end of the text. */
export function afterLine(text: string, lineEnd: number): number {
  if (text[lineEnd] === "\r" && text[lineEnd + 1] === "\n") return lineEnd + 2;
  return lineEnd < text.length ? lineEnd + 1 : lineEnd;
}

/** The part of `place` that lies on its first line; what a squiggle of one fault covers. */
export function firstLineOf(text: string, place: Span): Span {
  const { end } = lineAt(text, place.start);
  return place.end > end ? span(place.start, Math.max(place.start, end)) : place;
}

/** The text's line breaks: its own, or LF when it has none. For text that is put in. */
export function lineEndOf(text: string): "\n" | "\r\n" {
  const at = text.indexOf("\n");
  return at > 0 && text[at - 1] === "\r" ? "\r\n" : "\n";
}

/** Offset to line and character and back, for one text. */
export class LineIndex {
  readonly #text: string;
  readonly #starts: readonly number[];

  constructor(text: string) {
    const starts = [0];
    for (let at = 0; at < text.length; at++) {
      const unit = text.charCodeAt(at);
      if (unit === 10 || (unit === 13 && text.charCodeAt(at + 1) !== 10)) starts.push(at + 1);
    }
    this.#text = text;
    this.#starts = starts;
  }

  get lineCount(): number {
    return this.#starts.length;
  }

  /** Offsets outside the text are moved to its nearest end. */
  positionAt(offset: number): Position {
    const at = Math.max(0, Math.min(offset, this.#text.length));
    let low = 0;
    let high = this.#starts.length;
    while (low + 1 < high) {
      const middle = (low + high) >> 1;
      if ((this.#starts[middle] ?? 0) <= at) low = middle;
      else high = middle;
    }
    return { line: low, character: at - (this.#starts[low] ?? 0) };
  }

  rangeOf(place: Span): Range {
    return { start: this.positionAt(place.start), end: this.positionAt(place.end) };
  }

  /** Characters behind the end of a line are moved to its end. */
  offsetAt(position: Position): number {
    const start = this.#starts[position.line];
    if (start === undefined) return position.line < 0 ? 0 : this.#text.length;
    return Math.min(start + Math.max(0, position.character), lineAt(this.#text, start).end);
  }
}

function isLineEnd(unit: string | undefined): boolean {
  return unit === "\n" || unit === "\r";
}
