/** `contact-fields.yaml`: what the account declares: additional fields, segments, event types. */
import type { Uri } from "../platform";
import type { YamlMap, YamlScalar } from "../yaml/index";
import { asMap, mapOf, scalarOf, sequenceOf } from "./read";
import type { SourceFile } from "./source-file";

export interface AdditionalField {
  readonly uri: Uri;
  /** `LIST.FIELD`. */
  readonly key: string;
  readonly keyScalar: YamlScalar;
  readonly type: string;
  readonly title: string | undefined;
  readonly description: string | undefined;
  readonly values: readonly string[];
  readonly minimum: number | undefined;
  readonly maximum: number | undefined;
}

export interface SegmentDefinition {
  readonly uri: Uri;
  readonly name: string;
  readonly keyScalar: YamlScalar;
  readonly type: string;
}

/** An event type as the account declares it. */
export interface EventDefinition {
  readonly uri: Uri;
  readonly key: string;
  readonly keyScalar: YamlScalar;
  /** The names of the parameters that it must have. */
  readonly required: readonly YamlScalar[];
}

export function eventDefinitions(file: SourceFile): readonly EventDefinition[] {
  if (file.kind !== "contact-fields") return [];
  return (mapOf(asMap(file.document?.root), "events")?.entries ?? []).map((entry) => ({
    uri: file.uri,
    key: entry.key.text,
    keyScalar: entry.key,
    required: (sequenceOf(asMap(entry.value), "required")?.items ?? []).filter(
      (item): item is YamlScalar => item.kind === "scalar" && item.text !== "",
    ),
  }));
}

export function additionalFields(file: SourceFile): readonly AdditionalField[] {
  const root = asMap(file.document?.root);
  if (file.kind !== "contact-fields") return [];
  return (mapOf(root, "fields")?.entries ?? []).map((entry) => {
    const field = asMap(entry.value);
    return {
      uri: file.uri,
      key: entry.key.text,
      keyScalar: entry.key,
      type: scalarOf(field, "type")?.text ?? "text",
      title: scalarOf(field, "title")?.text,
      description: scalarOf(field, "description")?.text,
      values: (sequenceOf(field, "values")?.items ?? []).flatMap((item) => (item.kind === "scalar" ? [item.text] : [])),
      minimum: numberOf(field, "minimum"),
      maximum: numberOf(field, "maximum"),
    };
  });
}

export function segmentDefinitions(file: SourceFile): readonly SegmentDefinition[] {
  const root = asMap(file.document?.root);
  if (file.kind !== "contact-fields") return [];
  return (mapOf(root, "segments")?.entries ?? []).map((entry) => ({
    uri: file.uri,
    name: entry.key.text,
    keyScalar: entry.key,
    type: scalarOf(asMap(entry.value), "type")?.text ?? "list",
  }));
}

function numberOf(map: YamlMap | undefined, key: string): number | undefined {
  const value = scalarOf(map, key)?.value;
  return typeof value === "number" ? value : undefined;
}
