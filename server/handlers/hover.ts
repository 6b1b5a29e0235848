import { hoverContent } from "../convert";
import type { Session } from "../session";

/** `textDocument/hover`. */
export function hover(session: Session): void {
  session.connection.onHover(async ({ textDocument, position }) => {
    await session.whenReady();
    return session.guard("hover", null, () => {
      const lines = session.lines.of(textDocument.uri);
      const found = session.language.hover(textDocument.uri, lines.offsetAt(position));
      return found ? { contents: hoverContent(found), range: lines.rangeOf(found.span) } : null;
    });
  });
}
