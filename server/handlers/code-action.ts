import type { CodeAction as LspAction, WorkspaceEdit } from "vscode-languageserver";
import { CodeActionKind } from "vscode-languageserver";
import type { CodeAction, WantedSecret } from "#core";
import { normalUri } from "#core";
import type { SetSecretParams } from "#protocol";
import { commandIds } from "#protocol";
import { fixAllKind } from "../capabilities";
import { textEdit } from "../convert";
import type { Session } from "../session";

const kinds: Readonly<Record<CodeAction["kind"], string>> = {
  quickfix: CodeActionKind.QuickFix,
  suppress: CodeActionKind.QuickFix,
  extract: CodeActionKind.QuickFix,
  rewrite: CodeActionKind.RefactorRewrite,
  "fix-all": fixAllKind,
};

/** `textDocument/codeAction`: edits carry the version of the document they are for, so that a stale one is refused. */
export function codeAction(session: Session): void {
  session.connection.onCodeAction(async ({ textDocument, range, context }) => {
    await session.whenReady();
    return session.guard("code actions", [], () => {
      const lines = session.lines.of(textDocument.uri);
      const span = { start: lines.offsetAt(range.start), end: lines.offsetAt(range.end) };
      // Editors ask this for the selection, and for it alone on their own; for the whole file by a command.
      session.typing.cursorAt(normalUri(textDocument.uri), span);
      return session.language
        .actions(textDocument.uri, span)
        .filter((action) => isWanted(kinds[action.kind], context.only))
        .filter((action) => !action.creates?.length || session.canCreateFiles)
        .map((action): LspAction => lspAction(session, textDocument.uri, action));
    });
  });
}

/** `source.fixAll` asks for all below it, `quickfix` for quick fixes alone. */
function isWanted(kind: string, only: readonly string[] | undefined): boolean {
  return !only || only.some((wanted) => kind === wanted || kind.startsWith(`${wanted}.`));
}

function lspAction(session: Session, uri: string, action: CodeAction): LspAction {
  return {
    title: action.title,
    kind: kinds[action.kind],
    isPreferred: action.preferred,
    ...(action.finding ? { diagnostics: [session.diagnostic(action.finding)] } : {}),
    edit: workspaceEdit(session, action),
    ...(action.secret && {
      command: {
        title: "Set the secret",
        command: commandIds.setSecret,
        arguments: [secretParams(session, uri, action.secret)],
      },
    }),
  };
}

function secretParams(session: Session, uri: string, { owner, places }: WantedSecret): SetSecretParams {
  const { name, type, in: place, parameter, origins } = owner;
  const lines = session.lines.of(uri);
  return {
    connector: { name, type, in: place, parameter, origins },
    uri,
    version: session.version(normalUri(uri)),
    places: places.map(({ part, span }) => ({ part, range: lines.rangeOf(span) })),
  };
}

/** New files first, so that a client that stops half-way has not taken anything out. */
function workspaceEdit(session: Session, action: CodeAction): WorkspaceEdit {
  const created = (action.creates ?? []).flatMap(({ uri, text }) => [
    { kind: "create" as const, uri, options: { ignoreIfExists: true } },
    {
      textDocument: { uri, version: null },
      edits: [{ range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }, newText: text }],
    },
  ]);
  const edited = [...action.edits].map(([uri, edits]) => ({
    textDocument: { uri: session.spelling(uri), version: session.version(uri) },
    edits: edits.map((edit) => textEdit(edit, session.lines.of(uri))),
  }));
  return { documentChanges: [...created, ...edited] };
}
