/** The Hookflow container of the side bar, and the commands of its views: webhooks, connectors, contacts and events; the status bar. */
import * as vscode from "vscode";
import { commandIds } from "#protocol";
import { ConnectorCommands } from "./commands/connectors";
import { addSample } from "./commands/sample-files";
import { SampleCommands } from "./commands/samples";
import { WebhookCommands } from "./commands/webhooks";
import type { History } from "./history/history";
import type { Sending } from "./host";
import type { LanguageServer } from "./language-server";
import { ConnectorsView } from "./views/connectors-view";
import { SamplesView } from "./views/samples-view";
import { Status } from "./views/status";
import { DeletedFiles } from "./views/webhooks/deleted-files";
import { WebhooksView } from "./views/webhooks/webhooks-view";

interface Parts {
  readonly context: vscode.ExtensionContext;
  readonly server: LanguageServer;
  readonly history: History;
  /** The history has changed. */
  readonly onDidTest: vscode.Event<void>;
  readonly sending: Sending;
}

/** @param register names a command and what it does */
export function manage(
  { context, server, history, onDidTest, sending }: Parts,
  register: (id: string, run: (argument: unknown) => unknown) => void,
): vscode.Disposable {
  const deleted = new DeletedFiles(sending.deleted, context.workspaceState);
  const webhooksView = new WebhooksView(server, history, deleted, context.workspaceState);
  const connectorsView = new ConnectorsView(server, sending.secrets);
  const samplesView = new SamplesView(server);
  const status = new Status(server, sending.endpoint);
  const connectors = new ConnectorCommands(server, sending.secrets);
  const webhooks = new WebhookCommands(server, connectors, sending.secrets, deleted);
  const samples = new SampleCommands(server);

  register(commandIds.refreshWebhooks, () => deleted.refresh());
  register(commandIds.openWebhook, (argument) => webhooksView.open(argument));
  register(commandIds.groupByHost, () => webhooksView.groupBy("host"));
  register(commandIds.groupByFolder, () => webhooksView.groupBy("folder"));
  register(commandIds.filterWebhooks, () => webhooksView.askFilter());
  register(commandIds.clearWebhookFilter, () => webhooksView.setFilter(""));
  register(commandIds.createWebhook, () => webhooks.create());
  register(commandIds.createWebhookFromCurl, () => webhooks.createFromCurl());
  register(commandIds.createWebhookFromTemplate, () => webhooks.createFromTemplate());
  // A key that is pressed on a list brings no argument along.
  register(commandIds.duplicateWebhook, (argument) => webhooks.duplicate(argument ?? webhooksView.selected));
  register(commandIds.renameWebhook, (argument) => webhooks.rename(argument ?? webhooksView.selected));
  register(commandIds.deleteWebhook, (argument) => webhooks.delete(argument ?? webhooksView.selected));
  // A command for the palette tells what it is about, its like in the menu of a row need not.
  for (const id of [commandIds.showWebhookUses, commandIds.webhookUses])
    register(id, (argument) => webhooks.showUses(argument ?? webhooksView.selected));
  register(commandIds.restoreWebhook, (argument) => webhooks.restore(argument));

  register(commandIds.createConnector, () => connectors.create().then(() => undefined));
  register(commandIds.editConnector, (argument) => connectors.edit(argument ?? connectorsView.selected));
  register(commandIds.renameConnector, (argument) => connectors.rename(argument ?? connectorsView.selected));
  register(commandIds.deleteConnector, (argument) => connectors.delete(argument ?? connectorsView.selected));
  for (const id of [commandIds.showConnectorUses, commandIds.connectorUses])
    register(id, (argument) => connectors.showUses(argument ?? connectorsView.selected));
  for (const id of [commandIds.rotateSecret, commandIds.replaceSecret])
    register(id, (argument) =>
      sending.secrets ? connectors.rotate(argument ?? connectorsView.selected) : sending.setSecret(undefined),
    );

  register(commandIds.createContact, () => samples.createContact());
  register(commandIds.createEvent, () => samples.createEvent());
  register(commandIds.createSamples, (argument) => samples.createFor(argument));
  register(commandIds.importContacts, () => samples.importContacts());

  register(commandIds.showStatus, () => status.show());
  register(commandIds.addSample, () => addSample(context.extensionUri));
  register(commandIds.openWalkthrough, () =>
    vscode.commands.executeCommand("workbench.action.openWalkthrough", `${context.extension.id}#start`, false),
  );
  register(commandIds.showReviewHelp, () =>
    vscode.commands.executeCommand("markdown.showPreview", vscode.Uri.joinPath(context.extensionUri, "docs", "pull-requests.md")),
  );
  const tested = onDidTest(() => webhooksView.refresh());
  return vscode.Disposable.from(tested, deleted, webhooksView, connectorsView, samplesView, status);
}
