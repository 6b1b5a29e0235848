/**
 * The extension, wherever it runs: starts the language server, and holds what a person can do by hand. What a desktop and a
 * browser do differently stands in `node/` and `browser/`, each an entry of its own.
 */
import * as vscode from "vscode";
import { commandIds } from "#protocol";
import { Answers } from "./answers";
import { clearHistory, deleteFromHistory } from "./commands/clear-history";
import { ExchangeActions } from "./commands/exchange-actions";
import { previewRequest } from "./commands/preview-request";
import { showUses } from "./commands/show-uses";
import { guarded } from "./guard";
import { History } from "./history/history";
import type { Host } from "./host";
import { LanguageServer } from "./language-server";
import { manage } from "./manage";
import { RequestPlanner } from "./request-planner";
import { TestLenses } from "./test-lenses";
import { ExchangeLenses } from "./views/exchange-lenses";
import { HistoryView } from "./views/history-view";
import { MessagePreviews } from "./views/preview/message-previews";
import { ResponseDocuments } from "./views/response-documents";
import { WrittenEvents } from "./written-events";

/** What other code of this extension, and its tests, may use. No command or export ever gives a secret. */
export interface HookflowApi {
  /** Resolves when the language server has read the workspace. */
  readonly ready: Promise<void>;
}

export async function activateIn(host: Host, context: vscode.ExtensionContext): Promise<HookflowApi> {
  const log = vscode.window.createOutputChannel("Hookflow", { log: true });
  const server = new LanguageServer(context, log, host.connect);
  const answers = new Answers();
  const tested = new vscode.EventEmitter<void>();
  const history = new History({
    files: host.historyFiles,
    isOn: () => vscode.workspace.getConfiguration("hookflow").get("history.enabled", true),
    tell: (sentence) => void vscode.window.showWarningMessage(sentence),
    changed: () => tested.fire(),
  });
  const documents = new ResponseDocuments(history);
  const writtenEvents = new WrittenEvents();
  const planner = new RequestPlanner(server, context.workspaceState, writtenEvents);
  const lenses = new TestLenses(server, history, (uri) => planner.remembered(uri));
  const historyView = new HistoryView(history);
  tested.event(() => {
    for (const part of [lenses, exchangeLenses, historyView]) part.refresh();
  });
  const actions = new ExchangeActions(history, documents, server, answers);
  const sending = host.sending({ context, log, server, planner, documents, answers, history, lenses });
  const exchangeLenses = new ExchangeLenses(documents, history, server, lenses, (id) => sending.canSave(id));
  const previews = new MessagePreviews(context, server, answers);

  const register = (id: string, run: (argument: unknown, more: unknown) => unknown) =>
    context.subscriptions.push(
      vscode.commands.registerCommand(id, (argument: unknown, more: unknown) => guarded(log, () => run(argument, more))),
    );
  register(commandIds.sendTest, (argument) => sending.sendTest(argument));
  register(commandIds.sendTestWith, (argument) => sending.sendTest(argument, { otherData: true }));
  register(commandIds.cancelTest, (argument) => sending.cancelTest(argument));
  register(commandIds.sendWrittenEvent, (argument) => {
    const draft = writtenEvents.draftOf(argument);
    return draft && sending.sendTest({ uri: draft.uri }, { written: draft.written });
  });
  register(commandIds.sendAgain, async (argument) => {
    const exchange = await actions.exchangeOf(argument);
    if (exchange) await sending.sendAgain(exchange);
  });
  register(commandIds.followRedirect, async (argument) => {
    const exchange = await actions.exchangeOf(argument);
    if (exchange) await sending.follow(exchange);
  });
  register(commandIds.showResult, (argument) => actions.showLatest(argument));
  register(commandIds.openExchange, (argument) => actions.open(argument));
  register(commandIds.openBody, (argument) => actions.openBody(argument, false));
  register(commandIds.openRawBody, (argument) => actions.openBody(argument, true));
  register(commandIds.saveBody, async (argument) => {
    const exchange = await actions.exchangeOf(argument);
    if (exchange) await sending.saveBody(exchange);
  });
  register(commandIds.copyAsCurl, (argument) => actions.copyAsCurl(argument));
  register(commandIds.compareWithPrevious, (argument) => actions.compareWithPrevious(argument));
  register(commandIds.compareWithRecording, (argument) => actions.compareWithRecording(argument));
  register(commandIds.compareResults, (argument, selection) => actions.compareSelected(argument, selection));
  register(commandIds.saveAsRecording, (argument) => actions.saveAsRecording(argument));
  register(commandIds.useInPreview, (argument) => actions.useInPreview(argument));
  register(commandIds.searchHistory, () => actions.search());
  register(commandIds.clearHistory, () => clearHistory(history));
  register(commandIds.deleteExchange, (argument, selection) =>
    // A key that is pressed on a list brings no argument along.
    deleteFromHistory(history, argument, argument === undefined ? historyView.selected : selection),
  );
  register(commandIds.previewRequest, (argument) => previewRequest(planner, documents, argument));
  register(commandIds.previewMessage, (argument) => previews.open(argument));
  register(commandIds.showUses, (argument) => showUses(argument));
  register(commandIds.startEndpoint, () => sending.startEndpoint());
  register(commandIds.stopEndpoint, () => sending.stopEndpoint());
  register(commandIds.setSecret, (argument) => sending.setSecret(argument));
  register(commandIds.forgetSecrets, () => sending.forgetSecrets());
  register(commandIds.restartServer, () => server.restart());
  context.subscriptions.push(log, server, documents, answers, tested, sending, previews);
  context.subscriptions.push(writtenEvents, lenses, exchangeLenses, historyView);
  context.subscriptions.push(manage({ context, server, history, onDidTest: tested.event, sending }, register));

  const ready = whenWanted(context).then(() => server.start());
  ready.catch((error: unknown) => log.error(`The language server did not start: ${String(error)}`));
  return { ready };
}

const ourNames = /\.(webhook|workflow|connector)\.ya?ml$|\.vm$|(^|\/)hookflow\.ya?ml$/;

/**
 * Resolves when there is something for the server to do. The extension is woken by any YAML file; a workspace without a file
 * of ours gets no process for it.
 */
async function whenWanted(context: vscode.ExtensionContext): Promise<void> {
  const isOurs = (document: vscode.TextDocument) => ourNames.test(document.uri.path);
  if (vscode.workspace.textDocuments.some(isOurs)) return;
  const opened = new Promise<void>((resolve) => {
    context.subscriptions.push(vscode.workspace.onDidOpenTextDocument((document) => isOurs(document) && resolve()));
  });
  const found = vscode.workspace
    .findFiles("**/*.{webhook,workflow}.{yaml,yml}", "**/{node_modules,.github}/**", 1)
    .then((files) => (files.length > 0 ? undefined : new Promise<void>(() => undefined)));
  await Promise.race([opened, found]);
}
