import { fileKinds } from "../../model/kinds";
import { differInDigits, nearest } from "../../text/nearest";
import { nameFix } from "../name-fix";
import { defineRule } from "../rule";

/** Reports a block or recording that names a webhook which no file defines. */
export const rule = defineRule({
  id: "unknown-webhook",
  severity: "error",
  summary: "Blocks run webhooks that exist.",
  domain: ["F12"],
  fixable: true,
  about: fileKinds,
  check(file, report) {
    for (const use of file.source.names) {
      if (use.kind !== "webhook" || file.project.webhook(use.name) || file.project.hasNameless("webhook")) continue;
      const near = nearest(
        use.name,
        file.project.webhooks().flatMap((webhook) => webhook.name?.text ?? []),
        true,
      );
      report({
        span: use.scalar.span,
        message: `There is no webhook \`${use.name}\``,
        help: near ? `Did you mean \`${near}\`?` : "Write it as a file of its own, `*.webhook.yaml`",
        fix: nameFix(file.source.document, use.scalar, near, near !== undefined && differInDigits(use.name, near)),
      });
    }
  },
});
