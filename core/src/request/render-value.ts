/** One value of a webhook as text: compiled, rendered, and for each piece of the text the reference it came from. */
import type { Data } from "../model/data";
import { dataAt, isDataList, isDataMap } from "../model/data";
import type { ReferenceValue } from "../model/source-file";
import { compile } from "../reference/index";
import type { Reference } from "../reference/tree";
import type { Span } from "../text/span";
import { render } from "../velocity/index";
import type { SampleValues, Value } from "./values";

/** A stretch of the rendered text that a reference gave. */
export interface Piece {
  readonly output: Span;
  readonly text: string;
  readonly name: string;
  readonly from: string;
  /** The reference, in the value's decoded text. */
  readonly source: Span;
}

export interface RenderedValue {
  readonly text: string;
  readonly pieces: readonly Piece[];
  /** References that have no value, with their span in the decoded text. */
  readonly unresolved: readonly { readonly name: string; readonly span: Span }[];
  readonly failures: readonly { readonly message: string; readonly span: Span }[];
}

/**
 * Renders a value.
 * @param encode is applied to what each reference prints, never to the text around it
 */
export function renderValue(value: ReferenceValue, values: SampleValues, encode: (text: string) => string): RenderedValue {
  const { compiled, references, result } = run(value, values);
  let text = "";
  let done = 0;
  const pieces: Piece[] = [];
  for (const { output, span } of result.trace) {
    const source = compiled.toSource(span);
    const reference = references.find((candidate) => candidate.span.start <= source.start && source.start < candidate.span.end);
    if (output.start < done || !reference) continue;
    text += result.text.slice(done, output.start);
    const printed = encode(result.text.slice(output.start, output.end));
    pieces.push({
      output: { start: text.length, end: text.length + printed.length },
      text: result.text.slice(output.start, output.end),
      name: nameOf(reference),
      from: originOf(reference, values),
      source: reference.span,
    });
    text += printed;
    done = output.end;
  }
  text += result.text.slice(done);
  return {
    text,
    pieces,
    unresolved: references
      .filter((reference) => isUnresolved(reference, values))
      .map((reference) => ({ name: nameOf(reference), span: reference.span })),
    failures: result.problems
      .filter((problem) => problem.severity === "error")
      .map((problem) => ({ message: problem.message, span: compiled.toSource(problem.span) })),
  };
}

/** A rendered text as it is, and where its stretches come from. */
export interface TracedValue {
  readonly text: string;
  readonly failed: boolean;
  /** Worked out anew for each asker: only a text with a fault needs it. */
  stretches(): readonly Stretch[];
}

export interface Stretch {
  readonly output: Span;
  /** Whether a reference printed it, also one that the text itself binds, and not the text around references. */
  readonly isValue: boolean;
  /** In the value's decoded text. Of a text it may be more than what was printed: the engine drops blanks around directives. */
  source(): Span;
}

/** Renders a value without a word about its values: to see what its own text and its directives make of them. */
export function traceValue(value: ReferenceValue, values: SampleValues): TracedValue {
  const { compiled, result } = run(value, values);
  const isValue = (place: Span): boolean => /^\$!?[{A-Za-z_]/.test(compiled.text.slice(place.start, place.start + 3));
  return {
    text: result.text,
    failed: result.problems.some(({ severity }) => severity === "error"),
    stretches: () =>
      result.trace.map(({ output, span }) => ({ output, isValue: isValue(span), source: () => compiled.toSource(span) })),
  };
}

/** The references of a value that have no value, each as often as it is written: by name with its path, and by its first name. */
export function unresolvedOf(
  value: ReferenceValue,
  values: SampleValues,
): readonly { readonly name: string; readonly root: string }[] {
  return outer(value)
    .filter((reference) => isUnresolved(reference, values))
    .map((reference) => ({ name: nameOf(reference), root: reference.name }));
}

function run(value: ReferenceValue, values: SampleValues) {
  const compiled = compile(value.text, value.place, { fieldOf: (reference) => dottedName(reference, values) });
  const references = outer(value);
  return { compiled, references, result: render(compiled.text, contextOf(references, values), { doubles: "all" }) };
}

/** What a value reads from outside. */
function outer(value: ReferenceValue): readonly Reference[] {
  return value.list.references.filter((reference) => !reference.literal && !reference.local);
}

/** The name with its path: `cart.items[0].title`. */
export function nameOf(reference: Reference): string {
  return reference.path.reduce(
    (text, step) => text + (step.kind === "index" ? `[${step.index}]` : `.${step.name}`),
    reference.name,
  );
}

function isUnresolved(reference: Reference, values: SampleValues): boolean {
  if (!reference.printed || reference.fallback) return false;
  return !isTyped(reference, values) && lacksValue(reference, values);
}

function lacksValue(reference: Reference, values: SampleValues): boolean {
  const found = valueBehind(reference, values);
  if (!found) return true;
  if (dotted(reference, values) !== undefined) return false;
  const steps = stepsOf(reference);
  if (!steps) return false; // What a method gives is not known here.
  const data = dataAt(found.value, steps);
  return data === undefined || data === null;
}

function stepsOf(reference: Reference): readonly (string | number)[] | undefined {
  const steps: (string | number)[] = [];
  for (const step of reference.path) {
    if (step.kind === "method") return undefined;
    steps.push(step.kind === "index" ? step.index : step.name);
  }
  return steps;
}

/** Whether a value was typed for a reference with a path that the samples do not have. */
function isTyped(reference: Reference, values: SampleValues): boolean {
  return reference.path.length > 0 && values.typed.has(nameOf(reference)) && lacksValue(reference, values);
}

function originOf(reference: Reference, values: SampleValues): string {
  const found = isTyped(reference, values) ? values.typedFor(nameOf(reference)) : valueBehind(reference, values);
  return found?.from ?? "fallback";
}

function valueBehind(reference: Reference, values: SampleValues): Value | undefined {
  return dotted(reference, values) ?? values.lookup(reference.name, reference.namespace?.name);
}

/** The name of an additional field with its own dot, as in `$<PERSONAL.LOCATION>`. */
function dottedName(reference: Reference, values: SampleValues): string | undefined {
  const [first] = reference.path;
  return first?.kind === "property" && dotted(reference, values) ? `${reference.name}.${first.name}` : undefined;
}

function dotted(reference: Reference, values: SampleValues): Value | undefined {
  const [first] = reference.path;
  if (first?.kind !== "property" || reference.namespace?.name === "event" || values.lookup(reference.name, "event"))
    return undefined;
  return values.lookup(`${reference.name}.${first.name}`, "contact");
}

/** The names a value reads, each spelled as it is written, and all of them once more under `data`. */
function contextOf(references: readonly Reference[], values: SampleValues): Map<string, unknown> {
  const data = new Map<string, unknown>();
  for (const [name, value] of values.event?.parameters ?? []) data.set(name, velocityData(value));
  const context = new Map<string, unknown>(data);
  for (const reference of references) {
    const whole = dotted(reference, values);
    const field = dottedName(reference, values);
    if (whole && field !== undefined) data.set(field, velocityData(whole.value));
    const value = completed(reference, values, data.get(reference.name));
    if (value === undefined) continue;
    context.set(reference.name, value);
    data.set(reference.name, value);
  }
  return context.set("data", data);
}

/** What stands behind a reference's name, with the value that was typed for its path put in. */
function completed(reference: Reference, values: SampleValues, before: unknown): unknown {
  const found = values.lookup(reference.name, reference.namespace?.name);
  const steps = isTyped(reference, values) ? stepsOf(reference) : undefined;
  if (!steps) return before ?? (found && velocityData(found.value));
  return withValue(before ?? (found && velocityData(found.value)), steps, values.typed.get(nameOf(reference)));
}

/** A copy in which a path leads to a value; what is missing on the way is made. */
function withValue(data: unknown, [step, ...rest]: readonly (string | number)[], value: unknown): unknown {
  if (step === undefined) return value;
  if (typeof step === "number") {
    const list: unknown[] = Array.isArray(data) ? [...data] : [];
    // A list without its earlier items would be as long as the index says, whatever that is.
    while (list.length < Math.min(step, 1000)) list.push(null);
    list[Math.min(step, 1000)] = withValue(list[step], rest, value);
    return list;
  }
  const map = new Map<unknown, unknown>(data instanceof Map ? data : []);
  return map.set(step, withValue(map.get(step), rest, value));
}

/** Data as the template engine takes it. */
export function velocityData(data: Data): unknown {
  if (isDataList(data)) return data.map(velocityData);
  if (isDataMap(data)) return new Map([...data].map(([key, value]) => [key, velocityData(value)]));
  return data;
}
