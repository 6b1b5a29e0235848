/** The text with references under the cursor, decoded, and the way back: an edit of that text as one edit of the file. */
import { readText } from "../../model/read-text";
import type { ReferenceValue, SourceFile } from "../../model/source-file";
import type { ReferencePlace } from "../../reference/tree";
import type { TextEdit } from "../../text/edit";
import { lineAt } from "../../text/lines";
import type { Span } from "../../text/span";
import { replaceInScalar, scalarSource } from "../../yaml/index";
import type { SchemaPlace } from "./item";

export interface Cursor {
  /** The text with references, decoded, and the cursor in it. */
  readonly text: string;
  readonly offset: number;
  readonly place: ReferencePlace;
  readonly value: ReferenceValue;
  /** An edit of the decoded text as one edit of the file. */
  toEdit(span: Span, newText: string): TextEdit | undefined;
}

/** The value under the cursor, whether it is a scalar of a YAML file or a template as a whole. */
export function cursorAt(file: SourceFile, at: SchemaPlace | undefined, offset: number): Cursor | undefined {
  const { document } = file;
  if (!document) {
    const value = file.values[0];
    return value && { text: file.text, offset, place: "message", value, toEdit: (span, newText) => ({ span, newText }) };
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
      toEdit: (span, newText) => aroundCursor(file.text, replaceInScalar(document, scalar, span, newText)?.[0], offset),
    };
  // Nothing that could be read as a value: a half-typed line. What stands there is taken as plain text.
  const { typed } = at.place;
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
  };
}

/** The protocol wants an edit that touches the cursor and stays on its line; a minimal one may have been cut shorter. */
function aroundCursor(text: string, edit: TextEdit | undefined, offset: number): TextEdit | undefined {
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
