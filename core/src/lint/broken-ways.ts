/** Whether a workflow's ways can be trusted: while one leads nowhere or cannot be read, that is the fault, and nothing follows. */
import { isBroken } from "../model/source-file";
import type { YamlNode } from "../yaml/index";
import type { CheckedFile } from "./rule";

/** Whether the file has a syntax error: a key that seems to be missing may be the one that is being typed. */
export function isHalfTyped({ source }: CheckedFile): boolean {
  return isBroken(source);
}

/** `next:` with nothing behind it yet, in a block or in one of its branches. */
function hasEmptyWay(node: YamlNode): boolean {
  if (node.kind === "sequence") return node.items.some(hasEmptyWay);
  if (node.kind !== "map") return false;
  return node.entries.some(({ key, value }) =>
    value.kind === "scalar" ? value.text === "" && ways.test(key.text) : key.text === "branches" && hasEmptyWay(value),
  );
}

const ways = /^(next|yes|no|a|b|fallback)$/;

/** Whether a way may be there that cannot be read, leads to no block, or is about to be written. */
export function hasBrokenWays(file: CheckedFile): boolean {
  const { names } = file.source;
  if (!file.workflow || isHalfTyped(file)) return true;
  const { blocks } = file.workflow;
  if (names.some((use) => use.kind === "block" && !blocks.has(use.name))) return true;
  if ([...file.workflow.blocks.values()].some(({ node }) => hasEmptyWay(node))) return true;
  return file.schemaProblems.some(
    ({ kind, data }) =>
      // A key that does not exist with a block's name behind it: `nxt: mail`.
      (kind === "unknown-property" && data.entry?.value.kind === "scalar" && blocks.has(data.entry.value.text)) ||
      /^(next|yes|no|a|b|branches|fallback|type|task)$/.test(data.property ?? "") ||
      (kind === "invalid-value" && data.node !== undefined && data.node.kind !== "scalar"),
  );
}
