import { fileKinds } from "../../model/kinds";
import { defineRule } from "../rule";

/** Comments that silence findings: the runner reports those without a reason, of unknown rules, or that silence nothing. */
export const rule = defineRule({
  id: "invalid-suppression",
  severity: "warning",
  summary: "A comment that silences a finding names the rule, gives a reason and is needed.",
  fixable: true,
  about: fileKinds,
  check() {
    // Known only after all other rules have run; see the linter.
  },
});
