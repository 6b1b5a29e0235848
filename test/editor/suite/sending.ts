/** A test that is sent from the editor: what is shown, what is kept, and that nothing of it lies in the workspace. */
import assert from "node:assert/strict";
import * as vscode from "vscode";
import { answer, until } from "./waiting";

const text =
  "name: ping\nmethod: GET\nurl: https://shop.example.com/shops?town=Lviv\nheaders:\n  X-Api-Key: typed-into-the-file\n";

export function registerTests(): void {
  suite("sending a test from the editor", () => {
    let uri: vscode.Uri;
    const titles = async () =>
      (await answer<vscode.CodeLens>("vscode.executeCodeLensProvider", uri, 10)).map(({ command }) => command?.title ?? "");
    const send = () => vscode.commands.executeCommand("hookflow.sendTest", { uri: uri.toString() });
    const report = (name = "ping") =>
      vscode.workspace.textDocuments.find((document) => document.uri.path === `/${name}.response.http`)?.getText() ?? "";
    /** A webhook that asks for a page of the demo endpoint, written and open: the server has its text when a command comes. */
    const opened = async (name: string, page: string) => {
      const place = vscode.Uri.joinPath(uri, `../${name}.webhook.yaml`);
      const words = `name: ${name}\nmethod: GET\nurl: https://shop.example.com${page}\n`;
      const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === place.toString());
      if (open) {
        const edit = new vscode.WorkspaceEdit();
        edit.replace(place, new vscode.Range(0, 0, open.lineCount, 0), words);
        await vscode.workspace.applyEdit(edit);
        await open.save();
      } else await vscode.workspace.fs.writeFile(place, new TextEncoder().encode(words));
      await vscode.window.showTextDocument(place);
      return place;
    };

    suiteSetup(async () => {
      const [folder] = vscode.workspace.workspaceFolders ?? [];
      assert.ok(folder);
      uri = vscode.Uri.joinPath(folder.uri, "promo", "ping.webhook.yaml");
      await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
      await vscode.window.showTextDocument(uri);
      await vscode.commands.executeCommand("hookflow.startEndpoint");
    });

    suiteTeardown(async () => {
      await vscode.commands.executeCommand("hookflow.stopEndpoint");
      await vscode.workspace.fs.delete(uri);
      await vscode.commands.executeCommand("workbench.action.closeAllEditors");
    });

    test("asks for nothing when nothing is needed, and shows the exchange", async () => {
      assert.ok((await titles()).some((title) => title.endsWith("Send test")));
      await send();
      await until(() => report().startsWith("HTTP 200"), "the answer was not shown");
      assert.match(report(), /# It holds no variables/);
      assert.ok((await titles()).some((title) => /^200, \d+ ms, just now$/.test(title)));
    });

    test("the body opens in the editor's own JSON, exactly as it came", async () => {
      await vscode.commands.executeCommand("hookflow.showResult", { uri: uri.toString() });
      const shown = vscode.window.visibleTextEditors.find(({ document }) => document.uri.path === "/ping.response.http");
      assert.ok(shown);
      await vscode.commands.executeCommand("hookflow.openRawBody", shown.document.uri);
      const editor = vscode.window.activeTextEditor;
      assert.equal(editor?.document.languageId, "json");
      JSON.parse(editor?.document.getText() ?? "");
    });

    test("copies a command that holds no credential of the file", async () => {
      const shown = vscode.workspace.textDocuments.find((document) => document.uri.path === "/ping.response.http");
      await vscode.commands.executeCommand("hookflow.copyAsCurl", shown?.uri);
      const copied = await vscode.env.clipboard.readText();
      assert.match(copied, /^curl --globoff --request GET/);
      assert.match(copied, /X-Api-Key: \*\*\*/);
    });

    test("a redirect is shown, and followed from there when that is wished", async () => {
      const moved = (status: number) => opened("moved", `/redirect?status=${status}`);
      await vscode.commands.executeCommand("hookflow.sendTest", { uri: (await moved(307)).toString() });
      await until(() => report("moved").startsWith("HTTP 307"), "the redirect was not shown");
      const shown = vscode.workspace.textDocuments.find((document) => document.uri.path === "/moved.response.http");
      assert.ok(shown);
      const above = await answer<vscode.CodeLens>("vscode.executeCodeLensProvider", shown.uri, 20);
      assert.ok(above.some(({ command }) => command?.command === "hookflow.followRedirect"));
      await vscode.commands.executeCommand("hookflow.followRedirect", shown.uri);
      await until(() => report("moved").startsWith("HTTP 200"), "it was not followed");
      assert.match(report("moved"), /# Followed 1 redirect\n# {3}307 in \d+ ms from GET https:\/\/shop.example.com\/redirect/);
      const settings = vscode.workspace.getConfiguration("hookflow");
      await settings.update("send.followRedirects", true, vscode.ConfigurationTarget.Global);
      try {
        await vscode.commands.executeCommand("hookflow.sendTest", { uri: (await moved(308)).toString() });
        await until(() => /^HTTP 200[\s\S]*308 in/.test(report("moved")), "the setting did not count");
      } finally {
        await settings.update("send.followRedirects", undefined, vscode.ConfigurationTarget.Global);
        await vscode.workspace.fs.delete(vscode.Uri.joinPath(uri, "../moved.webhook.yaml"));
      }
    });

    test("what is shown as the last result is the last one, also when it was cancelled or failed", async () => {
      const place = await opened("late", "/echo");
      const target = { uri: place.toString() };
      await vscode.commands.executeCommand("hookflow.sendTest", target);
      await until(() => report("late").startsWith("HTTP 200"), "the answer was not shown");
      await opened("late", "/slow?ms=60000");
      let isOver = false;
      void vscode.commands.executeCommand("hookflow.sendTest", target).then(() => {
        isOver = true;
      });
      // Before the request has begun there is nothing to cancel.
      await until(() => {
        void vscode.commands.executeCommand("hookflow.cancelTest", target);
        return isOver;
      }, "it was not cancelled");
      try {
        await until(
          () => report("late").startsWith("CANCELLED"),
          () => `it still says ${report("late").slice(0, 20)}`,
          5_000,
        );
      } finally {
        await vscode.workspace.fs.delete(place);
      }
    });

    test("nothing of it lies in the workspace", async () => {
      const files = await vscode.workspace.findFiles("**/ping*");
      assert.deepEqual(
        files.map(({ path }) => path.slice(path.lastIndexOf("/") + 1)),
        ["ping.webhook.yaml"],
      );
    });

    test("a forged argument opens and sends nothing", async () => {
      const before = report();
      for (const command of ["openExchange", "sendAgain", "saveAsRecording", "copyAsCurl", "compareResults"])
        for (const argument of [{ id: "../../etc/passwd" }, { id: 5 }, "x", { id: "__proto__" }])
          await vscode.commands.executeCommand(`hookflow.${command}`, argument, [argument, null]);
      assert.equal(report(), before);
    });
  });
}
