import { fileKinds } from "../../model/kinds";
import { isBroken } from "../../model/source-file";
import type { YamlMap } from "../../yaml/index";
import { reportSchemaProblems } from "../from-schema";
import { isToldAsSecret } from "../literal-secrets";
import { missingOperands } from "../missing-operands";
import { type CheckedFile, defineRule } from "../rule";

function hasUnknownKey({ schemaProblems }: CheckedFile, { entries }: YamlMap): boolean {
  return schemaProblems.some(({ data, kind }) => kind !== "missing-property" && entries.some((entry) => entry === data.entry));
}

/** Nothing that the platform needs is left out. */
export const rule = defineRule({
  id: "missing-property",
  severity: "error",
  summary: "Nothing that the platform needs is left out.",
  fixable: true,
  about: fileKinds,
  check(file, report) {
    reportSchemaProblems("missing-property", file, report, (problem) => !isToldAsSecret(file, problem));
    for (const { asking, map, key, example } of file.workflow ? missingOperands(file.workflow) : []) {
      // A key that does not exist may be the one that was meant.
      if (file.isMasked(map.span) || isBroken(file.source) || hasUnknownKey(file, map)) continue;
      report({
        span: asking.span,
        message: `\`${asking.text}\` needs \`${key}\``,
        help: `Add \`${key}:\`, for example \`${key}: ${example}\``,
      });
    }
  },
});
