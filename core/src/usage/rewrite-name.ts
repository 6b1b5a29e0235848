/**
 * One naming with another name in it: the smallest change of the decoded text that says the new name in the form that stands
 * there, or in one that can say it.
 */
import { isIdentifier, printReference } from "../reference/print";
import type { Span } from "../text/span";
import type { Naming, Written } from "./namings";

export interface NameChange {
  /** In the decoded text; in a template that is the file. */
  readonly span: Span;
  readonly text: string;
}

/** Undefined where no form can say the name. */
export function rewriteName({ written, thing }: Naming, newName: string): NameChange | undefined {
  switch (written.kind) {
    case "scalar":
      return { span: { start: 0, end: written.scalar.text.length }, text: newName };
    case "local":
      return isIdentifier(newName) ? { span: written.name, text: newName } : undefined;
    case "json":
      return { span: written.name, text: JSON.stringify(newName).slice(1, -1) };
    case "reference":
      return inReference(written, newName, thing.kind === "contact-field");
  }
}

function inReference(
  written: Written & { readonly kind: "reference" },
  newName: string,
  isField: boolean,
): NameChange | undefined {
  const { reference, value, name } = written;
  switch (reference.form) {
    case "bare":
      return { span: name, text: newName };
    case "merge-tag":
      return /^[A-Za-z_]\w*(\.\w+)*$/.test(newName) ? { span: name, text: newName } : undefined;
    case "checked":
      if (isCheckedName(newName, isField)) return { span: name, text: newName };
      if (value.place === "block-field") return undefined;
      return { span: reference.span, text: printReference({ ...reference, name: newName, namespace: undefined }, "data") };
    case "velocity":
      if (isIdentifier(newName)) return { span: name, text: newName };
      if (value.place === "block-field") return undefined;
      // `$!{name.a|'x'}` and `$!{data.get('new name').a|'x'}` read the same.
      return { span: name, text: `data.get(${quoted(newName)})` };
    case "data":
      return inData(value.text, name, newName);
  }
}

/** `$data.X`, `$data.get('X')`, `$data["X"]`: the sign before the name tells which one it is. */
function inData(text: string, name: Span, newName: string): NameChange {
  switch (text[name.start - 1]) {
    case "'":
      return { span: name, text: newName.replaceAll("'", "''") };
    case '"':
      return /[$#"\\]/.test(newName)
        ? { span: { start: name.start - 1, end: name.end + 1 }, text: quoted(newName) }
        : { span: name, text: newName };
    default:
      return isIdentifier(newName)
        ? { span: name, text: newName }
        : { span: { start: name.start - 1, end: name.end }, text: `.get(${quoted(newName)})` };
  }
}

/** A name that `$<...>` reads whole: the dot of a field `LIST.FIELD` belongs to it, that of a parameter would begin a path. */
function isCheckedName(name: string, isField: boolean): boolean {
  const parts = isField ? name.split(".") : [name];
  return parts.every((part) => /^[^.[\]|>\s"'<$\\]+$/.test(part));
}

function quoted(name: string): string {
  return `'${name.replaceAll("'", "''")}'`;
}
