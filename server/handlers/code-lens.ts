import { commandIds } from "#protocol";
import type { Session } from "../session";

const titles = {
  "send-test": { title: "$(play)\u00a0Send test", command: commandIds.sendTest },
  "preview-request": { title: "$(eye)\u00a0Preview request", command: commandIds.previewRequest },
  "preview-message": { title: "$(eye)\u00a0Preview message", command: commandIds.previewMessage },
} as const;

/** `textDocument/codeLens`. Titles are fixed here; the client adds what it alone knows, such as the last result. */
export function codeLens(session: Session): void {
  session.connection.onCodeLens(async ({ textDocument }) => {
    await session.whenReady();
    return session.guard("lenses", [], () => {
      const lines = session.lines.of(textDocument.uri);
      return session.language.lenses(textDocument.uri).map((lens) => ({
        range: lines.rangeOf(lens.span),
        command: {
          ...titles[lens.action],
          arguments: [{ uri: textDocument.uri, ...(lens.block === undefined ? {} : { block: lens.block }) }],
        },
      }));
    });
  });
}
