/** `contact-fields.yaml`: the account's additional fields and its segments. */
import type { Uri } from "../platform";
import type { YamlScalar } from "../yaml/index";
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
}

export interface SegmentDefinition {
  readonly uri: Uri;
  readonly name: string;
  readonly keyScalar: YamlScalar;
  readonly type: string;
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
