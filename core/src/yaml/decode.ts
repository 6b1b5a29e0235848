/**
 * What a written scalar says, unit by unit with its place: plain and quoted styles. It follows the `yaml` package to the
 * letter (a property test holds the two together), but keeps where each decoded UTF-16 unit was written. Block scalars are in
 * `decode-block.ts`; nothing here knows maps, aliases or types.
 *
 * ```
 *   "a\tb
 *      c"          decoded  a  \t  b  ␠  c     the fold's space owns the line break and the spaces around it
 * ```
 */

/** A decoded scalar: its text, and where each unit of it is written. */
export interface Decoded {
  readonly text: string;
  readonly places: Places;
  /** Where the content may be written: behind the opening quote or the block header … */
  readonly contentStart: number;
  /** … up to the closing quote, or the end of the token. */
  readonly contentEnd: number;
}

/**
 * Where decoded units are written, piece by piece: a stretch that stands in the file as it is, or units that were written as one
 * piece, such as an escape or a fold. A long text has a piece or two a line.
 * Invariant: starts and ends never go backwards.
 */
export class Places {
  /** The first unit of each piece. */
  readonly #units: number[] = [];
  readonly #starts: number[] = [];
  /** The end of what was written as one; -1 for a stretch that stands as it is. */
  readonly #ends: number[] = [];
  #length = 0;

  /** How many units there are. */
  get length(): number {
    return this.#length;
  }

  /** Notes units that stand in the file as they are. */
  copy(count: number, start: number): void {
    if (count === 0) return;
    const last = this.#units.length - 1;
    const from = this.#units[last] ?? 0;
    // One stretch with the piece before, when it goes on where that one ends.
    const goesOn = last >= 0 && this.#ends[last] === -1 && (this.#starts[last] ?? 0) + this.#length - from === start;
    if (!goesOn) this.#note(start, -1);
    this.#length += count;
  }

  /** Notes units that were written at `[start, end)` as one piece. */
  add(count: number, start: number, end: number): void {
    if (count === 0) return;
    this.#note(start, end);
    this.#length += count;
  }

  /** The offset at which the unit begins in the file. */
  startOf(unit: number): number {
    const piece = this.#pieceOf(unit);
    const start = this.#starts[piece] ?? 0;
    return this.#ends[piece] === -1 ? start + unit - (this.#units[piece] ?? 0) : start;
  }

  /** The offset behind the unit in the file. */
  endOf(unit: number): number {
    const piece = this.#pieceOf(unit);
    const end = this.#ends[piece] ?? 0;
    return end === -1 ? (this.#starts[piece] ?? 0) + unit - (this.#units[piece] ?? 0) + 1 : end;
  }

  /** The first unit that ends behind an offset of the file; `length` when there is none. */
  firstBehind(offset: number): number {
    let low = 0;
    let high = this.#units.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.endOf((this.#units[middle + 1] ?? this.#length) - 1) > offset) high = middle;
      else low = middle + 1;
    }
    const first = this.#units[low];
    if (first === undefined) return this.#length;
    return this.#ends[low] === -1 ? first + Math.max(0, offset - (this.#starts[low] ?? 0)) : first;
  }

  #note(start: number, end: number): void {
    this.#units.push(this.#length);
    this.#starts.push(start);
    this.#ends.push(end);
  }

  /** The last piece that begins at or before the unit. */
  #pieceOf(unit: number): number {
    let low = 0;
    let high = this.#units.length;
    while (low + 1 < high) {
      const middle = (low + high) >> 1;
      if ((this.#units[middle] ?? 0) <= unit) low = middle;
      else high = middle;
    }
    return low;
  }
}

/** Collects decoded text with its places. */
export class Units {
  text = "";
  readonly #places = new Places();

  /** Adds decoded text that was written at `[start, end)` as one piece. */
  add(text: string, start: number, end: number): void {
    this.text += text;
    this.#places.add(text.length, start, end);
  }

  /** Adds text that stands in the file as it is, from `start`. */
  copy(text: string, start: number): void {
    this.text += text;
    this.#places.copy(text.length, start);
  }

  /**
   * Adds what a fold decodes to: one break is a space, more of them are line feeds, one less than there are. The units
   * share the whole gap, so that replacing them replaces the breaks and the indentation.
   * @param breaks the offset behind each line break of the gap
   */
  fold(gapStart: number, breaks: readonly number[], gapEnd: number): void {
    if (breaks.length === 1) this.add(" ", gapStart, gapEnd);
    for (let i = 1; i < breaks.length; i++) {
      const start = i === 1 ? gapStart : (breaks[i - 1] ?? gapStart);
      this.add("\n", start, i === breaks.length - 1 ? gapEnd : (breaks[i] ?? gapEnd));
    }
  }

  done(contentStart: number, contentEnd: number): Decoded {
    return { text: this.text, places: this.#places, contentStart, contentEnd };
  }
}

/** A plain scalar written at `offset`. */
export function decodePlain(source: string, offset: number): Decoded {
  const units = new Units();
  unfold(source, 0, source.length, units, offset, false);
  return units.done(offset, offset + source.length);
}

/** A single-quoted scalar written at `offset`, its quotes included; the closing one may be missing. */
export function decodeSingle(source: string, offset: number): Decoded {
  const units = new Units();
  const end = isClosed(source) ? source.length - 1 : source.length;
  unfold(source, 1, end, units, offset, true);
  return units.done(offset + 1, offset + end);
}

/** A double-quoted scalar written at `offset`, its quotes included; the closing one may be missing. */
export function decodeDouble(source: string, offset: number): Decoded {
  const units = new Units();
  const end = isClosed(source) ? source.length - 1 : source.length;
  let at = 1;
  while (at < end) {
    const from = at;
    while (at < end && !isDecoded(source, at)) at++;
    if (at > from) units.copy(source.slice(from, at), offset + from);
    if (at >= end) break;
    if (source[at] === "\\") at = readEscape(source, at, end, units, offset);
    else at = space(source, at, end, units, offset);
  }
  return units.done(offset + 1, offset + end);
}

/** Whether something that is decoded begins here inside double quotes: an escape, or space that may be a fold. */
function isDecoded(source: string, at: number): boolean {
  const unit = source.charCodeAt(at);
  return unit === 92 || unit === 32 || unit === 9 || breakLength(source, at) > 0;
}

/** Whether a quoted scalar's source has its closing quote. */
export function isClosed(source: string): boolean {
  const quote = source[0];
  if (source.length < 2 || source.at(-1) !== quote) return false;
  let before = 0;
  if (quote === '"') while (source[source.length - 2 - before] === "\\" && source.length - 2 - before > 0) before++;
  // The lexer ends a single-quoted token only at a quote that is not doubled, so its last quote closes it: unless the
  // text ends with doubled ones, which are then an even number behind the opening quote.
  else while (source[source.length - 1 - before] === "'" && source.length - 1 - before > 0) before++;
  return quote === '"' ? before % 2 === 0 : before % 2 === 1;
}

/** The length of the line break at `at`: 0, 1 or 2. YAML as read here knows LF and CR LF only. */
export function breakLength(source: string, at: number): number {
  if (source[at] === "\n") return 1;
  return source[at] === "\r" && source[at + 1] === "\n" ? 2 : 0;
}

/** Plain and single-quoted content: lines are trimmed and folded. */
function unfold(source: string, from: number, to: number, units: Units, offset: number, quoted: boolean): void {
  let lineStart = from;
  let gapStart = -1;
  const breaks: number[] = [];
  for (let first = true; ; first = false) {
    const feed = source.indexOf("\n", lineStart);
    const last = feed === -1 || feed >= to;
    let start = lineStart;
    let end = last ? to : source[feed - 1] === "\r" && feed - 1 >= lineStart ? feed - 1 : feed;
    if (!first) while (start < end && isBlank(source[start])) start++;
    if (!last) while (end > start && isBlank(source[end - 1])) end--;
    const empty = start === end && !first && !last;
    if (!empty) {
      if (!first) units.fold(offset + gapStart, breaks, offset + start);
      emit(source, start, end, units, offset, quoted);
      breaks.length = 0;
      gapStart = end;
    }
    if (last) return;
    breaks.push(offset + feed + 1);
    lineStart = feed + 1;
  }
}

function emit(source: string, start: number, end: number, units: Units, offset: number, quoted: boolean): void {
  let at = start;
  for (let quote = at; quoted; at = quote + 2) {
    quote = source.indexOf("''", at);
    if (quote === -1 || quote + 2 > end) break;
    units.copy(source.slice(at, quote), offset + at);
    units.add("'", offset + quote, offset + quote + 2);
  }
  units.copy(source.slice(at, end), offset + at);
}

/** Spaces, tabs and line breaks inside double quotes: kept inside a line, folded around a break. */
function space(source: string, from: number, end: number, units: Units, offset: number): number {
  let at = from;
  while (at < end && isBlank(source[at])) at++;
  if (at >= end || breakLength(source, at) === 0) {
    units.copy(source.slice(from, at), offset + from);
    return at;
  }
  const breaks: number[] = [];
  while (at < end) {
    const length = breakLength(source, at);
    if (length > 0) {
      at += length;
      breaks.push(offset + at);
    } else if (isBlank(source[at])) at++;
    else break;
  }
  units.fold(offset + from, breaks, offset + Math.min(at, end));
  return at;
}

const escapes: ReadonlyMap<string, string> = new Map([
  ["0", "\0"],
  ["a", "\x07"],
  ["b", "\b"],
  ["e", "\x1b"],
  ["f", "\f"],
  ["n", "\n"],
  ["r", "\r"],
  ["t", "\t"],
  ["v", "\v"],
  ["N", "\u0085"],
  ["_", "\u00a0"],
  ["L", "\u2028"],
  ["P", "\u2029"],
  [" ", " "],
  ['"', '"'],
  ["/", "/"],
  ["\\", "\\"],
  ["\t", "\t"],
]);

/** One escape sequence at `at`; gives the offset behind it. An invalid one decodes to its own text. */
function readEscape(source: string, at: number, end: number, units: Units, offset: number): number {
  const next = source[at + 1];
  const broken = breakLength(source, at + 1);
  if (broken > 0 && at + 1 < end) {
    // An escaped line break vanishes together with the indentation behind it.
    let behind = at + 1 + broken;
    while (behind < end && isBlank(source[behind])) behind++;
    return behind;
  }
  const simple = next === undefined || at + 1 >= end ? undefined : escapes.get(next);
  if (simple !== undefined) {
    units.add(simple, offset + at, offset + at + 2);
    return at + 2;
  }
  const digits = next === "x" ? 2 : next === "u" ? 4 : next === "U" ? 8 : 0;
  const hex = source.slice(at + 2, Math.min(end, at + 2 + digits));
  const code = digits > 0 && hex.length === digits && /^[0-9a-fA-F]+$/.test(hex) ? Number.parseInt(hex, 16) : Number.NaN;
  if (code <= 0x10ffff) {
    units.add(String.fromCodePoint(code), offset + at, offset + at + 2 + digits);
    return at + 2 + digits;
  }
  const behind = Math.min(end, at + 2);
  units.copy(source.slice(at, behind), offset + at);
  return behind;
}

function isBlank(unit: string | undefined): boolean {
  return unit === " " || unit === "\t";
}
