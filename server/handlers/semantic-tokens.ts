import { SemanticTokensBuilder } from "vscode-languageserver";
import { tokenTypes } from "#core";
import type { Session } from "../session";

/** `textDocument/semanticTokens/full` and `/range`: a token that spans lines is cut, since editors want single lines. */
export function semanticTokens(session: Session): void {
  const tokens = async (uri: string, within?: { readonly start: { line: number }; readonly end: { line: number } }) => {
    await session.whenReady();
    return session.guard("semantic tokens", { data: [] as number[] }, () => {
      const lines = session.lines.of(uri);
      const text = session.language.file(uri)?.text ?? "";
      const builder = new SemanticTokensBuilder();
      for (const token of session.language.tokens(uri)) {
        const type = tokenTypes.indexOf(token.type);
        for (const piece of pieces(text, token.span)) {
          const at = lines.positionAt(piece.start);
          if (within && (at.line < within.start.line || at.line > within.end.line)) continue;
          builder.push(at.line, at.character, piece.end - piece.start, type, token.readonly ? 1 : 0);
        }
      }
      return builder.build();
    });
  };
  session.connection.languages.semanticTokens.on(({ textDocument }) => tokens(textDocument.uri));
  session.connection.languages.semanticTokens.onRange(({ textDocument, range }) => tokens(textDocument.uri, range));
}

/** The parts of a stretch that lie on one line each, without line ends and the blanks before a line's text. */
function* pieces(
  text: string,
  span: { readonly start: number; readonly end: number },
): Generator<{ readonly start: number; readonly end: number }> {
  const written = text.slice(span.start, span.end);
  for (const line of written.matchAll(/[^\r\n]+/g)) {
    const blank = line.index === 0 ? 0 : (/^[ \t]*/.exec(line[0])?.[0].length ?? 0);
    if (blank < line[0].length) yield { start: span.start + line.index + blank, end: span.start + line.index + line[0].length };
  }
}
