/** `$numberTool`: numbers in the patterns of `java.text.DecimalFormat`, and a few named formats. */
import { type Method, type MethodContext, method } from "../methods/method";
import { asNumber, type NumberValue } from "../numbers";
import { isNumber, type ObjectValue, real, type Value, whole } from "../values";
import { formatDecimal } from "./decimal-format";
import { numberOf } from "./tool";

export const numberToolType = "org.apache.velocity.tools.generic.NumberTool";

const named: ReadonlyMap<string, string> = new Map([
  ["default", "#,##0.###"],
  ["number", "#,##0.###"],
  ["integer", "#,##0"],
  ["currency", "¤#,##0.00"],
  ["percent", "#,##0%"],
]);

/** The number a value is or says. */
function parsed(value: Value): NumberValue | undefined {
  if (isNumber(value)) return asNumber(value);
  const number = typeof value === "string" ? numberOf(value) : undefined;
  if (number === undefined) return undefined;
  return number.exact === undefined ? real(number.value) : whole(number.exact, "Long");
}

function format(pattern: string, value: Value, { locale }: MethodContext): Value {
  const number = parsed(value);
  return number === undefined ? null : formatDecimal(named.get(pattern) ?? pattern, number, locale);
}

export const numberMethods: readonly Method<ObjectValue>[] = [
  method(
    "format(pattern: String, number: Object): String",
    "A number by a pattern, such as `#,##0.00`.",
    (_self, args, context) => format(args.text(0), args.get(1), context),
  ),
  method("format(number: Object): String", "A number with separators and up to three decimal places.", (_self, args, context) =>
    format("default", args.get(0), context),
  ),
  method("integer(number: Object): String", "The nearest whole number.", (_self, args, context) =>
    format("integer", args.get(0), context),
  ),
  method("number(number: Object): String", "A number with separators.", (_self, args, context) =>
    format("number", args.get(0), context),
  ),
  method("currency(number: Object): String", "A number as an amount of dollars.", (_self, args, context) =>
    format("currency", args.get(0), context),
  ),
  method("percent(number: Object): String", "A fraction as percent.", (_self, args, context) =>
    format("percent", args.get(0), context),
  ),
  method("toNumber(text: Object): Number", "The number a text says, or nothing.", (_self, args) => parsed(args.get(0)) ?? null),
  method(
    "toNumber(pattern: String, text: Object): Number",
    "The number a text says, or nothing.",
    (_self, args) => parsed(args.get(1)) ?? null,
  ),
];
