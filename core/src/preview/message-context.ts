/**
 * What a message can read: event parameters and answers by name, and all of them under `data`; contact fields where nothing else
 * has the name. A block's JSON field puts the inside of an object there instead. Values may be taken away, to see what a
 * reader gets who has none.
 */
import { builtinFields } from "../model/builtin-fields";
import type { Data, DataMap } from "../model/data";
import { dataAt, dataOf, isDataList, isDataMap } from "../model/data";
import type { ContactSample, EventSample } from "../model/samples";
import { webhooksBefore } from "../model/workflow";
import type { MessagePlace, ProjectReader } from "../project/reader";
import { velocityData } from "../request/render-value";
import { SampleValues } from "../request/values";
import { parseYaml } from "../yaml/index";

/** Keys and indexes from a name to a value: `["WH5", "items", 0, "title"]`. */
export type ValuePath = readonly (string | number)[];

export interface MessageData {
  readonly contact: ContactSample | undefined;
  readonly event: EventSample | undefined;
  /** Answers by webhook name; the newest recording fills what is missing. */
  readonly responses: ReadonlyMap<string, { readonly body: Data; readonly from: string }>;
  /** Values that are taken away. */
  readonly missing?: readonly ValuePath[];
  /** Whole numbers of events and answers are doubles, as the platform seems to deliver them: `5.0`. */
  readonly doubles?: boolean;
  /** What a template that no workflow shows is taken for; an e-mail when left out. */
  readonly channel?: string;
  /** Milliseconds since 1970, for the date tool. */
  readonly now: number;
  /** All that the message can read, as it is: no sample, recording or merge tag is looked at then. */
  readonly context?: DataMap;
  /** Gives milliseconds while rendering, so that a template that runs away is stopped in time. */
  readonly clock?: () => number;
}

export interface MessageContext {
  readonly velocity: ReadonlyMap<string, unknown>;
  /** Where the value of a name comes from: "event promo-ann", "recording WH5". */
  readonly from: (name: string) => string | undefined;
  /** Contact fields for merge tags; undefined: tags stay as they are. */
  readonly contact: SampleValues | undefined;
  readonly isTaken: (path: ValuePath) => boolean;
  /** Of the values that are to be taken away those that were not there. */
  readonly absent: readonly ValuePath[];
}

/** The answers that a message may read, in the order in which their webhooks run. */
export function webhooksOf(place: MessagePlace | undefined): readonly string[] {
  return place ? [...webhooksBefore(place.workflow, place.block.id).keys()] : [];
}

/** @param read the names that the texts of the message read, in their spelling: those of contact fields ignore case */
export function messageContext(
  project: ProjectReader,
  place: MessagePlace | undefined,
  data: MessageData,
  read: Iterable<string>,
): MessageContext {
  const missing = data.missing ?? [];
  const values = data.context ? wholeContext(data.context) : namedValues(project, place, data);
  const plain = (value: Data): unknown => velocityData(data.doubles ? withDoubles(value) : value);
  const names = new Map<string, unknown>();
  for (const [name, { value }] of values) {
    const left = without(value, pathsBelow(missing, name));
    if (left !== undefined) names.set(name, plain(left));
  }
  const taken = new Set(missing.map((path) => JSON.stringify(path)));
  const isTaken = (path: ValuePath) => taken.has(JSON.stringify(path));
  const isThere = ([name = "", ...rest]: ValuePath) => dataAt(values.get(String(name))?.value, rest) !== undefined;
  if (data.context) {
    const absent = missing.filter((path) => !isThere(path));
    return { velocity: names, from: (name) => values.get(name)?.from, contact: undefined, isTaken, absent };
  }
  const whole = new SampleValues(data.contact, undefined);
  const contact = new SampleValues(data.contact && contactWithout(data.contact, missing), undefined);
  const context = new Map<string, unknown>(names);
  const wanted = new Set([...(data.contact?.fields.keys() ?? []), ...read]);
  for (const name of new Set([...builtinFields.flatMap((field) => field.names), ...wanted])) {
    // An event parameter wins, also one that was taken away.
    const found = values.has(name) || isTaken([name]) ? undefined : contact.lookup(name);
    if (!found) continue;
    context.set(name, velocityData(found.value));
    // A loop over all of `data` should not meet each spelling of each field.
    if (wanted.has(name)) names.set(name, velocityData(found.value));
  }
  context.set("data", names);
  return {
    velocity: context,
    from: (name) => values.get(name)?.from ?? whole.lookup(name)?.from,
    contact,
    isTaken,
    absent: missing.filter((path) => !isThere(path) && whole.lookup(path.join(".")) === undefined),
  };
}

type NamedValues = ReadonlyMap<string, { readonly value: Data; readonly from: string }>;

function wholeContext(context: DataMap): NamedValues {
  return new Map([...context].map(([name, value]) => [name, { value, from: "data" }]));
}

/** Event parameters, or what the JSON field puts in their place, and the answers of webhooks. */
function namedValues(project: ProjectReader, place: MessagePlace | undefined, data: MessageData): NamedValues {
  const values = new Map<string, { value: Data; from: string }>();
  const inside = place && jsonField(place, data);
  for (const [name, value] of inside ?? data.event?.parameters ?? [])
    values.set(name, { value, from: `event ${data.event?.id ?? ""}` });
  for (const webhook of place ? webhooksOf(place) : data.responses.keys()) {
    const given = data.responses.get(webhook);
    const [recorded] = given ? [] : project.recordings(webhook);
    if (given) values.set(webhook, { value: given.body, from: given.from });
    else if (recorded) values.set(webhook, { value: recorded.body, from: `recording ${recorded.id}` });
  }
  return values;
}

/** `json: ${object}`: the inside of that object, or of the JSON text in it, is what the message sees. */
function jsonField({ block }: MessagePlace, data: MessageData): ReadonlyMap<string, Data> | undefined {
  const field = block.node.get("json")?.value;
  const name = field?.kind === "scalar" ? /^\$(?:!?\{(\w+)\}|<(?:event\.)?(\w+)>)$/.exec(field.text.trim()) : undefined;
  const value = name ? data.event?.parameters.get(name[1] ?? name[2] ?? "") : undefined;
  const inside = typeof value === "string" ? jsonText(value) : value;
  return isDataMap(inside) ? inside : undefined;
}

/** What a text holds when it is JSON. */
function jsonText(text: string): Data | undefined {
  if (!/^\s*\{/.test(text)) return undefined;
  const document = parseYaml(text);
  return document.root && document.problems.length === 0 ? dataOf(document.root) : undefined;
}

/** The paths that begin with a name, behind it. */
function pathsBelow(paths: readonly ValuePath[], name: string): readonly ValuePath[] {
  return paths.filter((path) => path[0] === name).map((path) => path.slice(1));
}

/** Data without the values at these paths; undefined when it is taken away itself. */
function without(data: Data, paths: readonly ValuePath[]): Data | undefined {
  if (paths.length === 0) return data;
  if (paths.some((path) => path.length === 0)) return undefined;
  const below = (key: string | number) => paths.filter(([first]) => String(first) === String(key)).map((path) => path.slice(1));
  if (isDataMap(data)) {
    const left = new Map<string, Data>();
    for (const [key, value] of data) {
      const kept = without(value, below(key));
      if (kept !== undefined) left.set(key, kept);
    }
    return left;
  }
  return isDataList(data) ? data.map((item, at) => without(item, below(at)) ?? null) : data;
}

/** A contact field is taken away under any of its spellings. */
function contactWithout(contact: ContactSample, missing: readonly ValuePath[]): ContactSample {
  const gone = new Set(missing.map((path) => path.join(".").toLowerCase()));
  if (gone.size === 0) return contact;
  const isGone = (names: readonly string[]) => names.some((name) => gone.has(name.toLowerCase()));
  const properties = new Map(contact.properties);
  for (const field of builtinFields) if (isGone(field.names)) properties.delete(field.property);
  const fields = new Map([...contact.fields].filter(([key]) => !gone.has(key.toLowerCase())));
  return { ...contact, properties, fields };
}

function withDoubles(data: Data): Data {
  if (typeof data === "bigint") return Number(data);
  if (isDataList(data)) return data.map(withDoubles);
  return isDataMap(data) ? new Map([...data].map(([key, value]) => [key, withDoubles(value)])) : data;
}
