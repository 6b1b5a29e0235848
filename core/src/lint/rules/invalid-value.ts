import { fileKinds } from "../../model/kinds";
import { reportSchemaProblems } from "../from-schema";
import { defineRule } from "../rule";

/** Values have the form that the platform's field takes. */
export const rule = defineRule({
  id: "invalid-value",
  severity: "error",
  summary: "Values have the form that the platform's field takes.",
  fixable: true,
  about: fileKinds,
  check(file, report) {
    reportSchemaProblems("invalid-value", file, report);
  },
});
