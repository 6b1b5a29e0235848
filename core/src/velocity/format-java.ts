/** `String.format` of Java for the conversions that texts and numbers need: s, d, f, e, x, o, c, b, %, n. */
import { type MethodContext, MethodFailure } from "./methods/method";
import { decimalOf, divideRounding, type NumberValue, parseDecimal } from "./numbers";
import { printValue } from "./print";
import { className, isNumber, type Value } from "./values";

const place = /%(?:(\d+)\$)?([-#+ 0,(]*)(\d{1,5})?(?:\.(\d{1,4}))?([a-zA-Z%])/y;

/** Puts values into the places of a format. */
export function formatJava(format: string, values: readonly Value[], context: MethodContext): string {
  let result = "";
  let next = 0;
  for (let at = 0; at < format.length; ) {
    const percent = format.indexOf("%", at);
    if (percent < 0) return result + format.slice(at);
    result += format.slice(at, percent);
    place.lastIndex = percent;
    const found = place.exec(format);
    if (found === null) throw new MethodFailure(`unknown conversion at "${format.slice(percent, percent + 10)}"`);
    at = place.lastIndex;
    const [, position, flags = "", width = "0", precision, conversion = ""] = found;
    let text: string;
    if (conversion === "n") text = "\n";
    else if (conversion === "%") text = pad("%", flags, Number(width));
    else {
      const index = position === undefined ? next++ : Number(position) - 1;
      const value = values[index];
      if (value === undefined) throw new MethodFailure(`the format has no value for "${found[0]}"`);
      text = pad(
        convert(conversion, value, flags, precision === undefined ? undefined : Number(precision), Number(width)),
        flags,
        Number(width),
      );
    }
    context.charge(text.length);
    result += text;
  }
  return result;
}

function pad(text: string, flags: string, width: number): string {
  return flags.includes("-") ? text.padEnd(width) : text.padStart(width);
}

function convert(conversion: string, value: Value, flags: string, precision: number | undefined, width: number): string {
  const upper = conversion !== conversion.toLowerCase();
  const text = convertLower(conversion.toLowerCase(), value, flags, precision, width);
  return upper ? text.toUpperCase() : text;
}

function convertLower(conversion: string, value: Value, flags: string, precision: number | undefined, width: number): string {
  if (conversion === "b") return String(value !== null && value !== false).slice(0, precision);
  if (value === null || conversion === "s") return printValue(value).slice(0, precision);
  const mismatch = (): never => {
    throw new MethodFailure(`${conversion} != ${className(value)}`);
  };
  if (conversion === "c") {
    if (typeof value === "object" && value.kind === "character") return value.value;
    return typeof value === "object" && value.kind === "whole" ? String.fromCodePoint(Number(value.value) & 0xfffff) : mismatch();
  }
  if (!isNumber(value)) return mismatch();
  if (conversion === "d" || conversion === "x" || conversion === "o") {
    if (value.kind !== "whole") return mismatch();
    if (conversion === "d")
      return signed(value.value < 0n, (value.value < 0n ? -value.value : value.value).toString(), "", flags, width);
    const bits = value.type === "Integer" ? 32 : 64;
    const digits = (value.type === "BigInteger" ? value.value : BigInt.asUintN(bits, value.value)).toString(
      conversion === "x" ? 16 : 8,
    );
    const prefix = flags.includes("#") ? (conversion === "x" ? "0x" : "0") : "";
    return prefix + (flags.includes("0") ? digits.padStart(width - prefix.length, "0") : digits);
  }
  if (value.kind === "whole") return mismatch();
  if (conversion === "f") {
    if (value.kind === "real" && !Number.isFinite(value.value)) return printValue(value);
    const { negative, digits } = fixed(value, precision ?? 6);
    const cut = precision === 0 ? digits.length : digits.length - (precision ?? 6);
    return signed(negative, digits.slice(0, cut), precision === 0 ? "" : `.${digits.slice(cut)}`, flags, width);
  }
  if (conversion === "e") {
    const number = Number(printValue(value));
    const [mantissa = "", exponent = "0"] = Math.abs(number)
      .toExponential(Math.min(precision ?? 6, 100))
      .split("e");
    const power = Number(exponent);
    return signed(number < 0, mantissa, `e${power < 0 ? "-" : "+"}${String(Math.abs(power)).padStart(2, "0")}`, flags, width);
  }
  throw new MethodFailure(`unknown conversion "${conversion}"`);
}

/** A number with so many decimal places, rounded half up, as its sign and its digits without a point. */
export function fixed(value: NumberValue, places: number): { negative: boolean; digits: string } {
  const decimal =
    value.kind === "real" ? decimalOf(value.value) : value.kind === "decimal" ? value : parseDecimal(value.value.toString());
  const { unscaled, scale } = decimal ?? { unscaled: 0n, scale: 0 };
  const shift = places - scale;
  const rounded =
    shift >= 0
      ? unscaled * 10n ** BigInt(Math.min(shift, 2000))
      : divideRounding(unscaled, 10n ** BigInt(Math.min(-shift, 2000)), "HALF_UP");
  return { negative: unscaled < 0n, digits: (rounded < 0n ? -rounded : rounded).toString().padStart(places + 1, "0") };
}

function signed(negative: boolean, whole: string, rest: string, flags: string, width: number): string {
  let digits = flags.includes(",") ? whole.replace(/\B(?=(\d{3})+$)/g, ",") : whole;
  const before = negative ? (flags.includes("(") ? "(" : "-") : flags.includes("+") ? "+" : flags.includes(" ") ? " " : "";
  const after = negative && flags.includes("(") ? ")" : "";
  if (flags.includes("0")) digits = digits.padStart(width - before.length - rest.length - after.length, "0");
  return before + digits + rest + after;
}
