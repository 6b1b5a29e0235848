/** What can be folded: maps, lists and texts that span lines, runs of comments, and the blocks of templates. */
import type { ReferenceValue, SourceFile } from "../model/source-file";
import type { Span } from "../text/span";
import { type AnyNode, walk } from "../velocity/index";
import type { YamlNode } from "../yaml/index";

export interface Fold {
  /** From the line that stays visible to the last one that hides. */
  readonly span: Span;
  readonly kind: "block" | "comment";
}

/** The folds of a file, in no order; those of one line are left out where lines are known. */
export function folds(file: SourceFile): readonly Fold[] {
  const found: Fold[] = [];
  if (file.document?.root) inYaml(file.text, file.document.root, found);
  if (file.document)
    found.push(
      ...comments(
        file.text,
        file.document.comments.map((comment) => comment.span),
      ),
    );
  for (const value of file.values) inTemplate(value, found);
  return found;
}

function inYaml(text: string, node: YamlNode, found: Fold[]): void {
  if (node.uses.length) return;
  if (node.kind === "sequence")
    for (const item of node.items) {
      if (item.kind !== "scalar" && !item.uses.length) found.push({ span: trimmed(text, item.span), kind: "block" });
      inYaml(text, item, found);
    }
  if (node.kind !== "map") return;
  for (const entry of node.entries) {
    if (entry.merged) continue;
    if (!entry.value.uses.length)
      found.push({ span: trimmed(text, { start: entry.key.span.start, end: entry.value.span.end }), kind: "block" });
    inYaml(text, entry.value, found);
  }
}

/** Without the blank lines and line ends behind it. */
function trimmed(text: string, span: Span): Span {
  let { end } = span;
  while (end > span.start && /\s/.test(text[end - 1] ?? "x")) end--;
  return { start: span.start, end };
}

/** Comments on lines of their own, directly below each other. */
function comments(text: string, spans: readonly Span[]): readonly Fold[] {
  const runs: { start: number; end: number }[] = [];
  for (const span of spans) {
    const before = /[^\r\n]*$/.exec(text.slice(0, span.start))?.[0] ?? "";
    if (before.trim() !== "") continue;
    const last = runs.at(-1);
    if (last && /^(\r\n|\r|\n)[ \t]*$/.test(text.slice(last.end, span.start))) last.end = span.end;
    else runs.push({ start: span.start, end: span.end });
  }
  return runs.map((span) => ({ span, kind: "comment" }));
}

/** Each branch folds up to the line before the next one; the line of `#end` stays. */
function inTemplate(value: ReferenceValue, found: Fold[]): void {
  if (!value.template) return;
  const add = (start: number, next: number, kind: Fold["kind"]) => {
    const end = Math.max(start, lineStart(value.text, next) - 1);
    if (end > start) found.push({ span: value.toFile({ start, end }), kind });
  };
  walk(value.template.tree, (node: AnyNode) => {
    if (node.kind === "if") {
      for (const [at, branch] of node.branches.entries()) {
        const next = node.branches[at + 1]?.span.start ?? node.endSpan?.start;
        if (next !== undefined) add(branch.span.start, next, "block");
      }
    } else if (node.kind === "foreach" || node.kind === "macro" || node.kind === "define") {
      const next = (node.kind === "foreach" ? node.otherwise?.span.start : undefined) ?? node.endSpan?.start;
      if (next !== undefined) add(node.span.start, next, "block");
      if (node.kind === "foreach" && node.otherwise && node.endSpan) add(node.otherwise.span.start, node.endSpan.start, "block");
    } else if (node.kind === "comment" && node.style !== "line") found.push({ span: value.toFile(node.span), kind: "comment" });
  });
}

function lineStart(text: string, at: number): number {
  return Math.max(text.lastIndexOf("\n", at - 1), text.lastIndexOf("\r", at - 1)) + 1;
}
