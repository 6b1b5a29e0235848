/** A webhook file as typed views: each value with the scalar it is written in. */
import type { YamlEntry, YamlMap, YamlNode, YamlScalar } from "../yaml/index";
import { entryOf, mapOf, scalarOf } from "./read";
import type { SourceFile } from "./source-file";

export interface WebhookModel {
  readonly file: SourceFile;
  readonly root: YamlMap;
  readonly name: YamlScalar | undefined;
  readonly method: YamlScalar | undefined;
  readonly url: YamlScalar | undefined;
  readonly headers: readonly { readonly name: YamlScalar; readonly value: YamlNode; readonly entry: YamlEntry }[];
  readonly connector: YamlScalar | undefined;
  readonly body:
    | { readonly entry: YamlEntry; readonly format: YamlScalar | undefined; readonly content: YamlScalar | undefined }
    | undefined;
}

/** The webhook of a file, or undefined when the file holds no map. */
export function webhookModel(file: SourceFile): WebhookModel | undefined {
  const root = file.document?.root;
  if (file.kind !== "webhook" || root?.kind !== "map") return undefined;
  const body = entryOf(root, "body");
  const bodyMap = mapOf(root, "body");
  return {
    file,
    root,
    name: scalarOf(root, "name"),
    method: scalarOf(root, "method"),
    url: scalarOf(root, "url"),
    headers: (mapOf(root, "headers")?.entries ?? []).map((entry) => ({ name: entry.key, value: entry.value, entry })),
    connector: scalarOf(mapOf(root, "authentication"), "connector"),
    body: body && { entry: body, format: scalarOf(bodyMap, "format"), content: scalarOf(bodyMap, "content") },
  };
}
