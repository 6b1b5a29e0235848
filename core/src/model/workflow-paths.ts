/**
 * Questions about the paths of a workflow: what has happened on the way to a block, and whether a way leads out. All are fixed
 * points over few states, so they are linear in the number of ways and end in circles too.
 */
import { scalarOf } from "./read";
import type { BlockModel, WorkflowModel } from "./workflow";
import { messageTypes, reachableBlocks } from "./workflow";

/** What a path that comes to a block has done: sent nothing yet, sent without waiting since, or sent and waited. */
export type PathState = "nothing-sent" | "just-sent" | "sent-and-waited";

const bits: Readonly<Record<PathState, number>> = { "nothing-sent": 1, "just-sent": 2, "sent-and-waited": 4 };

/** Whether a block sends a message, to one contact or to a segment. */
export function isSending(block: BlockModel): boolean {
  if (messageTypes.has(block.type) || block.type === "oneFromMany" || sendsToSegment(block)) return true;
  return block.type === "task" && /^sendObligatory/.test(scalarOf(block.node, "task")?.text ?? "");
}

/** Whether a block sends a message to a whole segment: `emailToSegment` does, `addToSegment` sends nothing. */
export function sendsToSegment(block: BlockModel): boolean {
  return block.type.endsWith("ToSegment") && messageTypes.has(block.type.slice(0, -"ToSegment".length));
}

/** Whether a block waits. */
export function isWaiting(block: BlockModel): boolean {
  return block.type === "timer" || block.type === "startOnDate";
}

/** For each block that a path reaches, in what states paths come to it. */
export function statesBefore(workflow: WorkflowModel): ReadonlyMap<string, ReadonlySet<PathState>> {
  const masks = new Map<string, number>();
  const queue: string[] = [];
  const arrive = (id: string | undefined, mask: number) => {
    if (id === undefined || !workflow.blocks.has(id)) return;
    const known = masks.get(id) ?? 0;
    if ((known | mask) === known) return;
    masks.set(id, known | mask);
    queue.push(id);
  };
  arrive(workflow.start?.next?.text, bits["nothing-sent"]);
  for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
    const block = workflow.blocks.get(id);
    if (!block) continue;
    const before = masks.get(id) ?? 0;
    const sent = bits["just-sent"] | bits["sent-and-waited"];
    const waited = (before & bits["nothing-sent"]) | (before & sent ? bits["sent-and-waited"] : 0);
    const after = isSending(block) ? bits["just-sent"] : isWaiting(block) ? waited : before;
    for (const target of block.targets) arrive(target.text, after);
  }
  const states = Object.keys(bits) as PathState[];
  return new Map([...masks].map(([id, mask]) => [id, new Set(states.filter((state) => mask & bits[state]))]));
}

/** The sending blocks from which a path comes to a block without waiting. */
export function sentJustBefore(workflow: WorkflowModel, id: string): readonly BlockModel[] {
  const before = blocksBefore(workflow);
  const seen = new Set<string>();
  const found: BlockModel[] = [];
  const queue = [...(before.get(id) ?? [])];
  for (let block = queue.pop(); block !== undefined; block = queue.pop()) {
    if (seen.has(block.id) || isWaiting(block)) continue;
    seen.add(block.id);
    if (isSending(block)) found.push(block);
    else queue.push(...(before.get(block.id) ?? []));
  }
  return found;
}

/** The reachable blocks that a path from a webhook block leads to, each with such a webhook block, one of the nearest. */
export function blocksBehindWebhooks(workflow: WorkflowModel): ReadonlyMap<string, BlockModel> {
  const behind = new Map<string, BlockModel>();
  const queue: (readonly [block: BlockModel, webhook: BlockModel])[] = [];
  for (const id of reachableBlocks(workflow)) {
    const block = workflow.blocks.get(id);
    if (block?.type === "webhook" && block.webhook) queue.push([block, block]);
  }
  for (let at = 0; at < queue.length; at++) {
    const [block, webhook] = queue[at] ?? [];
    for (const { text } of block?.targets ?? []) {
      const target = workflow.blocks.get(text);
      if (!target || !webhook || behind.has(text)) continue;
      behind.set(text, webhook);
      // A webhook block hands on itself.
      if (target.type !== "webhook" || !target.webhook) queue.push([target, webhook]);
    }
  }
  return behind;
}

/** For each block those that lead straight to it. */
export function blocksBefore(workflow: WorkflowModel): ReadonlyMap<string, readonly BlockModel[]> {
  const before = new Map<string, BlockModel[]>();
  for (const block of workflow.blocks.values())
    for (const { text } of block.targets) {
      const known = before.get(text);
      if (known) known.push(block);
      else before.set(text, [block]);
    }
  return before;
}

/** The blocks among `reachable` from which no way leads to a block that ends its path. */
export function blocksWithoutExit(workflow: WorkflowModel, reachable: ReadonlySet<string>): ReadonlySet<string> {
  const before = blocksBefore(workflow);
  const leaving = new Set<string>();
  const queue = [...workflow.blocks.values()].filter(endsPath);
  for (let block = queue.pop(); block !== undefined; block = queue.pop()) {
    if (leaving.has(block.id)) continue;
    leaving.add(block.id);
    queue.push(...(before.get(block.id) ?? []));
  }
  return new Set([...reachable].filter((id) => !leaving.has(id)));
}

/** A branch without a fallback lets go whoever fits none of its branches. */
function endsPath(block: BlockModel): boolean {
  return block.targets.length === 0 || (block.type === "branch" && !block.node.get("fallback"));
}
