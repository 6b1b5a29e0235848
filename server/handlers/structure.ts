import type { FoldingRange, SelectionRange } from "vscode-languageserver";
import { FoldingRangeKind } from "vscode-languageserver";
import type { Session } from "../session";

/** `textDocument/foldingRange`, `textDocument/selectionRange` and `textDocument/documentLink`. */
export function structure(session: Session): void {
  session.connection.onFoldingRanges(async ({ textDocument }) => {
    await session.whenReady();
    if (session.isReadElsewhere(textDocument.uri)) return [];
    return session.guard("folding", [], () => {
      const lines = session.lines.of(textDocument.uri);
      return session.language.folds(textDocument.uri).flatMap(({ span, kind }): FoldingRange[] => {
        const { start, end } = lines.rangeOf(span);
        if (start.line >= end.line) return [];
        return [{ startLine: start.line, endLine: end.line, ...(kind === "comment" ? { kind: FoldingRangeKind.Comment } : {}) }];
      });
    });
  });
  session.connection.onSelectionRanges(async ({ textDocument, positions }) => {
    await session.whenReady();
    return session.guard("selection", [], () => {
      const lines = session.lines.of(textDocument.uri);
      return positions.map((position): SelectionRange => {
        const spans = session.language.selections(textDocument.uri, lines.offsetAt(position));
        let grown: SelectionRange | undefined;
        for (const span of [...spans].reverse()) grown = { range: lines.rangeOf(span), ...(grown ? { parent: grown } : {}) };
        return grown ?? { range: { start: position, end: position } };
      });
    });
  });
  session.connection.onDocumentLinks(async ({ textDocument }) => {
    await session.whenReady();
    return session.guard("links", [], () => {
      const lines = session.lines.of(textDocument.uri);
      return session.language
        .links(textDocument.uri)
        .map(({ span, target, title }) => ({ range: lines.rangeOf(span), target: session.spelling(target), tooltip: title }));
    });
  });
}
