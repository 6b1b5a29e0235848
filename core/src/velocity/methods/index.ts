/**
 * The closed world of members: which methods and properties a value has. A name that is not in a table here does not exist
 * for a template, whatever it may mean to the host.
 */

import { className, isNumber, ListValue, MapValue, ObjectValue, type Value } from "../values";
import { bigIntegerMethods, decimalMethods } from "./big-number-methods";
import { entryMethods, iteratorMethods, listMethods, mapMethods, streamOnly } from "./collection-methods";
import { findMethod, type Method, type MethodContext, MethodFailure } from "./method";
import { booleanMethods, characterMethods, integerMethods, longMethods, numberMethods, realMethods } from "./number-methods";
import { streamType, stringMethods } from "./string-methods";

/** The kinds of values that have methods, as completion asks for them. */
export type MethodOwner =
  | "string"
  | "whole"
  | "long"
  | "bigInteger"
  | "real"
  | "decimal"
  | "boolean"
  | "character"
  | "list"
  | "array"
  | "map"
  | "entry"
  | "iterator"
  | "class";

/** A row of a table for those who only show it. */
export type MethodInfo = Pick<Method, "name" | "parameters" | "returns" | "doc">;

type Table = ReadonlyMap<string, readonly Method<never>[]>;

function table(...lists: readonly (readonly Method<never>[])[]): Table {
  const rows = new Map<string, Method<never>[]>();
  for (const row of lists.flat()) {
    const known = rows.get(row.name);
    if (known === undefined) rows.set(row.name, [row]);
    else known.push(row);
  }
  return rows;
}

/** The name of a Java class, as `$value.class` gives it. */
class ClassValue extends ObjectValue {
  readonly type = "java.lang.Class";

  constructor(readonly name: string) {
    super();
  }

  print(): string {
    return `class ${this.name}`;
  }
}

const classMethods: readonly Method<ObjectValue>[] = [
  {
    name: "getName",
    parameters: [],
    returns: "String",
    doc: "The full name of the class.",
    run: (self) => (self instanceof ClassValue ? self.name : null),
  },
  {
    name: "getSimpleName",
    parameters: [],
    returns: "String",
    doc: "The name without its package.",
    run: (self) => (self instanceof ClassValue ? self.name.replace(/^.*[.$]/, "") : null),
  },
  { name: "toString", parameters: [], returns: "String", doc: "The class as it is printed.", run: (self) => self.print() },
];

const arrayOnly: ReadonlySet<string> = new Set([
  "size",
  "isEmpty",
  "get",
  "set",
  "contains",
  "iterator",
  "indexOf",
  "lastIndexOf",
  "containsAll",
  "subList",
  "toArray",
  "toString",
  "equals",
  "hashCode",
  "clone",
]);

const tables: Record<MethodOwner, Table> = {
  string: table(stringMethods),
  whole: table(numberMethods, integerMethods),
  long: table(numberMethods, longMethods),
  bigInteger: table(numberMethods, bigIntegerMethods),
  real: table(numberMethods, realMethods),
  decimal: table(numberMethods, decimalMethods),
  boolean: table(booleanMethods),
  character: table(characterMethods),
  list: table(listMethods),
  array: table(listMethods.filter(({ name }) => arrayOnly.has(name))),
  map: table(mapMethods),
  entry: table(entryMethods),
  iterator: table(iteratorMethods),
  class: table(classMethods),
};

/** Tables of tools and other objects, by the name of their class. */
export type ObjectTables = ReadonlyMap<string, Table>;

/** Makes a table of the methods of an object. */
export function objectTable(methods: readonly Method<never>[]): Table {
  return table(methods);
}

/** The methods of a kind of values, for completion, hover and signature help. */
export function methodsOf(owner: MethodOwner): readonly MethodInfo[] {
  return [...tables[owner].values()].flat();
}

function tableOf(value: Exclude<Value, null>, objects: ObjectTables): Table | undefined {
  if (typeof value === "string") return tables.string;
  if (typeof value === "boolean") return tables.boolean;
  if (isNumber(value)) {
    if (value.kind !== "whole") return value.kind === "real" ? tables.real : tables.decimal;
    return value.type === "Integer" ? tables.whole : value.type === "Long" ? tables.long : tables.bigInteger;
  }
  if (value.kind === "character") return tables.character;
  if (value instanceof ListValue) return value.isArray ? tables.array : tables.list;
  if (value instanceof MapValue) return tables.map;
  if (value.kind === "entry") return tables.entry;
  if (value instanceof ClassValue) return tables.class;
  return value.type === "java.util.Iterator" ? tables.iterator : objects.get(value.type);
}

/** What every Java object has and no template can use: calling it fails the message. */
const monitorMethods: ReadonlySet<string> = new Set(["wait", "notify", "notifyAll"]);

/** Calls a method; undefined where the value has no such method for these arguments. */
export function callMethod(
  value: Exclude<Value, null>,
  name: string,
  args: readonly Value[],
  context: MethodContext,
  objects: ObjectTables,
): Value | undefined {
  if (name === "getClass" && args.length === 0) return new ClassValue(className(value));
  if (value instanceof ListValue && streamOnly.has(name) && value.type !== streamType) return undefined;
  if (monitorMethods.has(name) && args.length === 0) throw new MethodFailure("the current thread is not the owner");
  const rows = tableOf(value, objects)?.get(name);
  const found = rows === undefined ? undefined : findMethod(rows, args);
  // The table was chosen by the value, so its rows take it; TypeScript cannot see that.
  return found?.row.run(value as never, found.args, context);
}

/**
 * Reads a property as Velocity 2.4 does: `getName()`, `name()`, the key of a map, `isName()`. Undefined where there is none.
 */
export function readProperty(
  value: Exclude<Value, null>,
  name: string,
  context: MethodContext,
  objects: ObjectTables,
): Value | undefined {
  if (value instanceof ObjectValue) {
    const own = value.property(name);
    if (own !== undefined) return own;
  }
  const capital = name.charAt(0).toUpperCase() + name.slice(1);
  if (name === "class" || name === "getClass") return new ClassValue(className(value));
  const rows = tableOf(value, objects);
  const getter = [`get${capital}`, `get${name}`, name].find((one) => rows?.get(one)?.some(isGetter));
  if (getter !== undefined) return callMethod(value, getter, [], context, objects);
  if (value instanceof MapValue) {
    if (value.has(name)) return value.get(name);
    return undefined;
  }
  // `$date.medium` is `$date.get("medium")`.
  if (rows?.get("get")?.some(({ parameters }) => parameters.length === 1 && parameters[0]?.type === "String"))
    return callMethod(value, "get", [name], context, objects);
  return rows?.get(`is${capital}`)?.some(isGetter) ? callMethod(value, `is${capital}`, [], context, objects) : undefined;
}

/** A property can be read by a method without parameters that gives something. */
function isGetter({ parameters, returns }: Method<never>): boolean {
  return parameters.length === 0 && returns !== "void";
}
