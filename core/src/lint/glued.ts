/**
 * References without braces whose name reads on into the text behind them: `$contactId.json`, `$orderId_2`. Judged by what is known:
 * the short name is there, and the long one, or the property, is not.
 */
import { isGetter } from "../scope/method-shapes";
import type { Span } from "../text/span";
import type { CheckedReference } from "./rule";
import { isBrokenBySpace } from "./template-spaces";

export interface GluedReference {
  /** The name that is there. */
  readonly name: string;
  /** From `$` to the end of that name, in the value's decoded text. */
  readonly span: Span;
  /** What is read as a part of it. */
  readonly tail: string;
  /** Only older engines take a hyphen into the name. */
  readonly hyphen: boolean;
}

/** Properties that a text or number has for the template engine; `$text.length` is read without parentheses from 2.4 on. */
const beanNames: ReadonlySet<string> = new Set(["class", "empty", "bytes", "blank", "length", "size"]);

/** What of a reference is text by mistake; undefined when nothing is, or nobody knows. */
export function gluedReference(checked: CheckedReference): GluedReference | undefined {
  const { reference, value } = checked;
  if (reference.braced || reference.local || !reference.printed || reference.fallback) return undefined;
  if (value.place === "bare-name" || value.place === "block-field") return undefined;
  // `$name.substring (0, 1)`: the space is the fault.
  if (isBrokenBySpace(value.text, reference) || /^[ \t]+\(/.test(value.text.slice(reference.span.end))) return undefined;
  const start = reference.span.start;
  // `$name` and `$data.name` only: behind `get('name')` the name has an end of its own.
  if (reference.form !== "velocity" && !/^\$!?data\.\w+$/.test(value.text.slice(start, reference.nameSpan.end))) return undefined;
  if (reference.form !== "velocity" && reference.form !== "data") return undefined;
  return gluedProperty(checked) ?? gluedHyphen(checked) ?? gluedName(checked);
}

/** `$email.com`: the value is a text or a number, which has no property of this name. */
function gluedProperty({ reference, value, found, scope }: CheckedReference): GluedReference | undefined {
  const [first] = reference.path;
  if (first?.kind !== "property" || scope().dotted(reference)) return undefined;
  const answer = found();
  if (answer.kind !== "known" || beanNames.has(first.name) || value.text[first.span.start - 1] !== ".") return undefined;
  if (answer.entry.origin === "tool" || answer.entry.origin === "webhook") return undefined;
  const types = answer.entry.origin === "run" ? (["string"] as const) : [...(answer.entry.shape?.types ?? [])];
  // JSON as a text: its members are meant, and braces would not bring them.
  if (answer.entry.samples.some(({ value }) => typeof value === "string" && /^\s*[[{]/.test(value))) return undefined;
  // `$comment.trim` is read without parentheses too, from 2.4 on.
  if (types.some((type) => isGetter(type, first.name))) return undefined;
  if (types.length === 0 || types.some((type) => type === "object" || type === "list" || type === "null")) return undefined;
  const span = { start: reference.span.start, end: reference.nameSpan.end };
  return { name: reference.name, span, tail: value.text.slice(span.end, reference.span.end), hyphen: false };
}

function gluedHyphen({ reference, value, found }: CheckedReference): GluedReference | undefined {
  if (reference.path.length > 0) return undefined;
  const tail = /^-\w[\w-]*/.exec(value.text.slice(reference.span.end, reference.span.end + 80))?.[0];
  if (!tail || found().kind !== "known") return undefined;
  return { name: reference.name, span: { start: reference.span.start, end: reference.nameSpan.end }, tail, hyphen: true };
}

/** `$orderId_2`, `$totalUAH`: the whole is unknown, and a part that ends where words end is known. */
function gluedName({ reference, found, scope }: CheckedReference): GluedReference | undefined {
  if (reference.path.length > 0 || found().kind !== "missing") return undefined;
  for (const match of reference.name.matchAll(/_|(?<=\D)\d|(?<=[a-z\d])[A-Z]{2,}$/g)) {
    const name = reference.name.slice(0, match.index);
    const known = name.length > 1 ? scope().resolve(name) : undefined;
    if (!known || (known.name !== name && !known.aliases.includes(name) && known.name.toLowerCase() !== name)) continue;
    const end = reference.nameSpan.start + name.length;
    return { name, span: { start: reference.span.start, end }, tail: reference.name.slice(name.length), hyphen: false };
  }
  return undefined;
}
