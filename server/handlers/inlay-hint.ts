import { InlayHintKind } from "vscode-languageserver";
import type { Session } from "../session";

/** `textDocument/inlayHint`: sample values, when the person has switched them on. */
export function inlayHint(session: Session): void {
  session.connection.languages.inlayHint.on(async ({ textDocument, range }) => {
    await session.whenReady();
    if (!session.showsSampleValues) return [];
    return session.guard("inlay hints", [], () => {
      const lines = session.lines.of(textDocument.uri);
      const part = { start: lines.offsetAt(range.start), end: lines.offsetAt(range.end) };
      return session.language.inlayHints(textDocument.uri, part).map(({ offset, text, from }) => ({
        position: lines.positionAt(offset),
        label: text,
        kind: InlayHintKind.Type,
        paddingLeft: true,
        tooltip: `Value of the sample ${from}`,
      }));
    });
  });
}
