import { defineRule } from "../rule";
import { listed } from "../sample-values";
import { unquotedGaps } from "../unquoted";

/** Reports a reference outside quotes in a JSON body whose value may be missing: the body is no JSON then. */
export const rule = defineRule({
  id: "unquoted-json-value",
  severity: "warning",
  summary: "A value that may be missing stands in quotes in a JSON body, or has a fallback.",
  domain: ["W13"],
  check(file, report) {
    for (const [reference, { checked, missing, evidence }] of unquotedGaps(file)) {
      const { text, span } = checked;
      const when = evidence === "sample" ? `is missing, as in ${listed(missing)}` : "is missing";
      const then = reference.quiet ? "nothing stands in its place" : "the text itself stands in its place";
      report({
        span,
        message: `The body is not JSON when \`${reference.name}\` ${when}: ${then}`,
        help:
          reference.form === "checked"
            ? `Put it in quotes, or give a fallback, as in \`${text.slice(0, -1)}|0>\``
            : `Put it in quotes and write the quiet form, or give a fallback, as in \`\${${reference.name}|0}\``,
        severity: evidence === "unknown" ? "hint" : "warning",
      });
    }
  },
});
