/**
 * How methods are described and called. A row has what completion, hover and signature help show, and the function that
 * runs it; the types of its parameters decide, as in Java, which row a call means and how its arguments are converted.
 */
import { isTrue } from "../compare";
import type { Limits } from "../limits";
import { toReal } from "../numbers";
import { printValue } from "../print";
import { type Character, isNumber, ListValue, MapValue, real, type Value, whole } from "../values";

/** What a method may ask of the rendering it runs in. */
export interface MethodContext {
  readonly limits: Limits;
  readonly now: number;
  readonly timeZone: string;
  readonly locale: string;
  /** Accounts for units of text and list items that are built; ends the rendering where there are too many. */
  charge(units: number): void;
  /** Accounts for work on values, in the same units, without a value of that size. */
  spend(units: number): void;
}

/** Thrown by a method where Java throws: the whole message fails. */
export class MethodFailure extends Error {}

export type ParameterType =
  | "int"
  | "long"
  | "double"
  | "boolean"
  | "char"
  | "String"
  | "CharSequence"
  | "Number"
  | "Object"
  | "Collection"
  | "List"
  | "Map"
  | "Integer"
  | "Double"
  | "Boolean"
  | "Date"
  | "BigInteger"
  | "BigDecimal";

export interface Parameter {
  readonly name: string;
  readonly type: ParameterType;
  /** It takes all further arguments as well. */
  readonly variadic: boolean;
}

export type Run<Self> = (self: Self, args: Arguments, context: MethodContext) => Value;

export interface Method<Self = Value> {
  readonly name: string;
  readonly parameters: readonly Parameter[];
  readonly returns: string;
  readonly doc: string;
  readonly run: Run<Self>;
}

/**
 * Describes a method. The signature is written as people read it: `substring(beginIndex: int, endIndex: int): String`, with
 * `name...: Object` for a parameter that takes all further arguments.
 */
export function method<Self>(signature: string, doc: string, run: Run<Self>): Method<Self> {
  const [, name = "", list = "", returns = ""] = /^(\w+)\((.*)\): (\S+)$/.exec(signature) ?? [];
  const parameters = list === "" ? [] : list.split(", ").map(parameter);
  return { name, parameters, returns, doc, run };
}

function parameter(text: string): Parameter {
  const [name = "", type = "Object"] = text.split(": ");
  return { name: name.replace("...", ""), type: type as ParameterType, variadic: name.endsWith("...") };
}

/** The converted arguments of a call. */
export class Arguments {
  constructor(readonly values: readonly Value[]) {}

  get(index: number): Value {
    return this.values[index] ?? null;
  }

  /** A text; fails the message where null was given, as Java does. */
  text(index: number): string {
    const value = this.get(index);
    if (value === null) throw new MethodFailure("an argument has no value");
    return printValue(value);
  }

  number(index: number): number {
    const value = this.get(index);
    return isNumber(value) ? toReal(value) : 0;
  }

  list(index: number): ListValue {
    const value = this.get(index);
    if (value instanceof ListValue) return value;
    throw new MethodFailure("an argument has no value");
  }

  map(index: number): MapValue {
    const value = this.get(index);
    if (value instanceof MapValue) return value;
    throw new MethodFailure("an argument has no value");
  }

  /** What a variadic parameter took; a list given alone counts as its items. */
  rest(from: number): readonly Value[] {
    const [only] = this.values.slice(from);
    return this.values.length === from + 1 && only instanceof ListValue && only.isArray ? only.items : this.values.slice(from);
  }
}

/** How well an argument fits: 0 exactly, more the worse, undefined not at all. */
function distance(value: Value, type: ParameterType): number | undefined {
  if (value === null)
    return type === "int" || type === "long" || type === "double" || type === "boolean" || type === "char" ? undefined : 1;
  const number = isNumber(value);
  switch (type) {
    case "Object":
      return 2;
    case "String":
      return typeof value === "string" ? 0 : 4;
    case "CharSequence":
      return typeof value === "string" ? 0 : undefined;
    case "char":
      return typeof value === "object" && value.kind === "character"
        ? 0
        : typeof value === "string" && value.length === 1
          ? 3
          : undefined;
    case "int":
    case "Integer":
      return number && value.kind === "whole" && value.type === "Integer"
        ? 0
        : number || typeof value === "string" || typeof value === "boolean"
          ? 4
          : undefined;
    case "long":
      return number && value.kind === "whole" && value.type !== "BigInteger"
        ? 1
        : number || typeof value === "string" || typeof value === "boolean"
          ? 5
          : undefined;
    case "double":
    case "Double":
      return number && value.kind === "real"
        ? 0
        : number || typeof value === "string" || typeof value === "boolean"
          ? 5
          : undefined;
    case "boolean":
    case "Boolean":
      return typeof value === "boolean" ? 0 : typeof value === "string" || number ? 5 : undefined;
    case "Number":
      return number ? 0 : undefined;
    case "BigDecimal":
      return number && value.kind === "decimal" ? 0 : undefined;
    case "BigInteger":
      return number && value.kind === "whole" && value.type === "BigInteger" ? 0 : undefined;
    case "Collection":
    case "List":
      return value instanceof ListValue && !value.isArray ? 0 : undefined;
    case "Map":
      return value instanceof MapValue ? 0 : undefined;
    case "Date":
      return typeof value === "object" && value.kind === "object" && value.type === "java.util.Date" ? 0 : undefined;
  }
}

function convert(value: Value, type: ParameterType): Value {
  if (value === null) return null;
  if (type === "String") return printValue(value);
  if (type === "boolean" || type === "Boolean") return typeof value === "string" ? value.toLowerCase() === "true" : isTrue(value);
  if (type === "char" && typeof value === "string") return character(value);
  if (type === "int" || type === "Integer" || type === "long") return toWhole(value, type === "long" ? 63n : 31n);
  if (type === "double" || type === "Double")
    return real(isNumber(value) ? toReal(value) : typeof value === "boolean" ? Number(value) : parseReal(value));
  return value;
}

function toWhole(value: Value, bits: bigint): Value {
  if (typeof value === "boolean") return whole(value ? 1 : 0);
  let number: bigint;
  if (typeof value === "string") {
    if (!/^[+-]?\d{1,19}$/.test(value)) throw new MethodFailure(`"${value.slice(0, 40)}" is not a whole number`);
    number = BigInt(value);
  } else if (isNumber(value)) {
    const exact = value.kind === "whole" ? value.value : undefined;
    const approximate = exact === undefined ? Math.trunc(toReal(value)) : 0;
    number = exact ?? BigInt(Number.isFinite(approximate) ? approximate : 0);
  } else return value;
  if (number < -(2n ** bits) || number >= 2n ** bits) throw new MethodFailure(`${number} is out of range`);
  return whole(number);
}

function parseReal(value: Value): number {
  const text = printValue(value).trim();
  if (!/^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(text)) throw new MethodFailure(`"${text.slice(0, 40)}" is not a number`);
  return Number(text);
}

export function character(value: string): Character {
  return { kind: "character", value };
}

/** Finds the row a call means and converts its arguments; undefined where Velocity finds no such method. */
export function findMethod<Self>(
  rows: readonly Method<Self>[],
  values: readonly Value[],
): { row: Method<Self>; args: Arguments } | undefined {
  let best: Method<Self> | undefined;
  let bestFit = Number.POSITIVE_INFINITY;
  for (const row of rows) {
    const total = fitAll(row, values);
    if (total !== undefined && total < bestFit) {
      best = row;
      bestFit = total;
    }
  }
  if (best === undefined) return undefined;
  const { parameters } = best;
  const args = values.map((value, index) => convert(value, (parameters[index] ?? parameters.at(-1))?.type ?? "Object"));
  return { row: best, args: new Arguments(args) };
}

function fitAll<Self>({ parameters }: Method<Self>, values: readonly Value[]): number | undefined {
  const variadic = parameters.at(-1)?.variadic === true;
  if (variadic ? values.length < parameters.length - 1 : values.length !== parameters.length) return undefined;
  let total = variadic ? 100 : 0;
  for (const [index, value] of values.entries()) {
    const one = distance(value, (parameters[index] ?? parameters.at(-1))?.type ?? "Object");
    if (one === undefined) return undefined;
    total += one;
  }
  return total;
}
