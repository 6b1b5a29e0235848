import { mapOf, scalarOf } from "../../model/read";
import type { CheckedFile, Report } from "../rule";
import { defineRule } from "../rule";

/** Reports an additional field whose key is not `LIST.FIELD`, or whose name holds a period. */
export const rule = defineRule({
  id: "invalid-field-key",
  severity: "warning",
  summary: "An additional field has the key LIST.FIELD, without a period in either part.",
  domain: ["C01"],
  about: ["contact-fields", "contact"],
  check(file, report) {
    for (const { rule, span, data } of file.schemaProblems) {
      if (rule !== "invalid-field-key") continue;
      report({ span, ...keyFault(data.entry?.key.text ?? "") });
    }
    if (file.source.kind === "contact-fields") titles(file, report);
  },
});

function keyFault(key: string): Pick<Report, "message" | "help" | "severity"> {
  const shown = key.slice(0, 60);
  const parts = key.split(".");
  const [list, ...field] = parts;
  if (parts.length > 2 && parts.every((part) => /^[^\s%$|{}<>]+$/.test(part)))
    return {
      message: `The field of \`${shown}\` has a period in its own name`,
      help: `Give it a key without one in the account, such as \`${list}.${field.join("_")}\``,
    };
  if (key === "")
    return { message: "The field has no key", help: "Write `LIST.FIELD` as the account shows it", severity: "error" };
  if (parts.length === 1 && !/[\s%$|{}<>]/.test(key))
    return {
      message: `\`${shown}\` names no list: the key of an additional field is \`LIST.FIELD\``,
      help: `Write the list before it, as the account shows the key, such as \`PERSONAL.${shown}\``,
      severity: "error",
    };
  return {
    message: `\`${shown}\` cannot be the key of an additional field`,
    help: "Write `LIST.FIELD` as the account shows it, without percent signs, blanks and brackets",
    severity: "error",
  };
}

function titles({ source }: CheckedFile, report: (report: Report) => void): void {
  const root = source.document?.root;
  for (const entry of mapOf(root?.kind === "map" ? root : undefined, "fields")?.entries ?? []) {
    const title = entry.value.kind === "map" ? scalarOf(entry.value, "title") : undefined;
    // A sentence's end or an abbreviation confuses nobody; a period between two words is taken for the one behind the list.
    if (title && /[^\s.]\.[^\s.]/.test(title.text))
      report({
        span: title.span,
        message: `The field's name \`${title.text.slice(0, 60)}\` has a period in it`,
        help: "Rename the field in the account: a period stands between list and field only",
      });
  }
}
