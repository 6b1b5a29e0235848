import { DocumentHighlightKind } from "vscode-languageserver";
import { normalUri } from "#core";
import type { Session } from "../session";

/** `textDocument/references` and `textDocument/documentHighlight`. */
export function references(session: Session): void {
  session.connection.onReferences(async ({ textDocument, position, context }) => {
    await session.whenReady();
    return session.guard("references", [], () => {
      const offset = session.lines.of(textDocument.uri).offsetAt(position);
      return session.language
        .references(textDocument.uri, offset, context.includeDeclaration)
        .map(({ uri, span }) => ({ uri: session.spelling(uri), range: session.lines.of(uri).rangeOf(span) }));
    });
  });
  session.connection.onDocumentHighlight(async ({ textDocument, position }) => {
    await session.whenReady();
    return session.guard("highlights", [], () => {
      const lines = session.lines.of(textDocument.uri);
      const offset = lines.offsetAt(position);
      // Editors ask this whenever the cursor moves.
      session.typing.cursorAt(normalUri(textDocument.uri), { start: offset, end: offset });
      return session.language.highlights(textDocument.uri, offset).map(({ span, kind }) => ({
        range: lines.rangeOf(span),
        kind: kind === "definition" ? DocumentHighlightKind.Write : DocumentHighlightKind.Read,
      }));
    });
  });
}
