/** Values: enum values with their meaning, discriminators, what a contact field takes, names of things in the project. */

import type { SourceFile } from "../../model/source-file";
import type { ProjectReader } from "../../project/reader";
import type { JsonSchema } from "../../schema/json-schema";
import { branches } from "../../schema/visit";
import { parametersOf } from "../../scope/scope-at";
import { identityFields, rankOf } from "./fit";
import { headerValues } from "./header-names";
import type { Completion, SchemaPlace, ValueOffer } from "./item";
import { detailOf } from "./members";
import { eventTypes, namesOf } from "./names";
import { writeValue } from "./write";

/** Completions for a value. */
export function valueCompletions(project: ProjectReader, file: SourceFile, at: SchemaPlace): readonly Completion[] {
  const seen = new Set<string>();
  return [...offers(project, file, at)].flatMap((offer): readonly Completion[] => {
    const written = seen.has(offer.text) ? undefined : writeValue(file, at, offer.text, !offer.bare);
    seen.add(offer.text);
    if (!written) return [];
    const parts = [
      ...(offer.fact ? [{ text: offer.fact, source: "own" as const }] : []),
      ...(offer.foreignFact ? [{ text: offer.foreignFact, source: "foreign" as const }] : []),
    ];
    return [
      {
        label: offer.text,
        kind: offer.kind,
        detail: offer.detail ?? "",
        origin: offer.origin ?? "",
        documentation: parts.length ? parts : undefined,
        ...written,
        retrigger: false,
      },
    ];
  });
}

function* offers(project: ProjectReader, file: SourceFile, at: SchemaPlace): Generator<ValueOffer> {
  const { place, schema, root, parent } = at;
  const key = place.path.at(-1);
  if (schema.enum)
    for (const [index, value] of schema.enum.entries())
      yield { text: String(value), kind: "value", fact: schema.enumDescriptions?.[index], bare: typeof value !== "string" };
  else if (parent?.discriminator && parent.discriminator.propertyName === key) {
    for (const branch of branches(parent, root))
      yield { text: branch.tag, kind: "value", detail: branch.schema.title ?? "", fact: branch.schema.description };
  } else if (schema.const !== undefined) yield* siblings(file, at);
  const field = fieldOf(project, at);
  if (field) for (const text of field.values) yield { text, kind: "value", detail: field.title ?? "", origin: field.key };
  else if ([schema.type].flat().includes("boolean"))
    for (const text of ["true", "false"]) yield { text, kind: "value", bare: true };
  if (parent?.["x-names"] === "header" && typeof key === "string")
    for (const [text, fact] of headerValues(key)) yield { text, kind: "value", fact };
  yield* parameters(project, file, at);
  // A sample of an event that is known already.
  if (file.kind === "event" && place.path.length === 1 && key === "eventTypeKey") yield* eventTypes(project, file);
  yield* namesOf(project, file, at, schema["x-name"]);
}

/** The additional contact field that a value is for: its key in a contact sample, else what `field` beside it names. */
function fieldOf(project: ProjectReader, { place, parent, schema }: SchemaPlace) {
  const key = place.path.at(-1);
  if (parent?.["x-names"] === "contact-field") return project.additionalFields().find((field) => field.key === key);
  if (schema["x-name"] !== undefined || !(key === "value" || place.path.at(-2) === "values")) return undefined;
  const map = place.chain.findLast(({ node }) => node.kind === "map")?.node;
  const named = map?.kind === "map" ? map.get("field")?.value : undefined;
  return named?.kind === "scalar" ? project.additionalFields().find((field) => field.key === named.text) : undefined;
}

/** Event parameters where a field takes the name of one, or one that identifies a contact. */
function* parameters(project: ProjectReader, file: SourceFile, { place, schema }: SchemaPlace): Generator<ValueOffer> {
  const reference = schema["x-reference"];
  const key = place.path.at(-1);
  const isBare = reference === "bare-name";
  const isField =
    reference === "block-field" && typeof key === "string" && (key === "parameter" || Object.hasOwn(identityFields, key));
  if (!isBare && !isField) return;
  if (isBare)
    for (const example of schema.examples ?? []) yield { text: String(example), kind: "value", fact: schema.description };
  const names = parametersOf(project, file).map((entry) => ({
    entry,
    rank: rankOf(entry, isBare ? "bare-name" : "block-field", place.path),
  }));
  // Every run knows its contact, whether a sample says so or not.
  if (key === "contactId" && !names.some(({ rank }) => rank === 0))
    for (const example of schema.examples ?? []) yield { text: String(example), kind: "event", fact: schema.description };
  for (const { entry } of names.sort((a, b) => a.rank - b.rank))
    yield {
      text: isBare ? entry.name : `$<${entry.name}>`,
      kind: "event",
      detail: detailOf(entry.shape, entry),
      origin: "event",
    };
}

/** The other values of a discriminator that is decided already: the union stands one level up in the schema. */
function* siblings(file: SourceFile, { place, schema, root, parent }: SchemaPlace): Generator<ValueOffer> {
  const key = place.path.at(-1);
  for (const definition of Object.values(root.definitions ?? {})) {
    if (definition.discriminator?.propertyName !== key) continue;
    // A start and a stop can both be of type `event`.
    if (parent?.properties && !decidesOn(definition, parent.properties, root)) continue;
    const options = branches(definition, root);
    if (options.some((branch) => branch.tag === schema.const))
      for (const branch of options)
        yield { text: branch.tag, kind: "value", detail: branch.schema.title ?? "", fact: branch.schema.description };
  }
  for (const property of Object.values(root.properties ?? {})) {
    if (property.discriminator?.propertyName !== key || file.kind === "workflow") continue;
    for (const branch of branches(property, root))
      yield { text: branch.tag, kind: "value", detail: branch.schema.title ?? "", fact: branch.schema.description };
  }
  if (root.discriminator?.propertyName === key)
    for (const branch of branches(root, root))
      yield { text: branch.tag, kind: "value", detail: branch.schema.title ?? "", fact: branch.schema.description };
}

/** Whether a map with these keys is one of the branches of a union, or of a union in it. */
function decidesOn(union: JsonSchema, properties: JsonSchema["properties"], root: JsonSchema): boolean {
  return branches(union, root).some(({ schema }) => schema.properties === properties || decidesOn(schema, properties, root));
}
