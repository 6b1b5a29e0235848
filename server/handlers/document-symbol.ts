import type { DocumentSymbol as LspSymbol } from "vscode-languageserver";
import type { DocumentSymbol, LineIndex } from "#core";
import { symbolKinds } from "../convert";
import type { Session } from "../session";

/** `textDocument/documentSymbol`. */
export function documentSymbol(session: Session): void {
  session.connection.onDocumentSymbol(async ({ textDocument }) => {
    await session.whenReady();
    if (session.isReadElsewhere(textDocument.uri)) return [];
    return session.guard("symbols", [], () => {
      const lines = session.lines.of(textDocument.uri);
      return session.language.symbols(textDocument.uri).map((symbol) => convert(symbol, lines));
    });
  });
}

function convert(symbol: DocumentSymbol, lines: LineIndex): LspSymbol {
  return {
    name: symbol.name,
    detail: symbol.detail,
    kind: symbolKinds[symbol.kind],
    range: lines.rangeOf(symbol.span),
    selectionRange: lines.rangeOf(symbol.nameSpan),
    children: symbol.children.map((child) => convert(child, lines)),
  };
}
