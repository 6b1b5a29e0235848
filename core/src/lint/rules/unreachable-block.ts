import { reachableBlocks } from "../../model/workflow";
import { hasBrokenWays } from "../broken-ways";
import { defineRule } from "../rule";

/** Reports a block that no way from the start leads to. Silent while a way leads nowhere: that is the fault then. */
export const rule = defineRule({
  id: "unreachable-block",
  severity: "error",
  summary: "The start leads to every block.",
  domain: ["F02"],
  about: ["workflow"],
  check(file, report) {
    const workflow = file.workflow;
    if (!workflow?.start?.next || hasBrokenWays(file)) return;
    const reached = reachableBlocks(workflow);
    const sources = new Set(
      [...workflow.blocks.values()].flatMap((block) => (reached.has(block.id) ? [] : block.targets.map((target) => target.text))),
    );
    const lost = [...workflow.blocks.values()].filter((block) => !reached.has(block.id));
    // Of a chain of lost blocks only its head is the fault; of a lost circle each is.
    const heads = lost.filter((block) => !sources.has(block.id));
    for (const block of heads.length ? heads : lost)
      report({
        span: block.key.span,
        message: `No way from the start leads to \`${block.id}\``,
        help: "Point a block at it, or remove it",
      });
  },
});
