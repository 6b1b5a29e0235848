/** What is read of a value: members behind a dot, in `.get('…')` and in brackets, items of lists, methods. */

import { shortText } from "../../model/data";
import { isIdentifier, velocityText } from "../../reference/index";
import type { Scope, ScopeName } from "../../scope/scope";
import type { Shape } from "../../shape/shape";
import { shapeTitle, stepInto } from "../../shape/shape";
import { halfTypedShape } from "../half-typed";
import { methodsOfShape, methodsOfTool } from "../methods-of";
import { methodLabel } from "../signature";
import { type Cursor, itemAt, mayBindNames } from "./cursor";
import { cursorMark } from "./cursor-mark";
import type { Completion } from "./item";
import type { Accessor, TypedMember } from "./typed";

/** The members of the value before the cursor, and items of additional fields `LIST.FIELD`. */
export function memberItems(cursor: Cursor, scope: Scope, typed: TypedMember): readonly Completion[] {
  const { reference, by } = typed;
  const origin = scope.resolve(reference.name, reference.namespace?.name)?.origin ?? "event";
  const shape = ownerShape(cursor, scope, typed);
  const first = by.form !== "." && !by.quote && shape?.types.has("list") ? indexItem(cursor, typed, shape.item, origin) : [];
  // Our own notation has brackets for items of lists only.
  if (by.form === "[" && reference.form === "checked") return first;
  const fields = [...(shape?.fields ?? [])].flatMap(([name, member]) => memberItem(cursor, typed, name, member, origin));
  const prefix = `${reference.name.toLowerCase()}.`;
  const dotted =
    by.form === "." && reference.path.length === 0 && reference.form === "checked"
      ? scope.names().filter(({ name }) => name.toLowerCase().startsWith(prefix))
      : [];
  return [
    ...first,
    ...fields,
    ...dotted.flatMap(({ name, shape: value }) => memberItem(cursor, typed, name.slice(prefix.length), value, "contact")),
  ];
}

/** The first item of a list. */
function indexItem(cursor: Cursor, { span, by }: TypedMember, item: Shape | undefined, origin: string): readonly Completion[] {
  return itemAt(cursor, span, `0${by.close}`, {
    label: "0",
    kind: "member",
    detail: detailOf(item),
    origin,
    documentation: undefined,
    filter: "0",
  });
}

function memberItem(
  cursor: Cursor,
  typed: TypedMember,
  name: string,
  shape: Shape | undefined,
  origin: string,
): readonly Completion[] {
  const { span, by } = typed;
  const newText = keyText(name, by);
  if (newText === undefined) return [];
  const isWhole = shape !== undefined && (shape.types.has("object") || shape.types.has("list"));
  return itemAt(cursor, span, `${newText}${isWhole ? "" : closing(cursor, typed)}`, {
    label: name,
    kind: "member",
    detail: detailOf(shape),
    origin,
    documentation: undefined,
    filter: name,
  });
}

/** The bracket that a reference of one value still needs behind its last member; none where one stands behind the cursor. */
function closing({ text }: Cursor, { owner, span }: TypedMember): string {
  const behind = text.slice(span.end, span.end + 1000);
  if (text.startsWith("$<", owner.start)) return /^[\w.\-[\]]*(?:\|[^<>\r\n]*)?>/.test(behind) ? "" : ">";
  if (/^\$!?\{/.test(text.slice(owner.start, owner.start + 3))) return /^[^{}\r\n]*\}/.test(behind) ? "" : "}";
  return "";
}

/** A name as a step, from where it begins; undefined when it cannot be said so. */
export function keyText(name: string, { form, quote, close }: Accessor): string | undefined {
  if (form === ".") return isIdentifier(name) ? name : undefined;
  // In double quotes the engine looks for references of its own.
  if (quote === '"' && /[$#]/.test(name)) return undefined;
  const text = velocityText(name, quote || "'");
  return `${quote ? text.slice(1, -1) : text}${close}`;
}

/** The methods of a value or a tool, where Velocity is written. */
export function methodItems(cursor: Cursor, scope: Scope, typed: TypedMember): readonly Completion[] {
  const { reference, by, span } = typed;
  if (by.form !== "." || reference.form === "checked" || cursor.place === "block-field") return [];
  const tool = reference.path.length === 0 && scope.resolve(reference.name)?.origin === "tool";
  const methods = tool ? (methodsOfTool(reference.name) ?? []) : methodsOfShape(ownerShape(cursor, scope, typed));
  const seen = new Set<string>();
  const ordered = [...methods].sort((a, b) => Number(isDocumented(b, tool)) - Number(isDocumented(a, tool)));
  return ordered.flatMap((method): readonly Completion[] => {
    if (seen.has(method.name)) return [];
    seen.add(method.name);
    const called = cursor.text[span.end] === "(";
    const open = method.parameters.length > 0 || methods.some((row) => row.name === method.name && row.parameters.length > 0);
    const newText = called ? method.name : open ? `${method.name}(${cursorMark})` : `${method.name}()`;
    return itemAt(cursor, span, newText, {
      label: method.name,
      kind: "method",
      detail: methodLabel(method).slice(method.name.length),
      origin: isDocumented(method, tool) ? "" : "undocumented",
      documentation: [{ text: method.doc, source: "own" }],
      filter: method.name,
    });
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

/** What is known of the value before the step: in a template also of its own names. */
function ownerShape(cursor: Cursor, scope: Scope, { reference, owner, span }: TypedMember): Shape | undefined {
  if (mayBindNames(cursor)) return halfTypedShape(cursor.text, owner, span.end, scope, reference);
  let shape = scope.resolve(reference.name, reference.namespace?.name)?.shape;
  for (const step of reference.path) {
    if (step.kind === "method" || !shape) return undefined;
    shape = stepInto(shape, step.kind === "index" ? step.index : step.name);
  }
  return shape;
}

/** Type and sample of a value, as a list shows it. */
export function detailOf(shape: Shape | undefined, entry?: ScopeName): string {
  if (!shape) return entry?.title ?? "";
  const sample = entry?.samples[0]?.value ?? (shape.seen > 0 ? shape.example : undefined);
  const value = sample === undefined || sample === null || typeof sample === "object" ? "" : `  ${shortText(sample, 32)}`;
  // The list is narrow: what a text looks like is told beside it.
  return `${shapeTitle(shape, false)}${value}`;
}
