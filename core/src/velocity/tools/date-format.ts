/** `java.text.SimpleDateFormat`: dates to text and back by patterns such as `dd/MM/yyyy HH:mm`. */
import { MethodFailure } from "../methods/method";
import { fromLocal, offsetOf, zoneName, zoneOffset } from "./time-zone";

const day = 86_400_000;

type Part = { readonly letter: string; readonly count: number } | { readonly literal: string };

function parsePattern(pattern: string): Part[] {
  const parts: Part[] = [];
  for (let at = 0; at < pattern.length; ) {
    const unit = pattern.charAt(at);
    if (/[a-zA-Z]/.test(unit)) {
      if (!"GyYMLwWDdFEuaHkKhmsSzZX".includes(unit)) throw new MethodFailure(`illegal letter "${unit}" in the date pattern`);
      const start = at;
      while (pattern.charAt(at) === unit) at++;
      if (unit === "X" && at - start > 3) throw new MethodFailure("too many X in the date pattern");
      parts.push({ letter: unit, count: at - start });
    } else if (unit === "'") {
      const end = /^'((?:[^']|'')*)'/.exec(pattern.slice(at));
      if (end === null) throw new MethodFailure("unterminated quote in the date pattern");
      parts.push({ literal: end[1] === "" ? "'" : (end[1] ?? "").replaceAll("''", "'") });
      at += end[0].length;
    } else {
      parts.push({ literal: unit });
      at++;
    }
  }
  return parts;
}

/** Names of months and days in a language; they never depend on the machine. */
function name(local: Date, locale: string, options: Intl.DateTimeFormatOptions, type: Intl.DateTimeFormatPartTypes): string {
  const parts = new Intl.DateTimeFormat(locale, { timeZone: "UTC", ...options }).formatToParts(local);
  return parts.find((part) => part.type === type)?.value ?? "";
}

function dayOfYear(local: Date): number {
  return Math.floor((local.getTime() - Date.UTC(local.getUTCFullYear(), 0, 1)) / day) + 1;
}

/** Week of the year as US calendars count: weeks begin on Sunday, the first one holds January 1. */
function weekOfYear(local: Date): { week: number; year: number } {
  const year = local.getUTCFullYear();
  const saturday = new Date(local.getTime() + (6 - local.getUTCDay()) * day);
  if (saturday.getUTCFullYear() > year) return { week: 1, year: year + 1 };
  const first = new Date(Date.UTC(year, 0, 1)).getUTCDay();
  return { week: Math.floor((dayOfYear(local) - 1 + first) / 7) + 1, year };
}

/** Formats a time in milliseconds. */
export function formatDate(pattern: string, time: number, zone: string, locale: string): string {
  if (!Number.isFinite(time) || Math.abs(time) > 8.6e15) throw new MethodFailure("the date is out of range");
  const offset = zoneOffset(zone, time);
  const local = new Date(time + offset);
  return parsePattern(pattern)
    .map((part) => ("literal" in part ? part.literal : field(part.letter, part.count, local, { time, zone, offset, locale })))
    .join("");
}

interface Where {
  readonly time: number;
  readonly zone: string;
  readonly offset: number;
  readonly locale: string;
}

function field(letter: string, count: number, local: Date, where: Where): string {
  const pad = (value: number): string => String(value).padStart(count, "0");
  const year = (value: number): string => (count === 2 ? String(value % 100).padStart(2, "0") : pad(value));
  const { locale } = where;
  switch (letter) {
    case "G":
      return "AD";
    case "y":
      return year(local.getUTCFullYear());
    case "Y":
      return year(weekOfYear(local).year);
    case "M":
    case "L":
      if (count < 3) return pad(local.getUTCMonth() + 1);
      // With a day beside it a month's name stands in the case that dates have.
      return name(
        local,
        locale,
        { month: count === 3 ? "short" : "long", ...(letter === "M" ? { day: "numeric" } : {}) },
        "month",
      );
    case "w":
      return pad(weekOfYear(local).week);
    case "W":
      return pad(
        Math.floor(
          (local.getUTCDate() - 1 + new Date(Date.UTC(local.getUTCFullYear(), local.getUTCMonth(), 1)).getUTCDay()) / 7,
        ) + 1,
      );
    case "D":
      return pad(dayOfYear(local));
    case "d":
      return pad(local.getUTCDate());
    case "F":
      return pad(Math.floor((local.getUTCDate() - 1) / 7) + 1);
    case "E":
      return name(local, locale, { weekday: count < 4 ? "short" : "long" }, "weekday");
    case "u":
      return pad(local.getUTCDay() === 0 ? 7 : local.getUTCDay());
    case "a":
      return local.getUTCHours() < 12 ? "AM" : "PM";
    case "H":
      return pad(local.getUTCHours());
    case "k":
      return pad(local.getUTCHours() || 24);
    case "K":
      return pad(local.getUTCHours() % 12);
    case "h":
      return pad(local.getUTCHours() % 12 || 12);
    case "m":
      return pad(local.getUTCMinutes());
    case "s":
      return pad(local.getUTCSeconds());
    case "S":
      return pad(local.getUTCMilliseconds());
    case "z":
      return zoneName(where.zone, where.time, locale, count >= 4);
    default:
      return offsetText(letter, count, where.offset);
  }
}

/** `+0300` for Z; `+03`, `+0300` or `+03:00` for X, or `Z` where it is nothing. */
function offsetText(letter: string, count: number, offset: number): string {
  if (letter === "X" && offset === 0) return "Z";
  const minutes = Math.abs(Math.trunc(offset / 60_000));
  const hours = String(Math.floor(minutes / 60)).padStart(2, "0");
  const rest = String(minutes % 60).padStart(2, "0");
  const sign = offset < 0 ? "-" : "+";
  if (letter === "X" && count === 1) return sign + hours;
  return sign + hours + (letter === "X" && count === 3 ? ":" : "") + rest;
}

/** Reads a date at the beginning of a text, leniently, as Java does; undefined where the pattern does not fit. */
export function parseDate(pattern: string, text: string, zone: string, locale: string, now = 0): number | undefined {
  const fields = new Map<string, number>();
  const parts = parsePattern(pattern);
  let offset: number | undefined;
  let at = 0;
  for (const [index, part] of parts.entries()) {
    if ("literal" in part) {
      if (!text.startsWith(part.literal, at)) return undefined;
      at += part.literal.length;
      continue;
    }
    const { letter, count } = part;
    while (text.charAt(at) === " ") at++;
    if ("zZX".includes(letter)) {
      const found = readOffset(letter, count, text.slice(at, at + 12));
      if (found === undefined) return undefined;
      offset = found.offset;
      at += found.length;
      continue;
    }
    const named =
      (letter === "M" || letter === "L") && count >= 3
        ? monthNames(locale)
        : letter === "E"
          ? weekdayNames(locale)
          : letter === "a"
            ? meridiem
            : letter === "G"
              ? eras
              : undefined;
    if (named !== undefined) {
      const found = named.find(
        ({ text: one }) => one !== "" && text.slice(at, at + one.length).toLowerCase() === one.toLowerCase(),
      );
      if (found === undefined) return undefined;
      fields.set(letter === "L" ? "M" : letter, found.value);
      at += found.text.length;
      continue;
    }
    // Digits that another numeric field follows at once are as many as the letters.
    const next = parts[index + 1];
    const limit = next !== undefined && "letter" in next && !"EaGzZX".includes(next.letter) ? count : 10;
    const digits = new RegExp(`^-?\\d{1,${limit}}`).exec(text.slice(at, at + 12))?.[0];
    if (digits === undefined) return undefined;
    at += digits.length;
    const value = Number(digits);
    fields.set(letter, letter === "y" && count <= 2 && digits.length === 2 ? fullYear(value, now) : value);
  }
  return assemble(fields, offset, zone);
}

/** A zone as `+0300`, `GMT+3:00` or a short name; for X as ISO 8601 has it. */
function readOffset(letter: string, count: number, text: string): { offset: number; length: number } | undefined {
  if (letter === "X") {
    if (text.startsWith("Z")) return { offset: 0, length: 1 };
    const iso = (count === 1 ? /^([+-])(\d\d)/ : count === 2 ? /^([+-])(\d\d)(\d\d)/ : /^([+-])(\d\d):(\d\d)/).exec(text);
    return iso === null ? undefined : { offset: milliseconds(iso), length: iso[0].length };
  }
  const written = /^([+-])(\d\d)(\d\d)/.exec(text) ?? /^GMT([+-])(\d{1,2}):(\d\d)/.exec(text);
  if (written !== null) return { offset: milliseconds(written), length: written[0].length };
  const name = /^[A-Z]+/.exec(text)?.[0] ?? "";
  const offset = /^GMT[+-]/.test(text) ? undefined : offsetOf(name);
  return offset === undefined ? undefined : { offset, length: name.length };
}

function milliseconds([, sign, hours, minutes = "0"]: RegExpExecArray): number {
  return (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
}

/** Two digits of a year: from 80 years before now to 20 after. */
function fullYear(short: number, now: number): number {
  const first = new Date(now).getUTCFullYear() - 80;
  const year = Math.floor(first / 100) * 100 + short;
  return year < first ? year + 100 : year;
}

function assemble(fields: ReadonlyMap<string, number>, offset: number | undefined, zone: string): number {
  const value = (letter: string, otherwise: number): number => fields.get(letter) ?? otherwise;
  const midnight = (letter: string, last: number): number => (value(letter, 0) === last ? 0 : value(letter, 0));
  let hour = value("H", midnight("k", 24));
  if (fields.has("h") || fields.has("K"))
    hour = (fields.has("h") ? midnight("h", 12) : value("K", 0)) + (value("a", 0) === 1 ? 12 : 0);
  const local = new Date(0);
  const year = value("y", 1970);
  local.setUTCFullYear(value("G", 1) === 0 ? 1 - year : year, fields.has("D") ? 0 : value("M", 1) - 1, value("D", value("d", 1)));
  local.setUTCHours(hour, value("m", 0), value("s", 0), value("S", 0));
  return offset === undefined ? fromLocal(zone, local.getTime()) : local.getTime() - offset;
}

interface NamedValue {
  readonly text: string;
  readonly value: number;
}

const meridiem: readonly NamedValue[] = [
  { text: "AM", value: 0 },
  { text: "PM", value: 1 },
];

const eras: readonly NamedValue[] = [
  { text: "BC", value: 0 },
  { text: "AD", value: 1 },
];

function monthNames(locale: string): NamedValue[] {
  return Array.from({ length: 12 }, (_, month) => new Date(Date.UTC(2000, month, 1))).flatMap((date, month) =>
    (["long", "short"] as const).map((style) => ({
      text: name(date, locale, { month: style, day: "numeric" }, "month"),
      value: month + 1,
    })),
  );
}

function weekdayNames(locale: string): NamedValue[] {
  return Array.from({ length: 7 }, (_, weekday) => new Date(Date.UTC(2000, 0, 2 + weekday))).flatMap((date, weekday) =>
    (["long", "short"] as const).map((style) => ({ text: name(date, locale, { weekday: style }, "weekday"), value: weekday })),
  );
}
