/** `$display`: lists, lengths and letters made nice, as Apache's generic tools do it. Not documented for the platform. */
import { formatJava } from "../format-java";
import { type Arguments, type Method, type MethodContext, MethodFailure, method } from "../methods/method";
import { printValue } from "../print";
import { isNumber, ListValue, ObjectValue, type Value, whole } from "../values";
import { formatDecimal } from "./decimal-format";
import { propertyOf } from "./tool";

export const displayToolType = "org.apache.velocity.tools.generic.DisplayTool";
export const measurementsType = "org.apache.velocity.tools.generic.DisplayTool$Measurements";

/** The size of a text in lines and characters. */
export class Measurements extends ObjectValue {
  readonly type = measurementsType;
  readonly height: number;
  readonly width: number;

  constructor(text: string) {
    super();
    const lines = text.split("\n");
    while (lines.length > 1 && lines.at(-1) === "") lines.pop();
    this.height = lines.length;
    this.width = Math.max(...lines.map(({ length }) => length));
  }

  print(): string {
    return `{ height: ${this.height}, width: ${this.width} }`;
  }
}

export const measurementsMethods: readonly Method<Measurements>[] = [
  method("getHeight(): int", "The number of lines.", (self) => whole(self.height)),
  method("getWidth(): int", "The length of the longest line.", (self) => whole(self.width)),
];

function list(args: Arguments, between: string, last: string, property?: string): Value {
  const value = args.get(0);
  if (value === null) return null;
  const items = value instanceof ListValue ? value.items : [value];
  const texts = items.map((item) => printValue(property ? propertyOf(item, property) : item));
  const end = texts.pop() ?? "";
  return texts.length === 0 ? end : `${texts.join(between)}${last}${end}`;
}

function truncate(value: Value, length: number, suffix: string | null, atWord = false): string | null {
  if (value === null || length <= 0) return null;
  const text = printValue(value);
  if (text.length <= length) return text;
  if (suffix === null || length - suffix.length <= 0) return text.slice(0, length);
  const space = atWord ? text.slice(0, length - suffix.length + 1).lastIndexOf(" ") : -1;
  return text.slice(0, space > suffix.length ? space : length - suffix.length) + suffix;
}

function cell(value: Value, size: number, suffix: string | null, context: MethodContext): string | null {
  context.charge(Math.max(0, size));
  if (value === null || size <= 0) return null;
  const text = printValue(value);
  return text.length > size ? truncate(text, size, suffix) : text.padEnd(size);
}

/** Arguments for a pattern: those given, or the items of a list given alone. */
function patternValues(args: Arguments): readonly Value[] {
  const values = args.rest(1);
  const [only] = values;
  return values.length === 1 && only instanceof ListValue ? only.items : values;
}

/** `java.text.MessageFormat` for `{0}` and `{0,number,pattern}`. */
function message(pattern: string, values: readonly Value[], context: MethodContext): string {
  let result = "";
  let quoted = false;
  for (let at = 0; at < pattern.length; at++) {
    const unit = pattern.charAt(at);
    if (unit === "'") {
      if (pattern.charAt(at + 1) === "'") {
        result += "'";
        at++;
      } else quoted = !quoted;
      continue;
    }
    if (quoted || unit !== "{") {
      result += unit;
      continue;
    }
    const place = /^\{\s*(\d{1,5})\s*(?:,\s*(number)\s*(?:,([^{}]*))?)?\}/.exec(pattern.slice(at, at + 500));
    if (place === null) throw new MethodFailure(`cannot read the place at "${pattern.slice(at, at + 10)}"`);
    const index = Number(place[1]);
    const value = values[index];
    const style = (place[3] ?? "").trim();
    const named = new Map([
      ["integer", "#,##0"],
      ["percent", "#,##0%"],
      ["currency", "¤#,##0.00"],
      ["", "#,##0.###"],
    ]).get(style);
    if (value === undefined) result += `{${index}}`;
    else if (isNumber(value)) result += formatDecimal(named ?? style, value, context.locale);
    else if (place[2] === undefined) result += printValue(value);
    else throw new MethodFailure("a number is needed");
    context.charge(result.length);
    at += place[0].length - 1;
  }
  return result;
}

function plural(count: number, singular: string, many: string | null): string {
  if (count === 1 || count === -1) return singular;
  if (many !== null) return many;
  if (singular === "") return singular;
  const last = singular.slice(-1);
  const ending = (text: string): string => (last.toLowerCase() === last ? text : text.toUpperCase());
  const word = singular.toLowerCase();
  if (/(?:x|sh|ch|s)$/.test(word)) return singular + ending("es");
  return /[^aeiou]y$/.test(word) ? singular.slice(0, -1) + ending("ies") : singular + ending("s");
}

function stripTags(value: Value, allowed: readonly Value[]): string | null {
  if (value === null) return null;
  const names = new Set(allowed.filter((name): name is string => typeof name === "string").map((name) => name.toLowerCase()));
  return printValue(value).replace(/<[^<>]*>/g, (tag) => {
    const name = /^<\/?([a-zA-Z0-9]+)[\s>/]/.exec(tag)?.[1]?.toLowerCase();
    return name !== undefined && names.has(name) ? tag : "";
  });
}

function firstLetter(args: Arguments, change: (letter: string) => string): Value {
  if (args.get(0) === null) return null;
  const text = printValue(args.get(0));
  return change(text.slice(0, 1)) + text.slice(1);
}

const truncateLength = 30;
const suffix = "...";
const text = (args: Arguments, index: number): string | null => (args.get(index) === null ? null : args.text(index));

export const displayMethods: readonly Method<ObjectValue>[] = [
  method("list(items: Object): String", "The items as `A, B and C`.", (_self, args) => list(args, ", ", " and ")),
  method("list(items: Object, separator: String): String", "The items with a separator.", (_self, args) =>
    list(args, args.text(1), args.text(1)),
  ),
  method(
    "list(items: Object, separator: String, last: String): String",
    "The items, the last with another separator.",
    (_self, args) => list(args, args.text(1), args.text(2)),
  ),
  method(
    "list(items: Object, separator: String, last: String, property: String): String",
    "A property of the items.",
    (_self, args) => list(args, args.text(1), args.text(2), args.text(3)),
  ),
  method(
    "message(pattern: String, values...: Object): String",
    "Values in the places `{0}` of a pattern.",
    (_self, args, context) => {
      if (args.get(0) === null) return null;
      const values = patternValues(args);
      return values.length === 0 ? args.text(0) : message(args.text(0), values, context);
    },
  ),
  method(
    "printf(format: String, values...: Object): String",
    "Values in the places `%s` of a format.",
    (_self, args, context) => {
      if (args.get(0) === null) return null;
      const values = patternValues(args);
      return values.length === 0 ? args.text(0) : formatJava(args.text(0), values, context);
    },
  ),
  method("truncate(value: Object): String", "At most 30 characters.", (_self, args) =>
    truncate(args.get(0), truncateLength, suffix),
  ),
  method("truncate(value: Object, length: int): String", "At most so many characters.", (_self, args) =>
    truncate(args.get(0), args.number(1), suffix),
  ),
  method("truncate(value: Object, suffix: String): String", "At most 30 characters with another ending.", (_self, args) =>
    truncate(args.get(0), truncateLength, text(args, 1)),
  ),
  method(
    "truncate(value: Object, length: int, suffix: String): String",
    "At most so many characters with another ending.",
    (_self, args) => truncate(args.get(0), args.number(1), text(args, 2)),
  ),
  method(
    "truncate(value: Object, length: int, suffix: String, atWord: boolean): String",
    "The same, cut between words.",
    (_self, args) => truncate(args.get(0), args.number(1), text(args, 2), args.get(3) === true),
  ),
  method("space(length: int): String", "So many spaces.", (_self, args, context) => {
    context.charge(Math.max(0, args.number(0)));
    return args.number(0) < 0 ? null : " ".repeat(args.number(0));
  }),
  method("cell(value: Object): String", "The value in a cell of 30 characters.", (_self, args, context) =>
    cell(args.get(0), truncateLength, suffix, context),
  ),
  method("cell(value: Object, size: int): String", "The value in a cell of so many characters.", (_self, args, context) =>
    cell(args.get(0), args.number(1), suffix, context),
  ),
  method(
    "cell(value: Object, suffix: String): String",
    "The value in a cell of 30 characters with another ending.",
    (_self, args, context) => cell(args.get(0), truncateLength, text(args, 1), context),
  ),
  method(
    "cell(value: Object, size: int, suffix: String): String",
    "The value in a cell with another ending.",
    (_self, args, context) => cell(args.get(0), args.number(1), text(args, 2), context),
  ),
  method("capitalize(value: Object): String", "The first letter as a capital.", (_self, args) =>
    firstLetter(args, (letter) => letter.toUpperCase()),
  ),
  method("uncapitalize(value: Object): String", "The first letter as a small one.", (_self, args) =>
    firstLetter(args, (letter) => letter.toLowerCase()),
  ),
  method("alt(value: Object): Object", "The value, or `null` as a text.", (_self, args) => args.get(0) ?? "null"),
  method(
    "alt(value: Object, otherwise: Object): Object",
    "The value, or another where there is none.",
    (_self, args) => args.get(0) ?? args.get(1),
  ),
  method("br(text: Object): String", "A text with line breaks for HTML.", (_self, args, context) => {
    if (args.get(0) === null) return null;
    const lines = printValue(args.get(0));
    context.charge(8 * lines.length);
    return lines.replaceAll("\n", "<br />\n");
  }),
  method("stripTags(text: Object, allowed...: String): String", "A text without its tags, except those named.", (_self, args) =>
    stripTags(args.get(0), args.rest(1)),
  ),
  method("plural(count: int, singular: String): String", "A word in the form for a number.", (_self, args) =>
    plural(args.number(0), args.text(1), null),
  ),
  method("plural(count: int, singular: String, plural: String): String", "One of two words for a number.", (_self, args) =>
    plural(args.number(0), args.text(1), text(args, 2)),
  ),
  method("measure(text: Object): Measurements", "The lines and the width of a text.", (_self, args) =>
    args.get(0) === null ? null : new Measurements(printValue(args.get(0))),
  ),
];
