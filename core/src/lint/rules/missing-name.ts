import { reportSchemaProblems } from "../from-schema";
import { defineRule } from "../rule";

/** Every webhook has a name. */
export const rule = defineRule({
  id: "missing-name",
  severity: "error",
  summary: "Every webhook has a name.",
  domain: ["W01"],
  fixable: true,
  check(file, report) {
    reportSchemaProblems("missing-name", file, report);
  },
});
