import { printReference } from "../../reference/index";
import { replaceInValue } from "../fixes";
import { defineRule } from "../rule";

/** Reports `$<NAME>` in a message: there it is ordinary text, and the reader of the message sees it. */
export const rule = defineRule({
  id: "literal-checked-reference",
  severity: "warning",
  summary: "Messages use the platform's own references, not $<NAME>.",
  domain: ["V01"],
  fixable: true,
  check(file, report) {
    for (const { reference, value, span, text, scope } of file.literals) {
      if (value.place !== "message" || reference.form !== "checked") continue;
      // `$<b>5</b>` is HTML: only a name that this message could mean is surely a slip.
      if (!scope().resolve(reference.name, reference.namespace?.name) && !scope().dotted(reference)) continue;
      const field = scope().dotted(reference)?.entry.name;
      const platform = printReference(field === undefined ? reference : { ...reference, field }, "velocity");
      const edits = replaceInValue(file.source.document, value, reference.span, platform);
      report({
        span,
        message: `\`${text}\` is printed as it is: messages know only the platform's references`,
        help: `Write \`${platform}\``,
        fix: edits && { title: `Change to \`${platform}\``, edits },
      });
    }
  },
});
