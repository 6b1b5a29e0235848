import { reportSchemaProblems } from "../from-schema";
import { defineRule } from "../rule";

/** The method is GET or POST. */
export const rule = defineRule({
  id: "invalid-method",
  severity: "error",
  summary: "The method is GET or POST.",
  domain: ["W02"],
  fixable: true,
  check(file, report) {
    reportSchemaProblems("invalid-method", file, report);
  },
});
