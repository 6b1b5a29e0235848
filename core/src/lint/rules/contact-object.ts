import { isContactObject } from "../contact-references";
import { replaceInValue } from "../fixes";
import { defineRule } from "../rule";

/** Reports `$contact.email`: the platform documents no object of this name; contact fields are read by their own names. */
export const rule = defineRule({
  id: "contact-object",
  severity: "warning",
  summary: "Contact fields are read by their names, without an object around them.",
  domain: ["V09"],
  fixable: true,
  check(file, report) {
    for (const checked of file.references) {
      if (!isContactObject(checked)) continue;
      const { reference, value, span, text, scope } = checked;
      const [first] = reference.path;
      const field = first?.kind === "property" && reference.path.length === 1 ? first : undefined;
      const plain = field && field.span.start === reference.nameSpan.end + 1;
      const edits =
        plain && scope().resolve(field.name, "contact")
          ? replaceInValue(file.source.document, value, { start: reference.nameSpan.start, end: field.span.start }, "")
          : undefined;
      report({
        span,
        message: `\`${text}\` is sent as it is: the platform documents no object \`$contact\``,
        help: field ? `Write \`$${field.name}\`` : "Write the field's name alone, such as `$email`",
        fix: edits && field && { title: `Change to \`$${field.name}\``, edits },
      });
    }
  },
});
