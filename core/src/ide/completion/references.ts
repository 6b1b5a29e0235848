/**
 * References: after `$`, `$<`, `${`, and inside one that is half typed. In webhooks and block fields the checked notation is
 * written, in messages the platform's form; of a reference that goes on behind the cursor only the name changes.
 */

import { referencesOf, type SourceFile } from "../../model/source-file";
import type { ProjectReader } from "../../project/reader";
import { isIdentifier, printReference, velocityName } from "../../reference/index";
import type { Scope, ScopeName } from "../../scope/scope";
import { scopeOf } from "../../scope/scope-at";
import type { Shape } from "../../shape/shape";
import { stepInto } from "../../shape/shape";
import { formOfPages, mostUsedForm } from "../../usage/converted";
import { localsBefore } from "../half-typed";
import { describe } from "../hover/index";
import { type Cursor, cursorAt, itemAt, mayBindNames } from "./cursor";
import { isBareInJson, rankOf } from "./fit";
import type { Completion, SchemaPlace } from "./item";
import { detailOf, keyText, memberItems, methodItems } from "./members";
import { tagCompletions } from "./merge-tags";
import { type TypedName, typedAt } from "./typed";

/** The reference completions at an offset; empty where none is being written. */
export function referenceCompletions(
  project: ProjectReader,
  file: SourceFile,
  at: SchemaPlace | undefined,
  offset: number,
): readonly Completion[] {
  const cursor = cursorAt(file, at, offset);
  // Most places have neither sign near them; the scope is not asked for then.
  if (!cursor || !/[$%]/.test(cursor.text.slice(Math.max(0, cursor.offset - 1000), cursor.offset))) return [];
  const scope = scopeOf(project, file, cursor.value);
  const typed = typedAt(cursor, scope);
  if (!typed) return tagCompletions(cursor, scope);
  if (typed.kind === "member") return [...memberItems(cursor, scope, typed), ...methodItems(cursor, scope, typed)];
  const names = [
    ...localItems(cursor, scope, typed),
    ...nameItems(cursor, scope, typed, messageForm(project, file, cursor, scope)),
  ];
  // A loop goes over lists.
  return isLoopHead(cursor, typed) ? [...names].sort((a, b) => Number(b.isList) - Number(a.isList)) : names;
}

/**
 * How messages of this file name event parameters: as most of its references do, else as the vendor's pages for this account do
 * (`dialect`): `$!{x}` on Reteno's newest ones, `$!data.get('x')` on those of eSputnik and Yespo.
 */
function messageForm(project: ProjectReader, file: SourceFile, { place }: Cursor, scope: Scope): "velocity" | "data" {
  if (place !== "message") return "velocity";
  const forms = [...referencesOf(file)].flatMap(({ reference: { form, local, name }, value }) =>
    value.place === "message" && !local && (form === "data" || form === "velocity") && scope.resolve(name)?.origin === "event"
      ? [form]
      : [],
  );
  return mostUsedForm(forms, formOfPages(project.config.dialect)) === "data" ? "data" : "velocity";
}

/** A name together with whether its value is a list. */
type NameItem = Completion & { readonly isList: boolean };

function isLoopHead(cursor: Cursor, { span }: TypedName): boolean {
  return (
    mayBindNames(cursor) &&
    /#\{?foreach\}?\s*\(\s*\$\w+\s+in\s+$/.test(cursor.text.slice(Math.max(0, span.start - 200), span.start))
  );
}

function isList(shape: Shape | undefined): boolean {
  return shape?.types.has("list") ?? false;
}

function nameItems(cursor: Cursor, scope: Scope, typed: TypedName, form: "velocity" | "data"): readonly NameItem[] {
  const isBare = isBareInJson(cursor.place, cursor.text, typed.span.start);
  const entries = scope
    .names()
    .filter((entry) => !typed.namespace || entry.origin === typed.namespace)
    .map((entry, at) => ({ entry, at, rank: rankOf(entry, cursor.place, cursor.value.path, isBare) }))
    .sort((a, b) => a.rank - b.rank || a.at - b.at)
    .map(({ entry }) => entry);
  const seen = new Set<string>();
  return entries.flatMap((entry): readonly NameItem[] => {
    // Tools stand beside the data, and only where a message is made.
    if (entry.origin === "tool" && (typed.key || cursor.place !== "message")) return [];
    const hidden = entry.origin === "contact" && !typed.namespace && scope.shadowing(entry.name) !== undefined;
    const key = `${entry.origin}:${entry.name}`;
    if (seen.has(key)) return [];
    seen.add(key);
    const newText = typed.key ? keyText(entry.name, typed.key) : insertion(cursor, entry, typed, hidden, form);
    if (newText === undefined) return [];
    const items = itemAt(cursor, typed.span, newText, {
      label: entry.name,
      kind: entry.origin,
      detail: detailOf(entry.shape, entry),
      origin: entry.origin === "run" ? "run id" : entry.origin,
      documentation: describe(entry),
      filter: `${sigilOf(typed)}${entry.name}`,
    });
    return items.map((item) => ({ ...item, isList: isList(entry.shape) }));
  });
}

/** The written token's own beginning, which what is compared with it needs, too. */
function sigilOf({ key, written }: TypedName): string {
  return key ? "" : (/^\$(?:<(?:contact\.|event\.)?|!?\{?)?/.exec(written)?.[0] ?? "");
}

/** How a name is written here. Where a message or `${` is being typed, the platform form; else the checked notation. */
function insertion(
  cursor: Cursor,
  entry: ScopeName,
  typed: TypedName,
  hidden: boolean,
  form: "velocity" | "data",
): string | undefined {
  const goesOn = isKept(typed, entry.shape);
  const isChecked = typed.written.startsWith("$<");
  const checked = cursor.place !== "message" && (isChecked || (!/^\$[!{]/.test(typed.written) && !goesOn));
  const namespace = typed.namespace ?? (checked && hidden ? "contact" : undefined);
  const reference = {
    name: entry.name,
    path: [],
    fallback: undefined,
    namespace: namespace && { name: namespace, span: { start: 0, end: 0 } },
    ...(entry.name.includes(".") ? { field: entry.name } : {}),
  };
  if (goesOn && checked) return printReference(reference, "checked").slice(0, -1);
  if (goesOn) {
    if (cursor.place === "block-field" && !isIdentifier(entry.name)) return undefined;
    return `${sigilOf(typed)}${velocityName(entry.name)}`;
  }
  if (entry.origin === "tool") return `$!${entry.name}`;
  if (checked) return printReference(reference, "checked");
  if (cursor.place === "message" && entry.origin === "webhook") return printReference(reference, "data");
  if (cursor.place === "block-field") return isIdentifier(entry.name) ? `\${${entry.name}}` : undefined;
  // Whoever has typed the brace has chosen.
  const braced = /^\$!?\{/.test(typed.written);
  return printReference(reference, entry.origin === "event" && !braced ? form : "velocity");
}

/** Whether what stands behind the name goes on to belong to it. */
function isKept({ rest }: TypedName, shape: Shape | undefined): boolean {
  return rest.kind === "kept" || (rest.kind === "property" && shape !== undefined && stepInto(shape, rest.name) !== undefined);
}

/** The names that the template itself has bound before the cursor. */
function localItems(cursor: Cursor, scope: Scope, typed: TypedName): readonly NameItem[] {
  if (!mayBindNames(cursor) || typed.key || !/^\$!?\{?\w*$/.test(typed.written)) return [];
  const sigil = sigilOf(typed);
  // The nearest first, and the state of the loop behind what it goes over.
  const locals = [...localsBefore(cursor.text, typed.span, scope)].reverse();
  return locals
    .sort(([a], [b]) => Number(a === "foreach") - Number(b === "foreach"))
    .flatMap(([name, shape]) => {
      const newText = `${sigil}${name}${sigil.endsWith("{") && !isKept(typed, shape) ? "}" : ""}`;
      const items = itemAt(cursor, typed.span, newText, {
        label: name,
        kind: "local",
        detail: detailOf(shape),
        origin: "this template",
        documentation: undefined,
        filter: `${sigil}${name}`,
      });
      return items.map((item) => ({ ...item, isList: isList(shape) }));
    });
}
