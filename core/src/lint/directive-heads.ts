/** The directives of a template that decide and repeat, head by head: `#if(…)`, `#else`, `#end`. */
import type { Span } from "../text/span";
import type { Template } from "../velocity/index";
import { walk } from "../velocity/index";

export interface DirectiveHead {
  readonly span: Span;
  /** The marks of the HTML comment around it, where it stands in one alone: `<!--#if($a)-->`. */
  readonly marks: readonly [open: Span, close: Span] | undefined;
}

/** The heads of #if, #foreach and #set, in the order of the text. */
export function directiveHeads(text: string, tree: Template): readonly DirectiveHead[] {
  const spans: Span[] = [];
  walk(tree, (node) => {
    // The head of an #if is the head of its first branch.
    if (node.kind === "branch" || node.kind === "foreach" || node.kind === "set") spans.push(node.headSpan);
    if ((node.kind === "if" || node.kind === "foreach") && node.endSpan) spans.push(node.endSpan);
  });
  return spans.sort((a, b) => a.start - b.start).map((span) => ({ span, marks: marksAround(text, span) }));
}

function marksAround(text: string, { start, end }: Span): DirectiveHead["marks"] {
  // Most directives stand in no comment, which one look tells.
  let opened = start;
  while (start - opened < 16 && isBlank(text[opened - 1])) opened--;
  if (!text.startsWith("<!--", opened - 4)) return undefined;
  const after = /^[ \t]*-->/.exec(text.slice(end, end + 20));
  if (!after) return undefined;
  return [
    { start: opened - 4, end: start },
    { start: end, end: end + after[0].length },
  ];
}

function isBlank(sign: string | undefined): boolean {
  return sign === " " || sign === "\t";
}
