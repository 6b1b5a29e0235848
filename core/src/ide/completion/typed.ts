/**
 * What of a reference stands at the cursor: the start of a name, or a path whose last step is being typed, and what of it is
 * written already behind the cursor. From the text alone; what may be named is for others.
 */
import { lexReferences } from "../../reference/index";
import type { Reference, ReferencePlace } from "../../reference/tree";
import type { Scope } from "../../scope/scope";
import type { Span } from "../../text/span";
import { parse, references } from "../../velocity/index";
import { chainStart } from "../call-at";
import type { Cursor } from "./cursor";

export type Typed = TypedName | TypedMember;

/** The name behind `$`, `$<`, `${`, or as a key of `$data`. */
export interface TypedName {
  readonly kind: "name";
  /** What an edit replaces: sigil and name, or the key alone. */
  readonly span: Span;
  readonly namespace: "contact" | "event" | undefined;
  /** What stands from the start of the span to the cursor. */
  readonly written: string;
  /** As a key of `$data`: how it is read. */
  readonly key: Accessor | undefined;
  readonly rest: Rest;
}

/** A step behind an owner: `.name`, `.get('name')`, `['name']`, `[0]`. */
export interface TypedMember {
  readonly kind: "member";
  readonly span: Span;
  /** The owner. */
  readonly reference: Reference;
  /** Where the owner stands, without its closing brace. */
  readonly owner: Span;
  readonly by: Accessor;
}

export interface Accessor {
  readonly form: "." | "get" | "[";
  /** The quote that is open at the cursor, if one is. */
  readonly quote: "'" | '"' | "";
  /** What is missing behind the step: a quote, a bracket. */
  readonly close: string;
}

/**
 * What follows a name and belongs to the same reference.
 * - `none`: nothing, or only the bracket that closes it, which the span has in it
 * - `kept`: a path, a fallback, a bracket: they stay as they are
 * - `property`: `.name` behind a name without braces, which is a path if the value has such a member, else ordinary text
 */
export type Rest = { readonly kind: "none" | "kept" } | { readonly kind: "property"; readonly name: string };

const none: Rest = { kind: "none" };
const kept: Rest = { kind: "kept" };

/** A step in brackets or quotes that is not closed before the cursor. */
const openStep = /(\.get\(\s*|\[\s*)(?:(')((?:[^'\r\n]|'')*)|(")((?:[^"\r\n]|"")*)|([\w-]*))$/;

/** What is being typed at the cursor; undefined where it is no reference. */
export function typedAt(cursor: Cursor, scope: Scope): Typed | undefined {
  const { text, offset, place } = cursor;
  const before = text.slice(0, offset);
  const step = openStep.exec(before);
  if (step) {
    const head = before.slice(0, step.index);
    const start = /\$<[\w.[\]-]*$/.exec(head)?.index ?? chainStart(`${head}.`);
    if (start !== undefined && !isEscaped(before, start)) return inBrackets(cursor, step, start);
  }
  const word = /\$(?:<[\w.[\]-]*|!?\{?[\w.[\]]*)$/.exec(before)?.index;
  const starts = [word, chainStart(before)].filter((start): start is number => start !== undefined);
  if (starts.length === 0) return undefined;
  const start = Math.min(...starts);
  if (isEscaped(before, start)) return undefined;
  const written = before.slice(start);
  const dot = written.lastIndexOf(".");
  const namespace = /^\$<(contact|event)\.[\w-]*$/.exec(written)?.[1] as "contact" | "event" | undefined;
  if (dot > 0 && !namespace) return behindDot(cursor, start, start + dot);
  const { end, rest } = restOf(text, offset, written, place, scope);
  return { kind: "name", span: { start, end }, namespace, written, key: undefined, rest };
}

function isEscaped(before: string, start: number): boolean {
  return /(^|[^\\])(\\\\)*\\$/.test(before.slice(0, start));
}

function isData(owner: string): boolean {
  return /^\$!?\{?data$/.test(owner);
}

function inBrackets({ text, offset, place }: Cursor, step: RegExpExecArray, start: number): Typed | undefined {
  const typed = step[3] ?? step[5] ?? step[6] ?? "";
  const quote = (step[2] ?? step[4] ?? "") as Accessor["quote"];
  const form = step[1]?.startsWith("[") ? "[" : "get";
  const rest = text.slice(offset);
  const inside = quote ? /^[^'"\s()[\]$<>]*/.exec(rest)?.[0] : undefined;
  const closed = inside !== undefined && rest.startsWith(quote, inside.length);
  const end = offset + (closed ? inside.length : wordAfter(text, offset));
  const bracket = form === "[" ? "]" : ")";
  const behind = text.slice(closed ? end + 1 : end).trimStart();
  const by: Accessor = {
    form,
    quote,
    close: `${quote && !closed ? quote : ""}${behind.startsWith(bracket) || (form === "get" && !quote) ? "" : bracket}`,
  };
  const span = { start: offset - typed.length, end };
  const owner = text.slice(start, step.index);
  if (isData(owner)) return { kind: "name", span, namespace: undefined, written: typed, key: by, rest: none };
  const reference = referenceIn(owner, place);
  return reference && { kind: "member", span, reference, owner: { start, end: step.index }, by };
}

function behindDot({ text, offset, place }: Cursor, start: number, dot: number): Typed | undefined {
  const by: Accessor = { form: ".", quote: "", close: "" };
  const span = { start: dot + 1, end: offset + wordAfter(text, offset) };
  const owner = text.slice(start, dot);
  if (isData(owner))
    return { kind: "name", span, namespace: undefined, written: text.slice(dot + 1, offset), key: by, rest: none };
  // A dotted additional field is a name, so both are offered: members first, if there are any.
  const reference = referenceIn(owner, place);
  return reference && { kind: "member", span, reference, owner: { start, end: dot }, by };
}

/** Where the name under the cursor ends, and what of its reference comes behind it. */
function restOf(
  text: string,
  offset: number,
  written: string,
  place: ReferencePlace,
  scope: Scope,
): { readonly end: number; readonly rest: Rest } {
  const start = offset - written.length;
  const wordEnd = offset + wordAfter(text, offset);
  if (written.startsWith("$<")) {
    const close = /^[\w.[\]-]*(?:>|\|[^<>\r\n]*>)/.exec(text.slice(offset))?.[0];
    if (close === undefined) return { end: wordEnd, rest: none };
    const whole = offset + close.length;
    // In a message this is ordinary text, which the platform's form takes the place of.
    const reference = place === "message" ? undefined : referenceIn(text.slice(start, whole - 1), place);
    if (!reference) return { end: close.includes("|") ? wordEnd : whole, rest: none };
    const field = scope.dotted(reference);
    const last = field && reference.path[field.steps - 1];
    const end = start + (last ?? { span: reference.nameSpan }).span.end;
    if (end < offset) return { end: wordEnd, rest: none };
    return end === whole - 1 ? { end: whole, rest: none } : { end, rest: kept };
  }
  const sigil = /^\$!?\{?/.exec(written)?.[0] ?? "$";
  // The name may still be missing: any will do to find what follows it.
  const probe = `${sigil}x${text.slice(wordEnd, wordEnd + 1000)}`;
  const [first] = references(parse(probe).tree);
  const node = first?.node.span.start === 0 ? first.node : undefined;
  const step = node?.steps[0];
  if (sigil.endsWith("{")) {
    if (step || node?.alternate) return { end: wordEnd, rest: kept };
    return { end: text[wordEnd] === "}" ? wordEnd + 1 : wordEnd, rest: none };
  }
  if (!step) return { end: wordEnd, rest: none };
  // A call or an index behind a name is no punctuation.
  return { end: wordEnd, rest: step.kind === "property" && wordEnd === offset ? { kind: "property", name: step.name } : kept };
}

function wordAfter(text: string, offset: number): number {
  return /^\w*/.exec(text.slice(offset))?.[0].length ?? 0;
}

/** The reference that a piece of text is, closed for this purpose. */
function referenceIn(text: string, place: ReferencePlace): Reference | undefined {
  const closed = text.startsWith("$<") ? `${text}>` : /^\$!?\{/.test(text) ? `${text}}` : text;
  return lexReferences(closed, place).references.find(
    (reference) =>
      (!reference.literal || place === "message") && reference.span.start === 0 && reference.span.end === closed.length,
  );
}
