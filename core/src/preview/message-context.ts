/**
 * What a message can read: event parameters and answers by name, and all of them under `data`; contact fields where nothing else
 * has the name. A block's JSON field puts the inside of an object there instead. Values may be taken away, to see what a
 * reader gets who has none.
 */
import { builtinFields } from "../model/builtin-fields";
import type { Data } from "../model/data";
import { isDataList, isDataMap } from "../model/data";
import type { ContactSample, EventSample } from "../model/samples";
import { webhooksBefore } from "../model/workflow";
import type { MessagePlace, ProjectReader } from "../project/reader";
import { velocityData } from "../request/render-value";
import { SampleValues } from "../request/values";

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
  /** Milliseconds since 1970, for the date tool. */
  readonly now: number;
  /** Gives milliseconds while rendering, so that a template that runs away is stopped in time. */
  readonly clock?: () => number;
}

export interface MessageContext {
  readonly velocity: ReadonlyMap<string, unknown>;
  /** Where the value of a name comes from: "event promo-ann", "recording WH5". */
  readonly from: (name: string) => string | undefined;
  /** Contact fields for merge tags. */
  readonly contact: SampleValues;
  readonly isTaken: (path: ValuePath) => boolean;
}

/** The answers that a message may read, in the order in which their webhooks run. */
export function webhooksOf(place: MessagePlace | undefined): readonly string[] {
  return place ? [...webhooksBefore(place.workflow, place.block.id).keys()] : [];
}

export function messageContext(project: ProjectReader, place: MessagePlace | undefined, data: MessageData): MessageContext {
  const missing = data.missing ?? [];
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
  const plain = (value: Data): unknown => velocityData(data.doubles ? withDoubles(value) : value);
  const names = new Map<string, unknown>();
  for (const [name, { value }] of values) {
    const left = without(value, pathsBelow(missing, name));
    if (left !== undefined) names.set(name, plain(left));
  }
  const contact = new SampleValues(data.contact && contactWithout(data.contact, missing), undefined);
  const context = new Map<string, unknown>(names);
  for (const field of builtinFields)
    for (const name of field.names) {
      const found = contact.lookup(name);
      if (found && !values.has(name)) context.set(name, velocityData(found.value));
    }
  for (const [key, value] of contact.contact?.fields ?? []) if (!names.has(key)) names.set(key, velocityData(value));
  context.set("data", names);
  const taken = new Set(missing.map((path) => JSON.stringify(path)));
  return {
    velocity: context,
    from: (name) => values.get(name)?.from ?? contact.lookup(name)?.from,
    contact,
    isTaken: (path) => taken.has(JSON.stringify(path)),
  };
}

/** `json: ${object}`: the inside of that object, or of the JSON text in it, is what the message sees. */
function jsonField({ block }: MessagePlace, data: MessageData): ReadonlyMap<string, Data> | undefined {
  const field = block.node.get("json")?.value;
  const name = field?.kind === "scalar" ? /^\$(?:!?\{(\w+)\}|<(?:event\.)?(\w+)>)$/.exec(field.text.trim()) : undefined;
  const value = name && data.event?.parameters.get(name[1] ?? name[2] ?? "");
  return isDataMap(value) ? value : undefined;
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
