/**
 * The extension on a desktop or a remote machine: the server is a process, and requests can be sent. Everything heavy (the
 * language client, sending, the demo endpoint) is loaded by the first who needs it.
 */
import * as vscode from "vscode";
import { activateIn, type HookflowApi } from "../activate";
import type { Parts, Sending } from "../host";
import { DemoEndpoint } from "./demo-endpoint";
import { deletedInGit } from "./git-history";
import { historyFiles } from "./history-files";
import { KeptBytes } from "./kept-bytes";
import { PrivateHosts } from "./private-hosts";
import { saveBody } from "./save-body";
import { Secrets } from "./secrets";
import { Sender } from "./send-test";

export function activate(context: vscode.ExtensionContext): Promise<HookflowApi> {
  const module = vscode.Uri.joinPath(context.extensionUri, "dist", "server.js").fsPath;
  return activateIn(
    {
      connect: async (options, closed) => (await import("./server-process")).connect(module, options, closed),
      sending,
      historyFiles: historyFiles(vscode.Uri.joinPath(context.globalStorageUri, "history").fsPath),
    },
    context,
  );
}

/** The editor waits for this before a window is closed or loaded again. */
export function deactivate(): Promise<void> {
  return end();
}

let end = async (): Promise<void> => {};

function sending(parts: Parts): Sending {
  const { context, log, server } = parts;
  const secrets = new Secrets(context.secrets, context.globalState);
  const demo = new DemoEndpoint();
  const kept = new KeptBytes();
  const sender = new Sender(parts, secrets, demo, new PrivateHosts(context.globalState), kept);
  const following = secrets.follow(server);
  end = () => sender.end();
  return {
    sendTest: (argument, wishes) => sender.sendTest(argument, wishes),
    sendAgain: (exchange) => sender.sendAgain(exchange),
    follow: (exchange) => sender.follow(exchange),
    saveBody: (exchange) => saveBody(exchange, kept),
    canSave: (id) => kept.has(id),
    cancelTest: (argument) => sender.cancel(argument),
    startEndpoint: () => demo.start(),
    stopEndpoint: () => demo.stop(),
    setSecret: (argument) => secrets.ask(server, argument),
    forgetSecrets: () => secrets.forgetAll(),
    secrets,
    endpoint: demo,
    deleted: () => deletedInGit((sentence) => log.info(sentence)),
    dispose: () => vscode.Disposable.from(demo, sender, following, secrets, kept).dispose(),
  };
}
