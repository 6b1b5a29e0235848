/** `$esc`: texts made safe for HTML, XML, URLs and scripts, as Apache's generic tools do it. Not documented for the platform. */
import { type Method, method } from "../methods/method";
import { printValue } from "../print";
import type { ObjectValue, Value } from "../values";

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
    escaping((text) => text.replace(/[<>&"]/g, (unit) => xmlNames.get(unit) ?? unit)),
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
    escaping((text) => text.replace(/[\b\n\t\f\r'"\\/]|[^ -~]/g, (unit) => scriptNames.get(unit) ?? unicode(unit))),
  ),
  method(
    "java(text: Object): String",
    "A text for a string in Java.",
    escaping((text) => text.replace(/[\b\n\t\f\r"\\]|[^ -~]/g, (unit) => scriptNames.get(unit) ?? unicode(unit))),
  ),
  method(
    "unicode(text: Object): String",
    "A text as the escapes of its characters.",
    escaping((text) => text.replace(/[\s\S]/g, (unit) => unicode(unit).toLowerCase())),
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
