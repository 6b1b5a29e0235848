import { mapOf, sequenceOf } from "../../model/read";
import type { BlockModel } from "../../model/workflow";
import type { Span } from "../../text/span";
import type { Cases } from "../comparisons";
import { casesOf, covers } from "../comparisons";
import type { CheckedFile, Report } from "../rule";
import { defineRule } from "../rule";

/** More branches than anybody writes by hand are not compared with each other. */
const most = 60;

/** Reports a branch that nobody can take, because an earlier one takes all whom it would fit. */
export const rule = defineRule({
  id: "unreachable-branch",
  severity: "warning",
  summary: "A branch is not covered by an earlier one: the first that fits is taken.",
  domain: ["F21"],
  about: ["workflow"],
  check(file, report) {
    for (const block of file.workflow?.blocks.values() ?? []) if (block.type === "branch") reportCovered(file, block, report);
  },
});

function reportCovered(file: CheckedFile, block: BlockModel, report: (report: Report) => void): void {
  const items = sequenceOf(block.node, "branches")?.items ?? [];
  if (items.length > most || file.isMasked(block.node.span)) return;
  const earlier: { readonly cases: Cases; readonly span: Span }[] = [];
  for (const item of items) {
    const when = item.kind === "map" ? item.get("when") : undefined;
    const cases = when && item.kind === "map" ? casesOf(mapOf(item, "when")) : undefined;
    if (!when || !cases) continue;
    const first = earlier.find((other) => covers(other.cases, cases));
    if (first)
      report({
        span: when.key.span,
        message: "Nobody takes this branch: an earlier one fits whenever this one does, and the first that fits is taken",
        help: "Put this branch before the other one, or make the other one narrower",
        related: [{ uri: file.source.uri, span: first.span, message: "The earlier branch" }],
      });
    else earlier.push({ cases, span: when.key.span });
  }
}
