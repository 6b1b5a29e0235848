/**
 * Whether a fix does what it says and no more: the text is read again, and everything that the edits do not touch must mean
 * what it meant, comments included. A fix that fails here is never offered.
 */
import { isBroken, readSource, type SourceFile } from "../model/source-file";
import type { TextEdit } from "../text/edit";
import { applyEdits } from "../text/edit";
import type { Span } from "../text/span";
import type { YamlDocument, YamlNode } from "../yaml/index";
import type { Finding, Fix } from "./rule";

/** The fix of a finding, when the file with it is what it should be. */
export function verifiedFix(file: SourceFile, finding: Finding): Fix | undefined {
  const { fix } = finding;
  return fix && editsHold(file, fix.edits) ? fix : undefined;
}

/** Whether the edits leave everything else of the file as it is. */
export function editsHold(file: SourceFile, edits: readonly TextEdit[]): boolean {
  if (edits.length === 0) return false;
  const ordered = [...edits].sort((a, b) => a.span.start - b.span.start);
  if (ordered.some((edit, at) => at > 0 && edit.span.start < (ordered[at - 1]?.span.end ?? 0))) return false;
  const after = readSource(file.uri, file.kind, applyEdits(file.text, edits), file.version);
  const faults = (source: SourceFile) =>
    source.values.reduce((sum, value) => sum + (value.template?.problems.filter(isError).length ?? 0), 0);
  if (faults(after) > faults(file)) return false;
  if (!file.document || !after.document) return true;
  if (after.document.problems.filter(isError).length > file.document.problems.filter(isError).length) return false;
  // What YAML takes may be no JSON.
  if (isBroken(after) && !isBroken(file)) return false;
  if (!sameComments(file.document, after.document, ordered)) return false;
  // Broken text means little: a fix that mends it may change what everything around it means.
  if (file.document.problems.some(isError)) return true;
  return sameOutside(file.document.root, after.document.root, ordered);
}

function isError({ severity }: { readonly severity?: string }): boolean {
  return severity === undefined || severity === "error";
}

function sameComments(before: YamlDocument, after: YamlDocument, edits: readonly TextEdit[]): boolean {
  const untouched = before.comments.filter(({ span }) => !isTouched(span, edits)).map(({ text }) => text);
  const left = after.comments.map(({ text }) => text);
  let at = 0;
  for (const text of untouched) {
    at = left.indexOf(text, at) + 1;
    if (at === 0) return false;
  }
  return true;
}

function isTouched(span: Span, edits: readonly TextEdit[]): boolean {
  return edits.some((edit) => edit.span.start <= span.end && span.start <= edit.span.end);
}

/** Nodes that no edit touches are equal; of those that one touches, the untouched parts are. */
function sameOutside(before: YamlNode | undefined, after: YamlNode | undefined, edits: readonly TextEdit[]): boolean {
  if (!before || !after) return before === after || (before !== undefined && isTouched(before.span, edits));
  if (!isTouched(before.span, edits)) return equal(before, after);
  if (before.kind === "map" && after.kind === "map")
    return before.entries.every((entry) => {
      const now = after.get(entry.key.text);
      if (now) return sameOutside(entry.value, now.value, edits);
      return isTouched(entry.span, edits) || entry.merged;
    });
  if (before.kind === "sequence" && after.kind === "sequence" && before.items.length === after.items.length)
    return before.items.every((item, at) => sameOutside(item, after.items[at], edits));
  return true;
}

function equal(a: YamlNode, b: YamlNode): boolean {
  if (a.kind === "scalar" || b.kind === "scalar")
    return a.kind === "scalar" && b.kind === "scalar" && a.text === b.text && a.value === b.value;
  if (a.kind === "sequence" || b.kind === "sequence")
    return (
      a.kind === "sequence" &&
      b.kind === "sequence" &&
      a.items.length === b.items.length &&
      a.items.every((item, at) => {
        const other = b.items[at];
        return other !== undefined && equal(item, other);
      })
    );
  return (
    a.entries.length === b.entries.length &&
    a.entries.every((entry) => {
      const other = b.get(entry.key.text);
      return other !== undefined && equal(entry.value, other.value);
    })
  );
}
