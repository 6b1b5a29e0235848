/** Whether a workflow's ways can be trusted: while one leads nowhere or cannot be read, that is the fault, and nothing follows. */
import type { CheckedFile } from "./rule";

/** Whether a way may be there that cannot be read, leads to no block, or is about to be written. */
export function hasBrokenWays(file: CheckedFile): boolean {
  const { document, names } = file.source;
  if (!file.workflow || !document || document.masked) return true;
  const { blocks } = file.workflow;
  if (names.some((use) => use.kind === "block" && !blocks.has(use.name))) return true;
  if (document.problems.some(({ severity }) => severity !== "warning")) return true;
  return file.schemaProblems.some(
    ({ kind, data }) =>
      /^(next|yes|no|a|b|branches|fallback|type|task)$/.test(data.property ?? "") ||
      (kind === "invalid-value" && data.node !== undefined && data.node.kind !== "scalar"),
  );
}
