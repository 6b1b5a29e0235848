/** The question before a request or a secret goes where none has gone before: it names the webhook, and has one way out. */
import * as vscode from "vscode";
import type { Plan } from "#protocol";
import { openAt } from "../open-at";
import { plain } from "../plain";

/** What would be sent. */
export type Asking = Pick<Plan, "method" | "webhook"> & { readonly uri: string };

/** "POST promo" */
export function requestTitle({ method, webhook }: Asking): string {
  return `${method} ${plain(webhook)}`;
}

/** @param yes the only answer that sends */
export async function askToSend(asking: Asking, question: string, detail: string, yes: string): Promise<boolean> {
  // The first button is the one that Enter presses: whoever does not read looks at the webhook and sends nothing.
  const show = { title: "Show Webhook" };
  const no = { title: "Do Not Send", isCloseAffordance: true };
  const answer = await vscode.window.showWarningMessage(question, { modal: true, detail }, show, { title: yes }, no);
  if (answer === show) await openAt(vscode.Uri.parse(asking.uri));
  return answer?.title === yes;
}
