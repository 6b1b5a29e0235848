import { fileKinds } from "../../model/kinds";
import { reportSchemaProblems } from "../from-schema";
import { literalSecrets } from "../literal-secrets";
import { defineRule } from "../rule";

/** Keys are spelled as the platform's fields are. A key that holds a credential has a finding of its own. */
export const rule = defineRule({
  id: "unknown-property",
  severity: "warning",
  summary: "Keys are spelled as the platform's fields are.",
  fixable: true,
  about: fileKinds,
  check(file, report) {
    const told = file.project.config.rules.get("literal-secret") === "off" ? [] : literalSecrets(file);
    const secrets = new Set(told.map((secret) => secret.entry));
    reportSchemaProblems("unknown-property", file, report, ({ data }) => !secrets.has(data.entry));
  },
});
