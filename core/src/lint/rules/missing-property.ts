import { fileKinds } from "../../model/kinds";
import { reportSchemaProblems } from "../from-schema";
import { isToldAsSecret } from "../literal-secrets";
import { defineRule } from "../rule";

/** Nothing that the platform needs is left out. */
export const rule = defineRule({
  id: "missing-property",
  severity: "error",
  summary: "Nothing that the platform needs is left out.",
  fixable: true,
  about: fileKinds,
  check(file, report) {
    reportSchemaProblems("missing-property", file, report, (problem) => !isToldAsSecret(file, problem));
  },
});
