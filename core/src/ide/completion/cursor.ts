/** The text with references under the cursor, decoded, and the way back: an edit of that text as one edit of the file. */
import { readText } from "../../model/read-text";
import type { ReferenceValue, SourceFile } from "../../model/source-file";
import type { ReferencePlace } from "../../reference/tree";
import type { TextEdit } from "../../text/edit";
import { lineAt } from "../../text/lines";
import type { Span } from "../../text/span";
import type { PlaceInTree } from "../../yaml/index";
import { closeScalar, replaceInScalar, scalarSource } from "../../yaml/index";
import type { Completion, SchemaPlace } from "./item";

export interface Cursor {
  /** The text with references, decoded, and the cursor in it. */
  readonly text: string;
  readonly offset: number;
  readonly place: ReferencePlace;
  readonly value: ReferenceValue;
  /** An edit of the decoded text as one edit of the file. */
  toEdit(span: Span, newText: string): TextEdit | undefined;
  /** What stands in the file between two of its offsets. */
  source(start: number, end: number): string;
  /** The place in the file of an offset in the decoded text. */
  toFile(offset: number): number;
}

/** What a completion is besides its edit. */
export type Offer = Omit<Completion, "edit" | "retrigger">;

/**
 * An item that writes `newText` in the place of `span`; none where the text around cannot hold it.
 * @param offer its `filter` is what the text of the span is compared with
 */
export function itemAt(cursor: Cursor, span: Span, newText: string, offer: Offer): readonly Completion[] {
  const edit = cursor.toEdit(span, newText);
  if (!edit) return [];
  // Editors compare from the start of the edit, which is before the span where the text around is written anew.
  const before = cursor.source(edit.span.start, cursor.toFile(span.start));
  return [{ ...offer, edit, filter: before + offer.filter, retrigger: false }];
}

/** Whether the text may give names to values: every message, and the request texts that have directives. */
export function mayBindNames({ place, text }: Cursor): boolean {
  return place === "message" || (place !== "block-field" && /#\{?(?:set|foreach|macro|define)\b/.test(text));
}

/** The value under the cursor, whether it is a scalar of a YAML file or a template as a whole. */
export function cursorAt(file: SourceFile, at: SchemaPlace | undefined, offset: number): Cursor | undefined {
  const { document } = file;
  if (!document) {
    const value = file.values[0];
    return (
      value && {
        text: file.text,
        offset,
        place: "message",
        value,
        toEdit: (span, newText) => ({ span, newText }),
        source: (start, end) => file.text.slice(start, end),
        toFile: (at) => at,
      }
    );
  }
  const place = at?.schema["x-reference"] as ReferencePlace | undefined;
  if (!at || !place || place === "bare-name") return undefined;
  const { scalar, decodedOffset } = at.place;
  const path = at.place.path;
  const value: ReferenceValue = file.values.find((candidate) => candidate.scalar === scalar && scalar !== undefined) ?? {
    ...nothing(place),
    scalar,
    path,
    block: path[0] === "blocks" && typeof path[1] === "string" ? path[1] : undefined,
    toFile: (span) => span,
  };
  if (scalar && decodedOffset !== undefined && scalar.span.end > scalar.span.start)
    return {
      text: scalar.text,
      offset: decodedOffset,
      place,
      value,
      toEdit: (span, newText) =>
        aroundCursor(
          file.text,
          closeScalar(document, scalar, span, newText) ?? replaceInScalar(document, scalar, span, newText)?.[0],
          offset,
        ),
      source: (start, end) => file.text.slice(start, end),
      toFile: (at) => scalar.map.toSource({ start: at, end: at }).start,
    };
  // Nothing that could be read as a value: a half-typed line. What stands there is taken as plain text.
  const typed = typedHere(file.text, at.place, offset);
  const text = file.text.slice(typed.start, typed.end);
  return {
    text,
    offset: offset - typed.start,
    place,
    value,
    toEdit: (span, newText) => ({
      span: typed,
      newText: scalarSource(text.slice(0, span.start) + newText + text.slice(span.end), {
        place: { flow: at.place.flow, key: false, parentIndent: at.place.indent },
      }),
    }),
    source: (start, end) => file.text.slice(start, end),
    toFile: (decoded) => typed.start + decoded,
  };
}

/**
 * What a half-typed value is. In a flow collection a brace ends a plain text, so `${` and the brace that an editor sets behind it
 * are no value yet; they and the words around them are taken as one.
 */
function typedHere(text: string, { typed, flow }: PlaceInTree, offset: number): Span {
  const open = /\$!?\{[^{}]*$/.exec(text.slice(typed.start, offset));
  if (!flow || !open || /^["']/.test(text.slice(typed.start, offset))) return typed;
  const line = lineAt(text, offset);
  const behind = text.slice(offset, line.end);
  // Is a brace more closed on this line than is open, this one is set by the editor; else it closes the map around.
  const depth = bracesIn(text.slice(line.start, typed.start + open.index)) + bracesIn(behind);
  const own = depth < 0 ? /^[^,[\]{}#\r\n]*\}/.exec(behind)?.[0].length : undefined;
  const plain = /^(?:[^,[\]{}#:\r\n]|(?<!\s)#|:(?!\s))*/.exec(behind.slice(own ?? 0))?.[0].trimEnd().length ?? 0;
  return { start: typed.start, end: offset + (own ?? 0) + plain };
}

/** How many braces more are opened than closed, those in quotes aside. */
function bracesIn(text: string): number {
  const bare = text.replace(/"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'/g, "");
  return bare.split("{").length - bare.split("}").length;
}

/** The protocol wants an edit that touches the cursor and stays on its line; a minimal one may have been cut shorter. */
export function aroundCursor(text: string, edit: TextEdit | undefined, offset: number): TextEdit | undefined {
  if (!edit) return undefined;
  const line = lineAt(text, offset);
  if (edit.span.start < line.start || edit.span.end > line.end) return undefined;
  const start = Math.min(edit.span.start, offset);
  const end = Math.max(edit.span.end, offset);
  return { span: { start, end }, newText: text.slice(start, edit.span.start) + edit.newText + text.slice(edit.span.end, end) };
}

function nothing(place: ReferencePlace): Pick<ReferenceValue, "place" | "text" | "list" | "template" | "read"> {
  const read = readText(place, "");
  const { text, list, template } = read;
  return { place, text, list, template, read };
}
