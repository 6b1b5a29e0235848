/** What methods and properties of values give, as the engine's own tables say it: only where the type of the result is sure. */
import { inferShape, type Shape, type ShapeType } from "../shape/shape";
import { type MethodInfo, type MethodOwner, methodsOf, toolMethods } from "../velocity/index";

/** A shape of which only the type is known. */
export function typeShape(type: ShapeType, item?: Shape): Shape {
  return { types: new Set([type]), seen: 0, fields: new Map(), item, example: null };
}

/** `$foreach` inside a loop. */
export const loopShape: Shape = {
  ...typeShape("object"),
  fields: new Map([
    ...["count", "index"].map((name) => [name, typeShape("number")] as const),
    ...["hasNext", "first", "last"].map((name) => [name, typeShape("boolean")] as const),
  ]),
};

/** The one type of a shape, empty values aside; undefined when there are several. */
export function soleType(shape: Shape | undefined): ShapeType | undefined {
  const types = [...(shape?.types ?? [])].filter((type) => type !== "null");
  return types.length === 1 ? types[0] : undefined;
}

/** The result of a method call. `owner` undefined: nothing is known of the value it is called on. */
export function methodShape(owner: Shape | undefined, name: string, argumentCount: number): Shape | undefined {
  const type = soleType(owner);
  if (type === "list" && owner && sameItems.has(name)) return typeShape("list", owner.item);
  if (type === "object" && name === "keySet") return typeShape("list", typeShape("string"));
  const owners = type ? ownersOf[type] : anyOwner;
  const known = owners.flatMap((one) => rowsOf(one, name, argumentCount));
  // A two-part replace is a text's; the one of maps is never written in a message.
  const rows = type ? known : name === "replace" ? rowsOf("string", name, argumentCount) : known;
  return resultOf(rows);
}

/** The result of a method of one of the platform's tools. */
export function toolShape(tool: string, name: string, argumentCount: number): Shape | undefined {
  const rows = toolMethods("platform").get(tool) ?? [];
  return resultOf(rows.filter((row) => row.name === name && takes(row, argumentCount)));
}

/** `.size` for `.size()`, `.class` for `getClass()`: the engine prefers these over the keys of a map. */
export function getterShape(owner: Shape | undefined, name: string): Shape | undefined {
  if (!soleType(owner)) return undefined;
  for (const one of getterNames(name)) {
    const found = methodShape(owner, one, 0);
    if (found) return found;
  }
  return undefined;
}

/** Whether a property of a map is read by a method, whatever its keys are. */
export function isMapGetter(name: string): boolean {
  return name === "class" || getterNames(name).some((one) => rowsOf("map", one, 0).some(givesSomething));
}

/** The methods that values of a type have, arguments aside; undefined where the type is not known. */
export function methodNames(type: ShapeType | undefined): ReadonlySet<string> | undefined {
  return type && namesOf.get(type);
}

/** Whether values of a type have a property of this name: one of their methods that takes nothing, or `empty` for `isEmpty()`. */
export function isGetter(type: ShapeType, name: string): boolean {
  const names = [...getterNames(name), `is${name.charAt(0).toUpperCase()}${name.slice(1)}`];
  return ownersOf[type].some((owner) => names.some((one) => rowsOf(owner, one, 0).some(givesSomething)));
}

function getterNames(name: string): readonly string[] {
  return [`get${name.charAt(0).toUpperCase()}${name.slice(1)}`, `get${name}`, name];
}

const sameItems: ReadonlySet<string> = new Set(["subList", "toArray", "toList", "clone"]);

const ownersOf: Readonly<Record<ShapeType, readonly MethodOwner[]>> = {
  string: ["string"],
  number: ["whole", "real"],
  boolean: ["boolean"],
  null: [],
  object: ["map"],
  list: ["list"],
};
/** What an example shows as one type is one of several classes: a whole number may be any of them. */
const classesOf: Partial<Record<ShapeType, readonly MethodOwner[]>> = {
  string: ["string"],
  number: ["whole", "long", "bigInteger", "real", "decimal"],
  boolean: ["boolean"],
  object: ["map"],
  list: ["list", "array"],
};
const namesOf: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries(classesOf).map(([type, owners]) => [
    type,
    new Set(["getClass", "wait", "notify", "notifyAll", ...owners.flatMap((one) => methodsOf(one).map(({ name }) => name))]),
  ]),
);
const anyOwner: readonly MethodOwner[] = ["string", "whole", "real", "boolean", "character", "list", "array", "map", "entry"];

function rowsOf(owner: MethodOwner, name: string, argumentCount: number): readonly MethodInfo[] {
  return (tableOf(owner).get(name) ?? []).filter((row) => takes(row, argumentCount));
}

const tables = new Map(
  anyOwner.map((owner) => {
    const rows = new Map<string, MethodInfo[]>();
    for (const row of methodsOf(owner)) rows.set(row.name, [...(rows.get(row.name) ?? []), row]);
    return [owner, rows] as const;
  }),
);

function tableOf(owner: MethodOwner): ReadonlyMap<string, readonly MethodInfo[]> {
  return tables.get(owner) ?? new Map();
}

function takes({ parameters }: MethodInfo, count: number): boolean {
  return parameters.at(-1)?.variadic ? count >= parameters.length - 1 : count === parameters.length;
}

function givesSomething({ returns }: MethodInfo): boolean {
  return returns !== "void";
}

/** The shape of a result on which all rows agree. */
function resultOf(rows: readonly MethodInfo[]): Shape | undefined {
  const [first, ...rest] = rows.map(({ returns }) => results.get(returns));
  return first && rest.every((one) => one === first) ? first : undefined;
}

const text = typeShape("string");
const number = typeShape("number");
const boolean = { ...inferShape(true), seen: 0, example: null };
const list = typeShape("list");
const results: ReadonlyMap<string, Shape> = new Map<string, Shape>([
  ...["String", "CharSequence"].map((name) => [name, text] as const),
  ...["int", "long", "short", "byte", "double", "float", "Number", "Integer", "Long", "Double"].map(
    (name) => [name, number] as const,
  ),
  ["boolean", boolean],
  ["Boolean", boolean],
  ["String[]", typeShape("list", text)],
  ["List", list],
  ["Object[]", list],
  ["Collection", list],
  ["Map", typeShape("object")],
]);
