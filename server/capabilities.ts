/** What the server can do, as `initialize` tells it. It imports nothing of the language, so that the answer needs none of it. */
import { CodeActionKind, type ServerCapabilities, TextDocumentSyncKind } from "vscode-languageserver";
import { tokenTypes } from "#core/ide/token-types";

/** All of a file's safe fixes, as editors run it on save. */
export const fixAllKind = `${CodeActionKind.SourceFixAll}.hookflow`;

/** Types of tokens by number, and the one modifier. */
const tokenLegend = { tokenTypes: [...tokenTypes], tokenModifiers: ["readonly"] };

/** Files whose move changes paths in others. */
const movable = "**/*.{vm,html,workflow.yaml,workflow.yml}";

export const capabilities: ServerCapabilities = {
  positionEncoding: "utf-16",
  textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: { includeText: false } },
  completionProvider: {
    triggerCharacters: ["$", "<", "{", ".", "[", ":", " ", "'", '"', "|", "#", "(", "%"],
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
};
