/**
 * Comparisons and schedules that lack what they compare with or count by: `operator: equals` without a value. Which key is needed
 * depends on another one's value, so the schemas leave all of them open.
 */
import { scalarOf } from "../model/read";
import type { WorkflowModel } from "../model/workflow";
import type { YamlMap, YamlNode, YamlScalar } from "../yaml/index";

export interface MissingOperand {
  /** The value that asks for it. */
  readonly asking: YamlScalar;
  readonly map: YamlMap;
  readonly key: string;
  /** For example: what stands in an advice. */
  readonly example: string;
}

const one = ["value", "London"] as const;
const many = ["values", "[London, Paris]"] as const;
const date = ["value", '"2026-12-31"'] as const;

/** By the key that decides, and its value. */
const comparisons: Readonly<Record<string, readonly (readonly [key: string, example: string])[]>> = {
  equals: [one],
  notEquals: [one],
  contains: [one],
  notContains: [one],
  startsWith: [one],
  notStartsWith: [one],
  endsWith: [one],
  notEndsWith: [one],
  matches: [["value", '".*London.*"']],
  oneOf: [many],
  notOneOf: [many],
  allOf: [many],
  on: [date],
  before: [date],
  after: [date],
  between: [date, ["to", '"2027-01-31"']],
  laterThanNowBy: [["by", "2 days"]],
};

/** All of a workflow, in the order of the text. */
export function missingOperands({ root }: WorkflowModel): readonly MissingOperand[] {
  const found: MissingOperand[] = [];
  for (const key of ["start", "blocks"]) visit(root.get(key)?.value);
  return found;

  function visit(node: YamlNode | undefined): void {
    if (node?.kind === "sequence") for (const item of node.items) visit(item);
    if (node?.kind !== "map") return;
    const operator = scalarOf(node, "operator");
    const process = scalarOf(node, "process");
    const needed = (operator && Object.hasOwn(comparisons, operator.text) && comparisons[operator.text]) || [];
    const asking = operator ?? process;
    const keys = process?.text === "oncePer" ? ([["every", "2 hours"]] as const) : needed;
    for (const [key, example] of keys) if (asking && !node.get(key)) found.push({ asking, map: node, key, example });
    for (const { value } of node.entries) visit(value);
  }
}
