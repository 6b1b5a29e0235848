import { defineRule } from "../rule";

/** Says once that a `.workflow.yaml` of another tool is left alone. */
export const rule = defineRule({
  id: "foreign-workflow",
  severity: "info",
  summary: "A workflow file of another tool is left alone.",
  about: ["workflow"],
  check(file, report) {
    const root = file.source.document?.root;
    if (!file.source.foreign || root?.kind !== "map") return;
    const first = root.entries[0];
    report({
      span: first?.key.span ?? { start: 0, end: 0 },
      message: "This is not a workflow of the platform, so it is not checked",
      help: "A workflow has the keys `name`, `start` and `blocks`; list the file under `ignore` in hookflow.yaml to silence this",
    });
  },
});
