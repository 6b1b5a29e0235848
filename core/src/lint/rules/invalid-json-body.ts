import { checkJsonTemplate } from "../../request/json-text";
import { defineRule } from "../rule";

/** Reports a JSON body that can never be JSON, whatever its variables hold. */
export const rule = defineRule({
  id: "invalid-json-body",
  severity: "error",
  summary: "A JSON body is JSON once its variables are replaced.",
  domain: ["W12"],
  check(file, report) {
    for (const value of file.source.values) {
      // Without a valid format the place is a guess.
      if (value.place !== "json" || (file.webhook && file.webhook.body?.format?.text !== "json")) continue;
      const problem = checkJsonTemplate(value.text, value.list.references);
      if (problem)
        report({ span: value.toFile(problem.span), message: `The body is not JSON: ${problem.message}`, help: problem.help });
    }
  },
});
