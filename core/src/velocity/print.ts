/**
 * Values as Java prints them: `[a, {k=v}]`, `1.0E10`, `true`. What contains itself, or is larger than the room given, ends
 * in an exception, since the platform would run out of memory or stack there.
 */
import {
  type Character,
  type Decimal,
  depthLimit,
  type ObjectValue,
  type Real,
  TooLarge,
  type Value,
  type Whole,
} from "./values";

/** The text of a value; null is "null", as inside lists and maps. */
export function printValue(value: Value, room = Number.POSITIVE_INFINITY): string {
  if (typeof value === "string") return value;
  const parts: string[] = [];
  let left = room;
  const put = (text: string): void => {
    left -= text.length;
    if (left < 0) throw new TooLarge();
    parts.push(text);
  };
  const print = (one: Value, depth: number): void => {
    if (depth > depthLimit) throw new TooLarge();
    if (one === null || typeof one !== "object") put(String(one));
    else if (one.kind === "list") {
      put("[");
      one.items.forEach((item, index) => {
        if (index > 0) put(", ");
        if (item === one) put("(this Collection)");
        else print(item, depth + 1);
      });
      put("]");
    } else if (one.kind === "map") {
      put("{");
      let first = true;
      for (const entry of one.entries.values()) {
        if (!first) put(", ");
        first = false;
        if (entry.value === one) put(`${printValue(entry.key, left)}=(this Map)`);
        else print(entry, depth + 1);
      }
      put("}");
    } else if (one.kind === "entry") {
      print(one.key, depth + 1);
      put("=");
      print(one.value, depth + 1);
    } else put(printSimple(one));
  };
  print(value, 0);
  return parts.join("");
}

function printSimple(value: Whole | Real | Decimal | Character | ObjectValue): string {
  switch (value.kind) {
    case "whole":
      return value.value.toString();
    case "real":
      return printReal(value.value);
    case "decimal":
      return printDecimal(value);
    case "character":
      return value.value;
    case "object":
      return value.print();
  }
}

/** `Double.toString`: at least one digit behind the point, an exponent below 0.001 and from 10,000,000 on. */
export function printReal(value: number): string {
  if (Number.isNaN(value)) return "NaN";
  if (!Number.isFinite(value)) return value > 0 ? "Infinity" : "-Infinity";
  if (value === 0) return Object.is(value, -0) ? "-0.0" : "0.0";
  // Java gives the smallest number two digits.
  if (Math.abs(value) === Number.MIN_VALUE) return value > 0 ? "4.9E-324" : "-4.9E-324";
  const size = Math.abs(value);
  if (size >= 1e-3 && size < 1e7) {
    const text = String(value);
    return text.includes(".") ? text : `${text}.0`;
  }
  const [digits = "", exponent = ""] = value.toExponential().split("e");
  return `${digits.includes(".") ? digits : `${digits}.0`}E${Number(exponent)}`;
}

/** `BigDecimal.toString`: plain unless the exponent is positive or below -6. */
export function printDecimal({ unscaled, scale }: Decimal): string {
  const sign = unscaled < 0n ? "-" : "";
  const digits = (unscaled < 0n ? -unscaled : unscaled).toString();
  if (scale === 0) return sign + digits;
  const exponent = digits.length - 1 - scale;
  if (scale > 0 && exponent >= -6) {
    const padded = digits.padStart(scale + 1, "0");
    return `${sign}${padded.slice(0, -scale)}.${padded.slice(-scale)}`;
  }
  const mantissa = digits.length > 1 ? `${digits[0]}.${digits.slice(1)}` : digits;
  return exponent === 0 ? sign + mantissa : `${sign}${mantissa}E${exponent > 0 ? "+" : ""}${exponent}`;
}

/** `BigDecimal.toPlainString`. */
export function printDecimalPlain({ unscaled, scale }: Decimal, room: number): string {
  if (scale > room || scale < -room) throw new TooLarge();
  const sign = unscaled < 0n ? "-" : "";
  const digits = (unscaled < 0n ? -unscaled : unscaled).toString();
  if (scale <= 0) return unscaled === 0n ? "0" : sign + digits + "0".repeat(-scale);
  const padded = digits.padStart(scale + 1, "0");
  return `${sign}${padded.slice(0, -scale)}.${padded.slice(-scale)}`;
}
