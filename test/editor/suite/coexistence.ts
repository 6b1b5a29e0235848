/** Beside the YAML extension (a stub of it): nothing is said twice, formatting stays whose it is, and nobody's settings change. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import * as vscode from "vscode";
import { answer, codeOf, extensionId, own, rangeOf, replace, show, until } from "./waiting";

export function registerTests(): void {
  suite("beside the YAML extension", () => {
    let webhook: vscode.TextDocument;
    let settingsBefore: object;
    // VS Code itself brings an old spelling of one of its own settings up to date.
    const settings = () => {
      const { "extensions.autoUpdate": _, ...others } = JSON.parse(
        readFileSync(process.env.HOOKFLOW_SETTINGS_FILE ?? "", "utf8"),
      );
      return others;
    };
    const others = () => vscode.languages.getDiagnostics(webhook.uri).filter(({ message }) => message.startsWith("stub"));

    suiteSetup(async () => {
      settingsBefore = settings();
      for (const id of [extensionId, "redhat.vscode-yaml"])
        assert.ok(vscode.extensions.getExtension(id), `${id} is not installed`);
      webhook = await show("WH5.webhook.yaml");
      const extension = vscode.extensions.getExtension(extensionId);
      await (await extension?.activate())?.ready;
    });

    test("its schema says nothing of our files", async () => {
      await until(
        () => others().length === 0,
        () => `it says ${others().map(({ message }) => message)}`,
      );
      const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
        "vscode.executeHoverProvider",
        webhook.uri,
        rangeOf(webhook, "method").start,
      );
      assert.equal(hovers.length, 1);
      const list = await vscode.commands.executeCommand<vscode.CompletionList>(
        "vscode.executeCompletionItemProvider",
        webhook.uri,
        rangeOf(webhook, "method: ").end,
      );
      const labels = list.items.map(({ label }) => (typeof label === "string" ? label : label.label));
      assert.ok(labels.includes("GET") && !labels.includes("stub-method"), labels.join());
      assert.equal(new Set(labels).size, labels.length);
    });

    test("a syntax error is reported once, by it; our own findings stay", async () => {
      const place = rangeOf(webhook, "https:");
      await replace(webhook, place, "http:");
      await until(() => own(webhook.uri).some(({ code }) => codeOf(code) === "insecure-url"), "our finding is missing");
      const name = rangeOf(webhook, "name: ").end;
      await replace(webhook, new vscode.Range(name, name), '"');
      await until(() => others().length === 1, "it reports nothing");
      await until(
        () => own(webhook.uri).every(({ code }) => codeOf(code) !== "invalid-yaml"),
        () => `we say ${own(webhook.uri).map(({ message }) => message)}`,
      );
      await replace(webhook, new vscode.Range(name, name.translate(0, 1)), "");
      await replace(webhook, rangeOf(webhook, "http:"), "https:");
      await until(() => own(webhook.uri).length === 0 && others().length === 0, "something stayed");
    });

    test("the outline is its own, and formatting works", async () => {
      const symbols = await answer<vscode.DocumentSymbol>("vscode.executeDocumentSymbolProvider", webhook.uri);
      assert.deepEqual(
        symbols.map(({ name }) => name),
        ["stub"],
      );
      await vscode.window.showTextDocument(webhook);
      await vscode.commands.executeCommand("editor.action.formatDocument");
      await until(() => webhook.getText().endsWith("# formatted\n"), "the document was not formatted");
      await vscode.commands.executeCommand("undo");
    });

    test("a workflow of another tool gets one note and no more", async () => {
      const [folder] = vscode.workspace.workspaceFolders ?? [];
      assert.ok(folder);
      const uri = vscode.Uri.joinPath(folder.uri, "argo.workflow.yaml");
      await vscode.workspace.fs.writeFile(
        uri,
        new TextEncoder().encode(
          "apiVersion: argoproj.io/v1alpha1\nkind: Workflow\nspec:\n  entrypoint: main\n  url: http://x\n",
        ),
      );
      const document = await vscode.workspace.openTextDocument(uri);
      await vscode.window.showTextDocument(document);
      await until(() => own(uri).length > 0, "no note came");
      assert.deepEqual(
        own(uri).map(({ severity, code }) => [severity, codeOf(code)]),
        [[vscode.DiagnosticSeverity.Information, "foreign-workflow"]],
      );
      await vscode.commands.executeCommand("workbench.action.closeActiveEditor");
      await vscode.workspace.fs.delete(uri);
    });

    test("no setting was written", () => {
      assert.deepEqual(settings(), settingsBefore);
    });

    suiteTeardown(() => vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor"));
  });
}
