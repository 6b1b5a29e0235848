/**
 * The platform's own `$dateTool`, after its documentation. Where that leaves a question open the answer is marked with "not
 * documented".
 */
import { type Arguments, type Method, type MethodContext, MethodFailure, method } from "../methods/method";
import { type ObjectValue, type Value, whole } from "../values";
import { formatDate, parseDate } from "./date-format";

export const platformDateToolType = "DateTool";

/** What the platform accepts without a format, in the order it is tried. */
const inputFormats = [
  "dd/MM/yyyy HH:mm:ss",
  "dd/MM/yyyy HH:mm",
  "dd/MM/yyyy",
  "yyyy-MM-dd'T'HH:mm:ss'Z'",
  "yyyy-MM-dd'T'HH:mm:ss",
  "yyyy-MM-dd'T'HH:mm",
  "yyyy-MM-dd",
];

/** Not documented: what `currentDate()` gives without a format. */
const defaultFormat = "dd/MM/yyyy HH:mm";

type Unit = "YEARS" | "MONTHS" | "DAYS" | "HOURS" | "MINUTES";

const unitMilliseconds: ReadonlyMap<string, number> = new Map([
  ["DAYS", 86_400_000],
  ["HOURS", 3_600_000],
  ["MINUTES", 60_000],
]);

function read(text: string, format: string | undefined, { now }: MethodContext): { time: number; format: string } | undefined {
  for (const one of format === undefined ? inputFormats : [format]) {
    const time = parseDate(one, text, "UTC", "en-US", now);
    if (time !== undefined) return { time, format: one };
  }
  return undefined;
}

/** Adds months or years, keeping to the end of shorter months. */
function addMonths(time: number, months: number): number {
  const date = new Date(time);
  const target = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, 1));
  const last = new Date(Date.UTC(target.getUTCFullYear(), target.getUTCMonth() + 1, 0)).getUTCDate();
  return (
    Date.UTC(target.getUTCFullYear(), target.getUTCMonth(), Math.min(date.getUTCDate(), last)) +
    (time - Math.floor(time / 86_400_000) * 86_400_000)
  );
}

function add(time: number, amount: number, unit: Unit): number {
  if (unit === "YEARS") return addMonths(time, 12 * amount);
  return unit === "MONTHS" ? addMonths(time, amount) : time + amount * (unitMilliseconds.get(unit) ?? 0);
}

/** Whole units between two times, without a sign: the documentation's samples have none. */
function difference(first: number, second: number, unit: string): Value {
  const [from, to] = first <= second ? [first, second] : [second, first];
  const size = unitMilliseconds.get(unit);
  if (size !== undefined) return whole(Math.floor((to - from) / size), "Long");
  if (unit !== "YEARS" && unit !== "MONTHS")
    throw new MethodFailure(`"${unit.slice(0, 40)}" is none of YEARS, MONTHS, DAYS, HOURS, MINUTES`);
  const [a, b] = [new Date(from), new Date(to)];
  let months = (b.getUTCFullYear() - a.getUTCFullYear()) * 12 + b.getUTCMonth() - a.getUTCMonth();
  if (addMonths(from, months) > to) months--;
  return whole(unit === "MONTHS" ? months : Math.trunc(months / 12), "Long");
}

function adding(name: string, unit: Unit): Method<ObjectValue>[] {
  const what = unit.toLowerCase();
  const run = (args: Arguments, context: MethodContext, input: string | undefined, output: string | undefined): Value => {
    const date = read(args.text(0), input, context);
    return date === undefined
      ? null
      : formatDate(output ?? date.format, add(date.time, args.number(1), unit), "UTC", context.locale);
  };
  return [
    method(
      `${name}(date: String, amount: int): String`,
      `A date with ${what} added, in its own format.`,
      (_self, args, context) => run(args, context, undefined, undefined),
    ),
    method(
      `${name}(date: String, amount: int, format: String): String`,
      `A date of a given format with ${what} added.`,
      (_self, args, context) => run(args, context, args.text(2), undefined),
    ),
    method(
      `${name}(date: String, amount: int, format: String, output: String): String`,
      `A date with ${what} added, in another format.`,
      (_self, args, context) => run(args, context, args.text(2), args.text(3)),
    ),
  ];
}

function diff(args: Arguments, context: MethodContext, format: string | undefined, unit: string): Value {
  const [first, second] = [0, 1].map((index) => read(args.text(index), format, context));
  return first === undefined || second === undefined ? null : difference(first.time, second.time, unit);
}

const units: ReadonlySet<string> = new Set(["YEARS", "MONTHS", "DAYS", "HOURS", "MINUTES"]);

export const platformDateMethods: readonly Method<ObjectValue>[] = [
  method("currentDate(): String", "The date and time now.", (_self, _args, { now, timeZone, locale }) =>
    formatDate(defaultFormat, now, timeZone, locale),
  ),
  method("currentDate(format: String): String", "The date and time now, in a format.", (_self, args, { now, timeZone, locale }) =>
    formatDate(args.text(0), now, timeZone, locale),
  ),
  method(
    "currentDate(format: String, zone: String): String",
    "The date and time now in a time zone such as GMT+3.",
    (_self, args, { now, locale }) => formatDate(args.text(0), now, args.text(1), locale),
  ),
  method("currentTimeStamp(): long", "Milliseconds since 1970.", (_self, _args, { now }) => whole(Math.floor(now), "Long")),
  method(
    "formatDate(format: String, milliseconds: long): String",
    "A time in milliseconds, in a format.",
    (_self, args, { timeZone, locale }) => formatDate(args.text(0), args.number(1), timeZone, locale),
  ),
  method(
    "formatInContactTimezone(format: String, date: String): String",
    "A date in the contact's time zone, in a format.",
    (_self, args, context) => {
      const date = read(args.text(1), undefined, context);
      return date === undefined ? null : formatDate(args.text(0), date.time, context.timeZone, context.locale);
    },
  ),
  ...adding("addYears", "YEARS"),
  ...adding("addMonths", "MONTHS"),
  ...adding("addDays", "DAYS"),
  ...adding("addHours", "HOURS"),
  ...adding("addMinutes", "MINUTES"),
  method(
    "diff(first: String, second: String, unit: String): long",
    "The whole units between two dates.",
    (_self, args, context) => diff(args, context, undefined, args.text(2)),
  ),
  method(
    "diff(first: String, second: String, format: String, unit: String): long",
    "The whole units between two dates of a format.",
    (_self, args, context) =>
      // The documentation has the format third in its sample and fourth in its text; both are understood.
      units.has(args.text(2)) ? diff(args, context, args.text(3), args.text(2)) : diff(args, context, args.text(2), args.text(3)),
  ),
];
