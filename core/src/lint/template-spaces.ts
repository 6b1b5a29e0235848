/** Spaces that break a call in two: `$data.get ('x')` is a reference and a text. */
import type { Span } from "../text/span";
import { type MethodOwner, methodsOf, type ReferenceNode, toolMethods } from "../velocity/index";

/** The space of such a call behind a reference, or undefined when what follows is a sentence. */
export function spacedCall(text: string, node: ReferenceNode): Span | undefined {
  const last = node.steps.at(-1);
  const { end } = node.span;
  // `$data. get('x')`: the space stands behind the dot.
  const dotted = /^\.[ \t]+(?=([A-Za-z]\w*)\((?:['"$]|\d+\)))/.exec(text.slice(end, end + 60));
  if (dotted && !node.braced && callables.has(dotted[1] ?? "")) return { start: end + 1, end: end + dotted[0].length };
  if (last?.kind !== "property" || node.braced || !callables.has(last.name)) return undefined;
  const found = /^([ \t]+)\((?:\)|(?:['"$]|\d+[,)])[^()\r\n]*\))/.exec(text.slice(end, end + 200));
  return found?.[1] === undefined ? undefined : { start: end, end: end + found[1].length };
}

const owners: readonly MethodOwner[] = ["string", "whole", "real", "list", "map"];
const callables: ReadonlySet<string> = new Set([
  ...owners.flatMap((owner) => methodsOf(owner).map(({ name }) => name)),
  ...[...toolMethods("platform").values()].flat().map(({ name }) => name),
]);
