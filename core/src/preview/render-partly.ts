/**
 * Rendering for a preview. The platform sends nothing of a template that cannot be parsed; a preview shows what stands before
 * the fault, so that its place is seen, and says that the message would fail.
 */
import type { RenderOptions, RenderResult } from "../velocity/index";
import { parse, render } from "../velocity/index";

/** Renders a template, or what stands before its first syntax error; the problems are always those of the whole. */
export function renderPartly(template: string, context: unknown, options: RenderOptions): RenderResult {
  const { tree, problems } = parse(template);
  const fault = problems.find((problem) => problem.severity === "error");
  if (!fault) return render(template, context, options);
  // The nodes of the tree lie side by side: everything before the one with the fault parses by itself.
  const broken = tree.body.find((node) => node.span.end > fault.span.start) ?? tree.body.at(-1);
  const before = render(template.slice(0, broken?.span.start ?? 0), context, options);
  return { ...before, problems };
}
