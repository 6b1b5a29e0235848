import { mapOf } from "../../model/read";
import { nearest } from "../../text/nearest";
import { ruleIds } from "../generated/ids";
import { nameFix } from "../name-fix";
import { defineRule } from "../rule";

/** Reports a rule in `hookflow.yaml` that does not exist: its setting does nothing. */
export const rule = defineRule({
  id: "unknown-rule",
  severity: "error",
  summary: "The settings name rules that exist.",
  fixable: true,
  about: ["config"],
  check(file, report) {
    const root = file.source.document?.root;
    const rules = root?.kind === "map" ? mapOf(root, "rules") : undefined;
    for (const { key, value, merged } of rules?.entries ?? []) {
      if (merged || ruleIds.has(key.text) || file.isMasked(value.span)) continue;
      const near = nearest(key.text, ruleIds);
      report({
        span: key.span,
        message: `There is no rule \`${key.text}\``,
        help: near ? `Did you mean \`${near}\`?` : "`hookflow rules` lists them all",
        fix: nameFix(file.source.document, key, near),
      });
    }
  },
});
