/**
 * Arithmetic as Velocity does it: whole numbers widen and never overflow, one double makes a double, a number-like text or a
 * huge number beside a double makes a decimal, and dividing by zero gives null.
 */
import { type Decimal, isNumber, type Real, real, type Value, type Whole, whole } from "./values";

export type ArithmeticOperator = "+" | "-" | "*" | "/" | "%";
export type NumberValue = Whole | Real | Decimal;

/** Thrown where the platform throws, such as the remainder of two decimals. */
export class ArithmeticFailure extends Error {}

/** Digits a number may have; a template could square a number until memory ends. */
const digitLimit = 20_000;

/** The result of an operation on two numbers, or null where there is none. */
export function calculate(operator: ArithmeticOperator, left: NumberValue, right: NumberValue): NumberValue | null {
  if ((operator === "/" || operator === "%") && isZero(right)) return null;
  if (left.kind === "whole" && right.kind === "whole") return calculateWhole(operator, left, right);
  const huge = [left, right].some((one) => one.kind === "decimal" || (one.kind === "whole" && one.type === "BigInteger"));
  return huge
    ? calculateExact(operator, toDecimal(left), toDecimal(right))
    : real(calculateReal(operator, toReal(left), toReal(right)));
}

function calculateWhole(operator: ArithmeticOperator, left: Whole, right: Whole): Whole {
  const widest =
    left.type === "BigInteger" || right.type === "BigInteger"
      ? "BigInteger"
      : left.type === "Long" || right.type === "Long"
        ? "Long"
        : "Integer";
  const [a, b] = [left.value, right.value];
  if (operator === "*") guardDigits(digits(a) + digits(b));
  if (operator === "%" && widest === "BigInteger") {
    if (b < 0n) throw new ArithmeticFailure("The remainder of huge numbers needs a positive divisor");
    return whole(a % b < 0n ? (a % b) + b : a % b, widest);
  }
  return whole(
    operator === "+" ? a + b : operator === "-" ? a - b : operator === "*" ? a * b : operator === "/" ? a / b : a % b,
    widest,
  );
}

function calculateReal(operator: ArithmeticOperator, a: number, b: number): number {
  return operator === "+" ? a + b : operator === "-" ? a - b : operator === "*" ? a * b : operator === "/" ? a / b : a % b;
}

/** Arithmetic on decimals; only the remainder is refused, and a quotient rounds half down. */
export function calculateExact(operator: ArithmeticOperator, a: Decimal, b: Decimal): Decimal {
  if (operator === "%") throw new ArithmeticFailure("The remainder of two decimal numbers cannot be calculated");
  guardDigits(digits(a.unscaled) + digits(b.unscaled) + Math.abs(a.scale) + Math.abs(b.scale));
  if (operator === "*") return { kind: "decimal", unscaled: a.unscaled * b.unscaled, scale: a.scale + b.scale };
  if (operator === "/") {
    // The quotient has the scale of the dividend and rounds half down.
    const shift = b.scale;
    const numerator = shift >= 0 ? a.unscaled * 10n ** BigInt(shift) : a.unscaled;
    const denominator = shift >= 0 ? b.unscaled : b.unscaled * 10n ** BigInt(-shift);
    return { kind: "decimal", unscaled: divideRounding(numerator, denominator, "HALF_DOWN"), scale: a.scale };
  }
  const scale = Math.max(a.scale, b.scale);
  const [x, y] = [a, b].map((one) => one.unscaled * 10n ** BigInt(scale - one.scale));
  return { kind: "decimal", unscaled: operator === "+" ? (x ?? 0n) + (y ?? 0n) : (x ?? 0n) - (y ?? 0n), scale };
}

/** Divides and rounds to a whole number. */
export function divideRounding(numerator: bigint, denominator: bigint, mode: "HALF_DOWN" | "HALF_UP" | "HALF_EVEN"): bigint {
  const negative = numerator < 0n !== denominator < 0n;
  const [n, d] = [numerator < 0n ? -numerator : numerator, denominator < 0n ? -denominator : denominator];
  const quotient = n / d;
  const twice = (n % d) * 2n;
  const up = twice > d || (twice === d && (mode === "HALF_UP" || (mode === "HALF_EVEN" && quotient % 2n === 1n)));
  const rounded = up ? quotient + 1n : quotient;
  return negative ? -rounded : rounded;
}

/** The negated number. */
export function negate(value: NumberValue): NumberValue {
  if (value.kind === "whole") return whole(-value.value, value.type);
  return value.kind === "real" ? real(-value.value) : { ...value, unscaled: -value.unscaled };
}

/** -1, 0 or 1. What is not a number at all counts as equal to all, since it is neither less nor greater. */
export function compareNumbers(left: NumberValue, right: NumberValue): number {
  if (left.kind === "whole" && right.kind === "whole") return left.value < right.value ? -1 : left.value > right.value ? 1 : 0;
  if (left.kind === "decimal" || right.kind === "decimal") {
    const [a, b] = [toDecimal(left), toDecimal(right)];
    guardDigits(Math.abs(a.scale) + Math.abs(b.scale));
    const difference = calculateExact("-", a, b).unscaled;
    return difference < 0n ? -1 : difference > 0n ? 1 : 0;
  }
  const [a, b] = [toReal(left), toReal(right)];
  return a < b ? -1 : a > b ? 1 : 0;
}

export function isZero(value: NumberValue): boolean {
  return value.kind === "whole" ? value.value === 0n : value.kind === "real" ? value.value === 0 : value.unscaled === 0n;
}

export function toReal(value: NumberValue): number {
  return value.kind === "decimal" ? Number(`${value.unscaled}e${-value.scale}`) : Number(value.value);
}

/** Numbers as Velocity turns them into decimals: small whole numbers by way of a double, which adds a decimal place. */
export function toDecimal(value: NumberValue): Decimal {
  if (value.kind === "decimal") return value;
  if (value.kind === "whole" && value.type === "BigInteger") return { kind: "decimal", unscaled: value.value, scale: 0 };
  return decimalOf(Number(value.value));
}

/** `BigDecimal.valueOf(double)`. */
export function decimalOf(value: number): Decimal {
  const size = Math.abs(value);
  const text =
    Number.isInteger(value) && size < 1e7
      ? `${value}.0`
      : size >= 1e-3 && size < 1e7
        ? String(value)
        : value.toExponential().replace(/^(-?\d+)e/, "$1.0e");
  return parseDecimal(text) ?? { kind: "decimal", unscaled: 0n, scale: 0 };
}

/** Reads a decimal number with an optional exponent; undefined for any other text. */
export function parseDecimal(text: string): Decimal | undefined {
  const found = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,9}))?$/.exec(text);
  if (found === null || text.length > digitLimit) return undefined;
  const [, sign, before = "", after = "", exponent = "0"] = found;
  if (before.length + after.length === 0) return undefined;
  const unscaled = BigInt(before + after);
  return { kind: "decimal", unscaled: sign === "-" ? -unscaled : unscaled, scale: after.length - Number(exponent) };
}

/** A value as a number: itself, or what a number-like text says; undefined otherwise. */
export function asNumber(value: Value): NumberValue | undefined {
  if (isNumber(value)) return value;
  if (typeof value === "object" && value?.kind === "character") return parseDecimal(value.value);
  return typeof value === "string" ? parseDecimal(value) : undefined;
}

/** The value of a literal. */
export function parseLiteral(text: string, isWhole: boolean): NumberValue {
  return isWhole && text.length <= digitLimit ? whole(BigInt(text)) : real(Number(text));
}

function digits(value: bigint): number {
  return value.toString(16).length;
}

function guardDigits(count: number): void {
  if (count > digitLimit) throw new ArithmeticFailure(`Cannot calculate with numbers of more than ${digitLimit} digits`);
}
