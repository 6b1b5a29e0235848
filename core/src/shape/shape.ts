/**
 * What is known of values from examples: their types, the fields of objects, and in how many examples each was seen.
 * A shape never claims more than its examples: what it has not seen is unsure, not wrong.
 */
import type { Data } from "../model/data";
import { isDataList, isDataMap } from "../model/data";
import type { TextFormat } from "./formats";
import { formatTitle, textFormats } from "./formats";

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
  /** How many of the examples were objects; a field that was in fewer of them is sometimes missing. */
  readonly objects?: number;
  /** What all texts among the examples look like; undefined when none was a text. */
  readonly formats?: ReadonlySet<TextFormat>;
}

export type ShapeType = "string" | "number" | "boolean" | "null" | "object" | "list";

/** Most shapes are of one type and have no fields: they share these. */
const noFields: ReadonlyMap<string, Shape> = new Map();
const single: Readonly<Record<ShapeType, ReadonlySet<ShapeType>>> = {
  string: new Set(["string"]),
  number: new Set(["number"]),
  boolean: new Set(["boolean"]),
  null: new Set(["null"]),
  object: new Set(["object"]),
  list: new Set(["list"]),
};

/** The shape of one value. */
export function inferShape(data: Data): Shape {
  const items = isDataList(data) ? data.map(inferShape) : undefined;
  return {
    types: single[typeOf(data)],
    seen: 1,
    fields: isDataMap(data) && data.size > 0 ? new Map([...data].map(([key, value]) => [key, inferShape(value)])) : noFields,
    item: items?.length ? items.reduce(mergeShapes) : undefined,
    example: data,
    objects: isDataMap(data) ? 1 : 0,
    ...(typeof data === "string" && { formats: textFormats(data) }),
  };
}

/** The shape of values that look like either. */
export function mergeShapes(a: Shape, b: Shape): Shape {
  return {
    types: a.types === b.types ? a.types : new Set([...a.types, ...b.types]),
    seen: a.seen + b.seen,
    fields: mergedFields(a.fields, b.fields),
    item: a.item && b.item ? mergeShapes(a.item, b.item) : (a.item ?? b.item),
    example: a.example ?? b.example,
    objects: (a.objects ?? 0) + (b.objects ?? 0),
    ...mergedFormats(a.formats, b.formats),
  };
}

function mergedFields(a: Shape["fields"], b: Shape["fields"]): Shape["fields"] {
  if (b.size === 0) return a;
  const fields = new Map(a);
  for (const [key, shape] of b) {
    const known = fields.get(key);
    fields.set(key, known ? mergeShapes(known, shape) : shape);
  }
  return fields;
}

/** In how many of the objects a field was, and how many objects there were. */
export function fieldPresence(shape: Shape, field: string): { readonly seen: number; readonly of: number } {
  return { seen: shape.fields.get(field)?.seen ?? 0, of: shape.objects ?? 0 };
}

/** What every text looked like: a format is claimed only where all examples agree. */
function mergedFormats(a: Shape["formats"], b: Shape["formats"]): Pick<Shape, "formats"> {
  if (!a || !b) return a || b ? { formats: a ?? b ?? new Set() } : {};
  if (a.size === 0 || a === b) return { formats: a };
  return { formats: new Set([...a].filter((format) => b.has(format))) };
}

/** The shape behind one step: a field of an object, or any item of a list. */
export function stepInto(shape: Shape, step: string | number): Shape | undefined {
  if (typeof step === "number" || (shape.item && /^\d+$/.test(step))) return shape.item ?? shape.fields.get(String(step));
  return shape.fields.get(step);
}

/** "text", "text (date)", "number", "list of objects": how a shape is called in completion and hover. */
export function shapeTitle(shape: Shape, forms = true): string {
  const names = [...shape.types]
    .filter((type) => type !== "null")
    .map((type) => (type === "list" ? listTitle(shape) : type === "string" && forms ? textTitle(shape) : typeTitles[type]));
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

/** Made-up examples tell nothing of a form. */
function textTitle(shape: Shape): string {
  const form = shape.seen > 0 ? formatTitle(shape.formats) : undefined;
  return form ? `${typeTitles.string} (${form})` : typeTitles.string;
}

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
