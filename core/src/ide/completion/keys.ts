/** Keys of a map: those the schema knows and the map does not have yet, required ones first. */
import { rules } from "../../lint/generated/registry";
import { builtinFields } from "../../model/builtin-fields";
import type { SourceFile } from "../../model/source-file";
import type { ProjectReader } from "../../project/reader";
import type { JsonSchema } from "../../schema/json-schema";
import { branches, dereference, resolve } from "../../schema/visit";
import { lineEndOf } from "../../text/lines";
import { ruleParts } from "../hover/rule";
import { cursorMark } from "./cursor-mark";
import { headerNames } from "./header-names";
import type { Completion, SchemaPlace } from "./item";
import { newBlocks } from "./new-blocks";
import { isFlow, isFollowed, isJson, writeKey } from "./write";

/** Completions for a key. */
export function keyCompletions(project: ProjectReader, file: SourceFile, at: SchemaPlace): readonly Completion[] {
  const { schema, root, place } = at;
  const required = new Set(schema.required ?? []);
  const own = new Map(Object.entries(schema.properties ?? {}));
  // A union nobody has decided yet offers the keys of all its branches, its discriminator first.
  for (const branch of branches(schema, root))
    for (const [key, value] of Object.entries(branch.schema.properties ?? {})) if (!own.has(key)) own.set(key, value);
  const known = [...own].filter(([key]) => !place.keys.includes(key));
  known.sort(([a], [b]) => Number(required.has(b)) - Number(required.has(a)));
  const items = known.flatMap(([key, child]) => item(file, at, key, resolve(child, undefined, root), required.has(key)));
  return [...items, ...openKeys(project, file, at)];
}

function item(file: SourceFile, at: SchemaPlace, key: string, schema: JsonSchema, required: boolean): readonly Completion[] {
  const written = writeKey(file, at, key, valueStart(file, at, schema));
  if (!written) return [];
  const opens = schema.enum !== undefined || schema["x-name"] !== undefined || schema.type === "boolean" || isMap(schema);
  return [
    {
      label: key,
      kind: "key",
      detail: typeTitle(schema),
      origin: required ? "required" : "",
      documentation: schema.description ? [{ text: schema.description, source: "own" }] : undefined,
      ...written,
      retrigger: opens && !isFollowed(file, at),
    },
  ];
}

/** What stands behind a new key: a space for a value, a new line with more indentation for a map or a list. */
function valueStart(file: SourceFile, at: SchemaPlace, schema: JsonSchema): string {
  const { place } = at;
  if (isFlow(file, at)) {
    if (isMap(schema)) return `: { ${cursorMark} }`;
    if (schema.type === "array") return `: [${cursorMark}]`;
    if (isJson(file) && schema.type === "string") return `: "${cursorMark}"`;
    return isJson(file) && schema.type === "boolean" ? ": false" : ": ";
  }
  // Behind a dash that has no space yet the key stands one column further.
  const column = place.indent + (file.text[place.typed.start - 1] === "-" ? 1 : 0);
  const next = `${lineEndOf(file.text)}${" ".repeat(column)}`;
  if (isMap(schema)) return `:${next}  `;
  if (schema.type === "array") return `:${next}  - `;
  return ": ";
}

function isMap(schema: JsonSchema): boolean {
  return schema.type === "object" || schema.discriminator !== undefined;
}

function typeTitle(schema: JsonSchema): string {
  if (schema.enum) return schema.enum.map(String).join(" | ");
  if (schema.discriminator) return "map";
  const names: Readonly<Record<string, string>> = {
    string: "text",
    integer: "whole number",
    number: "number",
    boolean: "true or false",
    object: "map",
    array: "list",
  };
  return [schema.type ?? []]
    .flat()
    .map((type) => names[type] ?? type)
    .join(" or ");
}

/** Keys that are names of things: header names, contact fields. */
function openKeys(project: ProjectReader, file: SourceFile, at: SchemaPlace): readonly Completion[] {
  const names = at.schema["x-names"];
  if (names === "rule") return ruleKeys(file, at);
  if (names === "new-block") return newBlocks(file, at);
  const offers =
    names === "header"
      ? headerNames.map(([name, fact]) => [name, fact] as const)
      : names === "contact-field"
        ? project.additionalFields().map((field) => [field.key, field.title ?? ""] as const)
        : [];
  const entry = typeof at.schema.additionalProperties === "object" ? dereference(at.schema.additionalProperties, at.root) : {};
  return offers
    .filter(([name]) => !at.place.keys.some((key) => key.toLowerCase() === name.toLowerCase()))
    .flatMap(([name, fact]) =>
      item(file, at, name, entry, false).map((one) => ({
        ...one,
        documentation: fact ? [{ text: fact, source: "own" as const }] : undefined,
      })),
    );
}

function ruleKeys(file: SourceFile, at: SchemaPlace): readonly Completion[] {
  const entry = typeof at.schema.additionalProperties === "object" ? at.schema.additionalProperties : {};
  return rules
    .filter((rule) => !at.place.keys.includes(rule.id))
    .flatMap((rule) =>
      item(file, at, rule.id, entry, false).map((one) => ({
        ...one,
        detail: rule.optional ? "off" : rule.severity,
        documentation: ruleParts(rule),
      })),
    );
}

/** Where a name of a standard contact field is offered, for blocks that write or compare fields. */
export const standardFieldNames: readonly string[] = builtinFields.map((field) => field.names[0] ?? field.property);
