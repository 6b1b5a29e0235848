/** What the suites in the extension host share: finding places, editing, waiting for what the editor does in its own time. */
import assert from "node:assert/strict";
import * as vscode from "vscode";

export const extensionId = "hookflow.hookflow";

export function codeOf(code: vscode.Diagnostic["code"]): unknown {
  return typeof code === "object" ? code.value : code;
}

/** The extension's findings: other extensions may have their own. */
export function own(uri: vscode.Uri): readonly vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(uri).filter(({ source }) => source?.toLowerCase() === "hookflow");
}

/** A provider's answer, as soon as it has one: the language server starts in its own time. */
export async function answer<T>(command: string, ...args: readonly unknown[]): Promise<readonly T[]> {
  let found: readonly T[] = [];
  for (let attempt = 0; attempt < 100 && found.length === 0; attempt++) {
    found = (await vscode.commands.executeCommand<T[] | undefined>(command, ...args)) ?? [];
    if (found.length === 0) await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return found;
}

/** Where a text stands for the first time. */
export function rangeOf(document: vscode.TextDocument, text: string): vscode.Range {
  const at = document.getText().indexOf(text);
  assert.ok(at >= 0, `"${text}" is not in the document`);
  return new vscode.Range(document.positionAt(at), document.positionAt(at + text.length));
}

export async function replace(document: vscode.TextDocument, range: vscode.Range, text: string): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, range, text);
  assert.ok(await vscode.workspace.applyEdit(edit));
}

/** Opens a file of the workspace and shows it. */
export async function show(name: string): Promise<vscode.TextDocument> {
  const [file] = await vscode.workspace.findFiles(`**/${name}`, undefined, 1);
  assert.ok(file, `the workspace has no ${name}`);
  const document = await vscode.workspace.openTextDocument(file);
  await vscode.window.showTextDocument(document);
  return document;
}

/** Waits for something that the editor does in its own time. */
export async function until(done: () => boolean, otherwise: string | (() => string), milliseconds = 15_000): Promise<void> {
  const end = Date.now() + milliseconds;
  while (!done()) {
    assert.ok(Date.now() < end, typeof otherwise === "string" ? otherwise : otherwise());
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
