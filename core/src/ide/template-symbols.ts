/** The outline of a template: its blocks as they nest, and the names that it sets. */
import { type AnyNode, type Template, walk } from "../velocity/index";
import type { DocumentSymbol, SymbolKind } from "./symbol";

/** So many signs of a directive's head are shown. */
const longest = 80;

/** The symbols of a template whose text is the file. */
export function templateSymbols(text: string, tree: Template): readonly DocumentSymbol[] {
  const roots: DocumentSymbol[] = [];
  const listOf = new Map<AnyNode, DocumentSymbol[]>();
  walk(tree, (node, ancestors) => {
    const kind = kindOf(node);
    if (!kind || !("headSpan" in node)) return;
    const head = text.slice(node.headSpan.start, node.headSpan.end).replace(/\s+/g, " ");
    const children: DocumentSymbol[] = [];
    listOf.set(node, children);
    const around = ancestors.findLast((ancestor) => listOf.has(ancestor));
    (around ? (listOf.get(around) ?? roots) : roots).push({
      name: head.length > longest ? `${head.slice(0, longest - 1)}…` : head,
      detail: "",
      kind,
      span: node.span,
      nameSpan: node.headSpan,
      children,
    });
  });
  return roots;
}

function kindOf(node: AnyNode): SymbolKind | undefined {
  switch (node.kind) {
    case "if":
    case "foreach":
    case "macro":
    case "define":
      return "block";
    case "set":
      return "text";
    default:
      return undefined;
  }
}
