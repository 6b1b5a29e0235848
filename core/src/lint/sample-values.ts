/** What the samples of a workspace hold behind a reference, and where they hold nothing. */
import type { Data } from "../model/data";
import { dataAt } from "../model/data";
import type { ScopeName } from "../scope/scope";
import { contactNames } from "../scope/scope-names";
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

function readValues(checked: CheckedReference): readonly SampleValue[] {
  const answer = checked.found();
  const steps = answer.kind === "known" ? stepsOf(checked) : undefined;
  return answer.kind === "known" && steps ? valuesAt(answer.entry.samples, steps) : [];
}

/**
 * What a judgement says of the values of a known reference. Contact fields have as many values as there are contacts, the same
 * ones for every webhook, so theirs are judged once for the whole workspace.
 * @param name of the judgement: it says all that the judgement depends on besides the values
 */
export function judgeValues<T>(
  file: CheckedFile,
  checked: CheckedReference,
  name: string,
  judge: (values: readonly SampleValue[]) => T,
): T {
  const answer = checked.found();
  if (answer.kind !== "known" || answer.entry.origin !== "contact") return judge(sampleValues(file, checked));
  const field = answer.entry.name;
  const steps = stepsOf(checked);
  return file.project.derive(`${name} ${JSON.stringify([field, steps ?? "method"])}`, (reader) => {
    const samples = contactNames(reader).bySpelling.get(field.toLowerCase())?.samples ?? [];
    return judge(steps ? valuesAt(samples, steps) : []);
  });
}

/** The way from the value of a name to the value of its reference; undefined when a method is on it. */
function stepsOf({ reference, scope }: CheckedReference): readonly (string | number)[] | undefined {
  const steps: (string | number)[] = [];
  for (const step of reference.path.slice(scope().dotted(reference)?.steps ?? 0)) {
    if (step.kind === "method") return undefined;
    steps.push(step.kind === "index" ? step.index : step.name);
  }
  return steps;
}

function valuesAt(samples: readonly SampleValue[], steps: readonly (string | number)[]): readonly SampleValue[] {
  return samples.flatMap(({ from, value }) => {
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
