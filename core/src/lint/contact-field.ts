/** A contact field by the name that a definition gives it: a standard one, or one of `contact-fields.yaml`. */
import { builtinFields } from "../model/builtin-fields";
import type { Uri } from "../platform";
import type { ProjectReader } from "../project/reader";
import type { Span } from "../text/span";

export interface KnownField {
  /** One of the types of `contact-fields.yaml`. */
  readonly type: string;
  /** Its type in words: "a text field". */
  readonly title: string;
  readonly place: { readonly uri: Uri; readonly span: Span } | undefined;
}

/** The field of this name; case does not matter, and percent signs around it are of no meaning. */
export function fieldNamed(project: ProjectReader, name: string): KnownField | undefined {
  const wanted = name
    .trim()
    .replace(/^%(.*)%$/, "$1")
    .toLowerCase();
  const own = project.additionalFields().find(({ key }) => key.toLowerCase() === wanted);
  if (own) return { type: own.type, title: titleOf(own.type), place: { uri: own.uri, span: own.keyScalar.span } };
  const standard = builtinFields.find(({ property, names }) => [property, ...names].some((one) => one.toLowerCase() === wanted));
  return standard && { type: standard.type, title: titleOf(standard.type), place: undefined };
}

function titleOf(type: string): string {
  switch (type) {
    case "textArea":
      return "a text area";
    case "dateTime":
      return "a field for a date with time";
    case "checkboxes":
      return "a list of checkboxes";
    case "dropdown":
      return "a dropdown";
    default:
      return `a ${type} field`;
  }
}
