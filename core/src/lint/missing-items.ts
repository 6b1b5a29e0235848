/**
 * Items that a request takes out of a list by their number, and that a sample's list does not have: the engine refuses the text then,
 * whatever mark or fallback the reference has. A text that asks for the list in a directive knows what it does.
 */
import { type Data, dataAt, isDataList } from "../model/data";
import { hasDirectives } from "../reference/directives";
import type { Span } from "../text/span";
import type { CheckedFile, CheckedReference } from "./rule";

export interface MissingItem {
  /** The step that takes the item, in the file. */
  readonly span: Span;
  readonly index: number;
  /** The samples whose list is too short, with its length. */
  readonly short: readonly { readonly from: string; readonly length: number }[];
}

/** In the values of a webhook, one for each reference at most. */
export function missingItems(file: CheckedFile): readonly MissingItem[] {
  return file.references.flatMap((checked) => {
    const { value, reference } = checked;
    if (value.template || value.place === "block-field" || value.place === "bare-name") return [];
    if (!reference.path.some(({ kind }) => kind === "index")) return [];
    if (hasDirectives(value.text) && value.text.split(reference.name).length > 2) return [];
    return firstMissing(checked) ?? [];
  });
}

function firstMissing({ reference, value, found, scope }: CheckedReference): MissingItem | undefined {
  const answer = found();
  if (answer.kind !== "known" || answer.entry.origin !== "event") return undefined;
  const before: (string | number)[] = [];
  for (const step of reference.path.slice(scope().dotted(reference)?.steps ?? 0)) {
    if (step.kind === "method") return undefined;
    if (step.kind === "index") {
      const short = answer.entry.samples.flatMap(({ from, value: sample }) => {
        const list: Data | undefined = dataAt(sample, before);
        return isDataList(list) && list.length <= step.index ? [{ from, length: list.length }] : [];
      });
      if (short.length) return { span: value.toFile(step.span), index: step.index, short };
    }
    before.push(step.kind === "index" ? step.index : step.name);
  }
  return undefined;
}
