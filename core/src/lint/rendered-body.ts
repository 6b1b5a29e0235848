/**
 * Bodies with directives, judged by what they become: rendered with every sample at hand, as for a test, and read as JSON or XML.
 * What is wrong then is the text around the values, or a value. Nothing is said without a sample, of a body that the engine refuses
 * or fails on, or of a value that a sample lacks.
 */
import type { ContactSample, EventSample } from "../model/samples";
import type { ReferenceValue } from "../model/source-file";
import { requestTemplate } from "../model/value-template";
import { hasDirectives } from "../reference/directives";
import { contactForWebhook } from "../request/choose";
import { checkJson } from "../request/json-text";
import { requestNeeds } from "../request/needs";
import { type Stretch, type TracedValue, traceValue, unresolvedOf } from "../request/render-value";
import { SampleValues } from "../request/values";
import { scanXml } from "../request/xml-scan";
import { checkXml } from "../request/xml-text";
import { eventsFor } from "../scope/scope-at";
import { encloses, type Span, span } from "../text/span";
import { isOfManyEvents } from "./event-evidence";
import { isRefused } from "./refused-texts";
import type { CheckedFile, Report } from "./rule";
import { swallowed } from "./swallowed";
import { someOf } from "./template-references";
import { unknownMembers } from "./unknown-members";

export interface BodyFault {
  readonly format: "json" | "xml";
  readonly value: ReferenceValue;
  /** In the value's decoded text. */
  readonly span: Span;
  /** As the end of "The body is not JSON: …". */
  readonly message: string;
  readonly help: string | undefined;
  /** The reference whose value is at fault; undefined for the text around the values. */
  readonly reference: string | undefined;
  /** The samples it shows with; none where the body needs none. */
  readonly samples: readonly string[];
}

/** Worked out once for all rules: at most one fault of the text and one of a value for each body. */
export function bodyFaults(file: CheckedFile): readonly BodyFault[] {
  return file.once(findFaults);
}

/** Reports the faults of the text of a file's body. */
export function reportRendered(file: CheckedFile, format: BodyFault["format"], report: (report: Report) => void): void {
  for (const fault of bodyFaults(file)) {
    if (fault.format !== format || fault.reference !== undefined) continue;
    const where = fault.samples.length ? `With ${someOf(fault.samples)} the body` : "The body";
    report({
      span: fault.value.toFile(fault.span),
      message: `${where} is not ${format.toUpperCase()}: ${fault.message}`,
      help: fault.help ?? "Correct what the directives print here",
      severity: fault.samples.length ? "warning" : "error",
    });
  }
}

function findFaults(file: CheckedFile): readonly BodyFault[] {
  const { source, webhook } = file;
  const format = webhook?.body?.format?.text;
  if (source.kind !== "webhook" || (format !== "json" && format !== "xml")) return [];
  return source.values.flatMap((value) => {
    if (value.place !== format || (value.scalar && file.isMasked(value.scalar.span))) return [];
    if (value.list.problems.length || !hasDirectives(value.text) || isRefused(file, value)) return [];
    // What a comment takes along is told of at the comment.
    if (value.text.includes("##") && swallowed(value, value.read.once(requestTemplate).template.tree).length) return [];
    // What a mistyped member leaves behind is told of at the member.
    if (unknownMembers(file).members.some((member) => member.value === value)) return [];
    return faultsOf(file, value, format);
  });
}

function faultsOf(file: CheckedFile, value: ReferenceValue, format: "json" | "xml"): readonly BodyFault[] {
  const known = value.read.once(newVerdicts);
  const found = new Map<boolean, { first: Verdict; samples: string[] }>();
  for (const sample of samplesFor(file, value)) {
    const values = completed(value, sample);
    const key = sample.event ?? sample.contact ?? known;
    const name = JSON.stringify([format, sample.contact?.uri, [...values.typed.keys()]]);
    const verdicts = known.get(key) ?? new Map<string, Verdict | undefined>();
    known.set(key, verdicts);
    if (!verdicts.has(name)) verdicts.set(name, verdict(traceValue(value, values), value.text, format));
    const one = verdicts.get(name);
    if (!one) continue;
    const from = isOfContact(file, value, one.reference) ? sample.contact?.title : (sample.event?.id ?? sample.contact?.title);
    const same = found.get(one.reference !== undefined) ?? { first: one, samples: [] };
    found.set(one.reference !== undefined, same);
    if (from !== undefined) same.samples.push(from);
  }
  return [...found.values()].map(({ first, samples }) => ({ ...first, format, value, samples }));
}

/** Whether the value of a reference is a contact's. */
function isOfContact(file: CheckedFile, value: ReferenceValue, reference: string | undefined): boolean {
  const found = file.references.find((checked) => checked.value === value && checked.text === reference)?.found();
  return found?.kind === "known" && found.entry.origin === "contact";
}

type Verdict = Pick<BodyFault, "span" | "message" | "help" | "reference">;

/** Verdicts of one text by sample, each as long as text and sample stay what they are. */
function newVerdicts(): WeakMap<object, Map<string, Verdict | undefined>> {
  return new WeakMap();
}

interface Sample {
  readonly contact: ContactSample | undefined;
  readonly event: EventSample | undefined;
}

/** So many signs are rendered for all samples of a body together, and so many samples looked at: findings are made at each key. */
const mostSigns = 200_000;
const mostSamples = 20;

function samplesFor(file: CheckedFile, value: ReferenceValue): readonly Sample[] {
  const { project, webhook, source } = file;
  const name = webhook?.name?.text;
  const most = Math.min(mostSamples, Math.floor(mostSigns / (value.text.length + 1)));
  if (most === 0) return [];
  const needs = requestNeeds(project, source);
  if (needs.event.length > 0) {
    const many = isOfManyEvents(file);
    const whole = eventsFor(project, name).filter((event) => event.whole);
    const events = whole.filter(({ parameters }) => !many || needs.event.every((one) => parameters.has(one)));
    return events.slice(0, most).map((event) => ({ event, contact: contactForWebhook(project, name, event).contact }));
  }
  if (needs.contact.length === 0) return [{ contact: undefined, event: undefined }];
  return project
    .contacts()
    .slice(0, most)
    .map((contact) => ({ contact, event: undefined }));
}

/** The values of a sample; a gap has findings of its own, so where no condition asks for it something is put in that can stand anywhere. */
function completed(value: ReferenceValue, { contact, event }: Sample): SampleValues {
  const values = new SampleValues(contact, event);
  const typed = new Map<string, string>();
  const asked = new Set(value.list.references.flatMap((one) => (one.printed ? [] : [one.name])));
  for (const { name, root } of unresolvedOf(value, values)) if (!asked.has(root)) typed.set(name, "0");
  return typed.size ? new SampleValues(contact, event, new Map(), typed) : values;
}

function verdict(traced: TracedValue, source: string, format: "json" | "xml"): Verdict | undefined {
  const { text, failed } = traced;
  if (failed) return undefined;
  const problem = format === "json" ? checkJson(text) : checkXml(text);
  if (!problem) return undefined;
  const stretches = traced.stretches();
  const holes = stretches.flatMap(({ isValue, output }) => (isValue ? [output] : []));
  const own = format === "json" ? checkJson(text, holes) : scanXml(text, holes);
  if (own)
    return { span: placeOf(own.span, text, stretches, source), message: own.message, help: own.help, reference: undefined };
  const place = problem.span && culprit(stretches, problem.span)?.source();
  if (!place) return undefined;
  return { span: place, message: problem.message, help: undefined, reference: source.slice(place.start, place.end) };
}

/** The last value that was printed before what is wrong ends. */
function culprit(stretches: readonly Stretch[], place: Span): Stretch | undefined {
  return (
    stretches.findLast(({ isValue, output }) => isValue && output.start < place.end) ?? stretches.find(({ isValue }) => isValue)
  );
}

/** Where a stretch of the rendered text is written: in the text around the values sign by sign, else the whole reference. */
function placeOf(place: Span, text: string, stretches: readonly Stretch[], source: string): Span {
  const from = stretches.find(({ output }) => output.start <= place.start && place.start < output.end) ?? stretches.at(-1);
  if (!from) return span(0, 0);
  const written = from.source();
  const printed = text.slice(from.output.start, from.output.end);
  const shift = from.isValue ? -1 : source.slice(written.start, written.end).indexOf(printed);
  if (shift < 0) return written;
  const start = written.start + shift + Math.min(place.start - from.output.start, printed.length);
  const whole = span(start, start + place.end - place.start);
  return encloses(written, whole) ? whole : span(start, Math.max(start, written.start + shift + printed.length));
}
