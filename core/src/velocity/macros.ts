/** The macros of a text as its calls find them: by name, case and all, wherever in the text they are defined. */
import type { MacroNode, Template } from "./tree";
import { walk } from "./walk";

/** The first definition of a name wins; of two inside each other that is the inner one, which ends first. */
export function macrosOf(tree: Template): ReadonlyMap<string, MacroNode> {
  const found: MacroNode[] = [];
  walk(tree, (node) => {
    if (node.kind === "macro") found.push(node);
  });
  found.sort((a, b) => a.span.end - b.span.end);
  const macros = new Map<string, MacroNode>();
  for (const node of found) if (!macros.has(node.name)) macros.set(node.name, node);
  return macros;
}
