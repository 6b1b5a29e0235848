/**
 * Values inside JSON text, numbers as exactly as they are written: what an answer holds at a path, and whether that is what
 * somebody expects. Nothing here is ever a JavaScript number.
 */
import { checkJson, jsonTokens } from "./json-text";
import type { JsonToken } from "./json-token";

export type JsonValue = string | boolean | null | JsonNumber | readonly JsonValue[] | ReadonlyMap<string, JsonValue>;

export class JsonNumber {
  constructor(readonly text: string) {}

  /** Sign, digits without zeros around them, and the exponent of the last: one text for each number. */
  get canonical(): string {
    const [, sign = "", whole = "", fraction = "", exponent = "0"] =
      /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([-+]?\d+))?$/.exec(this.text) ?? [];
    const digits = `${whole}${fraction}`.replace(/^0+/, "");
    const kept = digits.replace(/0+$/, "");
    const power = BigInt(exponent) - BigInt(fraction.length) + BigInt(digits.length - kept.length);
    return kept === "" ? "0" : `${sign}${kept}e${power}`;
  }
}

/** The value of JSON text, of a key that is there twice the last; undefined when it is no JSON. */
export function readJson(text: string): JsonValue | undefined {
  if (checkJson(text)) return undefined;
  const tokens = jsonTokens(text);
  let at = 0;
  const piece = (token: JsonToken | undefined) => (token ? text.slice(token.start, token.end) : "");
  // The check has bounded the depth, and said that every token stands where it should.
  const value = (): JsonValue => {
    const token = tokens[at++];
    const written = piece(token);
    if (token?.kind === "string") return JSON.parse(written) as string;
    if (token?.kind === "number") return new JsonNumber(written);
    if (written === "[") return list();
    if (written === "{") return object();
    return written === "null" ? null : written === "true";
  };
  const list = (): JsonValue => {
    const items: JsonValue[] = [];
    while (piece(tokens[at]) !== "]") {
      items.push(value());
      if (piece(tokens[at]) === ",") at++;
    }
    at++;
    return items;
  };
  const object = (): JsonValue => {
    const members = new Map<string, JsonValue>();
    while (piece(tokens[at]) !== "}") {
      const key = JSON.parse(piece(tokens[at])) as string;
      at += 2;
      members.set(key, value());
      if (piece(tokens[at]) === ",") at++;
    }
    at++;
    return members;
  };
  return value();
}

export type JsonPath = readonly (string | number)[];

/** `a.b[0]['c.d']` as steps; undefined for what is no path. The empty path is the whole value. */
export function parseJsonPath(text: string): JsonPath | undefined {
  const path: (string | number)[] = [];
  const step = /\[(\d{1,9})\]|\[(?:'([^']*)'|"([^"]*)")\]|(\.?)([^.[\]]+)/y;
  while (step.lastIndex < text.length) {
    const match = step.exec(text);
    if (!match) return undefined;
    const [, index, single, double, dot, name] = match;
    if (name !== undefined && (dot === "") !== (path.length === 0)) return undefined;
    path.push(index === undefined ? (single ?? double ?? name ?? "") : Number(index));
  }
  return path;
}

/** The value at a path; undefined when a step leads nowhere. A list takes `items.0` as `items[0]`. */
export function jsonAt(value: JsonValue | undefined, path: JsonPath): JsonValue | undefined {
  let found = value;
  for (const step of path) {
    if (isList(found)) found = /^\d{1,9}$/.test(String(step)) ? found[Number(step)] : undefined;
    else if (found instanceof Map) found = found.get(String(step));
    else return undefined;
  }
  return found;
}

/** Whether a value is what a person wrote: a text with or without quotes, a number in any spelling, or any JSON. */
export function isExpected(value: JsonValue, written: string): boolean {
  if (value === written) return true;
  const expected = readJson(written);
  return expected !== undefined && same(value, expected);
}

/** A value as short JSON, for messages. */
export function jsonTitle(value: JsonValue): string {
  if (value instanceof JsonNumber) return value.text;
  if (isList(value)) return `a list of ${value.length}`;
  if (value instanceof Map) return `an object of ${value.size}`;
  const text = JSON.stringify(value);
  return text.length > 100 ? `${text.slice(0, 99)}…` : text;
}

function isList(value: JsonValue | undefined): value is readonly JsonValue[] {
  return Array.isArray(value);
}

function same(a: JsonValue, b: JsonValue): boolean {
  if (a instanceof JsonNumber && b instanceof JsonNumber) return a.canonical === b.canonical;
  if (isList(a) && isList(b)) return a.length === b.length && a.every((item, at) => same(item, b[at] as JsonValue));
  if (a instanceof Map && b instanceof Map)
    return a.size === b.size && [...a].every(([key, item]) => b.has(key) && same(item, b.get(key) as JsonValue));
  return a === b;
}
