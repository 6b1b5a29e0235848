/** References in their forms: one in another form, and which form a file has. For actions, completion and the rule that keeps to one. */
import type { Dialect } from "../model/config";
import type { ReferenceValue } from "../model/source-file";
import { isIdentifier, type PrintedForm, printReference } from "../reference/print";
import type { Reference } from "../reference/tree";
import type { Scope } from "../scope/scope";

/** The reference in another form, when it means the same there. */
export function converted(value: ReferenceValue, reference: Reference, scope: Scope, form: PrintedForm): string | undefined {
  const { place } = value;
  if (
    reference.local ||
    !reference.closed ||
    reference.form === form ||
    reference.form === "bare" ||
    reference.form === "merge-tag"
  )
    return undefined;
  if (!reference.printed || reference.path.some((step) => step.kind === "method")) return undefined;
  if (form === "checked" && (place === "message" || !isSayable(reference.fallback))) return undefined;
  if (form === "data" && place === "block-field") return undefined;
  const entry = scope.dotted(reference)?.entry;
  if (form === "velocity" && (entry || !isIdentifier(reference.name))) return undefined;
  // Where a block field knows only `${name}`, there is no quiet form.
  if (form === "velocity" && place === "block-field")
    return reference.path.length || reference.fallback ? undefined : `\${${reference.name}}`;
  return printReference(entry ? { ...reference, field: entry.name } : reference, form);
}

/** Whether `$<name|fallback>` can hold it: only a text, up to its `>`. */
function isSayable(fallback: Reference["fallback"]): boolean {
  return !fallback || !(fallback.isExpression || /[<>\r\n]/.test(fallback.text));
}

/** Of the forms in which references are written the one that most have; the favourite where none has more. */
export function mostUsedForm(forms: Iterable<PrintedForm>, favourite: PrintedForm): PrintedForm {
  const counts = new Map<PrintedForm, number>();
  for (const form of forms) counts.set(form, (counts.get(form) ?? 0) + 1);
  let best = favourite;
  for (const [form, count] of counts) if (count > (counts.get(best) ?? 0)) best = form;
  return best;
}

/** How the vendor's pages for an account name parameters in messages: `$!{x}` on Reteno's, `$!data.get('x')` on the others. */
export function formOfPages(dialect: Dialect): "velocity" | "data" {
  return dialect === "reteno" ? "velocity" : "data";
}
