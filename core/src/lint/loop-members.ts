/** Members of `$foreach` that it does not have: the engine alone says what a loop has, so no sample is needed. */
import type { ReferenceValue } from "../model/source-file";
import { loopShape } from "../scope/method-shapes";
import type { PropertyStep } from "../velocity/index";
import { readTrees } from "./read-trees";
import type { CheckedFile } from "./rule";

export interface LoopFault {
  readonly value: ReferenceValue;
  /** Where the reference begins in the value's text. */
  readonly start: number;
  readonly step: PropertyStep;
}

/** What loops are made for. */
export const loopMembers: readonly string[] = [...loopShape.fields.keys()];

/** What the engine gives them besides. */
const scopeMembers: ReadonlySet<string> = new Set(["parent", "topmost", "info", "replaced", "class"]);

/** Worked out once for all rules. A text may give a loop members of its own. */
export function loopFaults(file: CheckedFile): readonly LoopFault[] {
  return file.once(findFaults);
}

function findFaults(file: CheckedFile): readonly LoopFault[] {
  return readTrees(file).flatMap(({ text, references, shapes, value }) => {
    if (!text.includes("foreach.") || /#set\s*\(\s*\$\{?foreach\.|foreach\.(?:put|set)\(/.test(text)) return [];
    return references.flatMap(({ node, target }): LoopFault[] => {
      const [step] = node.steps;
      if (node.name !== "foreach" || target || step?.kind !== "property" || shapes.shapeOf(node, 0) !== loopShape) return [];
      const isThere = loopShape.fields.has(step.name) || scopeMembers.has(step.name);
      return isThere ? [] : [{ value, start: node.span.start, step }];
    });
  });
}
