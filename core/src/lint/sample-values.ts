/** What the samples of a workspace hold behind a reference, and where they hold nothing. */
import type { Data } from "../model/data";
import { dataAt } from "../model/data";
import type { Found, ScopeName } from "../scope/scope";
import type { CheckedFile, CheckedReference } from "./rule";

/** A value that a sample gives, with the sample's name. */
export interface SampleValue {
  readonly from: string;
  readonly value: Data;
}

/** What each sample of a webhook prints for a known reference; nothing behind a method or an unknown name. */
export function sampleValues(file: CheckedFile, checked: CheckedReference): readonly SampleValue[] {
  // All values of a webhook share one scope, so equal references have equal values.
  const known = file.once(newMemory);
  const values = known.get(checked.text) ?? readValues(checked);
  known.set(checked.text, values);
  return values;
}

function newMemory(): Map<string, readonly SampleValue[]> {
  return new Map();
}

function readValues({ reference, scope, found }: CheckedReference): readonly SampleValue[] {
  const answer: Found = found();
  if (answer.kind !== "known") return [];
  const steps: (string | number)[] = [];
  for (const step of reference.path.slice(scope().dotted(reference)?.steps ?? 0)) {
    if (step.kind === "method") return [];
    steps.push(step.kind === "index" ? step.index : step.name);
  }
  return answer.entry.samples.flatMap(({ from, value }) => {
    const data = dataAt(value, steps);
    return data === undefined || data === null ? [] : [{ from, value: data }];
  });
}

/** The samples that lack a name: event samples by their presence, contact samples by their count. */
export function missingIn(file: CheckedFile, entry: ScopeName): readonly string[] {
  if (entry.origin === "event") return entry.presence?.missingIn ?? [];
  if (entry.origin !== "contact") return [];
  const known = new Set(entry.samples.map(({ from }) => from));
  return file.project.contacts().flatMap(({ title }) => (known.has(title) ? [] : [title]));
}

/** `a, b, c and 2 more`. */
export function listed(names: readonly string[]): string {
  const more = names.length > 3 ? ` and ${names.length - 3} more` : "";
  return `${names.slice(0, 3).join(", ")}${more}`;
}
