/**
 * The border between plain data and values. Only own enumerable data of plain objects, arrays and maps is copied; anything
 * else that comes in is null.
 */

import { printValue } from "./print";
import { depthLimit, isNumber, ListValue, MapValue, ObjectValue, real, TooLarge, type Value, whole } from "./values";

/** Which whole numbers are Java doubles: none, all, or those at these paths of keys and indexes. */
export type Doubles = "none" | "all" | readonly (readonly (string | number)[])[];

/** Paths as a tree, so that looking one up costs a step a level. */
interface Paths {
  readonly here: boolean;
  readonly below: Map<string, Paths>;
}

/** Copies plain data, such as parsed JSON, into a value. */
export function fromPlain(data: unknown, doubles: Doubles = "none"): Value {
  return copyIn(data, doubles === "all" ? "all" : doubles === "none" ? undefined : pathTree(doubles), 0);
}

function pathTree(paths: readonly (readonly (string | number)[])[]): Paths {
  const below = new Map<string, (string | number)[][]>();
  for (const [first, ...rest] of paths) {
    if (first === undefined) continue;
    const key = String(first);
    const known = below.get(key);
    if (known === undefined) below.set(key, [rest]);
    else known.push(rest);
  }
  return {
    here: paths.some((path) => path.length === 0),
    below: new Map(Array.from(below, ([key, rest]) => [key, pathTree(rest)])),
  };
}

function copyIn(data: unknown, doubles: Paths | "all" | undefined, depth: number): Value {
  if (typeof data === "string" || typeof data === "boolean") return data;
  if (typeof data === "bigint") return whole(data);
  if (typeof data === "number") {
    const isDouble = !Number.isInteger(data) || Object.is(data, -0) || doubles === "all" || doubles?.here === true;
    return isDouble ? real(data) : whole(BigInt(data));
  }
  if (data === null || typeof data !== "object" || depth > depthLimit) return null;
  const below = (key: string | number): Paths | "all" | undefined =>
    doubles === "all" ? doubles : doubles?.below.get(String(key));
  if (Array.isArray(data)) return new ListValue(data.map((item, index) => copyIn(item, below(index), depth + 1)));
  const map = new MapValue();
  const entries: Iterable<readonly [unknown, unknown]> = data instanceof Map ? data : ownEntries(data);
  for (const [key, value] of entries) if (typeof key === "string") map.set(key, copyIn(value, below(key), depth + 1));
  return map;
}

/** Own enumerable data properties; getters are not called. */
function* ownEntries(data: object): Iterable<readonly [string, unknown]> {
  for (const key of Object.keys(data)) {
    const property = Object.getOwnPropertyDescriptor(data, key);
    if (property !== undefined && "value" in property) yield [key, property.value];
  }
}

/** How many values are copied out for one reference. */
const copyBudget = 1_000;

/**
 * Copies a value into plain data for people to look at. Whole numbers beyond the safe range become texts, what is too deep or
 * too much is left out, and objects without data, such as tools, become their text.
 */
export function toPlain(value: Value): unknown {
  let budget = copyBudget;
  const copyOut = (one: Value, depth: number): unknown => {
    if (one === null || typeof one === "string" || typeof one === "boolean") return one;
    if (isNumber(one)) {
      if (one.kind === "real") return one.value;
      const text = printValue(one);
      return one.kind === "whole" && Number.isSafeInteger(Number(one.value)) ? Number(one.value) : text;
    }
    if (depth > 16 || budget <= 0) return "…";
    budget--;
    if (one.kind === "list") return one.items.slice(0, Math.max(budget, 0)).map((item) => copyOut(item, depth + 1));
    if (one.kind === "map") {
      // Created without a prototype, so that a key such as `__proto__` is only a key.
      const copy: Record<string, unknown> = Object.create(null);
      for (const entry of one.entries.values()) {
        if (budget <= 0) break;
        copy[shortText(entry.key)] = copyOut(entry.value, depth + 1);
      }
      return copy;
    }
    if (one instanceof ObjectValue) return one.describe();
    return shortText(one);
  };
  return copyOut(value, 0);
}

function shortText(value: Value): string {
  try {
    return printValue(value, 10_000);
  } catch (error) {
    if (error instanceof TooLarge) return "…";
    throw error;
  }
}
