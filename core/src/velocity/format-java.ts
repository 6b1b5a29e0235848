/**
 * `String.format` of Java: places such as `%-5s` or `%,.2f`, with the flags each conversion takes and refuses. Dates (`%t`)
 * and hexadecimal floats (`%a`) are left out.
 */
import { hashOf } from "./methods/hash";
import { type MethodContext, MethodFailure } from "./methods/method";
import { decimalOf, divideRounding, type NumberValue, parseDecimal } from "./numbers";
import { printValue } from "./print";
import { className, isNumber, type Value } from "./values";

/** One place of a format. */
interface Place {
  readonly text: string;
  readonly flags: string;
  readonly width: number | undefined;
  readonly precision: number | undefined;
  /** The conversion as a small letter. */
  readonly conversion: string;
}

const placePattern = /%(\d+\$)?([-#+ 0,(<]*)(\d{1,5})?(?:\.(\d{1,4}))?([a-zA-Z%])/y;

/** Puts values into the places of a format. */
export function formatJava(format: string, values: readonly Value[], context: MethodContext): string {
  let result = "";
  let next = 0;
  let last = -1;
  for (let at = 0; at < format.length; ) {
    const percent = format.indexOf("%", at);
    if (percent < 0) return result + format.slice(at);
    result += format.slice(at, percent);
    placePattern.lastIndex = percent;
    const found = placePattern.exec(format);
    if (found === null) throw new MethodFailure(`unknown conversion at "${format.slice(percent, percent + 10)}"`);
    at = placePattern.lastIndex;
    const [text, position, flags = "", width, precision, letter = ""] = found;
    if (!/[bBhHsScCdoxXeEfgG%n]/.test(letter)) throw new MethodFailure(`unknown conversion "${letter}"`);
    const place: Place = {
      text,
      flags,
      width: width === undefined ? undefined : Number(width),
      precision: precision === undefined ? undefined : Number(precision),
      conversion: letter.toLowerCase(),
    };
    check(place);
    let put: string;
    if (letter === "n") put = "\n";
    else if (letter === "%") put = pad("%", place);
    else {
      if (!flags.includes("<")) last = position === undefined ? next++ : Number.parseInt(position, 10) - 1;
      const value = values[last];
      if (value === undefined) throw new MethodFailure(`the format has no value for "${text}"`);
      put = pad(convert(place, value), place);
      if (letter !== place.conversion) put = put.toUpperCase();
    }
    context.charge(put.length);
    result += put;
  }
  return result;
}

/** Flags that a conversion refuses, by its group; integers and floats have a few of their own. */
const refused: Readonly<Record<string, string>> = {
  b: "#+ 0,(",
  h: "#+ 0,(",
  s: "+ 0,(",
  c: "#+ 0,(",
  d: "#",
  o: ",",
  x: ",",
  e: ",",
  f: "",
  g: "#",
  "%": "#+ 0,(",
  n: "-#+ 0,(",
};

function check({ text, flags, width, precision, conversion }: Place): void {
  const isInteger = "dox".includes(conversion);
  const isNumeric = isInteger || "efg".includes(conversion);
  const wrong =
    new Set(flags).size < flags.length ||
    [...(refused[conversion] ?? "")].some((flag) => flags.includes(flag)) ||
    (width === undefined && (flags.includes("-") || (isNumeric && flags.includes("0")))) ||
    (isNumeric && ((flags.includes("+") && flags.includes(" ")) || (flags.includes("-") && flags.includes("0")))) ||
    (precision !== undefined && (isInteger || "c%n".includes(conversion))) ||
    (conversion === "n" && width !== undefined);
  if (wrong) throw new MethodFailure(`"${text}" asks for what this conversion cannot give`);
}

function pad(text: string, { flags, width = 0 }: Place): string {
  return flags.includes("-") ? text.padEnd(width) : text.padStart(width);
}

function convert(place: Place, value: Value): string {
  const { conversion, precision, flags } = place;
  if (conversion === "s" && flags.includes("#"))
    throw new MethodFailure(`"${place.text}" is only for values that print themselves`);
  if (conversion === "b") return String(value !== null && value !== false).slice(0, precision);
  if (value === null || conversion === "s") return printValue(value).slice(0, precision);
  if (conversion === "h") return (hashOf(value) >>> 0).toString(16).slice(0, precision);
  if (conversion === "c") return character(value);
  if (!isNumber(value)) return mismatch(conversion, value);
  if ("dox".includes(conversion)) return integer(place, value);
  if (value.kind === "whole") return mismatch(conversion, value);
  return float(place, value);
}

function mismatch(conversion: string, value: Value): never {
  throw new MethodFailure(`${conversion} != ${value === null ? "null" : className(value)}`);
}

function character(value: Value): string {
  if (typeof value === "object" && value?.kind === "character") return value.value;
  if (typeof value !== "object" || value?.kind !== "whole" || value.type !== "Integer") return mismatch("c", value);
  if (value.value < 0n || value.value > 0x10ffffn) throw new MethodFailure("no character has this number");
  return String.fromCodePoint(Number(value.value));
}

function integer(place: Place, value: NumberValue): string {
  const { conversion, flags, width = 0 } = place;
  if (value.kind !== "whole") return mismatch(conversion, value);
  const negative = value.value < 0n;
  const size = negative ? -value.value : value.value;
  if (conversion === "d") return signed(place, negative, size.toString(), "");
  const base = conversion === "x" ? 16 : 8;
  const prefix = flags.includes("#") ? (conversion === "x" ? "0x" : "0") : "";
  if (value.type === "BigInteger") return signed(place, negative, prefix + size.toString(base), "");
  if (/[+ (]/.test(flags)) throw new MethodFailure(`"${place.text}" asks for what this conversion cannot give`);
  const digits = BigInt.asUintN(value.type === "Integer" ? 32 : 64, value.value).toString(base);
  return prefix + (flags.includes("0") ? digits.padStart(width - prefix.length, "0") : digits);
}

function float(place: Place, value: NumberValue): string {
  const { conversion, precision = 6 } = place;
  if (value.kind === "real" && !Number.isFinite(value.value)) {
    const text = Number.isNaN(value.value) ? "NaN" : "Infinity";
    return text === "NaN" ? text : signed({ ...place, flags: place.flags.replace("0", "") }, value.value < 0, text, "");
  }
  const negative = value.kind === "real" ? value.value < 0 || Object.is(value.value, -0) : fixed(value, 0).negative;
  if (conversion === "f") return plain(place, negative, value, precision);
  if (conversion === "e") return scientific(place, negative, value, precision);
  const places = precision === 0 ? 1 : precision;
  const { exponent } = rounded(value, places);
  if (exponent >= -4 && exponent < places) return plain(place, negative, value, places - exponent - 1);
  return scientific(place, negative, value, places - 1);
}

function plain(place: Place, negative: boolean, value: NumberValue, places: number): string {
  const { digits } = fixed(value, places);
  const cut = digits.length - places;
  const point = places > 0 || place.flags.includes("#") ? "." : "";
  return signed(place, negative, digits.slice(0, cut), point + digits.slice(cut));
}

function scientific(place: Place, negative: boolean, value: NumberValue, places: number): string {
  const { digits, exponent } = rounded(value, places + 1);
  const point = places > 0 || place.flags.includes("#") ? "." : "";
  const power = `e${exponent < 0 ? "-" : "+"}${String(Math.abs(exponent)).padStart(2, "0")}`;
  return signed(place, negative, digits.charAt(0), point + digits.slice(1) + power);
}

/** The number as so many digits and the power of ten of the first one. */
function rounded(value: NumberValue, count: number): { digits: string; exponent: number } {
  const { unscaled, scale } = exact(value);
  const size = unscaled < 0n ? -unscaled : unscaled;
  if (size === 0n) return { digits: "0".repeat(count), exponent: 0 };
  const length = size.toString().length;
  const digits = shifted(size, count - length).toString();
  return { digits: digits.slice(0, count), exponent: length - scale - 1 + (digits.length - count) };
}

/** A number with so many decimal places, rounded half up, as its sign and its digits without a point. */
export function fixed(value: NumberValue, places: number): { negative: boolean; digits: string } {
  const { unscaled, scale } = exact(value);
  const size = shifted(unscaled < 0n ? -unscaled : unscaled, places - scale);
  return { negative: unscaled < 0n, digits: size.toString().padStart(places + 1, "0") };
}

function exact(value: NumberValue): { unscaled: bigint; scale: number } {
  const decimal =
    value.kind === "real" ? decimalOf(value.value) : value.kind === "decimal" ? value : parseDecimal(value.value.toString());
  return decimal ?? { unscaled: 0n, scale: 0 };
}

/** A number with its point moved by so many digits, rounded half up. */
function shifted(size: bigint, by: number): bigint {
  const power = 10n ** BigInt(Math.min(Math.abs(by), 2000));
  return by >= 0 ? size * power : divideRounding(size, power, "HALF_UP");
}

function signed({ flags, width = 0 }: Place, negative: boolean, whole: string, rest: string): string {
  let digits = flags.includes(",") ? whole.replace(/\B(?=(\d{3})+$)/g, ",") : whole;
  const before = negative ? (flags.includes("(") ? "(" : "-") : flags.includes("+") ? "+" : flags.includes(" ") ? " " : "";
  const after = negative && flags.includes("(") ? ")" : "";
  if (flags.includes("0")) digits = digits.padStart(width - before.length - rest.length - after.length, "0");
  return before + digits + rest + after;
}
