/** What only a real editor can show: that the extension starts by itself, and that its parts meet there. */
import assert from "node:assert/strict";
import * as vscode from "vscode";

const extensionId = "hookflow.hookflow";

export function registerTests(): void {
  suite("the extension in the editor", () => {
    test("is installed", () => assert.ok(vscode.extensions.getExtension(extensionId)));

    test("starts when a webhook file is opened", async () => {
      const [file] = await vscode.workspace.findFiles("**/*.webhook.yaml", undefined, 1);
      assert.ok(file, "the workspace has no webhook");
      await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(file));
      await until(() => vscode.extensions.getExtension(extensionId)?.isActive === true, "the extension did not start");
    });
  });
}

/** Waits for something that the editor does in its own time. */
export async function until(done: () => boolean, otherwise: string, milliseconds = 15_000): Promise<void> {
  const end = Date.now() + milliseconds;
  while (!done()) {
    assert.ok(Date.now() < end, otherwise);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
