/** What the engine gives back of a value, as data. */
import type { Data } from "../model/data";

export function plainData(value: unknown): Data {
  switch (typeof value) {
    case "string":
    case "number":
    case "boolean":
    case "bigint":
      return value;
  }
  if (value === undefined || value === null) return null;
  if (Array.isArray(value)) return value.map(plainData);
  const entries = value instanceof Map ? [...value] : Object.entries(value as Record<string, unknown>);
  return new Map(entries.map(([key, item]) => [String(key), plainData(item)]));
}
