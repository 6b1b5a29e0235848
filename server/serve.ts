/** Serving one client with the language: everything that comes after `initialize`. */
import type { Connection, InitializeParams } from "vscode-languageserver";
import { DidChangeWatchedFilesNotification } from "vscode-languageserver";
import { codeAction } from "./handlers/code-action";
import { codeLens } from "./handlers/code-lens";
import { completion } from "./handlers/completion";
import { definition } from "./handlers/definition";
import { documentSymbol } from "./handlers/document-symbol";
import { hover } from "./handlers/hover";
import { inlayHint } from "./handlers/inlay-hint";
import { managing } from "./handlers/managing";
import { ownRequests } from "./handlers/own-requests";
import { previewRequests } from "./handlers/preview";
import { references } from "./handlers/references";
import { rename } from "./handlers/rename";
import { semanticTokens } from "./handlers/semantic-tokens";
import { signatureHelp } from "./handlers/signature-help";
import { structure } from "./handlers/structure";
import { workspaceSymbol } from "./handlers/workspace-symbol";
import type { ServerPlatform } from "./platform";
import { Session } from "./session";

/** The files the server wants to hear of when they change on disk. */
const watched =
  "**/*.{webhook.yaml,webhook.yml,workflow.yaml,workflow.yml,connector.yaml,connector.yml,contact.json,contact.yaml,contact.yml,event.json,event.yaml,event.yml,response.json,vm,html}";
const watchedNames = "**/{contact-fields,hookflow}.{yaml,yml}";

/** Takes the client's messages from now on. @returns what ends it */
export function serve(connection: Connection, platform: ServerPlatform, params: InitializeParams): { stop(): void } {
  const session = new Session(connection, platform);
  session.initialize(params, params.initializationOptions);
  connection.onDidOpenTextDocument(({ textDocument }) => session.open(textDocument.uri, textDocument.text, textDocument.version));
  connection.onDidChangeTextDocument(({ textDocument, contentChanges }) =>
    session.change(textDocument.uri, contentChanges, textDocument.version),
  );
  connection.onDidSaveTextDocument(() => session.typing.leave());
  connection.onDidCloseTextDocument(({ textDocument }) => session.close(textDocument.uri));
  connection.onDidChangeWatchedFiles(({ changes }) => session.filesChanged(changes.map((change) => change.uri)));
  connection.onDidChangeConfiguration(({ settings }) => session.configure(settings));

  for (const register of [
    completion,
    hover,
    signatureHelp,
    definition,
    references,
    rename,
    documentSymbol,
    workspaceSymbol,
    structure,
    semanticTokens,
    inlayHint,
    codeLens,
    codeAction,
    ownRequests,
    managing,
    previewRequests,
  ])
    register(session);
  session.watchFiles(() =>
    connection.client.register(DidChangeWatchedFilesNotification.type, {
      watchers: [{ globPattern: watched }, { globPattern: watchedNames }],
    }),
  );
  session.start();
  return session;
}

export type Serve = typeof serve;
