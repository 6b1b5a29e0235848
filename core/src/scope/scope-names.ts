/** The names that contacts, events, runs and webhooks bring, with what samples and recordings say of their values. */
import { builtinFields, defaultFields, runIdName } from "../model/builtin-fields";
import type { Data } from "../model/data";
import type { ContactSample, EventSample } from "../model/samples";
import type { ProjectReader } from "../project/reader";
import type { Shape } from "../shape/shape";
import { inferShape, mergeShapes } from "../shape/shape";
import type { ContactNames, ScopeName } from "./scope";

/** Names of event parameters and the samples that they come from. */
export interface EventNames {
  readonly names: readonly ScopeName[];
  readonly samples: readonly EventSample[];
  /** How many event types the samples are of. */
  readonly types: number;
  /** Whether a sample that cannot be read whole may bring more names. */
  readonly open: boolean;
}

/** Standard and additional contact fields, with the way from every spelling in lower case. */
export function contactNames(project: ProjectReader): ContactNames {
  return project.derive("contact names", (reader) => {
    const names = allContactNames(reader);
    const bySpelling = new Map<string, ScopeName>();
    for (const entry of names) for (const name of [...entry.aliases, entry.name]) bySpelling.set(name.toLowerCase(), entry);
    const known = new Set(bySpelling.keys());
    for (const key of defaultFields) if (!known.has(key.toLowerCase())) bySpelling.set(key.toLowerCase(), defaultField(key));
    return { names, bySpelling, listed: reader.additionalFields().length > 0 && !reader.hasBrokenFields() };
  });
}

/** Where contact fields cannot be named. */
export const noContacts: ContactNames = { names: [], bySpelling: new Map(), listed: true };

function defaultField(key: string): ScopeName {
  return {
    name: key,
    origin: "contact",
    title: "additional field",
    fact: "In the list Personal, which an account has from the start.",
    shape: undefined,
    samples: [],
    presence: undefined,
    aliases: [],
  };
}

function allContactNames(project: ProjectReader): readonly ScopeName[] {
  const contacts = project.contacts();
  const samplesOf = (pick: (contact: (typeof contacts)[number]) => Data | undefined) =>
    contacts.flatMap((contact) => {
      const value = pick(contact);
      return value === undefined ? [] : [{ from: contact.title, value }];
    });
  const standard = builtinFields.map((field): ScopeName => {
    const samples = samplesOf((contact) => contact.properties.get(field.property));
    const [name = field.property, ...aliases] = field.names;
    return {
      name,
      origin: "contact",
      title: field.title,
      fact: field.fact,
      shape: shapeOf(samples, field.type),
      samples,
      // The platform gives every contact its id, whether samples show it or not.
      presence: field.property === "id" ? undefined : presenceAmong(contacts, samples),
      aliases,
    };
  });
  const additional = project.additionalFields().map((field): ScopeName => {
    const samples = samplesOf((contact) => contact.fields.get(field.key));
    return {
      name: field.key,
      origin: "contact",
      title: field.title ?? "additional field",
      fact: field.description,
      shape: shapeOf(samples, field.type === "number" || field.type === "decimal" ? "number" : "text"),
      samples,
      presence: presenceAmong(contacts, samples),
      aliases: [],
    };
  });
  return [...standard, ...additional];
}

/** In how many contact samples a field is; what none of them has says nothing. */
function presenceAmong(contacts: readonly ContactSample[], samples: ScopeName["samples"]): ScopeName["presence"] {
  if (samples.length === 0) return undefined;
  const having = new Set(samples.map(({ from }) => from));
  const missingIn = contacts.flatMap(({ title }) => (having.has(title) ? [] : [title]));
  return { seen: samples.length, of: contacts.length, missingIn };
}

/** The parameters of the samples of these event types; of all types when none is named. */
export function eventNames(project: ProjectReader, keys: readonly string[] | undefined): EventNames {
  return project.derive(`event names ${keys ? JSON.stringify([...keys].sort()) : "of all"}`, (reader) => {
    const samples = keys ? [...new Set(keys)].flatMap((key) => reader.events(key)) : reader.allEvents();
    return {
      names: namesOf(samples),
      samples,
      types: new Set(samples.map(({ event }) => event)).size,
      open:
        samples.some(({ whole }) => !whole) ||
        reader.hasNameless("event") ||
        (keys?.some((key) => reader.passesOn(key)) ?? false),
    };
  });
}

/** The parameters of event samples, with their presence counts. */
function namesOf(events: readonly EventSample[]): readonly ScopeName[] {
  const found = new Map<string, { shape: Shape | undefined; samples: { from: string; value: Data }[] }>();
  const whole = events.filter((event) => event.whole);
  for (const event of whole)
    for (const [name, value] of event.parameters) {
      const known = found.get(name);
      const shape = inferShape(value);
      if (known?.shape) known.shape = mergeShapes(known.shape, shape);
      else found.set(name, { shape, samples: [] });
      found.get(name)?.samples.push({ from: event.id, value });
    }
  // Of a sample with a fault of syntax the names are worth something, the values are not.
  for (const event of events)
    for (const name of event.parameters.keys()) if (!found.has(name)) found.set(name, { shape: undefined, samples: [] });
  return [...found].map(([name, { shape, samples }]) => ({
    name,
    origin: "event",
    title: "event parameter",
    fact: undefined,
    shape,
    samples,
    presence: samples.length
      ? {
          seen: samples.length,
          of: whole.length,
          missingIn: whole.filter((event) => !event.parameters.has(name)).map((event) => event.id),
        }
      : undefined,
    aliases: [],
  }));
}

/** `$workflowInstanceId`. */
export const runNames: readonly ScopeName[] = [
  {
    name: runIdName,
    origin: "run",
    title: "run id",
    fact: "Identifies one run of the workflow, to tie later events and conversions to it. Case counts.",
    shape: undefined,
    samples: [],
    presence: undefined,
    aliases: [],
  },
];

/** The tools that the platform documents; others exist in Velocity, so a name that is one of theirs is never called unknown. */
export const toolNames: readonly ScopeName[] = (
  [
    ["mathTool", "Calculates: `add`, `sub`, `mul`, `div`, `toInteger`."],
    ["numberTool", "Formats numbers: `format('0.00', $price)`, `integer($price)`."],
    ["dateTool", "Formats and moves dates: `formatDate`, `addDays`, `diff`."],
  ] as const
).map(([name, fact]) => ({
  name,
  origin: "tool",
  title: "tool",
  fact,
  shape: undefined,
  samples: [],
  presence: undefined,
  aliases: [],
}));

/** A webhook's answer, as far as recordings show it. */
export function webhookName(project: ProjectReader, webhook: string): ScopeName {
  return project.derive(`answer ${webhook}`, (reader) => answerOf(reader, webhook));
}

function answerOf(project: ProjectReader, webhook: string): ScopeName {
  const recordings = project.recordings(webhook);
  const samples = recordings.map((recording) => ({ from: recording.id, value: recording.body }));
  return {
    name: webhook,
    origin: "webhook",
    title: "answer of a webhook",
    fact: undefined,
    shape: samples.length ? samples.map((sample) => inferShape(sample.value)).reduce(mergeShapes) : undefined,
    samples,
    presence: undefined,
    aliases: [],
  };
}

function shapeOf(samples: readonly { readonly value: Data }[], type: "text" | "number"): Shape {
  if (samples.length) return samples.map((sample) => inferShape(sample.value)).reduce(mergeShapes);
  return { ...inferShape(type === "number" ? 0 : ""), seen: 0 };
}
