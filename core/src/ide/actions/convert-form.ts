/** References from one form into another: one at a time, or all of the file. */
import type { ReferenceValue, SourceFile } from "../../model/source-file";
import { active } from "../../model/source-file";
import type { ProjectReader } from "../../project/reader";
import type { PrintedForm } from "../../reference/print";
import type { Reference } from "../../reference/tree";
import { scopesOf } from "../../scope/scope-at";
import type { TextEdit } from "../../text/edit";
import { overlaps, type Span, touches } from "../../text/span";
import { converted } from "../../usage/converted";
import { replaceAllInScalar } from "../../yaml/index";
import type { CodeAction } from "./action";

const titles: Readonly<Record<PrintedForm, string>> = {
  checked: "$<name>",
  velocity: "$!{name}",
  data: "$!data.get('name')",
};

/** Conversions of the reference under the selection, and of all references of the file into the same form. */
export function convertActions(project: ProjectReader, file: SourceFile, selection: Span): readonly CodeAction[] {
  const scopes = scopesOf(project, file);
  const at = referencesIn(file).find(({ reference, value }) => {
    const span = value.toFile(reference.span);
    return overlaps(span, selection) || touches(span, selection.start);
  });
  if (!at) return [];
  return (["checked", "velocity", "data"] as const).flatMap((form): CodeAction[] => {
    const text = converted(at.value, at.reference, scopes(at.value), form);
    if (text === undefined) return [];
    const one = editsFor(file, [{ ...at, text }]);
    if (!one) return [];
    const actions: CodeAction[] = [
      { title: `Convert to \`${text}\``, kind: "rewrite", edits: new Map([[file.uri, one]]), preferred: false },
    ];
    const all = referencesIn(file).flatMap((found) => {
      const other = converted(found.value, found.reference, scopes(found.value), form);
      return other === undefined ? [] : [{ ...found, text: other }];
    });
    const edits = all.length > 1 ? editsFor(file, all) : undefined;
    if (edits)
      actions.push({
        title: `Convert all ${all.length} references of this file to \`${titles[form]}\``,
        kind: "rewrite",
        edits: new Map([[file.uri, edits]]),
        preferred: false,
      });
    return actions;
  });
}

interface Found {
  readonly reference: Reference;
  readonly value: ReferenceValue;
}

function referencesIn(file: SourceFile): readonly Found[] {
  return file.values.flatMap((value) => active(value).map((reference) => ({ reference, value })));
}

/** The edits of several references, by the scalars they stand in. */
function editsFor(file: SourceFile, found: readonly (Found & { readonly text: string })[]): readonly TextEdit[] | undefined {
  const byValue = new Map<ReferenceValue, { readonly span: Span; readonly text: string }[]>();
  for (const { reference, value, text } of found) {
    if (value.scalar?.uses.length) continue;
    const known = byValue.get(value);
    if (known) known.push({ span: reference.span, text });
    else byValue.set(value, [{ span: reference.span, text }]);
  }
  const edits: TextEdit[] = [];
  for (const [value, changes] of byValue) {
    const made =
      value.scalar && file.document
        ? replaceAllInScalar(file.document, value.scalar, changes)
        : changes.map(({ span, text }) => ({ span, newText: text }));
    if (!made) return undefined;
    edits.push(...made);
  }
  return edits.length ? edits : undefined;
}
