/** What a template can call on numbers, booleans and characters. */
import { compareNumbers, type NumberValue, toReal } from "../numbers";
import { printValue } from "../print";
import { type Character, className, isNumber, real, sameValue, type Value, whole } from "../values";
import { hashNumber } from "./hash";
import { type Arguments, type Method, MethodFailure, method } from "./method";

/** A number cut to so many bits, as Java's narrowing does. */
export function narrow(value: NumberValue, bits: number): bigint {
  if (value.kind === "whole") return BigInt.asIntN(bits, value.value);
  const number = toReal(value);
  if (Number.isNaN(number)) return 0n;
  const wide = bits === 64 ? 64 : 32;
  const [low, high] = [-(2n ** BigInt(wide - 1)), 2n ** BigInt(wide - 1) - 1n];
  const cut = Number.isFinite(number) ? BigInt(Math.trunc(number)) : number > 0 ? high : low;
  return BigInt.asIntN(bits, cut < low ? low : cut > high ? high : cut);
}

/** A float as the shortest decimal that means it, which is how it is printed. */
function shortFloat(value: number): number {
  const float = Math.fround(value);
  for (let digits = 1; digits < 9; digits++) {
    const short = Number(float.toPrecision(digits));
    if (Math.fround(short) === float) return short;
  }
  return Number.isFinite(float) ? Number(float.toPrecision(9)) : float;
}

function compareSame(self: NumberValue, other: Value): Value {
  if (!isNumber(other)) throw new MethodFailure("the other value is not a number");
  if (className(self) !== className(other))
    throw new MethodFailure(`${className(other)} cannot be compared with ${className(self)}`);
  return whole(compareNumbers(self, other));
}

/** Methods of all numbers. */
export const numberMethods: readonly Method<NumberValue>[] = [
  method("intValue(): int", "The number as a whole number of 32 bits, cut toward zero.", (self) => whole(narrow(self, 32))),
  method("longValue(): long", "The number as a whole number of 64 bits, cut toward zero.", (self) =>
    whole(narrow(self, 64), "Long"),
  ),
  method("doubleValue(): double", "The number as a double.", (self) => real(toReal(self))),
  method("floatValue(): float", "The number as a float.", (self) => real(shortFloat(toReal(self)))),
  method("shortValue(): short", "The number as a whole number of 16 bits.", (self) => whole(narrow(self, 16))),
  method("byteValue(): byte", "The number as a whole number of 8 bits.", (self) => whole(narrow(self, 8))),
  method("toString(): String", "The number as it is printed.", (self) => printValue(self)),
  method("hashCode(): int", "Java's hash of the number.", (self) => whole(hashNumber(self))),
  method("equals(other: Object): boolean", "Whether the other is a number of the same kind and value.", (self, args) =>
    sameValue(self, args.get(0)),
  ),
  method("compareTo(other: Object): int", "-1, 0 or 1: how it is sorted beside another number of its kind.", (self, args) =>
    compareSame(self, args.get(0)),
  ),
];

/** A base of digits; Java takes ten for what is none. */
function base(args: Arguments, index: number): number {
  const radix = args.number(index);
  return radix >= 2 && radix <= 36 ? radix : 10;
}

/** Methods of the classes `Integer` and `Long`, whose values have so many bits. */
function wholeClass(type: "int" | "long", name: "Int" | "Long", bits: 32 | 64): readonly Method<NumberValue>[] {
  const within = (value: bigint): Value => whole(BigInt.asIntN(bits, value), bits === 64 ? "Long" : "Integer");
  const unsigned = (args: Arguments): bigint => BigInt.asUintN(bits, wholeOf(args, 0));
  const one = type === "int" ? "Integer" : "Long";
  return [
    method(`parse${name}(text: String): ${type}`, "The whole number a text says.", (_self, args) =>
      within(parseWhole(args.text(0), 10, bits)),
    ),
    method(`parse${name}(text: String, radix: int): ${type}`, "The whole number a text says in another base.", (_self, args) =>
      within(parseWhole(args.text(0), args.number(1), bits)),
    ),
    method(`valueOf(text: String): ${one}`, "The whole number a text says.", (_self, args) =>
      within(parseWhole(args.text(0), 10, bits)),
    ),
    method(`valueOf(text: String, radix: int): ${one}`, "The whole number a text says in another base.", (_self, args) =>
      within(parseWhole(args.text(0), args.number(1), bits)),
    ),
    method(`valueOf(number: ${type}): ${one}`, "The number itself.", (_self, args) => within(wholeOf(args, 0))),
    method(`max(a: ${type}, b: ${type}): ${type}`, "The greater of two numbers.", (_self, args) =>
      within(wholeOf(args, 0) > wholeOf(args, 1) ? wholeOf(args, 0) : wholeOf(args, 1)),
    ),
    method(`min(a: ${type}, b: ${type}): ${type}`, "The smaller of two numbers.", (_self, args) =>
      within(wholeOf(args, 0) < wholeOf(args, 1) ? wholeOf(args, 0) : wholeOf(args, 1)),
    ),
    method(`sum(a: ${type}, b: ${type}): ${type}`, `Both numbers added, within ${bits} bits.`, (_self, args) =>
      within(wholeOf(args, 0) + wholeOf(args, 1)),
    ),
    method(`compare(a: ${type}, b: ${type}): int`, "-1, 0 or 1.", (_self, args) =>
      whole(wholeOf(args, 0) < wholeOf(args, 1) ? -1 : wholeOf(args, 0) > wholeOf(args, 1) ? 1 : 0),
    ),
    method(`signum(number: ${type}): int`, "-1, 0 or 1 by the sign of a number.", (_self, args) =>
      whole(wholeOf(args, 0) < 0n ? -1 : wholeOf(args, 0) > 0n ? 1 : 0),
    ),
    method(`bitCount(number: ${type}): int`, "How many bits of a number are set.", (_self, args) =>
      whole(unsigned(args).toString(2).replaceAll("0", "").length),
    ),
    method(`toHexString(number: ${type}): String`, "A number in base 16.", (_self, args) => unsigned(args).toString(16)),
    method(`toBinaryString(number: ${type}): String`, "A number in base 2.", (_self, args) => unsigned(args).toString(2)),
    method(`toOctalString(number: ${type}): String`, "A number in base 8.", (_self, args) => unsigned(args).toString(8)),
    method(`toString(number: ${type}): String`, "A number as it is printed.", (_self, args) => wholeOf(args, 0).toString()),
    method(`toString(number: ${type}, radix: int): String`, "A number in another base.", (_self, args) =>
      wholeOf(args, 0).toString(base(args, 1)),
    ),
  ];
}

function wholeOf(args: Arguments, index: number): bigint {
  const value = args.get(index);
  return typeof value === "object" && value?.kind === "whole" ? value.value : 0n;
}

/** Methods of whole numbers of 32 and of 64 bits, besides those of all numbers. */
export const integerMethods = wholeClass("int", "Int", 32);
export const longMethods = wholeClass("long", "Long", 64);

/** Methods of doubles, besides those of all numbers. */
export const realMethods: readonly Method<NumberValue>[] = [
  method("isNaN(): boolean", "Whether it is not a number.", (self) => Number.isNaN(toReal(self))),
  method("isInfinite(): boolean", "Whether it is infinite.", (self) => Math.abs(toReal(self)) === Number.POSITIVE_INFINITY),
  method("parseDouble(text: String): double", "The number a text says.", (_self, args) => parseReal(args.text(0))),
  method("valueOf(text: String): Double", "The number a text says.", (_self, args) => parseReal(args.text(0))),
  method("max(a: double, b: double): double", "The greater of two numbers.", (_self, args) =>
    real(Math.max(args.number(0), args.number(1))),
  ),
  method("min(a: double, b: double): double", "The smaller of two numbers.", (_self, args) =>
    real(Math.min(args.number(0), args.number(1))),
  ),
  method("compare(a: double, b: double): int", "-1, 0 or 1.", (_self, args) => {
    const [a, b] = [args.number(0), args.number(1)];
    // Zeros differ by their sign, and what is no number is the greatest.
    if (a < b || (a === b && Object.is(a, -0) && !Object.is(b, -0)) || (Number.isNaN(b) && !Number.isNaN(a))) return whole(-1);
    return whole(Object.is(a, b) ? 0 : 1);
  }),
  method("isNaN(number: double): boolean", "Whether a number is none.", (_self, args) => Number.isNaN(args.number(0))),
  method(
    "isInfinite(number: double): boolean",
    "Whether a number is infinite.",
    (_self, args) => Math.abs(args.number(0)) === Number.POSITIVE_INFINITY,
  ),
  method("isFinite(number: double): boolean", "Whether a number is finite.", (_self, args) => Number.isFinite(args.number(0))),
  method("toString(number: double): String", "A number as it is printed.", (_self, args) => printValue(real(args.number(0)))),
  method("sum(a: double, b: double): double", "Both numbers added.", (_self, args) => real(args.number(0) + args.number(1))),
];

function parseWhole(text: string, radix: number, bits: 32 | 64): bigint {
  const found = /^([+-]?)([0-9a-zA-Z]{1,80})$/.exec(text);
  const fault = (): never => {
    throw new MethodFailure(`"${text.slice(0, 40)}" is not a whole number`);
  };
  if (found === null || !(radix >= 2 && radix <= 36)) return fault();
  let size = 0n;
  for (const digit of found[2] ?? "") {
    const value = Number.parseInt(digit, 36);
    if (value >= radix) return fault();
    size = size * BigInt(radix) + BigInt(value);
  }
  const value = found[1] === "-" ? -size : size;
  return BigInt.asIntN(bits, value) === value ? value : fault();
}

function parseReal(text: string): Value {
  const trimmed = text.trim();
  if (!/^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?[dDfF]?$/.test(trimmed))
    throw new MethodFailure(`"${text.slice(0, 40)}" is not a number`);
  return real(Number(trimmed.replace(/[dDfF]$/, "")));
}

export const booleanMethods: readonly Method<boolean>[] = [
  method("booleanValue(): boolean", "The value itself.", (self) => self),
  method("toString(): String", "`true` or `false`.", (self) => String(self)),
  method("hashCode(): int", "Java's hash of the value.", (self) => whole(self ? 1231 : 1237)),
  method("equals(other: Object): boolean", "Whether the other is the same.", (self, args) => args.get(0) === self),
  method("compareTo(other: Boolean): int", "-1, 0 or 1: false comes before true.", (self, args) =>
    whole(Number(self) - Number(args.get(0) === true)),
  ),
  method(
    "parseBoolean(text: String): boolean",
    "Whether a text says true.",
    (_self, args) => args.text(0).toLowerCase() === "true",
  ),
  method("valueOf(text: String): Boolean", "Whether a text says true.", (_self, args) => args.text(0).toLowerCase() === "true"),
  method(
    "logicalAnd(a: boolean, b: boolean): boolean",
    "Whether both are true.",
    (_self, args) => args.get(0) === true && args.get(1) === true,
  ),
  method(
    "logicalOr(a: boolean, b: boolean): boolean",
    "Whether one is true.",
    (_self, args) => args.get(0) === true || args.get(1) === true,
  ),
  method(
    "logicalXor(a: boolean, b: boolean): boolean",
    "Whether just one is true.",
    (_self, args) => args.get(0) !== args.get(1),
  ),
];

export const characterMethods: readonly Method<Character>[] = [
  method("toString(): String", "The character as a text.", (self) => self.value),
  method("charValue(): char", "The character itself.", (self) => self),
  method("hashCode(): int", "The number of the character.", (self) => whole(self.value.charCodeAt(0))),
  method("equals(other: Object): boolean", "Whether the other is the same character.", (self, args) =>
    sameValue(self, args.get(0)),
  ),
  method("compareTo(other: char): int", "How it is sorted beside another character.", (self, args) =>
    whole(self.value.charCodeAt(0) - args.text(0).charCodeAt(0)),
  ),
  method("isDigit(character: char): boolean", "Whether a character is a digit.", (_self, args) => /^\p{Nd}$/u.test(args.text(0))),
  method("isLetter(character: char): boolean", "Whether a character is a letter.", (_self, args) =>
    /^\p{L}$/u.test(args.text(0)),
  ),
  method("isLetterOrDigit(character: char): boolean", "Whether a character is a letter or digit.", (_self, args) =>
    /^[\p{L}\p{Nd}]$/u.test(args.text(0)),
  ),
  method("isUpperCase(character: char): boolean", "Whether a character is a capital.", (_self, args) =>
    /^\p{Lu}$/u.test(args.text(0)),
  ),
  method("isLowerCase(character: char): boolean", "Whether a character is a small letter.", (_self, args) =>
    /^\p{Ll}$/u.test(args.text(0)),
  ),
  method("isWhitespace(character: char): boolean", "Whether a character is blank.", (_self, args) => /^\s$/.test(args.text(0))),
  method("getNumericValue(character: char): int", "The number a digit says, or -1.", (_self, args) =>
    whole(/^[0-9a-zA-Z]$/.test(args.text(0)) ? Number.parseInt(args.text(0), 36) : -1),
  ),
  method("toUpperCase(character: char): char", "The capital of a character.", (_self, args) => ({
    kind: "character",
    value: args.text(0).toUpperCase().charAt(0),
  })),
  method("toLowerCase(character: char): char", "The small letter of a character.", (_self, args) => ({
    kind: "character",
    value: args.text(0).toLowerCase().charAt(0),
  })),
];
