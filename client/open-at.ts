import * as vscode from "vscode";

/**
 * Shows a file with the caret at a place, by the editor itself: a document that an extension opens stays open for minutes after
 * its tab is closed, and a file that was deleted meanwhile would go on being one of the workspace's.
 */
export async function openAt(uri: vscode.Uri, caret = new vscode.Position(0, 0), preview = false): Promise<void> {
  await vscode.commands.executeCommand("vscode.open", uri, { selection: new vscode.Range(caret, caret), preview });
}
