import { scalarOf } from "../../model/read";
import { durationMinutes } from "../duration";
import { reportSchemaProblems } from "../from-schema";
import { defineRule } from "../rule";

const shortest = 2;
const longest = 28 * 24 * 60;

/** Reports a time to live that is none, and one of a Viber message that the platform does not take. */
export const rule = defineRule({
  id: "invalid-ttl",
  severity: "error",
  summary: "A Viber message waits for delivery between 2 minutes and 28 days.",
  domain: ["F20"],
  about: ["workflow"],
  check(file, report) {
    reportSchemaProblems("invalid-ttl", file, report);
    for (const { type, node } of file.workflow?.blocks.values() ?? []) {
      // Of the other channels no limits are documented.
      if (type !== "viber" && scalarOf(node, "task")?.text !== "sendObligatoryViber") continue;
      const ttl = scalarOf(node, "ttl");
      const minutes = ttl && durationMinutes(ttl.text);
      if (!ttl || minutes === undefined || (minutes >= shortest && minutes <= longest)) continue;
      report({
        span: ttl.span,
        message: `\`ttl\` is \`${ttl.text}\`, ${minutes < shortest ? "less than 2 minutes" : "more than 28 days"}`,
        help: "Write a time from `2 minutes` to `28 days`",
      });
    }
  },
});
