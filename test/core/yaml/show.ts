/** Trees and problems as text, for tests that compare what a reader would see. */
import type { YamlDocument, YamlNode } from "#core/yaml/index";

/** The tree as plain JSON; numbers that lose digits and other special values as their text. */
export function plain(node: YamlNode | undefined): unknown {
  if (!node) return undefined;
  if (node.kind === "scalar")
    return typeof node.value === "number" && String(node.value) !== node.text ? `=${node.text}` : node.value;
  if (node.kind === "sequence") return node.items.map(plain);
  const result: Record<string, unknown> = {};
  for (const entry of node.entries)
    Object.defineProperty(result, entry.key.text, { value: plain(entry.value), enumerable: true });
  return result;
}

/** One line for each problem: its code and the text it stands on. */
export function told(document: YamlDocument): string[] {
  return document.problems.map(
    (problem) => `${problem.code} ${JSON.stringify(document.text.slice(problem.span.start, problem.span.end))}`,
  );
}
