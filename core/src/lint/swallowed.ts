/** Text that is lost because `##` before it begins a comment, which goes on to the end of the line. */
import type { ReferenceValue } from "../model/source-file";
import type { Span } from "../text/span";
import { type Template, walk } from "../velocity/index";
import { hiddenDirective } from "./template-faults";

/** Line comments that take something along which was meant to stay. */
export function swallowed(value: ReferenceValue, tree: Template): readonly Span[] {
  const found: Span[] = [];
  walk(tree, (node) => {
    if (node.kind !== "comment" || node.style !== "line") return;
    const written = value.text.slice(node.span.start, node.span.end);
    const before = value.text.slice(value.text.lastIndexOf("\n", node.span.start - 1) + 1, node.span.start);
    if (before.trim() === "" || hiddenDirective.test(written)) return;
    if (isLost(written, before, value.place))
      found.push({ start: node.span.start, end: node.span.start + written.trimEnd().length });
  });
  return found;
}

function isLost(comment: string, before: string, place: ReferenceValue["place"]): boolean {
  // A page can do without some end tags, but not without these.
  if (place === "message") return comment.includes("-->") || (/<[a-z]/i.test(before) && requiredEnds.test(comment));
  if (place === "xml") return /<\/\w/.test(comment);
  // Inside a JSON text, which then never ends.
  return comment.includes('"') && (before.match(/(?<!\\)"/g)?.length ?? 0) % 2 === 1;
}

const requiredEnds = /<\/(?:a|b|i|u|em|strong|span|div|table|h[1-6]|ul|ol|font|center|button|style|body)>/i;
