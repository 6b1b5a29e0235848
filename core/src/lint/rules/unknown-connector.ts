import { fileKinds } from "../../model/kinds";
import { differInDigits, nearest } from "../../text/nearest";
import { nameFix } from "../name-fix";
import { defineRule } from "../rule";

/** Reports a webhook that names a connector which no file defines. */
export const rule = defineRule({
  id: "unknown-connector",
  severity: "error",
  summary: "Webhooks name connectors that exist.",
  fixable: true,
  about: fileKinds,
  check(file, report) {
    for (const use of file.source.names) {
      if (use.kind !== "connector" || file.project.connector(use.name) || file.project.hasNameless("connector")) continue;
      const near = nearest(
        use.name,
        file.project.connectors().map((connector) => connector.name),
        true,
      );
      report({
        span: use.scalar.span,
        message: `There is no connector \`${use.name}\``,
        help: near ? `Did you mean \`${near}\`?` : `Create \`${use.name}.connector.yaml\` with its name and type`,
        fix: nameFix(file.source.document, use.scalar, near, near !== undefined && differInDigits(use.name, near)),
      });
    }
  },
});
