import { reportSchemaProblems } from "../from-schema";
import { defineRule } from "../rule";

/** Reports a workflow without a start, or with a second one among its blocks. */
export const rule = defineRule({
  id: "missing-start",
  severity: "error",
  summary: "A workflow has exactly one start.",
  domain: ["F01"],
  about: ["workflow"],
  check(file, report) {
    reportSchemaProblems("missing-start", file, report);
    for (const block of file.workflow?.blocks.values() ?? []) {
      if (block.type !== "start") continue;
      const type = block.node.get("type")?.value;
      report({
        span: type?.span ?? block.key.span,
        message: "A workflow has one start, and it stands at the top, not among the blocks",
        help: "Move its settings to the key `start:` beside `blocks:`",
      });
    }
  },
});
