/**
 * Sample data as values: what a contact, an event or a recorded answer holds. Whole numbers are bigints and keep all their
 * digits; a number is one that is written with a fraction or exponent, a double on the platform even when it is `5.0`. Objects are
 * `Map`s, so that no key of a sample can mean anything to JavaScript.
 */
import type { YamlNode, YamlScalar } from "../yaml/index";

export type Data = string | number | bigint | boolean | null | readonly Data[] | DataMap;
export type DataMap = ReadonlyMap<string, Data>;

/** The value of a YAML or JSON node. */
export function dataOf(node: YamlNode): Data {
  switch (node.kind) {
    case "scalar":
      return scalarData(node);
    case "sequence":
      return node.items.map(dataOf);
    case "map":
      return new Map(node.entries.map((entry) => [entry.key.text, dataOf(entry.value)]));
  }
}

function scalarData({ value, text }: YamlScalar): Data {
  if (typeof value !== "number") return value;
  if (/^[-+]?\d+$/.test(text)) return BigInt(text.replace("+", ""));
  return Number.isSafeInteger(value) && !/[.eE]/.test(text) ? BigInt(value) : value;
}

export function isDataMap(data: Data | undefined): data is DataMap {
  return data instanceof Map;
}

export function isDataList(data: Data | undefined): data is readonly Data[] {
  return Array.isArray(data);
}

/** Data as JSON text on one line; whole numbers with all their digits. */
export function dataText(data: Data): string {
  if (typeof data === "bigint") return data.toString();
  if (typeof data === "number") return Number.isInteger(data) && Math.abs(data) < 1e15 ? `${data}.0` : String(data);
  if (isDataList(data)) return `[${data.map(dataText).join(",")}]`;
  if (isDataMap(data)) return `{${[...data].map(([key, value]) => `${JSON.stringify(key)}:${dataText(value)}`).join(",")}}`;
  return JSON.stringify(data);
}

/** Data as JSON text, laid out over lines. */
export function laidOut(data: Data, indent = ""): string {
  const inside = `${indent}  `;
  if (isDataList(data) && data.length > 0)
    return `[\n${data.map((item) => inside + laidOut(item, inside)).join(",\n")}\n${indent}]`;
  if (isDataMap(data) && data.size > 0) {
    const members = [...data].map(([key, value]) => `${inside}${JSON.stringify(key)}: ${laidOut(value, inside)}`);
    return `{\n${members.join(",\n")}\n${indent}}`;
  }
  return dataText(data);
}

/** Data for one line of a list or a hover: strings without quotes, at most `length` characters. */
export function shortText(data: Data, length = 60): string {
  const text = (typeof data === "string" ? data : dataText(data)).replace(/\s+/g, " ");
  return text.length > length ? `${text.slice(0, length - 1)}…` : text;
}

/** Reads a path into data; undefined when a step is not there. */
export function dataAt(data: Data | undefined, path: readonly (string | number)[]): Data | undefined {
  let found = data;
  for (const step of path) {
    if (isDataMap(found)) found = found.get(String(step));
    else if (isDataList(found) && /^\d+$/.test(String(step))) found = found[Number(step)];
    else return undefined;
  }
  return found;
}
