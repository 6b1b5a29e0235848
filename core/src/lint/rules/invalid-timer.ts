import { mapOf } from "../../model/read";
import { reportSchemaProblems } from "../from-schema";
import { defineRule } from "../rule";

/** Reports a timer that knows neither how long nor until when it waits. */
export const rule = defineRule({
  id: "invalid-timer",
  severity: "error",
  summary: "A timer says how long it waits, or until when.",
  domain: ["F07"],
  about: ["workflow"],
  check(file, report) {
    reportSchemaProblems("invalid-timer", file, report);
    for (const block of file.workflow?.blocks.values() ?? []) {
      const until = block.type === "timer" ? block.node.get("until") : undefined;
      if (!until || block.node.get("wait") || mapOf(block.node, "until")?.entries.length !== 0) continue;
      if (file.isMasked(until.span)) continue;
      report({
        span: until.key.span,
        message: "`until` says no moment, so the timer waits for nothing",
        help: 'Write what it waits for, such as `time: "10:00"`, or `wait: 2 hours`',
      });
    }
  },
});
