/**
 * The extension, wherever it runs: starts the language server, and holds what a person can do by hand. What a desktop and a
 * browser do differently stands in `node/` and `browser/`, each an entry of its own.
 */
import * as vscode from "vscode";
import { commandIds } from "#protocol";
import { Answers } from "./answers";
import { previewRequest } from "./commands/preview-request";
import { showUses } from "./commands/show-uses";
import type { Connect } from "./connect";
import { guarded } from "./guard";
import { LanguageServer } from "./language-server";
import { manage } from "./manage";
import { RequestPlanner } from "./request-planner";
import type { SecretKeeper } from "./secret-keeper";
import { MessagePreviews } from "./views/preview/message-previews";
import { ResponseDocuments } from "./views/response-documents";
import type { EndpointState } from "./views/status";
import type { History } from "./views/webhooks/deleted-files";

/** What a place to run in brings along. */
export interface Host {
  readonly connect: Connect;
  /** Sending and what belongs to it, made of what is there already. */
  sending(parts: Parts): Sending;
}

export interface Parts {
  readonly context: vscode.ExtensionContext;
  readonly log: vscode.LogOutputChannel;
  readonly server: LanguageServer;
  readonly planner: RequestPlanner;
  readonly documents: ResponseDocuments;
  readonly answers: Answers;
}

/** The commands that need a socket or a secret. Where there is no socket, each of them says so. */
export interface Sending extends vscode.Disposable {
  sendTest(argument: unknown): unknown;
  startEndpoint(): unknown;
  stopEndpoint(): unknown;
  setSecret(argument: unknown): unknown;
  forgetSecrets(): unknown;
  /** Undefined where there is no place for secrets. */
  readonly secrets: SecretKeeper | undefined;
  /** Undefined where no endpoint can run. */
  readonly endpoint: EndpointState | undefined;
  /** The deleted webhooks that something remembers; undefined where there is nothing to ask. */
  readonly deleted: History;
}

/** What other code of this extension, and its tests, may use. No command or export ever gives a secret. */
export interface HookflowApi {
  /** Resolves when the language server has read the workspace. */
  readonly ready: Promise<void>;
}

export async function activateIn(host: Host, context: vscode.ExtensionContext): Promise<HookflowApi> {
  const log = vscode.window.createOutputChannel("Hookflow", { log: true });
  const server = new LanguageServer(context, log, host.connect);
  const documents = new ResponseDocuments();
  const answers = new Answers();
  const planner = new RequestPlanner(server, context.workspaceState);
  const sending = host.sending({ context, log, server, planner, documents, answers });
  const previews = new MessagePreviews(context, server, answers);

  const register = (id: string, run: (argument: unknown) => unknown) =>
    context.subscriptions.push(vscode.commands.registerCommand(id, (argument: unknown) => guarded(log, () => run(argument))));
  register(commandIds.sendTest, (argument) => sending.sendTest(argument));
  register(commandIds.previewRequest, (argument) => previewRequest(planner, documents, argument));
  register(commandIds.previewMessage, (argument) => previews.open(argument));
  register(commandIds.showUses, (argument) => showUses(argument));
  register(commandIds.startEndpoint, () => sending.startEndpoint());
  register(commandIds.stopEndpoint, () => sending.stopEndpoint());
  register(commandIds.setSecret, (argument) => sending.setSecret(argument));
  register(commandIds.forgetSecrets, () => sending.forgetSecrets());
  register(commandIds.restartServer, () => server.restart());
  context.subscriptions.push(
    log,
    server,
    documents,
    answers,
    sending,
    previews,
    manage({ context, server, answers, sending }, register),
  );

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
