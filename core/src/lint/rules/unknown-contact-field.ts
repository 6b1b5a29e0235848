import { builtinFields } from "../../model/builtin-fields";
import { contactNames } from "../../scope/scope-names";
import { nearest } from "../../text/nearest";
import { nameFix } from "../name-fix";
import type { CheckedFile, Report } from "../rule";
import { defineRule } from "../rule";

/** Reports a field by its name, in a block or a contact sample, that the account does not have. */
export const rule = defineRule({
  id: "unknown-contact-field",
  severity: "error",
  summary: "Blocks and contact samples name contact fields that exist.",
  fixable: true,
  about: ["workflow", "contact"],
  check(file, report) {
    const keys = file.contact?.fieldKeys ?? [];
    const named = file.source.names.flatMap(({ kind, scalar }) => (kind === "contact-field" ? [scalar] : []));
    for (const scalar of [...keys, ...named]) {
      const fault = faultOf(file, scalar.text);
      if (!fault || file.isMasked(scalar.span)) continue;
      const { near } = fault;
      // A sample may have a field that the list has not yet.
      const isSample = file.source.kind === "contact";
      if (isSample && near === undefined) continue;
      report({
        span: scalar.span,
        message: `There is no contact field \`${scalar.text.slice(0, 60)}\``,
        help:
          near === undefined
            ? "Declare it under `fields` in contact-fields.yaml if the account has it"
            : `Did you mean \`${near}\`?`,
        severity: isSample ? "warning" : "error",
        fix: nameFix(file.source.document, scalar, near, isSample),
      } satisfies Report);
    }
  },
});

/**
 * Additional fields are known when the account's list of them is there. Of a standard field one cannot tell whether the form calls
 * it otherwise, so only a slip of the fingers is told.
 */
function faultOf({ project }: CheckedFile, name: string): { readonly near: string | undefined } | undefined {
  if (name === "" || /[$%]/.test(name)) return undefined;
  const known = contactNames(project);
  if (known.bySpelling.has(name.toLowerCase())) return undefined;
  if (!name.includes(".")) {
    const standard = builtinFields.flatMap(({ property, names }) => [...names, property]);
    const near = nearest(name, standard);
    return near === undefined || near.toLowerCase() === name.toLowerCase() ? undefined : { near };
  }
  // A key that can be none is told of by another rule.
  if (!/^[^\s%$|{}<>.]+\.[^\s%$|{}<>.]+$/.test(name)) return undefined;
  const fields = project.additionalFields().map(({ key }) => key);
  return known.listed ? { near: nearest(name, fields) } : undefined;
}
