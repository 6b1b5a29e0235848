import { walk } from "../../velocity/index";
import { defineRule } from "../rule";

/** Reports `$velocityCount`, the loop counter of old engines. */
export const rule = defineRule({
  id: "velocity-count",
  severity: "warning",
  summary: "Loops count with $foreach.count.",
  domain: ["T02"],
  fixable: true,
  about: ["workflow", "template"],
  check(file, report) {
    for (const template of file.templates) {
      if (template.broken || !template.text.includes("velocityCount")) continue;
      walk(template.tree, (node, ancestors) => {
        if (node.kind !== "reference" || node.name !== "velocityCount" || node.steps.length > 0) return;
        // A template may give the name a value of its own.
        if (template.shapes.isLocal(node) || template.shapes.entryOf(node)) return;
        const edits = ancestors.some((one) => one.kind === "foreach")
          ? template.replace(node.nameSpan, "foreach.count")
          : undefined;
        report({
          span: template.toFile(node.span),
          message: "`$velocityCount` is gone since Velocity 2: it is printed as it stands",
          help: "Write `$foreach.count`",
          fix: edits && { title: "Change to `$foreach.count`", edits },
        });
      });
    }
  },
});
