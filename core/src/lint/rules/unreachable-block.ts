import { reachableBlocks } from "../../model/workflow";
import type { CheckedFile } from "../rule";
import { defineRule } from "../rule";

/** Reports a block that no way from the start leads to. Silent while a way leads nowhere: that is the fault then. */
export const rule = defineRule({
  id: "unreachable-block",
  severity: "error",
  summary: "The start leads to every block.",
  domain: ["F02"],
  check(file, report) {
    const workflow = file.workflow;
    if (!workflow?.start?.next || file.source.document?.masked) return;
    const broken = file.source.names.some((use) => use.kind === "block" && !workflow.blocks.has(use.name));
    if (broken || hasBrokenWays(file)) return;
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

/** Whether a way may be there that cannot be read, or is about to be written. */
function hasBrokenWays(file: CheckedFile): boolean {
  if (file.source.document?.problems.some(({ severity }) => severity !== "warning")) return true;
  return file.schemaProblems.some(
    ({ kind, data }) =>
      /^(next|yes|no|a|b|branches|fallback|type|task)$/.test(data.property ?? "") ||
      (kind === "invalid-value" && data.node !== undefined && data.node.kind !== "scalar"),
  );
}
