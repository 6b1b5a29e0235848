/** Questions about paths, against the plain way of walking every one of them. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { readSource } from "#core/model/source-file";
import type { WorkflowModel } from "#core/model/workflow";
import { reachableBlocks, workflowModel } from "#core/model/workflow";
import { blocksWithoutExit, statesBefore } from "#core/model/workflow-paths";

const types = ["email", "timer", "opened", "checkpoint", "end"] as const;

/** A workflow of some blocks, each with its type and the numbers of the blocks it leads to. */
const graphs = fc.array(fc.tuple(fc.constantFrom(...types), fc.nat(5), fc.nat(5)), { minLength: 1, maxLength: 6 });

function model(blocks: readonly (readonly [type: string, yes: number, no: number])[]): WorkflowModel {
  const id = (at: number) => `b${at % blocks.length}`;
  const lines = blocks.map(([type, yes, no], at) => {
    const ways = type === "end" ? "" : type === "opened" ? `, yes: ${id(yes)}, no: ${id(no)}` : `, next: ${id(yes)}`;
    return `  b${at}: { type: ${type}${ways} }\n`;
  });
  const text = `name: a\nstart: { type: regular, segment: s, next: b0 }\nblocks:\n${lines.join("")}`;
  const found = workflowModel(readSource("file:///a.workflow.yaml", "workflow", text, 1));
  assert.ok(found);
  return found;
}

/** Every pair of block and state that some path comes to, found by walking on from each new pair. */
function walked(workflow: WorkflowModel): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  const walk = (id: string, state: string): void => {
    const states = found.get(id) ?? new Set();
    if (states.has(state)) return;
    found.set(id, states.add(state));
    const block = workflow.blocks.get(id);
    const after =
      block?.type === "email" ? "just-sent" : block?.type === "timer" && state !== "nothing-sent" ? "sent-and-waited" : state;
    for (const target of block?.targets ?? []) walk(target.text, after);
  };
  walk("b0", "nothing-sent");
  return found;
}

function canEnd(workflow: WorkflowModel, id: string, seen = new Set<string>()): boolean {
  if (seen.has(id)) return false;
  seen.add(id);
  const block = workflow.blocks.get(id);
  return block?.type === "end" || (block?.targets.some(({ text }) => canEnd(workflow, text, seen)) ?? false);
}

suite("paths of workflows", () => {
  test("know in what states a block is reached", () => {
    fc.assert(
      fc.property(graphs, (blocks) => {
        const workflow = model(blocks);
        const sorted = (states: ReadonlyMap<string, ReadonlySet<string>>) =>
          [...states].map(([id, set]) => [id, [...set].sort()] as const).sort(([a], [b]) => (a < b ? -1 : 1));
        assert.deepEqual(sorted(statesBefore(workflow)), sorted(walked(workflow)));
      }),
    );
  });

  test("know from where no way leads out", () => {
    fc.assert(
      fc.property(graphs, (blocks) => {
        const workflow = model(blocks);
        const reachable = reachableBlocks(workflow);
        const expected = [...reachable].filter((id) => !canEnd(workflow, id)).sort();
        assert.deepEqual([...blocksWithoutExit(workflow, reachable)].sort(), expected);
      }),
    );
  });
});
