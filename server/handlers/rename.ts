import type { WorkspaceEdit } from "vscode-languageserver";
import { LSPErrorCodes, ResponseError } from "vscode-languageserver";
import type { TextEdit, Uri } from "#core";
import { textEdit } from "../convert";
import type { Session } from "../session";

/** `textDocument/prepareRename`, `textDocument/rename` and `workspace/willRenameFiles`: refusals reach the person as sentences. */
export function rename(session: Session): void {
  session.connection.onPrepareRename(async ({ textDocument, position }) => {
    await session.whenReady();
    const lines = session.lines.of(textDocument.uri);
    const start = session.language.renameStart(textDocument.uri, lines.offsetAt(position));
    if (start.kind === "refused") throw refused(start.reason);
    return { range: lines.rangeOf(start.span), placeholder: start.text };
  });
  session.connection.onRenameRequest(async ({ textDocument, position, newName }): Promise<WorkspaceEdit> => {
    await session.whenReady();
    const offset = session.lines.of(textDocument.uri).offsetAt(position);
    const answer = session.language.rename(textDocument.uri, offset, newName);
    if (answer.kind === "refused") throw refused(answer.reason);
    return {
      documentChanges: [
        ...documentEdits(session, answer.edits),
        ...answer.moves.map(({ from, to }) => ({
          kind: "rename" as const,
          oldUri: session.spelling(from),
          newUri: to,
          options: { overwrite: false },
        })),
      ],
    };
  });
  session.connection.workspace.onWillRenameFiles(async ({ files }): Promise<WorkspaceEdit | null> => {
    await session.whenReady();
    return session.guard("file rename", null, () => {
      const changes = files.flatMap(({ oldUri, newUri }) => documentEdits(session, session.language.fileMoved(oldUri, newUri)));
      return changes.length ? { documentChanges: changes } : null;
    });
  });
}

function documentEdits(session: Session, edits: ReadonlyMap<Uri, readonly TextEdit[]>) {
  return [...edits].map(([uri, made]) => ({
    textDocument: { uri: session.spelling(uri), version: session.version(uri) },
    edits: made.map((edit) => textEdit(edit, session.lines.of(uri))),
  }));
}

function refused(reason: string): ResponseError {
  return new ResponseError(LSPErrorCodes.RequestFailed, reason);
}
