/** Growing the selection: name, reference, text, value, pair, block, file. */
import type { ReferenceValue, SourceFile } from "../model/source-file";
import type { Span } from "../text/span";
import { encloses, touches } from "../text/span";
import { type AnyNode, walk } from "../velocity/index";
import type { YamlNode } from "../yaml/index";
import { valueAt } from "./names-at";

/** The spans around an offset, the smallest first; each holds the one before it. */
export function selections(file: SourceFile, offset: number): readonly Span[] {
  const inner: Span[] = [];
  const at = valueAt(file, offset);
  if (at) inner.push(...inValue(at.value, at.offset));
  const outer: Span[] = [];
  if (file.document?.root) aroundNode(file.document.root, offset, outer);
  outer.push({ start: 0, end: file.text.length });
  const ordered = [...inner, ...outer].sort((a, b) => a.end - a.start - (b.end - b.start));
  const chain: Span[] = [];
  for (const span of ordered) {
    const last = chain.at(-1);
    if (!last) chain.push(span);
    else if (encloses(span, last) && (span.start !== last.start || span.end !== last.end)) chain.push(span);
  }
  return chain;
}

function inValue(value: ReferenceValue, offset: number): readonly Span[] {
  const found: Span[] = [];
  const add = (span: Span) => {
    if (span.end > span.start && touches(span, offset)) found.push(value.toFile(span));
  };
  for (const reference of value.list.references) {
    add(reference.nameSpan);
    for (const step of reference.path) add(step.span);
    if (reference.fallback) add(reference.fallback.span);
    add(reference.span);
  }
  if (value.template)
    walk(value.template.tree, (node: AnyNode) => {
      if (!touches(node.span, offset)) return false;
      if (node.kind !== "text" && node.kind !== "template") add(node.span);
      return undefined;
    });
  add(wordAt(value.text, offset));
  add({ start: 0, end: value.text.length });
  return found;
}

function wordAt(text: string, offset: number): Span {
  const before = /[\p{L}\p{N}_]*$/u.exec(text.slice(0, offset))?.[0].length ?? 0;
  const after = /^[\p{L}\p{N}_]*/u.exec(text.slice(offset))?.[0].length ?? 0;
  return { start: offset - before, end: offset + after };
}

function aroundNode(node: YamlNode, offset: number, found: Span[]): void {
  if (node.uses.length || !touches(node.span, offset)) return;
  if (node.kind === "map") {
    for (const entry of node.entries) {
      if (entry.merged || !touches(entry.span, offset)) continue;
      found.push(entry.span);
      if (touches(entry.key.span, offset)) found.push(entry.key.span);
      aroundNode(entry.value, offset, found);
    }
  } else if (node.kind === "sequence") for (const item of node.items) aroundNode(item, offset, found);
  else if (node.text) found.push(node.map.toSource({ start: 0, end: node.text.length }));
  found.push(node.span);
}
