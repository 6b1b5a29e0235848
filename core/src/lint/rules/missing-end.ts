import { reachableBlocks } from "../../model/workflow";
import { blocksWithoutExit } from "../../model/workflow-paths";
import { hasBrokenWays } from "../broken-ways";
import { fixOf } from "../from-schema";
import type { CheckedFile, Report } from "../rule";
import { defineRule } from "../rule";

/** Reports a path that stops at a block other than End, and a circle that no way leaves. */
export const rule = defineRule({
  id: "missing-end",
  severity: "warning",
  summary: "Every path of a workflow comes to an End block.",
  domain: ["F03"],
  fixable: true,
  about: ["workflow"],
  check(file, report) {
    const { workflow } = file;
    if (!workflow) return;
    for (const problem of file.schemaProblems) {
      if (problem.rule !== "missing-end") continue;
      const block = [...workflow.blocks.values()].find(({ node }) => node === problem.data.node);
      report({
        span: problem.span,
        message: block ? `The path stops at \`${block.id}\` without an End block` : problem.message,
        help:
          problem.data.near === undefined
            ? "Add `next` with the name of the block that follows, or of a block of type `end`"
            : problem.help,
        fix: fixOf(problem, file.source.document),
      });
    }
    reportCircle(file, report);
  },
});

/** A circle that the stop conditions end is left in peace. */
function reportCircle(file: CheckedFile, report: (report: Report) => void): void {
  const { workflow } = file;
  if (!workflow?.start?.next || workflow.root.get("stop") || hasBrokenWays(file)) return;
  const reachable = reachableBlocks(workflow);
  // A way into blocks that nothing leads to, and that end, is what the circle lacks: they have a finding of their own.
  const lost = new Set([...workflow.blocks.keys()].filter((id) => !reachable.has(id)));
  if (blocksWithoutExit(workflow, lost).size < lost.size) return;
  const [first] = blocksWithoutExit(workflow, reachable);
  const block = first === undefined ? undefined : workflow.blocks.get(first);
  if (block)
    report({
      span: block.key.span,
      message: `From \`${block.id}\` no path comes to an End block: it goes round for ever`,
      help: "Let one of the blocks lead out of the circle",
    });
}
