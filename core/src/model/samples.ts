/** Contact samples, event samples and recordings: the data that tests and previews are made of. */
import type { Uri } from "../platform";
import type { YamlMap, YamlNode, YamlScalar } from "../yaml/index";
import { builtinFields, identifiedBy } from "./builtin-fields";
import type { Data, DataMap } from "./data";
import { dataOf, isDataMap } from "./data";
import { mapOf, scalarOf, sequenceOf } from "./read";
import { isBroken, type SourceFile } from "./source-file";

export interface ContactSample {
  readonly uri: Uri;
  /** The file's name without its suffix: what pickers and `--contact` call it. */
  readonly id: string;
  /** "Ann Smith", or the e-mail, or the file's name. */
  readonly title: string;
  /** Standard fields by property (`email`, `town`, …). */
  readonly properties: DataMap;
  /** Additional fields by `LIST.FIELD`. */
  readonly fields: DataMap;
  /** The keys of the additional fields as written. */
  readonly fieldKeys: readonly YamlScalar[];
  readonly segments: readonly string[];
}

export interface EventSample {
  readonly uri: Uri;
  readonly id: string;
  readonly event: string;
  readonly keyScalar: YamlScalar;
  readonly keyValue: Data | undefined;
  readonly parameters: DataMap;
  /** False while a fault of syntax may hide some of its parameters: what it lacks says nothing. */
  readonly whole: boolean;
  /** Where each parameter is written, of a duplicate the first. */
  readonly places: ReadonlyMap<string, { readonly key: YamlScalar; readonly value: YamlNode | undefined }>;
}

export interface Recording {
  readonly uri: Uri;
  readonly id: string;
  readonly webhook: string;
  readonly webhookScalar: YamlScalar;
  readonly status: number;
  readonly headers: readonly (readonly [string, string])[];
  /** The answer: data when it was JSON, else its text. */
  readonly body: Data;
  readonly recordedAt: string;
  /** The samples that its request was made of, as one text; undefined when the file does not say. */
  readonly madeOf: string | undefined;
}

export function contactSample(file: SourceFile): ContactSample | undefined {
  const root = rootOf(file, "contact");
  if (!root) return undefined;
  const properties = new Map<string, Data>();
  for (const { property } of builtinFields) {
    const entry = root.get(property);
    if (entry?.value.kind === "scalar" && entry.value.value !== null) properties.set(property, textual(entry.value, property));
  }
  const written = mapOf(root, "fields")?.entries ?? [];
  const fields = new Map<string, Data>(written.map((entry) => [entry.key.text, dataOf(entry.value)]));
  const id = sampleId(file.uri);
  const name = ["firstName", "lastName"].map((key) => properties.get(key)).filter((part) => part !== undefined);
  return {
    uri: file.uri,
    id,
    title: name.length ? name.join(" ") : String(properties.get("email") ?? id),
    properties,
    fields,
    fieldKeys: written.map((entry) => entry.key),
    segments: (sequenceOf(root, "segments")?.items ?? []).flatMap((item) => (item.kind === "scalar" ? [item.text] : [])),
  };
}

/** Standard fields are text on the platform: a phone or an external id that YAML takes for a number stays as written. */
function textual(scalar: YamlScalar, property: string): Data {
  return property === "id" ? dataOf(scalar) : scalar.text;
}

export function eventSample(file: SourceFile): EventSample | undefined {
  const root = rootOf(file, "event");
  const keyScalar = scalarOf(root, "eventTypeKey");
  if (!root || !keyScalar) return undefined;
  const parameters = new Map<string, Data>();
  let isWhole = !isBroken(file);
  const places = new Map<string, { key: YamlScalar; value: YamlNode | undefined }>();
  const params = root.get("params")?.value;
  if (params?.kind === "map")
    for (const entry of params.entries) {
      parameters.set(entry.key.text, dataOf(entry.value));
      places.set(entry.key.text, { key: entry.key, value: entry.value });
    }
  else if (params?.kind === "sequence")
    for (const item of params.items) {
      const name = item.kind === "map" ? scalarOf(item, "name") : undefined;
      // A parameter that the platform would refuse says nothing of what events lack.
      if (!name || places.has(name.text) || item.kind !== "map" || !item.get("value")) isWhole = false;
      if (!name || places.has(name.text) || item.kind !== "map") continue;
      const value = item.get("value")?.value;
      places.set(name.text, { key: name, value });
      if (value) parameters.set(name.text, dataOf(value));
    }
  const keyValue = root.get("keyValue")?.value;
  return {
    uri: file.uri,
    id: sampleId(file.uri),
    event: keyScalar.text,
    keyScalar,
    keyValue: keyValue && dataOf(keyValue),
    parameters,
    whole: isWhole,
    places,
  };
}

export function recording(file: SourceFile): Recording | undefined {
  const root = rootOf(file, "response");
  const webhookScalar = scalarOf(root, "webhook");
  if (!root || !webhookScalar) return undefined;
  const body = root.get("body")?.value;
  const headers = mapOf(root, "headers")?.entries.flatMap((entry) => {
    const value = dataOf(entry.value);
    const values = Array.isArray(value) ? value : [value];
    return values.map((one) => [entry.key.text, String(one)] as const);
  });
  return {
    uri: file.uri,
    id: sampleId(file.uri),
    webhook: webhookScalar.text,
    webhookScalar,
    status: Number(scalarOf(root, "status")?.value ?? 0),
    headers: headers ?? [],
    body: body ? dataOf(body) : (scalarOf(root, "text")?.text ?? null),
    recordedAt: scalarOf(root, "recordedAt")?.text ?? "",
    madeOf: madeOf(mapOf(root, "sample")),
  };
}

/** The contact properties that an event's parameters identify a contact by, with the value each gives. */
export function identifiers(event: EventSample): ReadonlyMap<string, Data> {
  const found = new Map<string, Data>();
  for (const [name, value] of event.parameters) {
    const property = identifiedBy(name);
    if (property && !found.has(property) && value !== null && value !== "" && !isDataMap(value)) found.set(property, value);
  }
  return found;
}

/** `ann` for `…/ann.contact.yaml`. */
function madeOf(sample: YamlMap | undefined): string | undefined {
  return sample && JSON.stringify([scalarOf(sample, "contact")?.text, scalarOf(sample, "event")?.text]);
}

export function sampleId(uri: Uri): string {
  const name = decodeURIComponent(uri.slice(uri.lastIndexOf("/") + 1));
  return name.replace(/\.(contact|event|response)\.(json|ya?ml)$/, "");
}

function rootOf(file: SourceFile, kind: SourceFile["kind"]): YamlMap | undefined {
  const root = file.document?.root;
  return file.kind === kind && root?.kind === "map" ? root : undefined;
}
