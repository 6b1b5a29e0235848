/**
 * What is known in a template that is being typed: the text is read as if the word under the cursor were not there yet, so that
 * the loop around it is still a loop.
 */
import type { Reference } from "../reference/tree";
import type { Scope } from "../scope/scope";
import { templateShapes } from "../scope/template-shapes";
import type { Shape } from "../shape/shape";
import { stepInto } from "../shape/shape";
import type { Span } from "../text/span";
import { type AnyNode, parse, type ReferenceNode, walk } from "../velocity/index";

/**
 * The shape of the reference that ends before the dot at the cursor.
 * @param owner the reference without its closing brace
 * @param after where the text goes on behind the half-typed word
 */
export function halfTypedShape(text: string, owner: Span, after: number, scope: Scope, reference: Reference): Shape | undefined {
  const written = text.slice(owner.start, owner.end);
  const close = /^\$!?\{/.test(written) ? "}" : "";
  const rest = text.slice(after).replace(close && /^[\w.]*\}/.test(text.slice(after)) ? /^[\w.]*\}/ : /^/, "");
  const { tree } = parse(`${text.slice(0, owner.end)}${close} ${rest}`);
  const shapes = templateShapes(tree, scope);
  let node: ReferenceNode | undefined;
  walk(tree, (found: AnyNode) => {
    if (found.kind === "reference" && found.span.start === owner.start) node = found;
  });
  if (node) return shapes.shapeOf(node);
  // An unfinished directive around it hides the node; its names are known all the same.
  const locals = localsBefore(text, { start: owner.start, end: after }, scope);
  let shape = locals.has(reference.name) ? locals.get(reference.name) : scope.resolve(reference.name)?.shape;
  for (const step of reference.path) {
    if (step.kind === "method" || !shape) return undefined;
    shape = stepInto(shape, step.kind === "index" ? step.index : step.name);
  }
  return shape;
}

/** The names that the template binds itself where the word at the cursor stands. */
export function localsBefore(text: string, word: Span, scope: Scope): ReadonlyMap<string, Shape | undefined> {
  const { tree } = parse(`${text.slice(0, word.start)} ${text.slice(word.end)}`);
  return templateShapes(tree, scope).localsAt(word.start);
}
