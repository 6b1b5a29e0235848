import { fileKinds } from "../../model/kinds";
import type { SchemaProblem } from "../../schema/check";
import { reportSchemaProblems } from "../from-schema";
import { isToldAsSecret } from "../literal-secrets";
import { type CheckedFile, defineRule } from "../rule";

/** Keys are spelled as the platform's fields are. A key that holds a credential has a finding of its own. */
export const rule = defineRule({
  id: "unknown-property",
  severity: "warning",
  summary: "Keys are spelled as the platform's fields are.",
  fixable: true,
  about: fileKinds,
  check(file, report) {
    reportSchemaProblems(
      "unknown-property",
      file,
      report,
      (problem) => !isToldAsSecret(file, problem) && !isOfNamelessConnector(file, problem),
    );
  },
});

/** Where a connector is written out in place of its name, the missing name is the one fault. */
function isOfNamelessConnector({ source, schemaProblems, project }: CheckedFile, { data }: SchemaProblem): boolean {
  const root = source.document?.root;
  const authentication = root?.kind === "map" ? root.get("authentication")?.value : undefined;
  if (authentication?.kind !== "map" || !data.entry || !authentication.entries.includes(data.entry)) return false;
  return (
    project.config.rules.get("missing-property") !== "off" &&
    schemaProblems.some((other) => other.kind === "missing-property" && other.data.node === authentication)
  );
}
