/** Apache's `$date`, with the comparisons of its `ComparisonDateTool`. Not documented for the platform. */
import { type Arguments, type Method, type MethodContext, MethodFailure, method } from "../methods/method";
import { isNumber, ObjectValue, type Value, whole } from "../values";
import { ComparisonValue } from "./date-comparison";
import { formatDate, parseDate } from "./date-format";
import { zoneOffset } from "./time-zone";
import { numberOf } from "./tool";

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

/** Formats that have a name of their own. */
const namedPatterns: ReadonlyMap<string, string> = new Map([
  ["iso", "yyyy-MM-dd'T'HH:mm:ss"],
  ["iso_tz", "yyyy-MM-dd'T'HH:mm:ssXXX"],
  ["intl", "yyyy-MM-dd HH:mm:ss"],
  ["intl_tz", "yyyy-MM-dd HH:mm:ss zz"],
  ["iso_date", "yyyy-MM-dd"],
  ["intl_date", "yyyy-MM-dd"],
  ["iso_time", "HH:mm:ss"],
  ["intl_time", "HH:mm:ss"],
]);

/** A date and a time style together; an empty style leaves its part out. */
function stylePattern(dateStyle: string, timeStyle: string): string {
  const [date, time] = [datePatterns.get(dateStyle.toLowerCase()), timePatterns.get(timeStyle.toLowerCase())];
  if (date === undefined || time === undefined) return date ?? time ?? patternOf("default");
  return /^(?:long|full)$/i.test(dateStyle) ? `${date} 'at' ${time}` : `${date}, ${time}`;
}

/** Fields of a calendar by the names Java has for them. */
const calendarFields: ReadonlyMap<string, (local: Date) => number> = new Map([
  ["YEAR", (local) => local.getUTCFullYear()],
  ["MONTH", (local) => local.getUTCMonth()],
  ["DATE", (local) => local.getUTCDate()],
  ["DAY_OF_MONTH", (local) => local.getUTCDate()],
  ["DAY_OF_WEEK", (local) => local.getUTCDay() + 1],
  ["DAY_OF_YEAR", (local) => Math.floor((local.getTime() - Date.UTC(local.getUTCFullYear(), 0, 1)) / 86_400_000) + 1],
  ["AM_PM", (local) => (local.getUTCHours() < 12 ? 0 : 1)],
  ["HOUR", (local) => local.getUTCHours() % 12],
  ["HOUR_OF_DAY", (local) => local.getUTCHours()],
  ["MINUTE", (local) => local.getUTCMinutes()],
  ["SECOND", (local) => local.getUTCSeconds()],
  ["MILLISECOND", (local) => local.getUTCMilliseconds()],
]);

/** A format by its name, `short`, `long_date`, `medium_time`, or the pattern itself. */
function patternOf(format: string): string {
  const named = namedPatterns.get(format.toLowerCase());
  if (named !== undefined) return named;
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
  return time === undefined ? null : whole(change(new Date(time + zoneOffset(context.timeZone, time))));
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
  method("getValue(field: Object): Integer", "A field of the date now, such as HOUR.", (_self, args, context) =>
    fieldOf(args, context),
  ),
  method("getValue(field: Object, date: Object): Integer", "A field of a date, such as HOUR.", (_self, args, context) =>
    fieldOf(args, context),
  ),
  method("get(dateStyle: String, timeStyle: String): String", "The date and time now in two styles.", (_self, args, context) =>
    formatDate(stylePattern(args.text(0), args.text(1)), context.now, context.timeZone, context.locale),
  ),
  method(
    "format(dateStyle: String, timeStyle: String, date: Object): String",
    "A date in a style for its date and one for its time.",
    (_self, args, context) => {
      const time = toTime(args.get(2), "default", context);
      const pattern = stylePattern(args.text(0), args.text(1));
      return time === undefined ? null : formatDate(pattern, time, context.timeZone, context.locale);
    },
  ),
  method("whenIs(date: Object): Comparison", "How far a date is from now, in words.", (_self, args, context) =>
    compared(context.now, toTime(args.get(0), "default", context), "current"),
  ),
  method(
    "whenIs(first: Object, second: Object): Comparison",
    "How far a date is from another, in words.",
    (_self, args, context) =>
      compared(toTime(args.get(0), "default", context), toTime(args.get(1), "default", context), "relative"),
  ),
  method(
    "difference(first: Object, second: Object): Comparison",
    "The time between two dates, in words.",
    (_self, args, context) =>
      compared(toTime(args.get(0), "default", context), toTime(args.get(1), "default", context), "difference"),
  ),
];

function fieldOf(args: Arguments, context: MethodContext): Value {
  const change = args.get(0) === null ? undefined : calendarFields.get(args.text(0).toUpperCase());
  return change === undefined ? null : part(args, context, 1, change);
}

function compared(first: number | undefined, second: number | undefined, manner: ComparisonValue["manner"]): Value {
  return first === undefined || second === undefined ? null : new ComparisonValue(second - first, manner);
}
