import { CodeActionKind } from "vscode-languageserver";
import { textEdit } from "../convert";
import type { Session } from "../session";

/** `textDocument/codeAction`: edits carry the version of the document they are for, so that a stale one is refused. */
export function codeAction(session: Session): void {
  session.connection.onCodeAction(async ({ textDocument, range }) => {
    await session.whenReady();
    return session.guard("code actions", [], () => {
      const lines = session.lines.of(textDocument.uri);
      const version = session.language.file(textDocument.uri)?.version ?? null;
      const span = { start: lines.offsetAt(range.start), end: lines.offsetAt(range.end) };
      return session.language.actions(textDocument.uri, span).map((action) => ({
        title: action.title,
        kind: CodeActionKind.QuickFix,
        isPreferred: action.preferred,
        diagnostics: [session.diagnostic(action.finding)],
        edit: {
          documentChanges: [
            { textDocument: { uri: textDocument.uri, version }, edits: action.edits.map((edit) => textEdit(edit, lines)) },
          ],
        },
      }));
    });
  });
}
