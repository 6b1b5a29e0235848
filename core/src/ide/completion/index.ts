/**
 * What can be written at a place: keys and values from the schemas, names from the project, references from the scope. Every
 * item is one explicit edit, encoded for the way the scalar around it is written.
 */
import { yamlKind } from "../../model/kinds";
import type { SourceFile } from "../../model/source-file";
import type { ProjectReader } from "../../project/reader";
import type { JsonSchema } from "../../schema/json-schema";
import { schemaOf } from "../../schema/schema-kinds";
import { propertySchema, resolve } from "../../schema/visit";
import type { PlaceInTree } from "../../yaml/index";
import { placeAt } from "../../yaml/index";
import { directiveCompletions } from "./directives";
import type { Completion, SchemaPlace } from "./item";
import { keyCompletions } from "./keys";
import { referenceCompletions } from "./references";
import { valueCompletions } from "./values";

/** The completions at an offset, the best fit first. */
export function completions(project: ProjectReader, file: SourceFile, offset: number): readonly Completion[] {
  if (!file.document) return templateCompletions(project, file, undefined, offset);
  const kind = yamlKind(file.kind);
  if (!kind || file.foreign) return [];
  const place = placeAt(file.document, offset);
  if (place.kind !== "key" && place.kind !== "value") return [];
  const found = schemaAt(place, offset, schemaOf(kind));
  if (!found) return [];
  if (place.kind === "key")
    return [...keyCompletions(project, file, found), ...(place.newItem ? valueCompletions(project, file, found) : [])];
  const references = templateCompletions(project, file, found, offset);
  return references.length ? references : valueCompletions(project, file, found);
}

/** References everywhere, and directives where a message is written. */
function templateCompletions(
  project: ProjectReader,
  file: SourceFile,
  at: SchemaPlace | undefined,
  offset: number,
): readonly Completion[] {
  const directives = directiveCompletions(project, file, at, offset);
  return directives.length ? directives : referenceCompletions(project, file, at, offset);
}

/** Follows the path of a place through the schema. */
function schemaAt(place: PlaceInTree, offset: number, root: JsonSchema): SchemaPlace | undefined {
  let parent: JsonSchema | undefined;
  let schema = resolve(root, place.chain[0]?.node, root);
  for (const [at, step] of place.path.entries()) {
    const node = place.chain[at + 1]?.node;
    const child = typeof step === "number" ? schema.items : propertySchema(schema, step, root);
    if (!child) return undefined;
    parent = schema;
    schema = resolve(child, node, root);
  }
  return { place, offset, schema, root, parent };
}
