/** Small edits that several fixes need. */

import type { ReferenceValue } from "../model/source-file";
import type { TextEdit } from "../text/edit";
import type { Span } from "../text/span";
import type { YamlDocument, YamlEntry } from "../yaml/index";
import { replaceInScalar } from "../yaml/index";

/** Replaces a stretch of a value's decoded text, right for the way it is written. */
export function replaceInValue(
  document: YamlDocument | undefined,
  value: ReferenceValue,
  span: Span,
  newText: string,
): readonly TextEdit[] | undefined {
  if (!value.scalar) return [{ span, newText }];
  if (!document || value.scalar.uses.length) return undefined;
  return replaceInScalar(document, value.scalar, span, newText);
}

/** Takes a pair out of a block map, its lines and line end included; undefined in flow maps. */
export function removeEntry(document: YamlDocument, entry: YamlEntry): TextEdit | undefined {
  const { text } = document;
  const lineStart = Math.max(text.lastIndexOf("\n", entry.span.start - 1), text.lastIndexOf("\r", entry.span.start - 1)) + 1;
  if (text.slice(lineStart, entry.span.start).trim() !== "") return undefined;
  let end = entry.span.end;
  // A block scalar's span already ends with its line.
  const atLineStart = /[\r\n]$/.test(text.slice(0, end));
  if (!atLineStart) {
    const rest = /^[ \t]*(#[^\r\n]*)?(\r\n|\r|\n|$)/.exec(text.slice(end));
    if (!rest) return undefined;
    end += rest[0].length;
  }
  return { span: { start: lineStart, end }, newText: "" };
}
