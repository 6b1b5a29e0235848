/** What the engine gives back of a value, as data. */
import type { Data } from "../model/data";

export function plainData(value: unknown): Data {
  switch (typeof value) {
    // The engine tells whole numbers and doubles apart, and gives both as numbers: what is whole is shown so.
    case "number":
      return Number.isSafeInteger(value) ? BigInt(value) : value;
    case "string":
    case "boolean":
    case "bigint":
      return value;
  }
  if (value === undefined || value === null) return null;
  if (Array.isArray(value)) return value.map(plainData);
  const entries = value instanceof Map ? [...value] : Object.entries(value as Record<string, unknown>);
  return new Map(entries.map(([key, item]) => [String(key), plainData(item)]));
}
