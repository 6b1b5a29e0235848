/**
 * What is known of values from examples: their types, the fields of objects, and in how many examples each was seen.
 * A shape never claims more than its examples: what it has not seen is unsure, not wrong.
 */
import type { Data } from "../model/data";
import { isDataList, isDataMap } from "../model/data";

export interface Shape {
  /** The types seen, each once. */
  readonly types: ReadonlySet<ShapeType>;
  /** How many examples the shape was made of. */
  readonly seen: number;
  /** Of objects: the fields seen. */
  readonly fields: ReadonlyMap<string, Shape>;
  /** Of lists: what the items look like. */
  readonly item: Shape | undefined;
  /** One example, for hovers and lists. */
  readonly example: Data;
}

export type ShapeType = "string" | "number" | "boolean" | "null" | "object" | "list";

/** The shape of one value. */
export function inferShape(data: Data): Shape {
  const fields = new Map<string, Shape>();
  if (isDataMap(data)) for (const [key, value] of data) fields.set(key, inferShape(value));
  const items = isDataList(data) ? data.map(inferShape) : [];
  return {
    types: new Set([typeOf(data)]),
    seen: 1,
    fields,
    item: items.length ? items.reduce(mergeShapes) : undefined,
    example: data,
  };
}

/** The shape of values that look like either. */
export function mergeShapes(a: Shape, b: Shape): Shape {
  const fields = new Map(a.fields);
  for (const [key, shape] of b.fields) {
    const known = fields.get(key);
    fields.set(key, known ? mergeShapes(known, shape) : shape);
  }
  return {
    types: new Set([...a.types, ...b.types]),
    seen: a.seen + b.seen,
    fields,
    item: a.item && b.item ? mergeShapes(a.item, b.item) : (a.item ?? b.item),
    example: a.example ?? b.example,
  };
}

/** The shape behind one step: a field of an object, or any item of a list. */
export function stepInto(shape: Shape, step: string | number): Shape | undefined {
  if (typeof step === "number" || (shape.item && /^\d+$/.test(step))) return shape.item ?? shape.fields.get(String(step));
  return shape.fields.get(step);
}

/** "text", "number", "list of objects": how a shape is called in completion and hover. */
export function shapeTitle(shape: Shape): string {
  const names = [...shape.types]
    .filter((type) => type !== "null")
    .map((type) => (type === "list" ? listTitle(shape) : typeTitles[type]));
  return names.length ? names.join(" or ") : "empty";
}

const typeTitles: Readonly<Record<ShapeType, string>> = {
  string: "text",
  number: "number",
  boolean: "true or false",
  null: "empty",
  object: "object",
  list: "list",
};

function listTitle(shape: Shape): string {
  return shape.item ? `list of ${shapeTitle(shape.item)}` : "list";
}

function typeOf(data: Data): ShapeType {
  if (data === null) return "null";
  if (isDataList(data)) return "list";
  if (isDataMap(data)) return "object";
  if (typeof data === "bigint") return "number";
  return typeof data as "string" | "number" | "boolean";
}
