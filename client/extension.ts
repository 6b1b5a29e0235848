/**
 * The extension: starts the language server, and holds what a person can do by hand: send a test, preview, manage secrets.
 * Everything heavy (sending, the demo endpoint) is loaded by the first command that needs it.
 */
import * as vscode from "vscode";
import { commandIds } from "#protocol";
import { DemoEndpoint } from "./commands/demo-endpoint";
import { previewRequest } from "./commands/preview-request";
import { Secrets } from "./commands/secrets";
import { Sender } from "./commands/send-test";
import { showUses } from "./commands/show-uses";
import { guarded } from "./guard";
import { LanguageServer } from "./language-server";
import { MessagePreviews } from "./views/message-preview";
import { ResponseDocuments } from "./views/response-documents";
import { WebhooksView } from "./views/webhooks-view";

/** What other code of this extension, and its tests, may use. No command or export ever gives a secret. */
export interface HookflowApi {
  /** Resolves when the language server has read the workspace. */
  readonly ready: Promise<void>;
}

export async function activate(context: vscode.ExtensionContext): Promise<HookflowApi> {
  const log = vscode.window.createOutputChannel("Hookflow", { log: true });
  const server = new LanguageServer(context, log);
  const documents = new ResponseDocuments();
  const secrets = new Secrets(context.secrets, context.globalState);
  const demo = new DemoEndpoint();
  const sender = new Sender(server, secrets, demo, documents, context.workspaceState);
  const previews = new MessagePreviews(context, server, sender);
  const view = new WebhooksView(server);

  const register = (id: string, run: (argument: unknown) => unknown) =>
    context.subscriptions.push(vscode.commands.registerCommand(id, (argument: unknown) => guarded(log, () => run(argument))));
  register(commandIds.sendTest, (argument) => sender.sendTest(argument));
  register(commandIds.previewRequest, (argument) => previewRequest(sender, documents, argument));
  register(commandIds.previewMessage, (argument) => previews.open(argument));
  register(commandIds.showUses, (argument) => showUses(argument));
  register(commandIds.startEndpoint, () => demo.start());
  register(commandIds.stopEndpoint, () => demo.stop());
  register(commandIds.setSecret, (argument) => secrets.ask(server, argument));
  register(commandIds.forgetSecrets, () => secrets.forgetAll());
  register(commandIds.refreshWebhooks, () => view.refresh());
  register(commandIds.openWebhook, (argument) => view.open(argument));
  register(commandIds.restartServer, () => server.restart());
  context.subscriptions.push(log, server, documents, demo, sender, previews, view, secrets.follow(server));

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
