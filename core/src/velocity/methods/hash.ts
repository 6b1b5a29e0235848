/** Java's `hashCode` of any value. */
import type { NumberValue } from "../numbers";
import { printValue } from "../print";
import { isNumber, TooLarge, type Value } from "../values";

/** The hash of a text. */
export function hashText(text: string): number {
  let hash = 0;
  for (let at = 0; at < text.length; at++) hash = (Math.imul(hash, 31) + text.charCodeAt(at)) | 0;
  return hash;
}

/** The hash of a double: both halves of its bits together. */
function hashReal(value: number): number {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  return view.getInt32(0) ^ view.getInt32(4);
}

/** The hash of a huge number: its size in parts of 32 bits, with its sign. */
function hashBig(value: bigint): number {
  let hash = 0;
  const size = value < 0n ? -value : value;
  for (let shift = BigInt(Math.ceil(size.toString(16).length / 8) * 32 - 32); shift >= 0n; shift -= 32n)
    hash = (Math.imul(31, hash) + Number(BigInt.asIntN(32, size >> shift))) | 0;
  return value < 0n ? -hash | 0 : hash;
}

export function hashNumber(value: NumberValue): number {
  if (value.kind === "real") return hashReal(value.value);
  if (value.kind === "decimal") return (Math.imul(31, hashBig(value.unscaled)) + value.scale) | 0;
  if (value.type === "BigInteger") return hashBig(value.value);
  const big = BigInt.asIntN(64, value.value);
  return value.type === "Integer" ? Number(big) : Number(BigInt.asIntN(32, big ^ (big >> 32n)));
}

export function hashOf(value: Value, depth = 0, budget = { left: 100_000 }): number {
  if (value === null || depth > 64) return 0;
  if (--budget.left < 0) throw new TooLarge();
  if (typeof value === "string") return hashText(value);
  if (typeof value === "boolean") return value ? 1231 : 1237;
  if (isNumber(value)) return hashNumber(value);
  if (value.kind === "character") return value.value.charCodeAt(0);
  if (value.kind === "list") {
    // Sets add the hashes of their items.
    const isSet = /(?:Set|Values)$/.test(value.type);
    return value.items.reduce<number>(
      (hash, item) => {
        const next = hashOf(item, depth + 1, budget);
        return isSet ? (hash + next) | 0 : (Math.imul(31, hash) + next) | 0;
      },
      isSet ? 0 : 1,
    );
  }
  if (value.kind === "entry") return hashOf(value.key, depth + 1, budget) ^ hashOf(value.value, depth + 1, budget);
  if (value.kind === "map")
    return Array.from(value.entries.values()).reduce((sum, entry) => (sum + hashOf(entry, depth + 1, budget)) | 0, 0);
  return hashText(printValue(value.describe()));
}
