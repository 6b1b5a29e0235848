import { replaceInValue } from "../fixes";
import { defineRule } from "../rule";
import { misreadWebhook } from "../webhook-names";

/** Reports `$data.my hook.code`: a name that is no identifier cannot be read with a dot. A webhook may have any name. */
export const rule = defineRule({
  id: "misread-webhook-name",
  severity: "warning",
  summary: "The answer of a webhook whose name is no identifier is read by $data.get('name').",
  domain: ["W09"],
  fixable: true,
  check(file, report) {
    for (const checked of file.references) {
      const misread = misreadWebhook(checked);
      if (!misread) continue;
      const { value } = checked;
      const { name, span } = misread;
      const edits = name.includes("'")
        ? undefined
        : replaceInValue(file.source.document, value, { start: span.start - 1, end: span.end }, `.get('${name}')`);
      report({
        span: value.toFile(span),
        message: `The webhook \`${name}\` cannot be read with a dot: the name is no identifier, so the template reads a part of it`,
        help: `Write \`$data.get('${name}')\`, or rename the webhook`,
        fix: edits && { title: `Read it by get('${name}')`, edits },
      });
    }
  },
});
