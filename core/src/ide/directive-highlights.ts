/** The parts of a directive that belong together: `#if`, `#elseif`, `#else` and their `#end`. */
import type { SourceFile } from "../model/source-file";
import { templateOf } from "../model/value-template";
import type { Span } from "../text/span";
import { touches } from "../text/span";
import { type AnyNode, walk } from "../velocity/index";
import { valueAt } from "./names-at";

/** The keywords of the directive whose keyword the offset touches; empty elsewhere. */
export function directiveHighlights(file: SourceFile, offset: number): readonly Span[] {
  const at = valueAt(file, offset);
  const template = at && templateOf(at.value.read);
  if (!template) return [];
  const { value } = at;
  const word = (head: Span): Span => {
    const length = /^#@?\{?\w+\}?/.exec(value.text.slice(head.start, head.end))?.[0].length ?? head.end - head.start;
    return { start: head.start, end: head.start + length };
  };
  let found: readonly Span[] = [];
  walk(template.tree, (node: AnyNode) => {
    const heads =
      node.kind === "if"
        ? node.branches.map((branch) => branch.headSpan)
        : node.kind === "foreach"
          ? [node.headSpan, ...(node.otherwise ? [node.otherwise.headSpan] : [])]
          : node.kind === "macro" || node.kind === "define"
            ? [node.headSpan]
            : [];
    if (heads.length === 0 || !("endSpan" in node) || !node.endSpan) return;
    const parts = [...heads, node.endSpan].map(word);
    if (parts.some((part) => touches(part, at.offset))) found = parts.map((part) => value.toFile(part));
  });
  return found;
}
