/**
 * The language server: takes messages, asks the language, sends answers. What it knows of the protocol stays here and in
 * `handlers/`; what it knows of webhooks is the core's.
 */
import type { Connection, InitializeParams, InitializeResult } from "vscode-languageserver";
import { CodeActionKind, DidChangeWatchedFilesNotification, TextDocumentSyncKind } from "vscode-languageserver";
import type { Platform } from "#core";
import { methods } from "#protocol";
import { codeAction, fixAllKind } from "./handlers/code-action";
import { codeLens } from "./handlers/code-lens";
import { completion } from "./handlers/completion";
import { definition } from "./handlers/definition";
import { documentSymbol } from "./handlers/document-symbol";
import { hover } from "./handlers/hover";
import { inlayHint } from "./handlers/inlay-hint";
import { ownRequests } from "./handlers/own-requests";
import { references } from "./handlers/references";
import { rename } from "./handlers/rename";
import { semanticTokens, tokenLegend } from "./handlers/semantic-tokens";
import { signatureHelp } from "./handlers/signature-help";
import { structure } from "./handlers/structure";
import { workspaceSymbol } from "./handlers/workspace-symbol";
import { Session } from "./session";
import { type Later, later as timer } from "./typing";

/** The files the server wants to hear of when they change on disk. */
const watched =
  "**/*.{webhook.yaml,webhook.yml,workflow.yaml,workflow.yml,connector.yaml,connector.yml,contact.json,contact.yaml,contact.yml,event.json,event.yaml,event.yml,response.json,vm,html}";
const watchedNames = "**/{contact-fields,hookflow}.{yaml,yml}";

/** Files whose move changes paths in others. */
const movable = "**/*.{vm,html,workflow.yaml,workflow.yml}";

/** Serves one client on a connection. */
export function startServer(connection: Connection, platform: Platform, later: Later = timer): void {
  const session = new Session(connection, platform, later);

  connection.onInitialize((params): InitializeResult => {
    session.initialize(params, settingsOf(params));
    return {
      serverInfo: { name: "hookflow" },
      capabilities: {
        positionEncoding: "utf-16",
        textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: { includeText: false } },
        completionProvider: {
          triggerCharacters: ["$", "<", "{", ".", "[", ":", " ", "'", '"', "|", "#", "("],
          resolveProvider: false,
        },
        hoverProvider: true,
        definitionProvider: true,
        documentSymbolProvider: true,
        workspaceSymbolProvider: true,
        referencesProvider: true,
        documentHighlightProvider: true,
        renameProvider: { prepareProvider: true },
        foldingRangeProvider: true,
        selectionRangeProvider: true,
        documentLinkProvider: {},
        semanticTokensProvider: { legend: tokenLegend, full: true, range: true },
        inlayHintProvider: true,
        signatureHelpProvider: { triggerCharacters: ["(", ","], retriggerCharacters: [")"] },
        codeLensProvider: { resolveProvider: true },
        codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, CodeActionKind.RefactorRewrite, fixAllKind] },
        workspace: {
          workspaceFolders: { supported: true, changeNotifications: true },
          fileOperations: { willRename: { filters: [{ pattern: { glob: movable } }] } },
        },
      },
    };
  });

  connection.onInitialized(() => {
    session.watchFiles(() =>
      connection.client.register(DidChangeWatchedFilesNotification.type, {
        watchers: [{ globPattern: watched }, { globPattern: watchedNames }],
      }),
    );
    session.start();
  });

  connection.onShutdown(() => session.stop());
  connection.onRequest(methods.ping, () => null);
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
  ])
    register(session);
  connection.listen();
}

function settingsOf(params: InitializeParams): unknown {
  return params.initializationOptions;
}
