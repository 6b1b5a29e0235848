import { replaceInValue } from "../fixes";
import { jsonReadings } from "../json-body";
import { isRefused } from "../refused-texts";
import { reportRendered } from "../rendered-body";
import { defineRule } from "../rule";

/** Reports a JSON body that can never be JSON, whatever its variables hold. */
export const rule = defineRule({
  id: "invalid-json-body",
  severity: "error",
  summary: "A JSON body is JSON once its variables are replaced.",
  domain: ["W12"],
  fixable: true,
  check(file, report) {
    for (const { value, reading } of jsonReadings(file)) {
      const { problem } = reading;
      // A text that the engine refuses is no JSON or any other text.
      if (!problem || isRefused(file, value)) continue;
      const { span, message, help, instead } = problem;
      const edits = instead === undefined ? undefined : replaceInValue(file.source.document, value, span, instead);
      report({
        span: value.toFile(span),
        message: `The body is not JSON: ${message}`,
        help,
        fix: edits && { title: `Change to \`${instead}\``, edits },
      });
    }
    reportRendered(file, "json", report);
  },
});
