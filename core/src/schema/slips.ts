/** What was most likely meant where a value does not fit its schema, so that advice and fix lead to what does. */
import { nearest } from "../text/nearest";
import type { YamlEntry, YamlNode } from "../yaml/tree";
import type { JsonSchema } from "./json-schema";
import { branches, propertySchema, resolve } from "./visit";

/**
 * The key under which something belongs that stands where a map of one list is expected: `when: [{ … }]` and `when: { operator: … }`
 * without `all`. Undefined where another key of the map may be the mistyped one.
 */
export function missingList(schema: JsonSchema, node: YamlNode, root: JsonSchema): string | undefined {
  const lists = Object.entries(schema.properties ?? {});
  const [key, list] = lists[0] ?? [];
  if (key === undefined || schema.maxProperties !== 1 || lists.some(([, { type }]) => type !== "array")) return undefined;
  const item = resolve(list?.items ?? {}, undefined, root).properties ?? {};
  const isItem = (one: YamlNode) => one.kind === "map" && one.entries.some((entry) => Object.hasOwn(item, entry.key.text));
  if (node.kind === "sequence") return node.items.length > 0 && node.items.every(isItem) ? key : undefined;
  if (node.kind !== "map" || !isItem(node)) return undefined;
  return node.entries.some((entry) => lists.some(([name]) => name === entry.key.text)) ? undefined : key;
}

/** A key that stands for the one which tells the branches of a union apart: near its name, and in none of them. */
export function mistypedTag(schema: JsonSchema, node: YamlNode, tag: string, root: JsonSchema): YamlEntry | undefined {
  if (node.kind !== "map") return undefined;
  const isKnown = (key: string) => branches(schema, root).some((branch) => propertySchema(branch.schema, key, root));
  return node.entries.find(({ key, merged }) => !merged && !isKnown(key.text) && nearest(key.text, [tag]));
}

/** Whether a text has the form that its schema asks for. */
export function hasForm({ pattern }: JsonSchema, text: string): boolean {
  return pattern === undefined || new RegExp(pattern, "u").test(text);
}

/** Whether a length of time is a bare number: `wait: 30`. */
export function lacksUnit(schema: JsonSchema, node: YamlNode): boolean {
  return node.kind === "scalar" && !hasForm(schema, node.text) && hasForm(schema, `${node.text} minutes`);
}

/** Whether a key takes a list, and one text or number stands behind it. */
export function isLoneItem({ type, items }: JsonSchema, node: YamlNode): boolean {
  const isOne = [items?.type ?? "object"].flat().every((one) => one !== "object" && one !== "array");
  return type === "array" && isOne && node.kind === "scalar" && node.value !== null;
}
