/** What a template can call on numbers without a limit: `java.math.BigDecimal` and `java.math.BigInteger`. */
import { calculateExact, compareNumbers, divideRounding, toDecimal } from "../numbers";
import { printDecimalPlain, printValue } from "../print";
import { type Decimal, isNumber, ListValue, type Whole, whole } from "../values";
import { type Arguments, type Method, MethodFailure, method } from "./method";

type Rounding = "UP" | "DOWN" | "CEILING" | "FLOOR" | "HALF_UP" | "HALF_DOWN" | "HALF_EVEN" | "UNNECESSARY";
const roundings: readonly Rounding[] = ["UP", "DOWN", "CEILING", "FLOOR", "HALF_UP", "HALF_DOWN", "HALF_EVEN", "UNNECESSARY"];

/** Digits a result may have. */
const digitLimit = 5_000;

const decimal = (unscaled: bigint, scale: number): Decimal => ({ kind: "decimal", unscaled, scale });
const absolute = (value: bigint): bigint => (value < 0n ? -value : value);
const big = (value: bigint): Whole => whole(value, "BigInteger");

function power(count: number): bigint {
  if (count > digitLimit) throw new MethodFailure(`a number of more than ${digitLimit} digits`);
  return 10n ** BigInt(count);
}

/** The other number; Java takes one of the same class only. */
function other(args: Arguments, index = 0): Decimal {
  const value = args.get(index);
  if (!isNumber(value)) throw new MethodFailure("an argument has no value");
  return toDecimal(value);
}

function otherBig(args: Arguments, index = 0): bigint {
  const value = args.get(index);
  if (!isNumber(value) || value.kind !== "whole") throw new MethodFailure("an argument has no value");
  return value.value;
}

/** A quotient rounded to a whole number. */
function divide(numerator: bigint, denominator: bigint, rounding: Rounding): bigint {
  if (denominator === 0n) throw new MethodFailure("division by zero");
  if (rounding === "HALF_UP" || rounding === "HALF_DOWN" || rounding === "HALF_EVEN")
    return divideRounding(numerator, denominator, rounding);
  const quotient = numerator / denominator;
  if (numerator % denominator === 0n) return quotient;
  if (rounding === "UNNECESSARY") throw new MethodFailure("Rounding necessary");
  const negative = numerator < 0n !== denominator < 0n;
  const away = rounding === "UP" || (rounding === "CEILING" && !negative) || (rounding === "FLOOR" && negative);
  return away ? quotient + (negative ? -1n : 1n) : quotient;
}

function rescale({ unscaled, scale }: Decimal, places: number, rounding: Rounding): Decimal {
  if (places >= scale) return decimal(unscaled * power(places - scale), places);
  return decimal(divide(unscaled, power(scale - places), rounding), places);
}

/** A quotient with so many places. */
function quotient(a: Decimal, b: Decimal, places: number, rounding: Rounding): Decimal {
  const shift = places + b.scale - a.scale;
  const numerator = shift >= 0 ? a.unscaled * power(shift) : a.unscaled;
  const denominator = shift >= 0 ? b.unscaled : b.unscaled * power(-shift);
  return decimal(divide(numerator, denominator, rounding), places);
}

/** The exact quotient; fails where it has no end. */
function exactQuotient(a: Decimal, b: Decimal): Decimal {
  if (b.unscaled === 0n) throw new MethodFailure("division by zero");
  const preferred = a.scale - b.scale;
  let rest = absolute(b.unscaled);
  let common = absolute(a.unscaled);
  for (let x = rest; x !== 0n; ) [common, x] = [x, common % x];
  if (common !== 0n) rest /= common;
  let places = 0;
  for (const factor of [2n, 5n]) {
    let count = 0;
    while (rest % factor === 0n) {
      rest /= factor;
      count++;
    }
    places = Math.max(places, count);
  }
  if (rest !== 1n) throw new MethodFailure("Non-terminating decimal expansion; no exact representable decimal result");
  return quotient(a, b, Math.max(preferred, preferred + places), "UNNECESSARY");
}

function rounding(args: Arguments, index: number): Rounding {
  const found = roundings[args.number(index)];
  if (found === undefined) throw new MethodFailure("Invalid rounding mode");
  return found;
}

function stripped({ unscaled, scale }: Decimal): Decimal {
  if (unscaled === 0n) return decimal(0n, 0);
  let [digits, places] = [unscaled, scale];
  while (digits % 10n === 0n) {
    digits /= 10n;
    places--;
  }
  return decimal(digits, places);
}

function raised(value: Decimal, exponent: number): Decimal {
  if (exponent < 0 || exponent > 999_999_999) throw new MethodFailure("Invalid operation");
  if (absolute(value.unscaled).toString().length * exponent > digitLimit) throw new MethodFailure("the number becomes too long");
  return decimal(value.unscaled ** BigInt(exponent), value.scale * exponent);
}

export const decimalMethods: readonly Method<Decimal>[] = [
  method("add(other: BigDecimal): BigDecimal", "The sum.", (self, args) => calculateExact("+", self, other(args))),
  method("subtract(other: BigDecimal): BigDecimal", "The difference.", (self, args) => calculateExact("-", self, other(args))),
  method("multiply(other: BigDecimal): BigDecimal", "The product.", (self, args) => calculateExact("*", self, other(args))),
  method("divide(other: BigDecimal): BigDecimal", "The exact quotient.", (self, args) => exactQuotient(self, other(args))),
  method("divide(other: BigDecimal, rounding: int): BigDecimal", "The quotient with as many places.", (self, args) =>
    quotient(self, other(args), self.scale, rounding(args, 1)),
  ),
  method("divide(other: BigDecimal, places: int, rounding: int): BigDecimal", "The quotient with so many places.", (self, args) =>
    quotient(self, other(args), args.number(1), rounding(args, 2)),
  ),
  method("remainder(other: BigDecimal): BigDecimal", "What is left of a division.", (self, args) => {
    const divisor = other(args);
    const whole = rescale(quotient(self, divisor, 0, "DOWN"), 0, "DOWN");
    return calculateExact("-", self, calculateExact("*", whole, divisor));
  }),
  method("setScale(places: int): BigDecimal", "The same number with so many places.", (self, args) =>
    rescale(self, args.number(0), "UNNECESSARY"),
  ),
  method(
    "setScale(places: int, rounding: int): BigDecimal",
    "The number rounded to so many places; 4 rounds half up.",
    (self, args) => rescale(self, args.number(0), rounding(args, 1)),
  ),
  method("abs(): BigDecimal", "The number without its sign.", (self) => decimal(absolute(self.unscaled), self.scale)),
  method("negate(): BigDecimal", "The number with the other sign.", (self) => decimal(-self.unscaled, self.scale)),
  method("plus(): BigDecimal", "The number itself.", (self) => self),
  method("pow(exponent: int): BigDecimal", "The number to a power.", (self, args) => raised(self, args.number(0))),
  method("signum(): int", "-1, 0 or 1.", (self) => whole(self.unscaled < 0n ? -1 : self.unscaled > 0n ? 1 : 0)),
  method("scale(): int", "The number of places.", (self) => whole(self.scale)),
  method("precision(): int", "The number of digits.", (self) => whole(absolute(self.unscaled).toString().length)),
  method("unscaledValue(): BigInteger", "The digits as a whole number.", (self) => big(self.unscaled)),
  method("stripTrailingZeros(): BigDecimal", "Without zeros at the end.", (self) => stripped(self)),
  method("movePointLeft(places: int): BigDecimal", "The point moved to the left.", (self, args) => {
    const moved = decimal(self.unscaled, self.scale + args.number(0));
    return moved.scale < 0 ? rescale(moved, 0, "UNNECESSARY") : moved;
  }),
  method("movePointRight(places: int): BigDecimal", "The point moved to the right.", (self, args) => {
    const moved = decimal(self.unscaled, self.scale - args.number(0));
    return moved.scale < 0 ? rescale(moved, 0, "UNNECESSARY") : moved;
  }),
  method("scaleByPowerOfTen(places: int): BigDecimal", "The number times a power of ten.", (self, args) =>
    decimal(self.unscaled, self.scale - args.number(0)),
  ),
  method("max(other: BigDecimal): BigDecimal", "The greater of two numbers.", (self, args) =>
    compareNumbers(self, other(args)) >= 0 ? self : other(args),
  ),
  method("min(other: BigDecimal): BigDecimal", "The smaller of two numbers.", (self, args) =>
    compareNumbers(self, other(args)) <= 0 ? self : other(args),
  ),
  method("toBigInteger(): BigInteger", "The number without its places.", (self) => big(rescale(self, 0, "DOWN").unscaled)),
  method("toPlainString(): String", "The number without an exponent.", (self) => printDecimalPlain(self, digitLimit)),
];

function bitLength(value: bigint): number {
  const size = value < 0n ? -value - 1n : value;
  return size === 0n ? 0 : size.toString(2).length;
}

function commonDivisor(a: bigint, b: bigint): bigint {
  let [x, y] = [absolute(a), absolute(b)];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}

function modulo(a: bigint, b: bigint): bigint {
  if (b <= 0n) throw new MethodFailure("BigInteger: modulus not positive");
  return ((a % b) + b) % b;
}

/** The root of a square, cut to a whole number, by Newton's method. */
function squareRoot(value: bigint): bigint {
  if (value < 0n) throw new MethodFailure("Negative BigInteger");
  if (value < 2n) return value;
  let root = 1n << BigInt((bitLength(value) + 1) >> 1);
  for (let next = (root + value / root) >> 1n; next < root; next = (root + value / root) >> 1n) root = next;
  return root;
}

function dividing(name: string, operation: (a: bigint, b: bigint) => bigint, doc: string): Method<Whole> {
  return method(`${name}(other: BigInteger): BigInteger`, doc, (self, args) => {
    if (otherBig(args) === 0n) throw new MethodFailure("BigInteger divide by zero");
    return big(operation(self.value, otherBig(args)));
  });
}

function combining(name: string, operation: (a: bigint, b: bigint) => bigint, doc: string): Method<Whole> {
  return method(`${name}(other: BigInteger): BigInteger`, doc, (self, args) => big(operation(self.value, otherBig(args))));
}

function inRange(value: bigint, bits: number): bigint {
  if (BigInt.asIntN(bits, value) !== value) throw new MethodFailure("BigInteger out of range");
  return value;
}

export const bigIntegerMethods: readonly Method<Whole>[] = [
  combining("add", (a, b) => a + b, "The sum."),
  combining("subtract", (a, b) => a - b, "The difference."),
  method("multiply(other: BigInteger): BigInteger", "The product.", (self, args) => {
    const value = otherBig(args);
    if (bitLength(self.value) + bitLength(value) > 4 * digitLimit) throw new MethodFailure("the number becomes too long");
    return big(self.value * value);
  }),
  dividing("divide", (a, b) => a / b, "The quotient, cut toward zero."),
  dividing("remainder", (a, b) => a % b, "What is left of a division."),
  method("sqrt(): BigInteger", "The root of the number, cut to a whole one.", (self) => big(squareRoot(self.value))),
  combining("mod", modulo, "What is left of a division, never negative."),
  combining("gcd", commonDivisor, "The greatest common divisor."),
  combining("max", (a, b) => (a > b ? a : b), "The greater of two numbers."),
  combining("min", (a, b) => (a < b ? a : b), "The smaller of two numbers."),
  combining("and", (a, b) => a & b, "The bits both have."),
  combining("or", (a, b) => a | b, "The bits one of them has."),
  combining("xor", (a, b) => a ^ b, "The bits that differ."),
  method("divideAndRemainder(other: BigInteger): BigInteger[]", "Quotient and remainder.", (self, args) => {
    const divisor = otherBig(args);
    if (divisor === 0n) throw new MethodFailure("BigInteger divide by zero");
    return new ListValue([big(self.value / divisor), big(self.value % divisor)], "[Ljava.math.BigInteger;");
  }),
  method("pow(exponent: int): BigInteger", "The number to a power.", (self, args) => {
    if (args.number(0) < 0) throw new MethodFailure("Negative exponent");
    if (bitLength(self.value) * args.number(0) > 4 * digitLimit) throw new MethodFailure("the number becomes too long");
    return big(self.value ** BigInt(args.number(0)));
  }),
  method("abs(): BigInteger", "The number without its sign.", (self) => big(absolute(self.value))),
  method("negate(): BigInteger", "The number with the other sign.", (self) => big(-self.value)),
  method("not(): BigInteger", "The other bits.", (self) => big(~self.value)),
  method("signum(): int", "-1, 0 or 1.", (self) => whole(self.value < 0n ? -1 : self.value > 0n ? 1 : 0)),
  method("bitLength(): int", "The number of bits.", (self) => whole(bitLength(self.value))),
  method("testBit(bit: int): boolean", "Whether a bit is set.", (self, args) => {
    if (args.number(0) < 0) throw new MethodFailure("Negative bit address");
    return ((self.value >> BigInt(args.number(0))) & 1n) === 1n;
  }),
  method("shiftLeft(bits: int): BigInteger", "The bits moved to the left.", (self, args) => {
    if (args.number(0) > 4 * digitLimit) throw new MethodFailure("the number becomes too long");
    return big(args.number(0) < 0 ? self.value >> BigInt(-args.number(0)) : self.value << BigInt(args.number(0)));
  }),
  method("shiftRight(bits: int): BigInteger", "The bits moved to the right.", (self, args) => {
    if (args.number(0) < -4 * digitLimit) throw new MethodFailure("the number becomes too long");
    return big(args.number(0) < 0 ? self.value << BigInt(-args.number(0)) : self.value >> BigInt(args.number(0)));
  }),
  method("intValueExact(): int", "The number in 32 bits.", (self) => whole(inRange(self.value, 32))),
  method("longValueExact(): long", "The number in 64 bits.", (self) => whole(inRange(self.value, 64), "Long")),
  method("toString(radix: int): String", "The number in another base.", (self, args) => {
    const radix = args.number(0);
    return radix >= 2 && radix <= 36 ? self.value.toString(radix) : printValue(self);
  }),
];
