import { reportSchemaProblems } from "../from-schema";
import { defineRule } from "../rule";

/** Keys are spelled as the platform's fields are. */
export const rule = defineRule({
  id: "unknown-property",
  severity: "warning",
  summary: "Keys are spelled as the platform's fields are.",
  fixable: true,
  check(file, report) {
    reportSchemaProblems("unknown-property", file, report);
  },
});
