/** One reference in another form: for the actions that convert, and for the rule that keeps to one form. */
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
  if (form === "checked" && (place === "message" || /[<>\r\n]/.test(reference.fallback?.text ?? ""))) return undefined;
  if (form === "data" && place === "block-field") return undefined;
  const entry = scope.dotted(reference)?.entry;
  if (form === "velocity" && (entry || !isIdentifier(reference.name))) return undefined;
  // Where a block field knows only `${name}`, there is no quiet form.
  if (form === "velocity" && place === "block-field")
    return reference.path.length || reference.fallback ? undefined : `\${${reference.name}}`;
  return printReference(entry ? { ...reference, field: entry.name } : reference, form);
}
