/** `$mathTool`: arithmetic on numbers and number-like texts, as Apache's generic tools have it. */
import { type Arguments, type Method, method } from "../methods/method";
import { narrow } from "../methods/number-methods";
import { ListValue, type ObjectValue, real, type Value, whole } from "../values";
import { numberOf, propertyOf, pseudoRandom } from "./tool";

/** The class name, which finds the table. */
export const mathToolType = "org.apache.velocity.tools.generic.MathTool";

const longMax = 2n ** 63n - 1n;

/** The result in the kind of its operands: a double if one is, else the smallest whole number, and a double for a fraction. */
function matching(result: number, allWhole: boolean): Value {
  if (!allWhole || !Number.isInteger(result)) return real(result);
  const big = BigInt(result);
  return whole(big > longMax ? longMax : big < -longMax - 1n ? -longMax - 1n : big);
}

/** Folds the arguments with an operation; null where one is not a number. */
function fold(args: Arguments, operation: (a: number, b: number) => number | null, first?: number): Value {
  const numbers = args.rest(0).map(numberOf);
  let result = first;
  let allWhole = true;
  for (const number of numbers) {
    if (number === undefined) return null;
    allWhole &&= number.whole;
    const next = result === undefined ? number.value : operation(result, number.value);
    if (next === null) return null;
    result = next;
  }
  return matching(result ?? 0, allWhole);
}

/** A whole number of 32 bits out of one number: what is larger wraps around. */
function toInt(value: Value): Value {
  const number = numberOf(value);
  if (number === undefined) return null;
  return whole(number.exact === undefined ? narrow(real(number.value), 32) : BigInt.asIntN(32, number.exact));
}

/** A number rounded to a whole one of 32 bits; what is larger stops at the largest. */
function rounded(value: Value, change: (value: number) => number): Value {
  const number = numberOf(value);
  return number === undefined ? null : whole(narrow(real(change(number.value)), 32));
}

/** Bits of whole numbers of 64 bits. */
function bits(args: Arguments, first: bigint, operation: (a: bigint, b: bigint) => bigint): Value {
  let result = first;
  for (const value of args.rest(0)) {
    const number = numberOf(value);
    if (number === undefined) return null;
    result = BigInt.asIntN(64, operation(result, number.exact ?? narrow(real(number.value), 64)));
  }
  return whole(result);
}

/** A whole number of 32 bits out of two; null where one is not a number or the second is zero. */
function intOf(args: Arguments, operation: (a: bigint, b: bigint) => bigint): Value {
  const [a, b] = [0, 1].map((index) => toInt(args.get(index)));
  if (typeof a !== "object" || a?.kind !== "whole" || typeof b !== "object" || b?.kind !== "whole" || b.value === 0n) return null;
  return whole(BigInt.asIntN(32, operation(a.value, b.value)));
}

/** `Math.rint`: half to even. */
function roundEven(value: number): number {
  const floor = Math.floor(value);
  if (value - floor !== 0.5) return Math.round(value);
  return floor % 2 === 0 ? floor : floor + 1;
}

function roundTo(args: Arguments): Value {
  const [places, number] = [numberOf(args.get(0)), numberOf(args.get(1))];
  if (places === undefined || number === undefined) return null;
  // At least one place is kept, and the factor is a number of 32 bits.
  let factor = 10;
  for (let place = 1; place < places.value; place++) factor = Math.imul(factor, 10);
  return real(Math.floor(number.value * factor + 0.5) / factor);
}

function total(args: Arguments): Value[] | undefined {
  const only = args.get(0);
  return only instanceof ListValue ? only.items : undefined;
}

export const mathMethods: readonly Method<ObjectValue>[] = [
  method("add(numbers...: Object): Number", "The sum of numbers.", (_self, args) => fold(args, (a, b) => a + b)),
  method("sub(numbers...: Object): Number", "The first number without the others.", (_self, args) => fold(args, (a, b) => a - b)),
  method("mul(numbers...: Object): Number", "The product of numbers.", (_self, args) => fold(args, (a, b) => a * b)),
  method("div(numbers...: Object): Number", "The first number divided by the others.", (_self, args) =>
    fold(args, (a, b) => (b === 0 ? null : a / b)),
  ),
  method("max(numbers...: Object): Number", "The greatest of the numbers.", (_self, args) =>
    // The tool begins with the smallest positive number, so that numbers below it never win.
    fold(args, Math.max, Number.MIN_VALUE),
  ),
  method("min(numbers...: Object): Number", "The smallest of the numbers.", (_self, args) => fold(args, Math.min)),
  method("pow(base: Object, exponent: Object): Number", "A number to the power of another.", (_self, args) =>
    fold(args, (a, b) => a ** b),
  ),
  method("idiv(a: Object, b: Object): Integer", "How many times a number goes into another, cut toward zero.", (_self, args) =>
    intOf(args, (a, b) => a / b),
  ),
  method("mod(a: Object, b: Object): Integer", "What is left when one number is divided by another.", (_self, args) =>
    intOf(args, (a, b) => a % b),
  ),
  method("abs(number: Object): Number", "The number without its sign.", (_self, args) => matchingOne(args, Math.abs)),
  method("ceil(number: Object): Integer", "The next whole number upwards.", (_self, args) => rounded(args.get(0), Math.ceil)),
  method("floor(number: Object): Integer", "The next whole number downwards.", (_self, args) => rounded(args.get(0), Math.floor)),
  method("round(number: Object): Integer", "The nearest whole number; a half goes to the even one.", (_self, args) =>
    rounded(args.get(0), roundEven),
  ),
  method("roundTo(decimals: Object, number: Object): Double", "The number with so many decimal places.", (_self, args) =>
    roundTo(args),
  ),
  method("toInteger(number: Object): Integer", "A whole number of 32 bits; larger ones wrap around.", (_self, args) =>
    toInt(args.get(0)),
  ),
  method("toLong(number: Object): Long", "A whole number of 64 bits.", (_self, args) => {
    const number = numberOf(args.get(0));
    return number === undefined
      ? null
      : whole(number.exact === undefined ? narrow(real(number.value), 64) : BigInt.asIntN(64, number.exact), "Long");
  }),
  method("toDouble(number: Object): Double", "The number with a fraction.", (_self, args) => {
    const number = numberOf(args.get(0));
    return number === undefined ? null : real(number.value);
  }),
  method("toNumber(text: Object): Number", "The number a text says, or nothing.", (_self, args) =>
    matchingOne(args, (value) => value),
  ),
  method("getTotal(numbers: Collection): Number", "The sum of a list.", (_self, args) => sumOf(total(args))),
  method("getAverage(numbers: Collection): Number", "The mean of a list.", (_self, args) => sumOf(total(args), true)),
  method("bitwiseOr(numbers...: Object): Number", "The bits that one of the numbers has.", (_self, args) =>
    bits(args, 0n, (a, b) => a | b),
  ),
  method("bitwiseAnd(numbers...: Object): Number", "The bits that all numbers have.", (_self, args) =>
    bits(args, -1n, (a, b) => a & b),
  ),
  method("bitwiseXOr(numbers...: Object): Number", "The bits that differ.", (_self, args) => bits(args, 0n, (a, b) => a ^ b)),
  method("getTotal(items: Collection, field: String): Number", "The sum of a field of the items of a list.", (_self, args) =>
    sumOf(fieldOf(args)),
  ),
  method("getAverage(items: Collection, field: String): Number", "The mean of a field of the items of a list.", (_self, args) =>
    sumOf(fieldOf(args), true),
  ),
  method("getRandom(): Double", "A number from 0 to 1; the same each time in a preview.", (_self, _args, context) =>
    real(pseudoRandom(context)),
  ),
  method(
    "random(from: Object, to: Object): Number",
    "A number between two others; the same each time in a preview.",
    (_self, args, context) => {
      const [from, to] = [numberOf(args.get(0)), numberOf(args.get(1))];
      if (from === undefined || to === undefined) return null;
      const value = from.value + pseudoRandom(context) * (to.value - from.value);
      return from.whole && to.whole ? whole(Math.floor(value)) : real(value);
    },
  ),
];

function matchingOne(args: Arguments, change: (value: number) => number): Value {
  const number = numberOf(args.get(0));
  return number === undefined ? null : matching(change(number.value), number.whole);
}

/** A field of each item that has it. */
function fieldOf(args: Arguments): Value[] {
  return args.list(0).items.flatMap((item) => {
    const value = propertyOf(item, args.text(1));
    return numberOf(value) === undefined ? [] : [value];
  });
}

/** The kind of the result is that of the first number. */
function sumOf(items: readonly Value[] | undefined, mean = false): Value {
  const numbers = items?.map(numberOf);
  if (numbers === undefined || numbers.includes(undefined)) return null;
  const sum = numbers.reduce((all, number) => all + (number?.value ?? 0), 0);
  const isWhole = numbers[0]?.whole !== false && Number.isInteger(sum);
  return mean ? matching(sum / numbers.length, isWhole) : matching(sum, numbers[0]?.whole !== false);
}
