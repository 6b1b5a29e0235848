/** The extension in a browser (vscode.dev, github.dev): the server is a worker, and all is there but sending. */
import * as vscode from "vscode";
import { activateIn, type HookflowApi } from "../activate";
import type { Sending } from "../host";
import { connect } from "./server-worker";

export function activate(context: vscode.ExtensionContext): Promise<HookflowApi> {
  const module = vscode.Uri.joinPath(context.extensionUri, "dist", "web", "server.js").toString(true);
  return activateIn(
    { connect: async (options, closed) => connect(module, options, closed), sending: noSending, historyFiles: undefined },
    context,
  );
}

/**
 * A page may not reach a webhook's host (its answer would need permission from there), cannot see the certificate and adds
 * headers of its own: what it sent would not be what the platform sends. So nothing is sent, and each command says what to do.
 */
function noSending(): Sending {
  const say = (sentence: string) => () => void vscode.window.showInformationMessage(sentence);
  const noSecrets = say(
    "The browser cannot send, so no secret is kept here: open this folder in the desktop editor, and set it there.",
  );
  const noEndpoint = say(
    "The browser cannot run the demo endpoint: open this folder in the desktop editor, or run `hookflow endpoint` in a terminal.",
  );
  const noTest = say(
    "The browser cannot send requests: open this folder in the desktop editor, or run `hookflow send` in a terminal.",
  );
  return {
    sendTest: noTest,
    sendAgain: noTest,
    follow: noTest,
    saveBody: noTest,
    canSave: () => false,
    cancelTest: () => undefined,
    startEndpoint: noEndpoint,
    stopEndpoint: noEndpoint,
    setSecret: noSecrets,
    forgetSecrets: noSecrets,
    secrets: undefined,
    endpoint: undefined,
    deleted: undefined,
    dispose: () => undefined,
  };
}
