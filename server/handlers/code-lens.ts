import type { CodeLens as LspLens } from "vscode-languageserver";
import type { ShowUsesParams } from "#protocol";
import { commandIds } from "#protocol";
import type { Session } from "../session";

const titles = {
  "send-test": { title: "$(play)\u00a0Send test", command: commandIds.sendTest },
  "preview-request": { title: "$(eye)\u00a0Preview request", command: commandIds.previewRequest },
  "preview-message": { title: "$(eye)\u00a0Preview message", command: commandIds.previewMessage },
} as const;

/**
 * `textDocument/codeLens` and `codeLens/resolve`. Titles are fixed here; the client adds what it alone knows, such as the last
 * result. Uses are counted for the lenses on the screen only.
 */
export function codeLens(session: Session): void {
  session.connection.onCodeLens(async ({ textDocument }) => {
    await session.whenReady();
    return session.guard("lenses", [], () => {
      const lines = session.lines.of(textDocument.uri);
      return session.language.lenses(textDocument.uri).map((lens): LspLens => {
        const range = lines.rangeOf(lens.span);
        if (lens.action === "uses") return { range, data: { uri: textDocument.uri, position: range.start } };
        const target = { uri: textDocument.uri, ...(lens.block === undefined ? {} : { block: lens.block }) };
        return { range, command: { ...titles[lens.action], arguments: [target] } };
      });
    });
  });
  session.connection.onCodeLensResolve((lens) =>
    session.guard("lens", lens, () => {
      const { uri, position } = lens.data as Pick<ShowUsesParams, "uri" | "position">;
      const offset = session.lines.of(uri).offsetAt(position);
      const uses = session.language
        .references(uri, offset, false)
        .map((place) => ({ uri: session.spelling(place.uri), range: session.lines.of(place.uri).rangeOf(place.span) }));
      const title = uses.length === 0 ? "not used" : uses.length === 1 ? "1 use" : `${uses.length} uses`;
      const params: ShowUsesParams = { uri, position, uses };
      return { ...lens, command: { title, command: commandIds.showUses, arguments: [params] } };
    }),
  );
}
