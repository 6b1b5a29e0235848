/** What only a real editor can show: that the extension starts by itself, and that its parts meet there. */
import assert from "node:assert/strict";
import * as vscode from "vscode";

const extensionId = "hookflow.hookflow";

export function registerTests(): void {
  suite("the extension in the editor", () => {
    let webhook: vscode.TextDocument;

    test("is installed", () => assert.ok(vscode.extensions.getExtension(extensionId)));

    test("starts when a webhook file is opened", async () => {
      const [file] = await vscode.workspace.findFiles("**/WH5.webhook.yaml", undefined, 1);
      assert.ok(file, "the workspace has no webhook");
      webhook = await vscode.workspace.openTextDocument(file);
      await vscode.window.showTextDocument(webhook);
      await until(() => vscode.extensions.getExtension(extensionId)?.isActive === true, "the extension did not start");
    });

    test("shows lenses above a webhook", async () => {
      const lenses = await answer<vscode.CodeLens>("vscode.executeCodeLensProvider", webhook.uri, 10);
      assert.ok(lenses.length > 0);
    });

    test("reports a misspelled key, and nothing when it is right again", async () => {
      assert.deepEqual(own(webhook.uri), []);
      const method = rangeOf(webhook, "method");
      await replace(webhook, method, "metod");
      await until(() => own(webhook.uri).some(({ message }) => message.includes("metod")), "no problem was reported");
      await replace(webhook, rangeOf(webhook, "metod"), "method");
      await until(() => own(webhook.uri).length === 0, "the problem stayed");
    });

    test("completes a reference", async () => {
      const end = rangeOf(webhook, "$workflowInstanceId").end;
      await replace(webhook, new vscode.Range(end, end), " $<");
      const at = rangeOf(webhook, " $<").end;
      const { items } = await vscode.commands.executeCommand<vscode.CompletionList>(
        "vscode.executeCompletionItemProvider",
        webhook.uri,
        at,
      );
      const labels = items.map(({ label }) => (typeof label === "string" ? label : label.label));
      assert.ok(
        labels.some((label) => /town/i.test(label)),
        labels.slice(0, 20).join(", "),
      );
    });

    suiteTeardown(() => vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor"));
  });
}

/** The extension's findings: other extensions may have their own. */
function own(uri: vscode.Uri): readonly vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(uri).filter(({ source }) => source?.toLowerCase() === "hookflow");
}

/** A provider's answer, as soon as it has one: the language server starts in its own time. */
async function answer<T>(command: string, ...args: readonly unknown[]): Promise<readonly T[]> {
  let found: readonly T[] = [];
  for (let attempt = 0; attempt < 100 && found.length === 0; attempt++) {
    found = (await vscode.commands.executeCommand<T[] | undefined>(command, ...args)) ?? [];
    if (found.length === 0) await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return found;
}

/** Where a text stands for the first time. */
function rangeOf(document: vscode.TextDocument, text: string): vscode.Range {
  const at = document.getText().indexOf(text);
  assert.ok(at >= 0, `"${text}" is not in the document`);
  return new vscode.Range(document.positionAt(at), document.positionAt(at + text.length));
}

async function replace(document: vscode.TextDocument, range: vscode.Range, text: string): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, range, text);
  assert.ok(await vscode.workspace.applyEdit(edit));
}

/** Waits for something that the editor does in its own time. */
export async function until(done: () => boolean, otherwise: string, milliseconds = 15_000): Promise<void> {
  const end = Date.now() + milliseconds;
  while (!done()) {
    assert.ok(Date.now() < end, otherwise);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
