/**
 * Decoded text ↔ file for one scalar. Everything that is found in a value (a reference, a JSON error, a word to complete) is
 * found in decoded text and comes to its place in the file through here, once. It does not decode; see `decode.ts`.
 */
import { type Span, span } from "../text/span";
import type { Decoded } from "./decode";
import { decodeToken, type ScalarToken } from "./token";
import type { ScalarMap } from "./tree";

/** The map of a scalar whose decoded text is known. Text that stands in the file as it is costs nothing. */
export function createScalarMap(token: ScalarToken, text: string): ScalarMap {
  if (token.type !== "block-scalar") {
    const start = token.type === "scalar" ? token.offset : token.offset + 1;
    const { source } = token;
    if (source === text || (source.length === text.length + 2 && source.slice(1, -1) === text))
      return new StraightMap(start, text.length);
  }
  return new UnitMap(decodeToken(token));
}

/** One line without anything to decode. */
class StraightMap implements ScalarMap {
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

/** A place for each unit. Invariant: starts and ends never go backwards. */
class UnitMap implements ScalarMap {
  readonly #decoded: Decoded;

  constructor(decoded: Decoded) {
    this.#decoded = decoded;
  }

  toSource(decoded: Span): Span {
    const { starts, text } = this.#decoded;
    const start = clamp(decoded.start, text.length);
    const end = Math.max(start, clamp(decoded.end, text.length));
    if (start === end) {
      const place = start < text.length ? starts[start] : this.#end(text.length);
      return span(place ?? 0, place ?? 0);
    }
    return span(starts[start] ?? 0, this.#end(end));
  }

  toDecoded(offset: number): number | undefined {
    const { starts, ends, text, contentStart, contentEnd } = this.#decoded;
    if (offset < contentStart || offset > contentEnd) return undefined;
    // The first unit that ends behind the offset.
    let low = 0;
    let high = text.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((ends[middle] ?? 0) > offset) high = middle;
      else low = middle + 1;
    }
    // Behind a line break and in the indentation of the next line the cursor is on that next line.
    const inside = low < text.length && offset > (starts[low] ?? 0);
    return inside && (text[low] === "\n" || text[low] === " ") ? low + 1 : low;
  }

  #end(decodedEnd: number): number {
    return decodedEnd === 0 ? this.#decoded.contentStart : (this.#decoded.ends[decodedEnd - 1] ?? this.#decoded.contentStart);
  }
}

function clamp(offset: number, length: number): number {
  return Math.max(0, Math.min(offset, length));
}
