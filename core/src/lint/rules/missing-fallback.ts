import { isHalfTyped } from "../broken-ways";
import { defineRule } from "../rule";

/** Hints at a branch block that says nothing of those who fit none of its branches. */
export const rule = defineRule({
  id: "missing-fallback",
  severity: "hint",
  summary: "A branch block says what happens to those who fit none of its branches.",
  domain: ["F22"],
  about: ["workflow"],
  check(file, report) {
    // The line that is being typed may be the fallback.
    if (isHalfTyped(file)) return;
    for (const block of file.workflow?.blocks.values() ?? []) {
      if (block.type !== "branch" || block.node.get("fallback") || !block.node.get("branches")) continue;
      // A mistyped key that means it has a finding of its own.
      const { entries } = block.node;
      if (file.schemaProblems.some(({ data }) => data.near === "fallback" && data.entry && entries.includes(data.entry)))
        continue;
      report({
        span: block.key.span,
        message: "Nothing is said of those who fit no branch",
        help: "Add `fallback` with the name of a block, such as the End block",
      });
    }
  },
});
