import type { Session } from "../session";

/** `textDocument/definition`. */
export function definition(session: Session): void {
  session.connection.onDefinition(async ({ textDocument, position }) => {
    await session.whenReady();
    return session.guard("definition", [], () => {
      const offset = session.lines.of(textDocument.uri).offsetAt(position);
      return session.language
        .definition(textDocument.uri, offset)
        .map((place) => ({ uri: session.spelling(place.uri), range: session.lines.of(place.uri).rangeOf(place.span) }));
    });
  });
}
