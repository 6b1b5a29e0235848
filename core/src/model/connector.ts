/** A connector file: how a request is signed, without the secret. */
import type { Uri } from "../platform";
import type { YamlScalar } from "../yaml/index";
import { scalarOf, sequenceOf } from "./read";
import type { SourceFile } from "./source-file";

export interface ConnectorModel {
  readonly uri: Uri;
  readonly name: string;
  readonly nameScalar: YamlScalar;
  readonly type: "basic" | "bearer" | "apiKey";
  /** For `apiKey`: where the key travels. */
  readonly in: "header" | "query";
  readonly parameter: string;
  readonly origins: readonly string[];
}

export function connectorModel(file: SourceFile): ConnectorModel | undefined {
  const root = file.document?.root;
  if (file.kind !== "connector" || root?.kind !== "map") return undefined;
  const nameScalar = scalarOf(root, "name");
  const type = scalarOf(root, "type")?.text;
  if (!nameScalar || (type !== "basic" && type !== "bearer" && type !== "apiKey")) return undefined;
  return {
    uri: file.uri,
    name: nameScalar.text,
    nameScalar,
    type,
    in: scalarOf(root, "in")?.text === "query" ? "query" : "header",
    parameter: scalarOf(root, "parameter")?.text ?? "X-Api-Key",
    origins: (sequenceOf(root, "origins")?.items ?? []).flatMap((item) => (item.kind === "scalar" ? [item.text] : [])),
  };
}
