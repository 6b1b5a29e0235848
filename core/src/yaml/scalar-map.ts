/**
 * Decoded text ↔ file for one scalar. Everything that is found in a value (a reference, a JSON error, a word to complete) is
 * found in decoded text and comes to its place in the file through here, once. It does not decode; see `decode.ts`.
 */
import { type Span, span } from "../text/span";
import type { Decoded } from "./decode";
import type { ScalarMap } from "./tree";

/** One line without anything to decode. */
export class StraightMap implements ScalarMap {
  readonly #start: number;
  readonly #length: number;

  constructor(start: number, length: number) {
    this.#start = start;
    this.#length = length;
  }

  toSource(decoded: Span): Span {
    const start = clamp(decoded.start, this.#length);
    return span(this.#start + start, this.#start + Math.max(start, clamp(decoded.end, this.#length)));
  }

  toDecoded(offset: number): number | undefined {
    const at = offset - this.#start;
    return at >= 0 && at <= this.#length ? at : undefined;
  }
}

/** Everything else: each unit has its place. */
export class DecodedMap implements ScalarMap {
  readonly #decoded: Decoded;

  constructor(decoded: Decoded) {
    this.#decoded = decoded;
  }

  toSource(decoded: Span): Span {
    const { places, text } = this.#decoded;
    const start = clamp(decoded.start, text.length);
    const end = Math.max(start, clamp(decoded.end, text.length));
    if (start === end) {
      const place = start < text.length ? places.startOf(start) : this.#end(text.length);
      return span(place, place);
    }
    return span(places.startOf(start), this.#end(end));
  }

  toDecoded(offset: number): number | undefined {
    const { places, text, contentStart, contentEnd } = this.#decoded;
    if (offset < contentStart || offset > contentEnd) return undefined;
    const unit = places.firstBehind(offset);
    // A line feed that the file does not have stands behind the cursor at its end.
    if (unit > 0 && unit === text.length && places.startOf(unit - 1) === offset) return unit - 1;
    // Behind a line break and in the indentation of the next line the cursor is on that next line.
    const inside = unit < text.length && offset > places.startOf(unit);
    return inside && (text[unit] === "\n" || text[unit] === " ") ? unit + 1 : unit;
  }

  #end(decodedEnd: number): number {
    return decodedEnd === 0 ? this.#decoded.contentStart : this.#decoded.places.endOf(decodedEnd - 1);
  }
}

function clamp(offset: number, length: number): number {
  return Math.max(0, Math.min(offset, length));
}
