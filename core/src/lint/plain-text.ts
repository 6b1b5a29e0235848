/** The stretches of a value that are printed as they stand: no references, no directives, no comments, no raw text. */
import type { ReferenceValue } from "../model/source-file";
import type { Span } from "../text/span";
import { walk } from "../velocity/index";

/** In order; spans of the value's decoded text. A template that cannot be read has none. */
export function plainText(value: ReferenceValue): readonly Span[] {
  const found: Span[] = [];
  if (!value.template) {
    let done = 0;
    for (const { span, literal } of value.list.references) {
      if (literal || span.start < done) continue;
      found.push({ start: done, end: span.start });
      done = span.end;
    }
    found.push({ start: done, end: value.text.length });
    return found;
  }
  if (value.template.problems.some(({ severity }) => severity === "error")) return found;
  walk(value.template.tree, (node) => {
    const last = found.at(-1);
    if (node.kind === "text" && last?.end === node.span.start)
      found[found.length - 1] = { start: last.start, end: node.span.end };
    else if (node.kind === "text") found.push(node.span);
    // Texts inside of arguments are not printed where they stand.
    return node.kind !== "reference" && node.kind !== "string" && node.kind !== "set";
  });
  return found;
}
