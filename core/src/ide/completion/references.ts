/**
 * References: after `$`, `$<`, `${`, inside one that is half typed, and members after a dot. In webhooks and block fields the
 * checked notation is written, in messages the platform's form.
 */

import { shortText } from "../../model/data";
import { referencesOf, type SourceFile } from "../../model/source-file";
import type { ProjectReader } from "../../project/reader";
import { lexReferences, printReference } from "../../reference/index";
import type { Reference, ReferencePlace } from "../../reference/tree";
import type { Scope, ScopeName } from "../../scope/scope";
import { scopeOf } from "../../scope/scope-at";
import type { Shape } from "../../shape/shape";
import { shapeTitle, stepInto } from "../../shape/shape";
import type { Span } from "../../text/span";
import { chainStart } from "../call-at";
import { halfTypedShape, localsBefore } from "../half-typed";
import { describe } from "../hover/index";
import { methodsOfShape, methodsOfTool } from "../methods-of";
import { methodLabel } from "../signature";
import { type Cursor, cursorAt } from "./cursor";
import { cursorMark } from "./cursor-mark";
import { rankOf } from "./fit";
import type { Completion, SchemaPlace } from "./item";

/** The reference completions at an offset; empty where none is being written. */
export function referenceCompletions(
  project: ProjectReader,
  file: SourceFile,
  at: SchemaPlace | undefined,
  offset: number,
): readonly Completion[] {
  const cursor = cursorAt(file, at, offset);
  if (!cursor) return [];
  const typed = typedAt(cursor);
  if (!typed) return [];
  const scope = scopeOf(project, file, cursor.value);
  if (typed.kind === "member") return [...memberItems(cursor, scope, typed), ...methodItems(cursor, scope, typed)];
  return [...localItems(cursor, scope, typed), ...nameItems(cursor, scope, typed, messageForm(project, file, cursor, scope))];
}

/**
 * How messages of this file name event parameters: as most of its references do, else as the vendor's pages for this account do
 * (`dialect`): `$!{x}` on Reteno's newest ones, `$!data.get('x')` on those of eSputnik and Yespo.
 */
function messageForm(project: ProjectReader, file: SourceFile, { place }: Cursor, scope: Scope): "velocity" | "data" {
  if (place !== "message") return "velocity";
  let data = 0;
  let velocity = 0;
  for (const { reference, value } of referencesOf(file)) {
    if (value.place !== "message" || scope.resolve(reference.name)?.origin !== "event") continue;
    if (reference.form === "data") data++;
    else if (reference.form === "velocity" && !reference.local) velocity++;
  }
  if (data !== velocity) return data > velocity ? "data" : "velocity";
  return project.config.dialect === "reteno" ? "velocity" : "data";
}

type Typed =
  | { readonly kind: "name"; readonly span: Span; readonly namespace: "contact" | "event" | undefined; readonly written: string }
  | {
      readonly kind: "member";
      readonly span: Span;
      readonly reference: Reference;
      readonly steps: number;
      readonly quoted: string;
      /** Where the reference before the last step stands, without its closing brace. */
      readonly owner: Span;
    };

/** What of a reference stands before the cursor: the start of a name, or a path whose last step is being typed. */
function typedAt({ text, offset, place }: Cursor): Typed | undefined {
  const before = text.slice(0, offset);
  const get = /\.get\(\s*(['"]?)([^'")]*)$/.exec(before);
  const head = /\$(?:<|!?\{?)?[\w.[\]!]*$/.exec(before);
  const starts = [head?.index, chainStart(before), get ? before.lastIndexOf("$", get.index) : undefined].filter(
    (start): start is number => start !== undefined && start >= 0,
  );
  const start = Math.min(...starts);
  if (!Number.isFinite(start) || /(^|[^\\])(\\\\)*\\$/.test(before.slice(0, start))) return undefined;
  if (get && get.index > start) {
    const owner = referenceIn(before.slice(start, get.index), place);
    if (/^\$!?\{?data$/.test(before.slice(start, get.index)))
      return {
        kind: "name",
        span: { start: offset - (get[2]?.length ?? 0), end: offset + wordAfter(text, offset) },
        namespace: undefined,
        written: get[1] || "",
      };
    return (
      owner && {
        kind: "member",
        span: { start: offset - (get[2]?.length ?? 0), end: offset + wordAfter(text, offset) },
        reference: owner,
        steps: owner.path.length,
        quoted: get[1] ?? "",
        owner: { start, end: get.index },
      }
    );
  }
  const written = before.slice(start);
  const dot = written.lastIndexOf(".");
  const namespace = /^\$<(contact|event)\.\w*$/.exec(written)?.[1] as "contact" | "event" | undefined;
  if (dot > 0 && !namespace) {
    const owner = /^\$!?\{?data$/.test(written.slice(0, dot)) ? undefined : referenceIn(written.slice(0, dot), place);
    const word = written.length - dot - 1;
    const span = { start: offset - word, end: offset + wordAfter(text, offset) };
    if (/^\$!?\{?data$/.test(written.slice(0, dot))) return { kind: "name", span, namespace: undefined, written: "data." };
    // A dotted additional field is a name, so both are offered: members first, if there are any.
    return (
      owner && {
        kind: "member",
        span,
        reference: owner,
        steps: owner.path.length,
        quoted: ".",
        owner: { start, end: start + dot },
      }
    );
  }
  return { kind: "name", span: { start, end: endOfToken(text, offset, written) }, namespace, written };
}

/** The whole written token is replaced: up to `>` or `}` when it is closed, else up to the end of its word. */
function endOfToken(text: string, offset: number, written: string): number {
  const rest = text.slice(offset);
  const close = written.startsWith("$<")
    ? /^[\w.[\]]*>/.exec(rest)
    : /^\$!?\{/.test(written)
      ? /^[\w.[\]]*\}/.exec(rest)
      : undefined;
  return offset + (close?.[0].length ?? wordAfter(text, offset));
}

function wordAfter(text: string, offset: number): number {
  return /^\w*/.exec(text.slice(offset))?.[0].length ?? 0;
}

/** The reference that a piece of text is, closed for this purpose. */
function referenceIn(text: string, place: ReferencePlace): Reference | undefined {
  const closed = text.startsWith("$<") ? `${text}>` : /^\$!?\{/.test(text) ? `${text}}` : text;
  return lexReferences(closed, place).references.find((reference) => !reference.literal || place === "message");
}

function nameItems(
  cursor: Cursor,
  scope: Scope,
  typed: Typed & { readonly kind: "name" },
  form: "velocity" | "data",
): readonly Completion[] {
  const entries = scope
    .names()
    .filter((entry) => !typed.namespace || entry.origin === typed.namespace)
    .map((entry, at) => ({ entry, at, rank: rankOf(entry, cursor.place, cursor.value.path) }))
    .sort((a, b) => a.rank - b.rank || a.at - b.at)
    .map(({ entry }) => entry);
  const seen = new Set<string>();
  return entries.flatMap((entry): Completion[] => {
    if (entry.origin === "tool" && cursor.place !== "message") return [];
    const hidden = entry.origin === "contact" && !typed.namespace && scope.shadowing(entry.name) !== undefined;
    const key = `${entry.origin}:${entry.name}`;
    if (seen.has(key)) return [];
    seen.add(key);
    const newText = insertion(cursor, entry, typed, hidden, form);
    const edit = newText === undefined ? undefined : cursor.toEdit(typed.span, newText);
    if (!edit) return [];
    return [
      {
        label: entry.name,
        kind: entry.origin,
        detail: detailOf(entry.shape, entry),
        origin: entry.origin === "run" ? "run id" : entry.origin,
        documentation: describe(entry),
        edit,
        filter: filterFor(cursor, typed.span, entry.name, newText ?? ""),
        retrigger: false,
      },
    ];
  });
}

/** How a name is written here. Where a message or `${` is being typed, the platform form; else the checked notation. */
function insertion(
  cursor: Cursor,
  entry: ScopeName,
  typed: Typed & { readonly kind: "name" },
  hidden: boolean,
  form: "velocity" | "data",
): string | undefined {
  if (typed.written === "data.") return /^[A-Za-z_]\w*$/.test(entry.name) ? entry.name : undefined;
  if (typed.written === "'" || typed.written === '"') return entry.name;
  if (typed.written === "") return `'${entry.name}'`;
  const checked = cursor.place !== "message" && !/^\$[!{]/.test(typed.written);
  const namespace = typed.namespace ?? (checked && hidden ? "contact" : undefined);
  const reference = {
    name: entry.name,
    path: [],
    fallback: undefined,
    namespace: namespace && { name: namespace, span: { start: 0, end: 0 } },
    ...(entry.name.includes(".") ? { field: entry.name } : {}),
  };
  if (entry.origin === "tool") return `$!${entry.name}`;
  if (checked) return printReference(reference, "checked");
  if (cursor.place === "message" && entry.origin === "webhook") return `$!data.get('${entry.name.replaceAll("'", "''")}')`;
  if (cursor.place === "block-field") return /^[A-Za-z_]\w*$/.test(entry.name) ? `\${${entry.name}}` : undefined;
  // Whoever has typed the brace has chosen.
  const braced = /^\$!?\{/.test(typed.written);
  return printReference(reference, entry.origin === "event" && !braced ? form : "velocity");
}

/** What is known of the value before the dot: in a template also of its own names. */
function ownerShape(
  cursor: Cursor,
  scope: Scope,
  { reference, owner, span }: Typed & { readonly kind: "member" },
): Shape | undefined {
  if (cursor.place === "message") return halfTypedShape(cursor.text, owner, span.end, scope, reference);
  let shape = scope.resolve(reference.name, reference.namespace?.name)?.shape;
  for (const step of reference.path) {
    if (step.kind === "method" || !shape) return undefined;
    shape = stepInto(shape, step.kind === "index" ? step.index : step.name);
  }
  return shape;
}

function memberItems(cursor: Cursor, scope: Scope, typed: Typed & { readonly kind: "member" }): readonly Completion[] {
  const { reference } = typed;
  const entry = scope.resolve(reference.name, reference.namespace?.name);
  const shape = ownerShape(cursor, scope, typed);
  const fields = [...(shape?.fields ?? [])];
  const dotted = scope
    .names()
    .filter((name) => reference.path.length === 0 && name.name.toLowerCase().startsWith(`${reference.name.toLowerCase()}.`));
  const items = fields.map(([name, member]) => memberItem(cursor, typed, name, member, entry?.origin ?? "event"));
  const named = dotted.map((field) =>
    memberItem(cursor, typed, field.name.slice(reference.name.length + 1), field.shape, "contact"),
  );
  return [...items, ...named].filter((item): item is Completion => item !== undefined);
}

/** The methods of a value or a tool, where Velocity is written. */
function methodItems(cursor: Cursor, scope: Scope, typed: Typed & { readonly kind: "member" }): readonly Completion[] {
  const { reference } = typed;
  if (typed.quoted !== "." || reference.form === "checked" || cursor.place === "block-field") return [];
  const tool = reference.path.length === 0 && scope.resolve(reference.name)?.origin === "tool";
  const methods = tool ? (methodsOfTool(reference.name) ?? []) : methodsOfShape(ownerShape(cursor, scope, typed));
  const seen = new Set<string>();
  const ordered = [...methods].sort((a, b) => Number(isDocumented(b, tool)) - Number(isDocumented(a, tool)));
  return ordered.flatMap((method): Completion[] => {
    if (seen.has(method.name)) return [];
    seen.add(method.name);
    const called = cursor.text[typed.span.end] === "(";
    const open = method.parameters.length > 0 || methods.some((row) => row.name === method.name && row.parameters.length > 0);
    const newText = called ? method.name : open ? `${method.name}(${cursorMark})` : `${method.name}()`;
    const edit = cursor.toEdit(typed.span, newText);
    if (!edit) return [];
    return [
      {
        label: method.name,
        kind: "method",
        detail: methodLabel(method).slice(method.name.length),
        origin: isDocumented(method, tool) ? "" : "undocumented",
        documentation: [{ text: method.doc, source: "own" }],
        edit,
        filter: filterFor(cursor, typed.span, method.name, method.name),
        retrigger: false,
      },
    ];
  });
}

/** The methods that the platform's pages name ("Velocity Reference"); a value has more, as Java does. */
const documented: ReadonlySet<string> = new Set(
  "get size length substring replace toUpperCase toLowerCase equals equalsIgnoreCase toString".split(" "),
);
const documentedOfTools: ReadonlySet<string> = new Set(
  "add sub mul div toInteger integer format currentDate currentTimeStamp formatDate formatInContactTimezone addYears addMonths addDays addHours addMinutes diff".split(
    " ",
  ),
);

function isDocumented(method: { readonly name: string }, ofTool: boolean): boolean {
  return (ofTool ? documentedOfTools : documented).has(method.name);
}

/** The names that the template itself has bound before the cursor. */
function localItems(cursor: Cursor, scope: Scope, typed: Typed & { readonly kind: "name" }): readonly Completion[] {
  if (cursor.place !== "message" || !/^\$!?\{?\w*$/.test(typed.written)) return [];
  return [...localsBefore(cursor.text, typed.span, scope)].flatMap(([name, shape]): Completion[] => {
    const braced = /^\$!?\{/.test(typed.written);
    const quiet = typed.written.startsWith("$!") ? "!" : "";
    const newText = braced ? `$${quiet}{${name}}` : `$${quiet}${name}`;
    const edit = cursor.toEdit(typed.span, newText);
    return edit
      ? [
          {
            label: name,
            kind: "local",
            detail: detailOf(shape),
            origin: "this template",
            documentation: undefined,
            edit,
            filter: filterFor(cursor, typed.span, name, newText),
            retrigger: false,
          },
        ]
      : [];
  });
}

function memberItem(
  cursor: Cursor,
  typed: Typed & { readonly kind: "member" },
  name: string,
  shape: Shape | undefined,
  origin: string,
): Completion | undefined {
  const plain = /^[A-Za-z_]\w*$/.test(name);
  if (typed.quoted === "." && !plain) return undefined;
  const newText = typed.quoted === "" ? `'${name}'` : name;
  const edit = cursor.toEdit(typed.span, newText);
  return (
    edit && {
      label: name,
      kind: "member",
      detail: shape ? detailOf(shape) : "",
      origin,
      documentation: undefined,
      edit,
      filter: filterFor(cursor, typed.span, name, newText),
      retrigger: false,
    }
  );
}

function detailOf(shape: Shape | undefined, entry?: ScopeName): string {
  if (!shape) return entry?.title ?? "";
  const sample = entry?.samples[0]?.value ?? (shape.seen > 0 ? shape.example : undefined);
  const value = sample === undefined || sample === null || typeof sample === "object" ? "" : `  ${shortText(sample, 32)}`;
  // The list is narrow: what a text looks like is told beside it.
  return `${shapeTitle(shape, false)}${value}`;
}

/** Editors compare the written token with this: its own beginning, then the name. */
function filterFor(cursor: Cursor, span: Span, name: string, newText: string): string {
  const written = cursor.text.slice(span.start, cursor.offset);
  const sigil = /^\$(?:<(?:contact\.|event\.)?|!?\{?)?/.exec(written)?.[0] ?? (newText.startsWith("'") ? "" : "");
  return sigil + name;
}
