import { reportSchemaProblems } from "../from-schema";
import { defineRule } from "../rule";

/** A body is JSON, XML or text. */
export const rule = defineRule({
  id: "invalid-body-format",
  severity: "error",
  summary: "A body is JSON, XML or text.",
  domain: ["W06"],
  fixable: true,
  check(file, report) {
    reportSchemaProblems("invalid-body-format", file, report);
  },
});
