/** References as rules compare and rewrite them. */
import type { ExpressionNode, ReferenceNode } from "../velocity/index";
import type { CheckedTemplate } from "./templates";

/** What a reference reads, without the marks that change only how it is printed: equal keys read the same value. */
export function readKey(template: CheckedTemplate, node: ReferenceNode, steps = node.steps.length): string {
  const last = node.steps[steps - 1];
  const end = last ? last.span.end : node.nameSpan.end;
  const path = template.text.slice(node.nameSpan.start, end);
  return path
    .replace(/\.get\(\s*'([A-Za-z_]\w*)'\s*\)/g, ".$1")
    .replace(/\.get\(\s*(\d+)\s*\)/g, "[$1]")
    .replace(/^data\./, "");
}

/** A reference, or the one in parentheses. */
export function asReference(node: ExpressionNode | undefined): ReferenceNode | undefined {
  if (node?.kind === "group") return asReference(node.inner);
  return node?.kind === "reference" ? node : undefined;
}

/** A text literal without references in it. */
export function literalText(node: ExpressionNode | undefined): string | undefined {
  if (node?.kind === "group") return literalText(node.inner);
  return node?.kind === "string" && !node.parts ? node.text : undefined;
}

/** A whole number that is written down. */
export function literalIndex(node: ExpressionNode | undefined): number | undefined {
  return node?.kind === "number" && node.whole && /^\d{1,9}$/.test(node.text) ? Number(node.text) : undefined;
}

/** "ann", "ann and bob", "ann, bob and 3 more". */
export function someOf(names: readonly string[]): string {
  const each = [...new Set(names)];
  if (each.length > 3) return `${each.slice(0, 2).join(", ")} and ${each.length - 2} more`;
  return each.length < 2 ? each.join("") : `${each.slice(0, -1).join(", ")} and ${each.at(-1)}`;
}
