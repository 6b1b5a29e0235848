/**
 * References: after `$`, `$<`, `${`, inside one that is half typed, and members after a dot. In webhooks and block fields the
 * checked notation is written, in messages the platform's form.
 */

import { shortText } from "../model/data";
import type { ReferenceValue, SourceFile } from "../model/source-file";
import type { ProjectReader } from "../project/reader";
import { lexReferences, printReference } from "../reference/index";
import type { Reference, ReferencePlace } from "../reference/tree";
import type { Scope, ScopeName } from "../scope/scope";
import { scopeOf } from "../scope/scope-at";
import type { Shape } from "../shape/shape";
import { shapeTitle, stepInto } from "../shape/shape";
import type { TextEdit } from "../text/edit";
import { lineAt } from "../text/lines";
import type { Span } from "../text/span";
import { replaceInScalar, scalarSource } from "../yaml/index";
import type { Completion, SchemaPlace } from "./completion";
import { describe } from "./hover";

interface Cursor {
  /** The text with references, decoded, and the cursor in it. */
  readonly text: string;
  readonly offset: number;
  readonly place: ReferencePlace;
  readonly value: ReferenceValue;
  /** An edit of the decoded text as one edit of the file. */
  toEdit(span: Span, newText: string): TextEdit | undefined;
}

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
  return typed.kind === "name" ? nameItems(cursor, scope, typed) : memberItems(cursor, scope, typed);
}

type Typed =
  | { readonly kind: "name"; readonly span: Span; readonly namespace: "contact" | "event" | undefined; readonly written: string }
  | {
      readonly kind: "member";
      readonly span: Span;
      readonly reference: Reference;
      readonly steps: number;
      readonly quoted: string;
    };

/** What of a reference stands before the cursor: the start of a name, or a path whose last step is being typed. */
function typedAt({ text, offset, place }: Cursor): Typed | undefined {
  const before = text.slice(0, offset);
  const get = /\.get\(\s*(['"]?)([^'")]*)$/.exec(before);
  const head = /\$(?:<|!?\{?)?[\w.[\]!]*$/.exec(before);
  const starts = [head?.index, get ? before.lastIndexOf("$", get.index) : undefined].filter(
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
    return owner && { kind: "member", span, reference: owner, steps: owner.path.length, quoted: "." };
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

function nameItems(cursor: Cursor, scope: Scope, typed: Typed & { readonly kind: "name" }): readonly Completion[] {
  const entries = scope.names().filter((entry) => !typed.namespace || entry.origin === typed.namespace);
  const seen = new Set<string>();
  return entries.flatMap((entry): Completion[] => {
    if (entry.origin === "tool" && cursor.place !== "message") return [];
    const hidden = entry.origin === "contact" && !typed.namespace && scope.shadowing(entry.name) !== undefined;
    const key = `${entry.origin}:${entry.name}`;
    if (seen.has(key)) return [];
    seen.add(key);
    const newText = insertion(cursor, entry, typed, hidden);
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
  return printReference(reference, "velocity");
}

function memberItems(cursor: Cursor, scope: Scope, typed: Typed & { readonly kind: "member" }): readonly Completion[] {
  const { reference } = typed;
  const entry = scope.resolve(reference.name, reference.namespace?.name);
  let shape = entry?.shape;
  for (const step of reference.path) {
    if (step.kind === "method" || !shape) return [];
    shape = stepInto(shape, step.kind === "index" ? step.index : step.name);
  }
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
  return `${shapeTitle(shape)}${value}`;
}

/** Editors compare the written token with this: its own beginning, then the name. */
function filterFor(cursor: Cursor, span: Span, name: string, newText: string): string {
  const written = cursor.text.slice(span.start, cursor.offset);
  const sigil = /^\$(?:<(?:contact\.|event\.)?|!?\{?)?/.exec(written)?.[0] ?? (newText.startsWith("'") ? "" : "");
  return sigil + name;
}

/** The value under the cursor, whether it is a scalar of a YAML file or a template as a whole. */
function cursorAt(file: SourceFile, at: SchemaPlace | undefined, offset: number): Cursor | undefined {
  const { document } = file;
  if (!document) {
    const value = file.values[0];
    return value && { text: file.text, offset, place: "message", value, toEdit: (span, newText) => ({ span, newText }) };
  }
  const place = at?.schema["x-reference"] as ReferencePlace | undefined;
  if (!at || !place || place === "bare-name") return undefined;
  const { scalar, decodedOffset } = at.place;
  const path = at.place.path;
  const value: ReferenceValue = file.values.find((candidate) => candidate.scalar === scalar && scalar !== undefined) ?? {
    place,
    text: "",
    list: { references: [], problems: [] },
    scalar,
    path,
    block: path[0] === "blocks" && typeof path[1] === "string" ? path[1] : undefined,
    template: undefined,
    toFile: (span) => span,
  };
  if (scalar && decodedOffset !== undefined && scalar.span.end > scalar.span.start)
    return {
      text: scalar.text,
      offset: decodedOffset,
      place,
      value,
      toEdit: (span, newText) => aroundCursor(file.text, replaceInScalar(document, scalar, span, newText)?.[0], offset),
    };
  // Nothing that could be read as a value: a half-typed line. What stands there is taken as plain text.
  const { typed } = at.place;
  const text = file.text.slice(typed.start, typed.end);
  return {
    text,
    offset: offset - typed.start,
    place,
    value,
    toEdit: (span, newText) => ({
      span: typed,
      newText: scalarSource(text.slice(0, span.start) + newText + text.slice(span.end), {
        place: { flow: at.place.flow, key: false, parentIndent: at.place.indent },
      }),
    }),
  };
}

/** The protocol wants an edit that touches the cursor and stays on its line; a minimal one may have been cut shorter. */
function aroundCursor(text: string, edit: TextEdit | undefined, offset: number): TextEdit | undefined {
  if (!edit) return undefined;
  const line = lineAt(text, offset);
  if (edit.span.start < line.start || edit.span.end > line.end) return undefined;
  const start = Math.min(edit.span.start, offset);
  const end = Math.max(edit.span.end, offset);
  return { span: { start, end }, newText: text.slice(start, edit.span.start) + edit.newText + text.slice(edit.span.end, end) };
}
