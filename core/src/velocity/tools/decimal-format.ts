/** `java.text.DecimalFormat`: patterns such as `#,##0.00` and numbers in them, rounded half to even. */
import { MethodFailure } from "../methods/method";
import { decimalOf, divideRounding, type NumberValue } from "../numbers";
import { type NumberSymbols, numberSymbols } from "./number-symbols";

interface Pattern {
  readonly symbols: NumberSymbols;
  readonly prefix: string;
  readonly suffix: string;
  readonly negativePrefix: string;
  readonly negativeSuffix: string;
  readonly minWhole: number;
  readonly maxWhole: number;
  readonly minPlaces: number;
  readonly maxPlaces: number;
  readonly grouping: number;
  readonly alwaysPoint: boolean;
  /** Powers of ten the number is multiplied by: 2 for percent, 3 for per mille. */
  readonly shift: number;
  /** Digits of the exponent at least; 0 without one. */
  readonly exponent: number;
}

/** What one half of a pattern says, before it is worked out. */
interface Half {
  prefix: string;
  suffix: string;
  left: number;
  zeros: number;
  right: number;
  point: number;
  grouping: number;
  shift: number;
  exponent: number;
  hasDigits: boolean;
  /** Where reading ended. */
  end: number;
}

const maxDigits = 340;

/** Formats a number by a pattern, with the signs of a language. */
export function formatDecimal(text: string, value: NumberValue, locale: string): string {
  const pattern = parsePattern(text, numberSymbols(locale));
  if (value.kind === "real" && !Number.isFinite(value.value)) {
    if (Number.isNaN(value.value)) return "NaN";
    return value.value > 0 ? `${pattern.prefix}∞${pattern.suffix}` : `${pattern.negativePrefix}∞${pattern.negativeSuffix}`;
  }
  const negative =
    value.kind === "real"
      ? value.value < 0 || Object.is(value.value, -0)
      : value.kind === "whole"
        ? value.value < 0n
        : value.unscaled < 0n;
  const body = pattern.exponent > 0 ? withExponent(pattern, value) : plain(pattern, value);
  return negative ? pattern.negativePrefix + body + pattern.negativeSuffix : pattern.prefix + body + pattern.suffix;
}

function parsePattern(text: string, symbols: NumberSymbols): Pattern {
  if (text === "") {
    const all = {
      symbols,
      minWhole: 0,
      maxWhole: maxDigits,
      minPlaces: 0,
      maxPlaces: maxDigits,
      grouping: 3,
      alwaysPoint: false,
      shift: 0,
      exponent: 0,
    };
    return { prefix: "", suffix: "", negativePrefix: symbols.minus, negativeSuffix: "", ...all };
  }
  const half = parseHalf(text, 0, symbols);
  if (half.end < text.length && !half.hasDigits) malformed(text);
  // Nothing behind the semicolon is no second half.
  const negative = half.end + 1 < text.length ? parseHalf(text, half.end + 1, symbols) : undefined;
  if (negative !== undefined && negative.end < text.length) malformed(text);
  let { left, zeros, right } = half;
  const { point } = half;
  if (zeros === 0 && left > 0 && point >= 0) {
    const wholePart = Math.max(point, 1);
    right = left - wholePart;
    left = wholePart - 1;
    zeros = 1;
  }
  if ((point < 0 && right > 0) || (point >= 0 && (point < left || point > left + zeros)) || half.grouping === 0) malformed(text);
  const total = left + zeros + right;
  const whole = point >= 0 ? point : total;
  const minWhole = whole - left;
  const { prefix, suffix } = half;
  const sameAffixes = negative === undefined || (negative.prefix === prefix && negative.suffix === suffix);
  return {
    symbols,
    prefix,
    suffix,
    negativePrefix: sameAffixes ? symbols.minus + prefix : negative.prefix,
    negativeSuffix: sameAffixes ? suffix : negative.suffix,
    minWhole,
    maxWhole: half.exponent > 0 ? left + minWhole : maxDigits,
    minPlaces: point >= 0 ? left + zeros - point : 0,
    maxPlaces: point >= 0 ? total - point : 0,
    grouping: Math.max(half.grouping, 0),
    alwaysPoint: point === 0 || point === total,
    shift: half.shift,
    exponent: half.exponent,
  };
}

function malformed(text: string): never {
  throw new MethodFailure(`malformed number pattern "${text.slice(0, 80)}"`);
}

function parseHalf(text: string, start: number, symbols: NumberSymbols): Half {
  const half: Half = {
    prefix: "",
    suffix: "",
    left: 0,
    zeros: 0,
    right: 0,
    point: -1,
    grouping: -1,
    shift: 0,
    exponent: 0,
    hasDigits: false,
    end: start,
  };
  let at = readAffix(text, start, half, "prefix", symbols);
  half.hasDigits = at < text.length && text.charAt(at) !== ";";
  for (; at < text.length; at++) {
    const unit = text.charAt(at);
    if (unit === "#") {
      if (half.zeros > 0) half.right++;
      else half.left++;
      if (half.grouping >= 0 && half.point < 0) half.grouping++;
    } else if (unit === "0") {
      if (half.right > 0) malformed(text);
      half.zeros++;
      if (half.grouping >= 0 && half.point < 0) half.grouping++;
    } else if (unit === ",") half.grouping = 0;
    else if (unit === ".") {
      if (half.point >= 0) malformed(text);
      half.point = half.left + half.zeros + half.right;
    } else break;
  }
  if (half.hasDigits && text.charAt(at) === "E") {
    const zeros = /^0*/.exec(text.slice(at + 1, at + 20))?.[0].length ?? 0;
    if (half.left + half.zeros < 1 || zeros < 1) malformed(text);
    half.exponent = zeros;
    at += 1 + zeros;
  }
  half.end = readAffix(text, at, half, "suffix", symbols);
  return half;
}

/** Reads what stands before or behind the number, with quotes and the signs of percent, per mille and currency. */
function readAffix(text: string, start: number, half: Half, which: "prefix" | "suffix", symbols: NumberSymbols): number {
  let quoted = false;
  let at = start;
  for (; at < text.length; at++) {
    const unit = text.charAt(at);
    if (unit === "'") {
      if (text.charAt(at + 1) === "'") {
        half[which] += "'";
        at++;
      } else quoted = !quoted;
    } else if (quoted) half[which] += unit;
    else if (unit === ";") break;
    else if ("#0,.".includes(unit)) {
      if (which === "prefix") break;
      malformed(text);
    } else if (unit === "%" || unit === "‰") {
      if (half.shift > 0) malformed(text);
      half.shift = unit === "%" ? 2 : 3;
      half[which] += unit === "%" ? symbols.percent : unit;
    } else if (unit === "-") half[which] += symbols.minus;
    else if (unit === "¤") {
      const doubled = text.charAt(at + 1) === "¤";
      half[which] += doubled ? "USD" : "$";
      if (doubled) at++;
    } else half[which] += unit;
  }
  if (quoted) malformed(text);
  return at;
}

/** A number as its digits and where the point stands in them: `0.digits × 10 ** pointAt`. */
interface Digits {
  readonly digits: string;
  readonly pointAt: number;
}

/** The shortest digits of the absolute number, and how the exact number lies to them. */
function exactDigits(value: NumberValue, shift: number): { unscaled: bigint; scale: number; beside: number } {
  if (value.kind === "whole") return { unscaled: absolute(value.value), scale: -shift, beside: 0 };
  if (value.kind === "decimal") return { unscaled: absolute(value.unscaled), scale: value.scale - shift, beside: 0 };
  // The multiplication happens on the double, as in Java.
  const scaled = Math.abs(value.value) * 10 ** shift;
  const { unscaled, scale } = decimalOf(scaled);
  return { unscaled, scale, beside: besideShortest(scaled, unscaled, scale) };
}

function absolute(value: bigint): bigint {
  return value < 0n ? -value : value;
}

/** -1, 0 or 1: whether the binary number is below, at or above the decimal that is printed for it. */
function besideShortest(value: number, unscaled: bigint, scale: number): number {
  let exponent = 0;
  let mantissa = value;
  while (!Number.isInteger(mantissa)) {
    mantissa *= 2;
    exponent++;
  }
  const left = BigInt(mantissa) * (scale > 0 ? 10n ** BigInt(scale) : 1n);
  const right = (scale < 0 ? unscaled * 10n ** BigInt(-scale) : unscaled) * 2n ** BigInt(exponent);
  return left < right ? -1 : left > right ? 1 : 0;
}

/** Rounds to so many decimal places, which may be negative. */
function round(value: NumberValue, shift: number, places: number): bigint {
  const { unscaled, scale, beside } = exactDigits(value, shift);
  const cut = scale - places;
  if (cut <= 0) return unscaled * 10n ** BigInt(-cut);
  const divisor = 10n ** BigInt(cut);
  const isTie = (unscaled % divisor) * 2n === divisor;
  if (isTie && beside !== 0) return unscaled / divisor + (beside > 0 ? 1n : 0n);
  return divideRounding(unscaled, divisor, "HALF_EVEN");
}

function plain(pattern: Pattern, value: NumberValue): string {
  const { symbols, minWhole, minPlaces, maxPlaces, grouping, alwaysPoint, shift } = pattern;
  const places = maxPlaces === maxDigits ? Math.max(0, exactDigits(value, shift).scale) : maxPlaces;
  const digits = round(value, shift, places)
    .toString()
    .padStart(places + 1, "0");
  let whole = digits
    .slice(0, digits.length - places)
    .replace(/^0+/, "")
    .padStart(minWhole, "0");
  let fraction = digits.slice(digits.length - places);
  while (fraction.length > minPlaces && fraction.endsWith("0")) fraction = fraction.slice(0, -1);
  if (whole === "" && fraction === "") whole = "0";
  if (grouping > 0) whole = grouped(whole, grouping, symbols.group);
  return fraction !== "" || alwaysPoint ? whole + symbols.point + fraction : whole;
}

function grouped(whole: string, size: number, separator: string): string {
  const first = whole.length % size;
  const groups = first > 0 ? [whole.slice(0, first)] : [];
  for (let at = first; at < whole.length; at += size) groups.push(whole.slice(at, at + size));
  return groups.join(separator);
}

/** The number with so many significant digits at most. */
function significant(value: NumberValue, shift: number, count: number): Digits {
  const { unscaled, scale } = exactDigits(value, shift);
  if (unscaled === 0n) return { digits: "", pointAt: 0 };
  const length = unscaled.toString().length;
  const places = Math.max(1, count) - (length - scale);
  const rounded = round(value, shift, places).toString();
  return { digits: rounded.replace(/0+$/, ""), pointAt: rounded.length - places };
}

function withExponent(pattern: Pattern, value: NumberValue): string {
  const { symbols, maxWhole, minWhole, minPlaces, maxPlaces, alwaysPoint, shift, exponent: minExponent } = pattern;
  const { digits, pointAt } = significant(value, shift, maxWhole + maxPlaces);
  let exponent = pointAt;
  let wholeDigits = minWhole;
  if (maxWhole > 1 && maxWhole > minWhole) {
    exponent =
      exponent >= 1 ? Math.trunc((exponent - 1) / maxWhole) * maxWhole : Math.trunc((exponent - maxWhole) / maxWhole) * maxWhole;
    wholeDigits = 1;
  } else exponent -= minWhole;
  const isZero = digits === "";
  if (!isZero) wholeDigits = pointAt - exponent;
  const count = Math.max(minWhole + minPlaces, wholeDigits, digits.length);
  const all = digits.padEnd(count, "0");
  const power = isZero ? 0 : exponent;
  const mantissa =
    all.slice(0, wholeDigits) + (all.length > wholeDigits || alwaysPoint ? symbols.point + all.slice(wholeDigits) : "");
  return `${mantissa}E${power < 0 ? symbols.minus : ""}${String(Math.abs(power)).padStart(minExponent, "0")}`;
}
