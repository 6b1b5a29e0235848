/** What a workspace may do only when a person trusts it: said where it is wanted, with the way to the editor's page of trust. */
import * as vscode from "vscode";

/** @param what "Sending is" */
export async function isTrusted(what: string): Promise<boolean> {
  if (vscode.workspace.isTrusted) return true;
  const manage = "Manage Trust";
  const answer = await vscode.window.showWarningMessage(`${what} off until this workspace is trusted.`, manage);
  if (answer === manage) await vscode.commands.executeCommand("workbench.trust.manage");
  return false;
}
