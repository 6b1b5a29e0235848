/** Spaces that break a call in two: `$data.get ('x')` is a reference and a text. */
import type { Reference } from "../reference/tree";
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

/** Whether an unknown name is only what a space has made of another: that has a finding of its own. */
export function isBrokenBySpace(text: string, reference: Reference): boolean {
  const { name, form, path, span } = reference;
  if (name.trim() !== name) return true;
  if (form === "data" && path.length === 0 && name === "get" && /^[ \t]+\(/.test(text.slice(span.end, span.end + 20)))
    return true;
  return /#[ \t]+(?:if|elseif|foreach|set|macro|define)[ \t]*\([^)\r\n]*$/.test(
    text.slice(Math.max(0, span.start - 200), span.start),
  );
}

const owners: readonly MethodOwner[] = ["string", "whole", "real", "list", "map"];
/** The names of the methods that ordinary values have. */
export const valueMethods: ReadonlySet<string> = new Set(owners.flatMap((owner) => methodsOf(owner).map(({ name }) => name)));

const callables: ReadonlySet<string> = new Set([
  ...valueMethods,
  ...[...toolMethods("platform").values()].flat().map(({ name }) => name),
]);
