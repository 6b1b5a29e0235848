/**
 * Two tools named `$dateTool`: the platform's own, after its documentation, and Apache's. Where the platform's documentation
 * leaves a question open the answer is marked with "not documented".
 */
import { type Arguments, type Method, type MethodContext, MethodFailure, method } from "../methods/method";
import { isNumber, ObjectValue, type Value, whole } from "../values";
import { formatDate, parseDate } from "./date-format";
import { numberOf } from "./tool";

export const platformDateToolType = "DateTool";
export const apacheDateToolType = "org.apache.velocity.tools.generic.DateTool";
export const dateType = "java.util.Date";

/** A point in time. */
export class DateValue extends ObjectValue {
  readonly type = dateType;

  constructor(
    readonly time: number,
    private readonly zone: string,
  ) {
    super();
  }

  print(): string {
    return formatDate("EEE MMM dd HH:mm:ss zzz yyyy", this.time, this.zone, "en-US");
  }
}

export const dateMethods: readonly Method<DateValue>[] = [
  method("getTime(): long", "Milliseconds since 1970.", (self) => whole(self.time, "Long")),
  method("toString(): String", "The date as it is printed.", (self) => self.print()),
  method(
    "before(other: Date): boolean",
    "Whether it is earlier than another date.",
    (self, args) => self.time < timeOf(args.get(0)),
  ),
  method(
    "after(other: Date): boolean",
    "Whether it is later than another date.",
    (self, args) => self.time > timeOf(args.get(0)),
  ),
];

function timeOf(value: Value): number {
  if (value instanceof DateValue) return value.time;
  throw new MethodFailure("an argument is not a date");
}

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

const datePatterns: ReadonlyMap<string, string> = new Map([
  ["short", "M/d/yy"],
  ["medium", "MMM d, yyyy"],
  ["default", "MMM d, yyyy"],
  ["long", "MMMM d, yyyy"],
  ["full", "EEEE, MMMM d, yyyy"],
]);
const timePatterns: ReadonlyMap<string, string> = new Map([
  ["short", "h:mm a"],
  ["medium", "h:mm:ss a"],
  ["default", "h:mm:ss a"],
  ["long", "h:mm:ss a z"],
  ["full", "h:mm:ss a zzzz"],
]);

/** A format by its name, `short`, `long_date`, `medium_time`, or the pattern itself. */
function patternOf(format: string): string {
  if (format === "iso") return "yyyy-MM-dd'T'HH:mm:ss";
  const [style = "", part] = format.toLowerCase().split("_");
  const [date, time] = [datePatterns.get(style), timePatterns.get(style)];
  if (date === undefined || time === undefined) return format;
  if (part === "date") return date;
  if (part === "time") return time;
  return style === "long" || style === "full" ? `${date} 'at' ${time}` : `${date}, ${time}`;
}

/** A date: itself, milliseconds, or nothing. */
function toTime(value: Value, format: string, { timeZone, locale, now }: MethodContext): number | undefined {
  if (value instanceof DateValue) return value.time;
  if (isNumber(value)) return numberOf(value)?.value;
  return typeof value === "string" ? parseDate(patternOf(format), value, timeZone, locale, now) : undefined;
}

function part(args: Arguments, context: MethodContext, index: number, change: (date: Date) => number): Value {
  const time = index < args.values.length ? toTime(args.get(index), "default", context) : context.now;
  return time === undefined ? null : whole(change(new Date(time)));
}

export const apacheDateMethods: readonly Method<ObjectValue>[] = [
  method("format(format: String, date: Object): String", "A date in a format or a named style.", (_self, args, context) => {
    const time = toTime(args.get(1), args.text(0), context);
    return time === undefined ? null : formatDate(patternOf(args.text(0)), time, context.timeZone, context.locale);
  }),
  method("format(date: Object): String", "A date in the default style.", (_self, args, context) => {
    const time = toTime(args.get(0), "default", context);
    return time === undefined ? null : formatDate(patternOf("default"), time, context.timeZone, context.locale);
  }),
  method("get(format: String): String", "The date and time now, in a format.", (_self, args, { now, timeZone, locale }) =>
    formatDate(patternOf(args.text(0)), now, timeZone, locale),
  ),
  method("toDate(format: String, text: Object): Date", "The date a text says in a format.", (_self, args, context) => {
    const time = toTime(args.get(1), args.text(0), context);
    return time === undefined ? null : new DateValue(time, context.timeZone);
  }),
  method("toDate(date: Object): Date", "A date out of milliseconds or a text.", (_self, args, context) => {
    const time = toTime(args.get(0), "default", context);
    return time === undefined ? null : new DateValue(time, context.timeZone);
  }),
  method("getDate(): Date", "The date and time now.", (_self, _args, { now, timeZone }) => new DateValue(now, timeZone)),
  method("getYear(): Integer", "The year now.", (_self, args, context) =>
    part(args, context, 0, (date) => date.getUTCFullYear()),
  ),
  method("getYear(date: Object): Integer", "The year of a date.", (_self, args, context) =>
    part(args, context, 0, (date) => date.getUTCFullYear()),
  ),
  method("getMonth(): Integer", "The month now, from 0.", (_self, args, context) =>
    part(args, context, 0, (date) => date.getUTCMonth()),
  ),
  method("getMonth(date: Object): Integer", "The month of a date, from 0.", (_self, args, context) =>
    part(args, context, 0, (date) => date.getUTCMonth()),
  ),
  method("getDay(): Integer", "The day of the month now.", (_self, args, context) =>
    part(args, context, 0, (date) => date.getUTCDate()),
  ),
  method("getDay(date: Object): Integer", "The day of the month of a date.", (_self, args, context) =>
    part(args, context, 0, (date) => date.getUTCDate()),
  ),
];
