/** What is true, equal and less in Velocity. */
import { asNumber, compareNumbers, isZero } from "./numbers";
import { printValue } from "./print";
import { className, isNumber, ObjectValue, sameValue, type Value } from "./values";

/**
 * What a condition makes of a value: nothing, emptiness and zero are false.
 * @param emptyCheck whether emptiness and zero count at all
 */
export function isTrue(value: Value, emptyCheck = true): boolean {
  if (value === null) return false;
  if (typeof value === "boolean") return value;
  if (!emptyCheck) return true;
  if (typeof value === "string") return value !== "";
  if (isNumber(value)) return !isZero(value);
  if (value.kind === "list") return value.items.length > 0;
  if (value.kind === "map") return value.entries.size > 0;
  return value instanceof ObjectValue ? value.truth : true;
}

/**
 * `==`: numbers by value, number-like texts with numbers by value, values of one class by `equals`, and all others by what
 * they print.
 */
export function isEqual(left: Value, right: Value, room: number): boolean {
  if (left === null || right === null) return left === right;
  if (isNumber(left) || isNumber(right)) {
    const [a, b] = [asNumber(left), asNumber(right)];
    if (a !== undefined && b !== undefined) return compareNumbers(a, b) === 0;
  }
  if (className(left) === className(right)) return sameValue(left, right);
  return printValue(left, room) === printValue(right, room);
}

/** -1, 0 or 1, or undefined when the values cannot be ordered: texts cannot, unless one of the two is a number. */
export function order(left: Value, right: Value): number | undefined {
  if (!isNumber(left) && !isNumber(right)) return undefined;
  const [a, b] = [asNumber(left), asNumber(right)];
  return a === undefined || b === undefined ? undefined : compareNumbers(a, b);
}
