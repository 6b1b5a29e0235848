/** What all tools share: they are objects without data whose members are the rows of a method table. */
import type { MethodContext } from "../methods/method";
import { asNumber } from "../numbers";
import { MapValue, ObjectValue, type Value } from "../values";

/** A tool in the context. */
export class ToolValue extends ObjectValue {
  constructor(readonly type: string) {
    super();
  }

  print(): string {
    return `${this.type}@1`;
  }
}

/** A number, or a text that says one in the way of `java.text.NumberFormat`; undefined otherwise. */
export function numberOf(value: Value): { value: number; whole: boolean; exact: bigint | undefined } | undefined {
  if (typeof value === "string") {
    const found = /^(-?)(\d[\d,]*)?(\.\d*)?(?:E(-?\d{1,3}))?/.exec(value);
    if (found === null || (found[2] === undefined && !/\d/.test(found[3] ?? ""))) return undefined;
    const number = Number(
      `${found[1]}${(found[2] ?? "0").replaceAll(",", "")}${found[3] === "." ? "" : (found[3] ?? "")}e${found[4] ?? 0}`,
    );
    const whole = Number.isInteger(number) && Math.abs(number) <= 2 ** 63;
    return { value: number, whole, exact: whole && Number.isSafeInteger(number) ? BigInt(number) : undefined };
  }
  const number = value === null ? undefined : asNumber(value);
  if (number === undefined) return undefined;
  if (number.kind === "whole") return { value: Number(number.value), whole: true, exact: number.value };
  return {
    value: number.kind === "real" ? number.value : Number(number.unscaled) / 10 ** number.scale,
    whole: false,
    exact: undefined,
  };
}

/** A sequence of numbers in [0, 1) that depends on the given time only, since rendering twice has to give the same text. */
export function pseudoRandom({ now }: MethodContext): number {
  let seed = (Math.floor(now) ^ 0x9e3779b9) | 0;
  seed = Math.imul(seed ^ (seed >>> 16), 0x45d9f3b);
  seed = Math.imul(seed ^ (seed >>> 16), 0x45d9f3b);
  return ((seed ^ (seed >>> 16)) >>> 0) / 2 ** 32;
}

/** The value of a property such as `address.city`, as tools read it of the items of a list; null where there is none. */
export function propertyOf(item: Value, path: string): Value {
  return path.split(".").reduce<Value>((value, name) => (value instanceof MapValue ? value.get(name) : null), item);
}
