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
  check(file, report) {
    for (const { value, reading } of jsonReadings(file)) {
      const { problem } = reading;
      // A text that the engine refuses is no JSON or any other text.
      if (problem && !isRefused(file, value))
        report({ span: value.toFile(problem.span), message: `The body is not JSON: ${problem.message}`, help: problem.help });
    }
    reportRendered(file, "json", report);
  },
});
