/** `$esc`: texts made safe for HTML, XML, URLs and scripts, as Apache's generic tools do it. Not documented for the platform. */
import { type Method, MethodFailure, method } from "../methods/method";
import { printValue } from "../print";
import type { ObjectValue, Value } from "../values";
import { htmlEntities } from "./html-entities";

export const escapeToolType = "org.apache.velocity.tools.generic.EscapeTool";

const xmlNames: ReadonlyMap<string, string> = new Map([
  ["<", "&lt;"],
  [">", "&gt;"],
  ["&", "&amp;"],
  ['"', "&quot;"],
]);

const scriptNames: ReadonlyMap<string, string> = new Map([
  ["\b", "\\b"],
  ["\n", "\\n"],
  ["\t", "\\t"],
  ["\f", "\\f"],
  ["\r", "\\r"],
  ["'", "\\'"],
  ['"', '\\"'],
  ["\\", "\\\\"],
  ["/", "\\/"],
]);

function unicode(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}`;
}

/** `URLEncoder.encode`: a space becomes a plus sign. */
function encodeUrl(text: string): string {
  // Half a surrogate pair cannot be encoded; Java puts a question mark.
  const whole = text.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, "?");
  return encodeURIComponent(whole)
    .replaceAll("%20", "+")
    .replace(/[!'()~]/g, (unit) => `%${unit.charCodeAt(0).toString(16).toUpperCase()}`);
}

function decodeUrl(text: string): string | null {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    return null;
  }
}

const propertyNames: ReadonlyMap<string, string> = new Map([
  ["\t", "\\t"],
  ["\n", "\\n"],
  ["\f", "\\f"],
  ["\r", "\\r"],
]);

function propertyText(text: string, key: boolean): string {
  const escaped = text.replace(/[\\#!=:]|[^ -~]/g, (unit) =>
    /[ -~]/.test(unit) ? `\\${unit}` : (propertyNames.get(unit) ?? unicode(unit).toLowerCase()),
  );
  return key ? escaped.replaceAll(" ", "\\ ") : escaped.replace(/^ /, "\\ ");
}

function escaping(change: (text: string) => string | null): Method<ObjectValue>["run"] {
  return (_self, args, context): Value => {
    const value = args.get(0);
    if (value === null) return null;
    const text = printValue(value, context.limits.value);
    context.charge(text.length);
    const result = change(text);
    context.charge(result?.length ?? 0);
    return result;
  };
}

function constant(name: string, text: string): Method<ObjectValue> {
  return method(`get${name}(): String`, `The text ${JSON.stringify(text)}.`, () => text);
}

export const escapeMethods: readonly Method<ObjectValue>[] = [
  method(
    "html(text: Object): String",
    "A text for HTML.",
    escaping((text) => text.replace(/[<>&"\u00a0-\u2666]/g, (unit) => xmlNames.get(unit) ?? htmlEntities.get(unit) ?? unit)),
  ),
  method(
    "xml(text: Object): String",
    "A text for XML.",
    escaping((text) => text.replace(/[<>&"']/g, (unit) => xmlNames.get(unit) ?? "&apos;")),
  ),
  method("url(text: Object): String", "A text for a part of a URL.", escaping(encodeUrl)),
  method("unurl(text: Object): String", "The text a part of a URL stands for.", escaping(decodeUrl)),
  method(
    "sql(text: Object): String",
    "A text with its apostrophes doubled.",
    escaping((text) => text.replaceAll("'", "''")),
  ),
  method(
    "javascript(text: Object): String",
    "A text for a string in JavaScript.",
    escaping((text) => text.replace(/[\b\n\t\f\r'"\\/]|[^ -\x7f]/g, (unit) => scriptNames.get(unit) ?? unicode(unit))),
  ),
  method(
    "java(text: Object): String",
    "A text for a string in Java.",
    escaping((text) => text.replace(/[\b\n\t\f\r"\\]|[^ -\x7f]/g, (unit) => scriptNames.get(unit) ?? unicode(unit))),
  ),
  method("unicode(code: Object): String", "The character of a hexadecimal number, such as 20AC.", (_self, args) => {
    if (args.get(0) === null) return null;
    const code = args.text(0).replace(/^\\u/, "");
    const point = /^\+?[0-9a-fA-F]{1,6}$/.test(code) ? Number.parseInt(code, 16) : Number.NaN;
    if (!(point <= 0x10ffff)) throw new MethodFailure(`"${code.slice(0, 40)}" is no hexadecimal number of a character`);
    return String.fromCodePoint(point);
  }),
  method(
    "velocity(text: Object): String",
    "A text whose signs are not read as Velocity.",
    escaping((text) => text.replace(/[$#]/g, (unit) => `\${esc.${unit === "$" ? "d" : "h"}}`)),
  ),
  method(
    "propertyKey(text: Object): String",
    "A text for a key in a properties file.",
    escaping((text) => propertyText(text, true)),
  ),
  method(
    "propertyValue(text: Object): String",
    "A text for a value in a properties file.",
    escaping((text) => propertyText(text, false)),
  ),
  constant("D", "$"),
  constant("Dollar", "$"),
  constant("H", "#"),
  constant("Hash", "#"),
  constant("B", "\\"),
  constant("Backslash", "\\"),
  constant("Q", '"'),
  constant("Quote", '"'),
  constant("S", "'"),
  constant("SingleQuote", "'"),
  constant("E", "!"),
  constant("Exclamation", "!"),
  constant("N", "\n"),
  constant("Newline", "\n"),
];
