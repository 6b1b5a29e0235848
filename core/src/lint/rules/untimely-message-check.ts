import type { BlockModel, WorkflowModel } from "../../model/workflow";
import type { PathState } from "../../model/workflow-paths";
import { sentJustBefore, statesBefore } from "../../model/workflow-paths";
import { hasBrokenWays } from "../broken-ways";
import type { Report } from "../rule";
import { defineRule } from "../rule";

/** Blocks that ask what became of a message. */
const checks: ReadonlySet<string> = new Set(["sent", "delivered", "opened", "clicked"]);

/** Reports a block that asks what became of a message before there is one, or before anybody can have read it. */
export const rule = defineRule({
  id: "untimely-message-check",
  severity: "warning",
  summary: "What became of a message is asked after it was sent, and after a Timer.",
  domain: ["F05", "F06"],
  about: ["workflow"],
  check(file, report) {
    const { workflow } = file;
    if (!workflow || hasBrokenWays(file)) return;
    const asking = [...workflow.blocks.values()].filter(({ type }) => checks.has(type));
    if (asking.length === 0) return;
    const states = statesBefore(workflow);
    for (const block of asking) {
      const fault = faultOf(workflow, block, states.get(block.id));
      if (fault) report({ span: block.node.get("type")?.value.span ?? block.key.span, ...fault });
    }
  },
});

function faultOf(
  workflow: WorkflowModel,
  block: BlockModel,
  states: ReadonlySet<PathState> | undefined,
): Omit<Report, "span"> | undefined {
  if (!states) return undefined;
  if (workflow.start?.next?.text === block.id)
    return {
      message: `\`${block.type}\` cannot follow the start: no message was sent yet`,
      help: "Put a message and a timer before it",
      severity: "error",
    };
  if (states.has("just-sent"))
    return {
      message: `\`${block.type}\` is asked right after the message, when the answer is mostly no`,
      help: block.type === "sent" ? "Put a timer before it, of 5 minutes or more" : "Put a timer before it",
      related: sentJustBefore(workflow, block.id).map(({ key }) => ({
        uri: workflow.file.uri,
        span: key.span,
        message: "The message",
      })),
    };
  if (states.size === 1 && states.has("nothing-sent"))
    return {
      message: `\`${block.type}\` asks about a message, and no block before it sends one`,
      help: "Put a message and a timer before it",
      severity: "hint",
    };
  return undefined;
}
