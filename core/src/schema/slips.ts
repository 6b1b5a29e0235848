/** What was most likely meant where a value does not fit its schema, so that advice and fix lead to what does. */
import type { YamlNode } from "../yaml/tree";
import type { JsonSchema } from "./json-schema";
import { resolve } from "./visit";

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
