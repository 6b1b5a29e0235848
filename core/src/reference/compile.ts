/**
 * From our notation to the platform's: what is sent, previewed, exported and copied is always this. Only `$<...>` and `\$<` change;
 * every other character stays what it is, and knows where it came from.
 */
import { type Span, span } from "../text/span";
import { lexChecked } from "./lex-checked";
import { printReference } from "./print";
import type { Reference, ReferencePlace } from "./tree";

/** A compiled text with the way back. */
export interface Compiled {
  readonly text: string;
  /** The stretches that were rewritten, in order: where they are now and where they were. */
  readonly pieces: readonly CompiledPiece[];
  /** A span of the compiled text in the source. A part of a rewritten piece is the whole piece. */
  toSource(place: Span): Span;
}

export interface CompiledPiece {
  readonly compiled: Span;
  readonly source: Span;
  /** Undefined for `\$<`. */
  readonly reference: Reference | undefined;
}

export interface CompileOptions {
  /**
   * The additional field that a reference with a dot names, such as `LIST.FIELD`, or undefined when its dot is a property. Without
   * it every dot is a property.
   */
  readonly fieldOf?: (reference: Reference) => string | undefined;
}

/** Compiles one decoded value. In a message `$<` is ordinary text, and a bare name is one, so nothing changes there. */
export function compile(text: string, place: ReferencePlace, { fieldOf }: CompileOptions = {}): Compiled {
  const pieces: CompiledPiece[] = [];
  let compiled = "";
  let done = 0;
  const add = (source: Span, written: string, reference: Reference | undefined): void => {
    compiled += text.slice(done, source.start);
    const start = compiled.length;
    compiled += written;
    pieces.push({ compiled: span(start, compiled.length), source, reference });
    done = source.end;
  };
  if (place !== "message") {
    const { references, escapes } = lexChecked(text);
    // What cannot be read stays as it is; it was told of when it was lexed.
    const changes = [
      ...references
        .filter((reference) => reference.closed && reference.name !== "")
        .map((reference) => ({ at: reference.span, reference })),
      ...escapes.map((at) => ({ at, reference: undefined })),
    ].sort((a, b) => a.at.start - b.at.start);
    for (const { at, reference } of changes) {
      add(at, reference ? platformForm(reference, fieldOf, text.slice(at.end, at.end + 2)) : "$<", reference);
    }
  }
  compiled += text.slice(done);
  return { text: compiled, pieces, toSource: (place) => toSource(pieces, place) };
}

/** @param next what follows the reference */
function platformForm(reference: Reference, fieldOf: CompileOptions["fieldOf"], next: string): string {
  const field = fieldOf?.(reference);
  const printed = printReference(field === undefined ? reference : { ...reference, field }, "velocity");
  // Without braces a dot, a bracket or a letter that follows would be taken for a part of it.
  const joins = /^(?:\.[A-Za-z_]|[[(|])/.test(next) || (/^\w/.test(next) && /\w$/.test(printed));
  return joins && printed.startsWith("$!data") ? `$!{${printed.slice(2)}}` : printed;
}

function toSource(pieces: readonly CompiledPiece[], place: Span): Span {
  return span(
    offsetInSource(pieces, place.start, "start"),
    offsetInSource(pieces, place.end, place.end === place.start ? "start" : "end"),
  );
}

function offsetInSource(pieces: readonly CompiledPiece[], offset: number, edge: "start" | "end"): number {
  let shift = 0;
  for (const { compiled, source } of pieces) {
    if (offset < compiled.start || (edge === "end" && offset === compiled.start)) break;
    if (offset < compiled.end) return source[edge];
    shift = source.end - compiled.end;
  }
  return offset + shift;
}
