/** A workflow file as a start, blocks and the ways between them. */
import { schemaOf } from "../schema/schema-kinds";
import { branches } from "../schema/visit";
import { once } from "../text/once";
import type { YamlMap, YamlScalar } from "../yaml/index";
import { asMap, mapOf, scalarOf } from "./read";
import { isBroken, type SourceFile } from "./source-file";

export interface WorkflowModel {
  readonly file: SourceFile;
  readonly root: YamlMap;
  readonly name: YamlScalar | undefined;
  readonly start: StartModel | undefined;
  readonly blocks: ReadonlyMap<string, BlockModel>;
  /** The blocks that some path from the start reaches, with what ran before each. Worked out when it is first asked for. */
  reached(): ReadonlyMap<string, Reached>;
  /** The blocks behind a task that puts names into the run which no file tells. Worked out when it is first asked for. */
  behindTasks(): ReadonlySet<string>;
  /** The blocks behind a task that makes or takes a promo code. Worked out when it is first asked for. */
  behindPromoTasks(): ReadonlySet<string>;
  /**
   * Whether it may run and show more than can be read of it: it has faults of syntax, its blocks stand under another key, or nobody
   * can tell what one of them does. Worked out when it is first asked for.
   */
  isPartial(): boolean;
}

/** The webhooks that ran before a block, on some path and on every path. */
interface Reached {
  readonly some: ReadonlySet<string>;
  readonly every: ReadonlySet<string>;
}

export interface StartModel {
  readonly node: YamlMap;
  readonly type: YamlScalar | undefined;
  /** The event type whose parameters the run carries; only for the two event starts. */
  readonly event: YamlScalar | undefined;
  readonly next: YamlScalar | undefined;
}

export interface BlockModel {
  readonly id: string;
  readonly key: YamlScalar;
  readonly node: YamlMap;
  readonly type: string;
  /** Where the block leads: every value that names another block. */
  readonly targets: readonly YamlScalar[];
  /** For webhook blocks. */
  readonly webhook: YamlScalar | undefined;
  /** For message blocks: the file with the text. */
  readonly template: YamlScalar | undefined;
}

/** Message blocks whose text is ours to check, by type. */
export const messageTypes: ReadonlySet<string> = new Set([
  "email",
  "sms",
  "viber",
  "webPush",
  "mobilePush",
  "appInbox",
  "telegram",
]);

/** The types of blocks that there are. */
const blockTypes: ReadonlySet<string> = new Set(
  branches(schemaOf("workflow").definitions?.block ?? {}, schemaOf("workflow")).map(({ tag }) => tag),
);

/** Whether a message's JSON field gives it other data than the event's: an empty one stands for none (S-OLD). */
export function hasOwnData({ node }: BlockModel): boolean {
  const json = node.get("json")?.value;
  return json !== undefined && !(json.kind === "scalar" && json.text.trim() === "");
}

/** The workflow of a file, or undefined when the file holds none of ours. */
export function workflowModel(file: SourceFile): WorkflowModel | undefined {
  const root = file.document?.root;
  if (file.kind !== "workflow" || file.foreign || root?.kind !== "map") return undefined;
  const startMap = mapOf(root, "start");
  const blocks = new Map<string, BlockModel>();
  const targets = targetsByBlock(file);
  for (const entry of mapOf(root, "blocks")?.entries ?? []) {
    const node = asMap(entry.value);
    if (!node) continue;
    const id = entry.key.text;
    blocks.set(id, {
      id,
      key: entry.key,
      node,
      type: scalarOf(node, "type")?.text ?? "",
      targets: targets.get(id) ?? [],
      webhook: scalarOf(node, "webhook"),
      template: scalarOf(node, "template"),
    });
  }
  const workflow: WorkflowModel = {
    file,
    root,
    name: scalarOf(root, "name"),
    start: startMap && {
      node: startMap,
      type: scalarOf(startMap, "type"),
      event: scalarOf(startMap, "event"),
      next: scalarOf(startMap, "next"),
    },
    blocks,
    isPartial: once(() => isBroken(file) || blocks.size === 0 || [...blocks.values()].some(({ type }) => !blockTypes.has(type))),
    reached: once(() => reachedWith(workflow)),
    behindTasks: once(() => behind(workflow, (task) => !quietTasks.test(task) && !promoTasks.test(task))),
    behindPromoTasks: once(() => behind(workflow, (task) => promoTasks.test(task))),
  };
  return workflow;
}

/**
 * Tasks that put nothing into the run; “Get contact” and “Get order” do, and of “Create contact” nobody knows. The promo code tasks
 * put one name into it, `promocode` (S-POP, “Task”).
 */
const quietTasks = /^(updateContact|confirmContact|sendObligatory(Email|Viber|Sms)|launchEvent)$/;

const promoTasks = /^(create|get)PromoCode$/;

function behind({ blocks }: WorkflowModel, isMeant: (task: string) => boolean): ReadonlySet<string> {
  const behind = new Set<string>();
  const queue = [...blocks.values()].filter(({ type, node }) => type === "task" && isMeant(scalarOf(node, "task")?.text ?? ""));
  for (let block = queue.pop(); block !== undefined; block = queue.pop())
    for (const { text } of block.targets) {
      const next = blocks.get(text);
      if (!next || behind.has(text)) continue;
      behind.add(text);
      queue.push(next);
    }
  return behind;
}

/** The scalars that name another block, by the block in which they stand. */
function targetsByBlock({ names }: SourceFile): ReadonlyMap<string, readonly YamlScalar[]> {
  const found = new Map<string, YamlScalar[]>();
  for (const { kind, path, scalar } of names) {
    const [root, id] = path;
    if (kind !== "block" || root !== "blocks" || typeof id !== "string") continue;
    const known = found.get(id);
    if (known) known.push(scalar);
    else found.set(id, [scalar]);
  }
  return found;
}

/**
 * The webhooks whose answers a block may read, and whether they have run on every path that leads to it.
 * @returns for each webhook name "always" or "sometimes"; a webhook that runs on no path before the block is not in the map
 */
export function webhooksBefore(workflow: WorkflowModel, block: string): ReadonlyMap<string, "always" | "sometimes"> {
  const state = workflow.reached().get(block);
  const result = new Map<string, "always" | "sometimes">();
  for (const name of state?.some ?? []) result.set(name, state?.every.has(name) ? "always" : "sometimes");
  return result;
}

/** Blocks that some path from the start reaches. */
export function reachableBlocks(workflow: WorkflowModel): ReadonlySet<string> {
  return new Set(workflow.reached().keys());
}

/** For each reachable block the webhooks that ran before it, on some and on every path; a fixed point, so cycles end. */
function reachedWith(workflow: WorkflowModel): ReadonlyMap<string, Reached> {
  const reached = new Map<string, { readonly some: Set<string>; readonly every: Set<string> }>();
  const first = workflow.start?.next?.text;
  if (first === undefined || !workflow.blocks.has(first)) return reached;
  reached.set(first, { some: new Set(), every: new Set() });
  const queue = [first];
  for (let id = queue.shift(); id !== undefined; id = queue.shift()) {
    const block = workflow.blocks.get(id);
    const before = reached.get(id);
    if (!block || !before) continue;
    const ran = block.type === "webhook" && block.webhook ? [block.webhook.text] : [];
    const some = new Set([...before.some, ...ran]);
    const every = new Set([...before.every, ...ran]);
    for (const target of block.targets) {
      if (!workflow.blocks.has(target.text)) continue;
      const known = reached.get(target.text);
      if (!known) {
        reached.set(target.text, { some: new Set(some), every: new Set(every) });
        queue.push(target.text);
        continue;
      }
      const someBefore = known.some.size;
      const everyBefore = known.every.size;
      for (const name of some) known.some.add(name);
      for (const name of known.every) if (!every.has(name)) known.every.delete(name);
      if (known.some.size !== someBefore || known.every.size !== everyBefore) queue.push(target.text);
    }
  }
  return reached;
}
