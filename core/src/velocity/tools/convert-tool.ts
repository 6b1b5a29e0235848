/** `$convert`: values in another type, as Apache's generic tools do it. Not documented for the platform. */

import { type Method, method } from "../methods/method";
import { narrow } from "../methods/number-methods";
import { trim } from "../methods/string-methods";
import { printValue } from "../print";
import { ListValue, type ObjectValue, real, type Value, whole } from "../values";
import { numberOf } from "./tool";

export const convertToolType = "org.apache.velocity.tools.generic.ConversionTool";

function toText(value: Value): string | null {
  if (value === null) return null;
  if (value instanceof ListValue) return value.items.length === 0 ? null : printValue(value.items[0] ?? null);
  return printValue(value);
}

function toNumber(value: Value): Value {
  const number = numberOf(value instanceof ListValue ? toText(value) : value);
  if (number === undefined) return null;
  return number.exact === undefined ? real(number.value) : whole(number.exact, typeof value === "string" ? "Long" : "Integer");
}

function toBoolean(value: Value): Value {
  if (value === null || typeof value === "boolean") return value;
  return toText(value)?.toLowerCase() === "true";
}

function toTexts(value: Value): Value[] | null {
  if (value === null) return null;
  if (value instanceof ListValue) return value.items.map(toText);
  const parts = printValue(value).split(",").map(trim);
  while (parts.length > 1 && parts.at(-1) === "") parts.pop();
  return parts;
}

function each(value: Value, type: string, change: (item: Value) => Value): Value {
  const items = toTexts(value);
  return items === null ? null : new ListValue(items.map(change), type);
}

export const convertMethods: readonly Method<ObjectValue>[] = [
  method("toString(value: Object): String", "A value as a text, of a list the first item.", (_self, args) => toText(args.get(0))),
  method("toBoolean(value: Object): Boolean", "Whether a value says true.", (_self, args) => toBoolean(args.get(0))),
  method("toInteger(value: Object): Integer", "A whole number of 32 bits.", (_self, args) => {
    const number = numberOf(toText(args.get(0)));
    return number === undefined ? null : whole(narrow(real(number.value), 32));
  }),
  method("toDouble(value: Object): Double", "A number with a fraction.", (_self, args) => {
    const number = numberOf(toText(args.get(0)));
    return number === undefined ? null : real(number.value);
  }),
  method("toNumber(value: Object): Number", "The number a value is or says.", (_self, args) => toNumber(args.get(0))),
  method("toStrings(value: Object): String[]", "The items, or the parts between commas.", (_self, args) =>
    each(args.get(0), "[Ljava.lang.String;", (item) => item),
  ),
  method("toBooleans(value: Object): Boolean[]", "Whether each part says true.", (_self, args) =>
    each(args.get(0), "[Ljava.lang.Boolean;", toBoolean),
  ),
  method("toNumbers(value: Object): Number[]", "The number each part says.", (_self, args) =>
    each(args.get(0), "[Ljava.lang.Number;", toNumber),
  ),
  method("toInts(value: Object): int[]", "The whole number each part says, or 0.", (_self, args) =>
    each(args.get(0), "[I", (item) => whole(narrow(real(numberOf(item)?.value ?? 0), 32))),
  ),
  method("toDoubles(value: Object): double[]", "The number each part says, or 0.", (_self, args) =>
    each(args.get(0), "[D", (item) => real(numberOf(item)?.value ?? 0)),
  ),
];
