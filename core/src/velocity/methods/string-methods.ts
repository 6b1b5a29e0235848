/** What a template can call on texts: the members of java.lang.String that give something useful. */
import { formatJava } from "../format-java";
import { printValue } from "../print";
import { matchesWhole, replaceMatches, splitText } from "../regex/index";
import { ListValue, type Value, whole } from "../values";
import { hashText } from "./hash";
import { type Arguments, character, type Method, MethodFailure, method } from "./method";

const bytesType = "[B";
const textsType = "[Ljava.lang.String;";
/** The class of streams, as far as one can see it. */
export const streamType = "java.util.stream.ReferencePipeline$Head";

/** The index, or a failure of the message as Java's StringIndexOutOfBoundsException is one. */
function checkRange(text: string, begin: number, end: number): void {
  if (begin < 0 || end > text.length || begin > end) throw new MethodFailure(`begin ${begin}, end ${end}, length ${text.length}`);
}

function checkIndex(text: string, index: number): void {
  if (index < 0 || index >= text.length) throw new MethodFailure(`index ${index} is out of range, the length is ${text.length}`);
}

/** What `trim` takes away: everything up to the space. */
export function trim(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && text.charCodeAt(start) <= 32) start++;
  while (end > start && text.charCodeAt(end - 1) <= 32) end--;
  return text.slice(start, end);
}

/** Units that `Character.isWhitespace` accepts: no-break spaces do not count. */
const whiteSpace = "[\\t-\\r\\x1c-\\x1f \\u1680\\u2000-\\u2006\\u2008-\\u200a\\u2028\\u2029\\u205f\\u3000]";
const leading = new RegExp(`^${whiteSpace}+`);

function stripLeading(text: string): string {
  return text.replace(leading, "");
}

/** Not a regular expression with `$`, which takes quadratic time on long runs of blanks. */
function stripTrailing(text: string): string {
  let end = text.length;
  while (end > 0 && leading.test(text.charAt(end - 1))) end--;
  return text.slice(0, end);
}

/** A character or code point as a text to look for. */
function wanted(args: Arguments): string {
  const value = args.get(0);
  return typeof value === "object" && value?.kind === "whole" ? codePoint(Number(value.value)) : args.text(0);
}

function codePoint(code: number): string {
  return code >= 0 && code <= 0x10ffff ? String.fromCodePoint(code) : "\uffff\uffff";
}

function indexOf(text: string, searched: string, from: number): Value {
  return whole(text.indexOf(searched, Math.max(0, from)));
}

function lines(text: string): string[] {
  const found = text.split(/\r\n|\r|\n/);
  if (found.at(-1) === "") found.pop();
  return found;
}

function texts(items: readonly string[], type = textsType): ListValue {
  return new ListValue([...items], type);
}

function join(separator: string, items: readonly Value[]): string {
  return items
    .map((item) => {
      if (item !== null && typeof item !== "string") throw new MethodFailure("an item to join is not a text");
      return item ?? "null";
    })
    .join(separator);
}

/** UTF-8, as signed bytes. */
function bytes(text: string): Value[] {
  const found: Value[] = [];
  for (const one of text) {
    const code = one.codePointAt(0) ?? 0;
    const units =
      code < 0x80
        ? [code]
        : code < 0x800
          ? [0xc0 | (code >> 6), 0x80 | (code & 63)]
          : code >= 0xd800 && code <= 0xdfff
            ? [63]
            : code < 0x10000
              ? [0xe0 | (code >> 12), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63)]
              : [0xf0 | (code >> 18), 0x80 | ((code >> 12) & 63), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63)];
    for (const unit of units) found.push(whole(unit > 127 ? unit - 256 : unit));
  }
  return found;
}

export const stringMethods: readonly Method<string>[] = [
  method("length(): int", "The number of characters.", (self) => whole(self.length)),
  method("isEmpty(): boolean", "Whether there is no character.", (self) => self === ""),
  method("isBlank(): boolean", "Whether there are only blanks.", (self) => stripLeading(self) === ""),
  method("charAt(index: int): char", "The character at an index from 0.", (self, args) => {
    checkIndex(self, args.number(0));
    return character(self.charAt(args.number(0)));
  }),
  method("codePointAt(index: int): int", "The Unicode code point at an index from 0.", (self, args) => {
    checkIndex(self, args.number(0));
    return whole(self.codePointAt(args.number(0)) ?? 0);
  }),
  method(
    "codePointCount(beginIndex: int, endIndex: int): int",
    "The number of Unicode code points between two indexes.",
    (self, args) => {
      checkRange(self, args.number(0), args.number(1));
      return whole([...self.slice(args.number(0), args.number(1))].length);
    },
  ),
  method("substring(beginIndex: int): String", "The text from an index from 0 to the end.", (self, args) => {
    checkRange(self, args.number(0), self.length);
    return self.slice(args.number(0));
  }),
  method("substring(beginIndex: int, endIndex: int): String", "The text from an index up to, without, another.", (self, args) => {
    checkRange(self, args.number(0), args.number(1));
    return self.slice(args.number(0), args.number(1));
  }),
  method(
    "subSequence(beginIndex: int, endIndex: int): CharSequence",
    "The text from an index up to, without, another.",
    (self, args) => {
      checkRange(self, args.number(0), args.number(1));
      return self.slice(args.number(0), args.number(1));
    },
  ),
  method("indexOf(text: String): int", "Where a text begins first, or -1.", (self, args) => indexOf(self, wanted(args), 0)),
  method("indexOf(text: String, fromIndex: int): int", "Where a text begins at or after an index, or -1.", (self, args) =>
    indexOf(self, wanted(args), args.number(1)),
  ),
  method("indexOf(character: int): int", "Where a character stands first, or -1.", (self, args) =>
    indexOf(self, wanted(args), 0),
  ),
  method("indexOf(character: int, fromIndex: int): int", "Where a character stands at or after an index, or -1.", (self, args) =>
    indexOf(self, wanted(args), args.number(1)),
  ),
  method("lastIndexOf(text: String): int", "Where a text begins last, or -1.", (self, args) =>
    whole(self.lastIndexOf(wanted(args))),
  ),
  method("lastIndexOf(text: String, fromIndex: int): int", "Where a text begins at or before an index, or -1.", (self, args) =>
    whole(args.number(1) < 0 ? -1 : self.lastIndexOf(wanted(args), args.number(1))),
  ),
  method("lastIndexOf(character: int): int", "Where a character stands last, or -1.", (self, args) =>
    whole(self.lastIndexOf(wanted(args))),
  ),
  method(
    "lastIndexOf(character: int, fromIndex: int): int",
    "Where a character stands at or before an index, or -1.",
    (self, args) => whole(args.number(1) < 0 ? -1 : self.lastIndexOf(wanted(args), args.number(1))),
  ),
  method(
    "regionMatches(index: int, other: String, otherIndex: int, length: int): boolean",
    "Whether parts of two texts are the same.",
    (self, args) => sameRegion(self, args.number(0), args.text(1), args.number(2), args.number(3), false),
  ),
  method(
    "regionMatches(ignoreCase: boolean, index: int, other: String, otherIndex: int, length: int): boolean",
    "Whether parts of two texts are the same, upper and lower case aside if wanted.",
    (self, args) => sameRegion(self, args.number(1), args.text(2), args.number(3), args.number(4), args.get(0) === true),
  ),
  method("stripIndent(): String", "The text without the blanks that all its lines begin with.", (self) => stripIndent(self)),
  method("contains(text: CharSequence): boolean", "Whether a text occurs in it.", (self, args) => self.includes(args.text(0))),
  method("startsWith(prefix: String): boolean", "Whether it begins with a text.", (self, args) => self.startsWith(args.text(0))),
  method(
    "startsWith(prefix: String, index: int): boolean",
    "Whether a text stands at an index.",
    (self, args) => args.number(1) >= 0 && args.number(1) <= self.length && self.startsWith(args.text(0), args.number(1)),
  ),
  method("endsWith(suffix: String): boolean", "Whether it ends with a text.", (self, args) => self.endsWith(args.text(0))),
  method("equals(other: Object): boolean", "Whether the other value is the same text.", (self, args) => args.get(0) === self),
  method(
    "equalsIgnoreCase(other: String): boolean",
    "Whether the other text is the same, upper and lower case aside.",
    (self, args) => {
      const other = args.get(0);
      return other !== null && folded(printValue(other)) === folded(self);
    },
  ),
  method("compareTo(other: Object): int", "Negative, zero or positive: how it is sorted beside another text.", (self, args) =>
    compare(self, textOnly(args)),
  ),
  method(
    "compareToIgnoreCase(other: String): int",
    "How it is sorted beside another text, upper and lower case aside.",
    (self, args) => compare(folded(self), folded(args.text(0))),
  ),
  method(
    "contentEquals(other: CharSequence): boolean",
    "Whether the other text is the same.",
    (self, args) => self === args.text(0),
  ),
  method("concat(other: String): String", "Both texts, one after the other.", (self, args) => self + args.text(0)),
  method(
    "replace(target: CharSequence, replacement: CharSequence): String",
    "Every occurrence of a text replaced.",
    (self, args, context) => {
      const [target, replacement] = [args.text(0), args.text(1)];
      const count = countOf(self, target);
      // Many small replacements cost far more than their text.
      context.spend(10 * count);
      context.charge(self.length + count * Math.max(0, replacement.length - target.length));
      return self.replaceAll(target, replacement.replaceAll("$", "$$$$"));
    },
  ),
  method("replace(target: char, replacement: char): String", "Every occurrence of a character replaced.", (self, args) =>
    self.replaceAll(args.text(0), args.text(1).replaceAll("$", "$$$$")),
  ),
  method(
    "replaceAll(regex: String, replacement: String): String",
    "Every match of a regular expression replaced.",
    (self, args, context) => replaceMatches(self, args.text(0), args.text(1), "all", context),
  ),
  method(
    "replaceFirst(regex: String, replacement: String): String",
    "The first match of a regular expression replaced.",
    (self, args, context) => replaceMatches(self, args.text(0), args.text(1), "first", context),
  ),
  method("matches(regex: String): boolean", "Whether a regular expression matches the whole text.", (self, args, context) =>
    matchesWhole(self, args.text(0), context),
  ),
  method("split(regex: String): String[]", "The parts between the matches of a regular expression.", (self, args, context) =>
    texts(splitText(self, args.text(0), 0, context)),
  ),
  method(
    "split(regex: String, limit: int): String[]",
    "At most so many parts between the matches of a regular expression.",
    (self, args, context) => texts(splitText(self, args.text(0), args.number(1), context)),
  ),
  method("toLowerCase(): String", "All letters in lower case.", (self) => self.toLowerCase()),
  method("toUpperCase(): String", "All letters in upper case.", (self) => self.toUpperCase()),
  method("trim(): String", "Without the blanks at both ends.", (self) => trim(self)),
  method("strip(): String", "Without the blanks at both ends, those of Unicode included.", (self) =>
    stripTrailing(stripLeading(self)),
  ),
  method("stripLeading(): String", "Without the blanks at the beginning.", (self) => stripLeading(self)),
  method("stripTrailing(): String", "Without the blanks at the end.", (self) => stripTrailing(self)),
  method("repeat(count: int): String", "The text several times.", (self, args, context) => {
    if (args.number(0) < 0) throw new MethodFailure("count is negative");
    context.charge(self.length * args.number(0));
    return self.repeat(args.number(0));
  }),
  method("indent(n: int): String", "Every line moved by so many spaces, and ended with a line end.", (self, args, context) => {
    const by = args.number(0);
    if (by > 0) context.charge(by * lines(self).length);
    return lines(self)
      .map((line) => `${by > 0 ? " ".repeat(by) + line : line.replace(new RegExp(`^\\s{0,${Math.min(-by, 1000)}}`), "")}\n`)
      .join("");
  }),
  method("lines(): List", "The lines.", (self) => texts(lines(self), streamType)),
  method("toCharArray(): char[]", "The characters.", (self, _args, context) => {
    context.charge(self.length);
    return new ListValue(self.split("").map(character), "[C");
  }),
  method("getBytes(): byte[]", "The bytes in UTF-8.", (self, _args, context) => {
    context.charge(self.length);
    return new ListValue(bytes(self), bytesType);
  }),
  method("intern(): String", "The same text.", (self) => self),
  method("toString(): String", "The same text.", (self) => self),
  method("hashCode(): int", "Java's hash of the text.", (self) => whole(hashText(self))),
  method("format(format: String, values...: Object): String", "Values in a pattern of % places.", (_self, args, context) =>
    formatJava(args.text(0), args.rest(1), context),
  ),
  method("formatted(values...: Object): String", "Values in this text's % places.", (self, args, context) =>
    formatJava(self, args.rest(0), context),
  ),
  method("valueOf(value: Object): String", "What a value prints.", (_self, args, context) =>
    printValue(args.get(0), context.limits.value),
  ),
  method(
    "join(separator: CharSequence, items: List): String",
    "The texts of a list with a separator between them.",
    (_self, args, context) => {
      const joined = args.list(1).items;
      context.charge(
        joined.reduce<number>((sum, item) => sum + (typeof item === "string" ? item.length : 4) + args.text(0).length, 0),
      );
      return join(args.text(0), joined);
    },
  ),
  method("join(separator: CharSequence, items...: CharSequence): String", "Texts with a separator between them.", (_self, args) =>
    join(args.text(0), args.rest(1)),
  ),
];

function compare(a: string, b: string): Value {
  for (let at = 0; at < Math.min(a.length, b.length); at++) {
    const difference = a.charCodeAt(at) - b.charCodeAt(at);
    if (difference !== 0) return whole(difference);
  }
  return whole(a.length - b.length);
}

/** The other text of a comparison; Java cannot compare a text with anything else. */
function textOnly(args: Arguments): string {
  const other = args.get(0);
  if (typeof other !== "string") throw new MethodFailure("a text can be compared with a text only");
  return other;
}

function countOf(text: string, searched: string): number {
  if (searched === "") return text.length + 1;
  let count = 0;
  for (let at = text.indexOf(searched); at >= 0; at = text.indexOf(searched, at + searched.length)) count++;
  return count;
}

/** A text without upper and lower case, unit by unit as Java compares: no letter becomes two. */
function folded(text: string): string {
  const one = (unit: string, change: (unit: string) => string): string => (change(unit).length === 1 ? change(unit) : unit);
  return text.replace(/[^ -@[-`{-~]/g, (unit) =>
    one(
      one(unit, (a) => a.toUpperCase()),
      (a) => a.toLowerCase(),
    ),
  );
}

function sameRegion(a: string, from: number, b: string, otherFrom: number, length: number, ignoreCase: boolean): boolean {
  if (from < 0 || otherFrom < 0 || from + length > a.length || otherFrom + length > b.length) return false;
  const [x, y] = [a.slice(from, from + length), b.slice(otherFrom, otherFrom + length)];
  return ignoreCase ? folded(x) === folded(y) : x === y;
}

/** Line ends become `\n`; the last line counts even where it is blank. */
function stripIndent(text: string): string {
  const all = text.split(/\r\n|\r|\n/);
  const counted = all.filter((line, index) => stripLeading(line) !== "" || index === all.length - 1);
  const indent = Math.min(...counted.map((line) => line.length - stripLeading(line).length));
  return all.map((line) => (stripLeading(line) === "" ? "" : stripTrailing(line.slice(indent)))).join("\n");
}
