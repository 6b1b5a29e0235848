/**
 * The values a template can hold: our own types, closed, with the names of the Java classes they stand for. Whatever comes
 * in from outside is copied into them and whatever goes out is copied from them, so no host object is ever reachable.
 */

export type Value =
  | null
  | string
  | boolean
  | Whole
  | Real
  | Decimal
  | Character
  | ListValue
  | MapValue
  | EntryValue
  | ObjectValue;

/** A whole number of any size. `type` is the Java class, which decides equality of keys and list items. */
export interface Whole {
  readonly kind: "whole";
  readonly value: bigint;
  readonly type: "Integer" | "Long" | "BigInteger";
}

/** A Java `double`. */
export interface Real {
  readonly kind: "real";
  readonly value: number;
}

/** A Java `BigDecimal`: `unscaled / 10 ** scale`. Arithmetic with number-like texts gives these. */
export interface Decimal {
  readonly kind: "decimal";
  readonly unscaled: bigint;
  readonly scale: number;
}

/** A Java `char`, as `charAt` gives it. */
export interface Character {
  readonly kind: "character";
  readonly value: string;
}

/** The class of `[1..3]`, whose items stay what they are. */
export const rangeType = "org.apache.velocity.runtime.parser.node.ASTIntegerRange$IntegerRange";

/** A list, an array, or one of the collections a map gives. */
export class ListValue {
  readonly kind = "list";
  /** Counts changes of length, so that a loop over this list can tell that it was changed meanwhile. */
  changes = 0;

  constructor(
    readonly items: Value[],
    /** The name of the Java class. */
    readonly type: string = "java.util.ArrayList",
  ) {}

  /** Arrays have a fixed length and ranges cannot be changed at all. */
  get isArray(): boolean {
    return this.type.startsWith("[");
  }
}

/** A map that keeps the order of its keys. Keys are told apart by value and type: 0 is not "0". */
export class MapValue {
  readonly kind = "map";
  readonly entries = new Map<string, EntryValue>();

  get(key: Value): Value {
    return this.entries.get(keyOf(key))?.value ?? null;
  }

  has(key: Value): boolean {
    return this.entries.has(keyOf(key));
  }

  /** Sets a value and gives the old one. */
  set(key: Value, value: Value): Value {
    const hash = keyOf(key);
    const entry = this.entries.get(hash);
    if (entry === undefined) {
      this.entries.set(hash, new EntryValue(key, value));
      return null;
    }
    const old = entry.value;
    entry.value = value;
    return old;
  }

  delete(key: Value): Value {
    const hash = keyOf(key);
    const old = this.entries.get(hash)?.value ?? null;
    this.entries.delete(hash);
    return old;
  }

  keys(): Value[] {
    return Array.from(this.entries.values(), (entry) => entry.key);
  }

  values(): Value[] {
    return Array.from(this.entries.values(), (entry) => entry.value);
  }
}

/** A key and its value, as a loop over `entrySet()` gives them. */
export class EntryValue {
  readonly kind = "entry";

  constructor(
    readonly key: Value,
    public value: Value,
  ) {}
}

/** A tool, a loop's state, a date, a defined block: something with members and a text of its own. */
export abstract class ObjectValue {
  readonly kind = "object";
  /** The name of the Java class, which also names its method table. */
  abstract readonly type: string;
  abstract print(): string;

  /** What it is shown as to people, without running anything. */
  describe(): string {
    return this.print();
  }

  /** Reads a property that is no method; undefined where there is none. */
  property(_name: string): Value | undefined {
    return undefined;
  }

  /** Sets a property; false where that is impossible. */
  assign(_name: string, _value: Value): boolean {
    return false;
  }

  /** What a condition makes of it. */
  get truth(): boolean {
    return true;
  }
}

const intMin = -(2n ** 31n);
const intMax = 2n ** 31n - 1n;
const longMin = -(2n ** 63n);
const longMax = 2n ** 63n - 1n;

/** A whole number of the smallest Java class it fits in, but not smaller than `atLeast`. */
export function whole(value: bigint | number, atLeast: Whole["type"] = "Integer"): Whole {
  const big = typeof value === "number" ? BigInt(value) : value;
  if (atLeast === "Integer" && big >= intMin && big <= intMax) return { kind: "whole", value: big, type: "Integer" };
  if (atLeast !== "BigInteger" && big >= longMin && big <= longMax) return { kind: "whole", value: big, type: "Long" };
  return { kind: "whole", value: big, type: "BigInteger" };
}

export function real(value: number): Real {
  return { kind: "real", value };
}

export function isNumber(value: Value): value is Whole | Real | Decimal {
  return (
    value !== null && typeof value === "object" && (value.kind === "whole" || value.kind === "real" || value.kind === "decimal")
  );
}

/** The full name of the Java class of a value. */
export function className(value: Exclude<Value, null>): string {
  if (typeof value === "string") return "java.lang.String";
  if (typeof value === "boolean") return "java.lang.Boolean";
  switch (value.kind) {
    case "whole":
      return value.type === "BigInteger" ? "java.math.BigInteger" : `java.lang.${value.type}`;
    case "real":
      return "java.lang.Double";
    case "decimal":
      return "java.math.BigDecimal";
    case "character":
      return "java.lang.Character";
    case "list":
    case "object":
      return value.type;
    case "map":
      return "java.util.LinkedHashMap";
    case "entry":
      return "java.util.LinkedHashMap$Entry";
  }
}

/** How deep a value is compared, printed or copied before it counts as one that contains itself. */
export const depthLimit = 64;

/** Thrown when a value is, or would become, larger or deeper than anybody needs. */
export class TooLarge extends Error {}

/** How many values, and characters in them, one key may consist of; lists that hold one list many times grow fast. */
const keyBudget = 4_000_000;

/** A text that is equal for equal keys: the Java class and the value. Parts of it are told apart by their lengths. */
function keyOf(key: Value, depth = 0, budget = { left: keyBudget }): string {
  budget.left -= typeof key === "string" ? key.length + 1 : 20;
  if (budget.left < 0 || depth > depthLimit) throw new TooLarge();
  const part = (value: Value): string => {
    const text = keyOf(value, depth + 1, budget);
    return `${text.length}:${text}`;
  };
  if (key === null) return "null";
  if (typeof key === "string") return `s${key}`;
  if (typeof key === "boolean") return `b${key}`;
  switch (key.kind) {
    case "whole":
      return `${key.type}${key.value}`;
    case "real":
      return `d${Object.is(key.value, -0) ? "-0" : key.value}`;
    case "decimal":
      return `m${key.unscaled}e${key.scale}`;
    case "character":
      return `c${key.value}`;
    case "list":
      return `[${key.items.map(part).join("")}`;
    case "map":
      return `{${Array.from(key.entries.values(), part).sort().join("")}`;
    case "entry":
      return `e${part(key.key)}${part(key.value)}`;
    case "object":
      return `o${key.describe()}`;
  }
}

/** Whether Java's `equals` holds: same class, same value. */
export function sameValue(a: Value, b: Value): boolean {
  if (a === b) return true;
  if (a === null || b === null || typeof a !== "object" || typeof b !== "object") return false;
  if (a.kind === "object" || b.kind === "object") return false;
  if (a.kind === "list" && (a.isArray || (b.kind === "list" && b.isArray))) return false;
  return keyOf(a) === keyOf(b);
}
