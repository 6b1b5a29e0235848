import { printReference } from "../../reference/index";
import { replaceInValue } from "../fixes";
import { defineRule } from "../rule";

/** Reports `%EMAIL%` in a webhook: merge tags belong to messages, and here the text itself is sent. */
export const rule = defineRule({
  id: "merge-tag-in-webhook",
  severity: "warning",
  summary: "Webhooks read contact fields by references, not by merge tags.",
  domain: ["V03"],
  fixable: true,
  about: ["webhook"],
  check(file, report) {
    for (const { reference, value, span, text, scope } of file.literals) {
      if (reference.form !== "merge-tag") continue;
      const dotted = scope().dotted(reference);
      // `100%city%` can be a text; only a field that exists is surely meant.
      if (!dotted && (reference.path.length > 0 || !scope().resolve(reference.name, "contact"))) continue;
      const checked = printReference(reference, "checked");
      const edits = replaceInValue(file.source.document, value, reference.span, checked);
      report({
        span,
        message: `\`${text}\` is sent as it is: merge tags are read in messages only`,
        help: `Write \`${checked}\``,
        fix: edits && { title: `Change to \`${checked}\``, edits },
      });
    }
  },
});
