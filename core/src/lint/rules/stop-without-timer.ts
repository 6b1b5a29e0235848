import { reachableBlocks } from "../../model/workflow";
import { hasBrokenWays } from "../broken-ways";
import { defineRule } from "../rule";

/** Hints at stop conditions of a workflow without a Timer: they are asked at the start and never again. */
export const rule = defineRule({
  id: "stop-without-timer",
  severity: "hint",
  summary: "A workflow with stop conditions has a Timer, after which they are asked.",
  domain: ["F27"],
  about: ["workflow"],
  check(file, report) {
    const { workflow } = file;
    const stop = workflow?.root.get("stop");
    if (!workflow || stop?.value.kind !== "sequence" || stop.value.items.length === 0) return;
    if (workflow.blocks.size === 0 || hasBrokenWays(file)) return;
    const timers = [...workflow.blocks.values()].filter(({ type }) => type === "timer");
    const reachable = reachableBlocks(workflow);
    // A Timer that nothing leads to has a finding of its own, and so has a block that is not read.
    if (timers.length > 0 || reachable.size < workflow.blocks.size) return;
    report({
      span: stop.key.span,
      message: "The stop conditions are asked at the start only: they are asked again after a Timer, and there is none",
      help: "Put a Timer before what should not happen any more, or remove `stop`",
    });
  },
});
