import { fileKinds } from "../../model/kinds";
import { reportSchemaProblems } from "../from-schema";
import { isToldAsSecret } from "../literal-secrets";
import { defineRule } from "../rule";

/** Keys are spelled as the platform's fields are. A key that holds a credential has a finding of its own. */
export const rule = defineRule({
  id: "unknown-property",
  severity: "warning",
  summary: "Keys are spelled as the platform's fields are.",
  fixable: true,
  about: fileKinds,
  check(file, report) {
    reportSchemaProblems("unknown-property", file, report, (problem) => !isToldAsSecret(file, problem));
  },
});
