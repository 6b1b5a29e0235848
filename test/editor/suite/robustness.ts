/** The language server dies or hangs: it is started again, and what was wrong is said again. Uses signals, so not on Windows. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import * as vscode from "vscode";
import { codeOf, extensionId, own, rangeOf, replace, show, until } from "./waiting";

export function registerTests(): void {
  suite("a server in trouble", () => {
    let webhook: vscode.TextDocument;
    const broken = () => own(webhook.uri).some(({ code }) => codeOf(code) === "insecure-url");

    suiteSetup(async function () {
      if (process.platform === "win32") this.skip();
      webhook = await show("WH5.webhook.yaml");
      await (await vscode.extensions.getExtension(extensionId)?.activate())?.ready;
      await replace(webhook, rangeOf(webhook, "https:"), "http:");
      await until(broken, "no problem was reported");
    });

    test("killed, it comes back and checks again; the text is untouched", async () => {
      const text = webhook.getText();
      const [before] = servers();
      assert.ok(before, "there is no server");
      process.kill(before, "SIGKILL");
      await until(() => servers().some((pid) => pid !== before), "no new server came");
      await until(broken, "the problem was not reported again");
      assert.equal(webhook.getText(), text);
    });

    test("silent, it is ended and replaced", async () => {
      const [before] = servers();
      assert.ok(before, "there is no server");
      process.kill(before, "SIGSTOP");
      await until(() => servers().some((pid) => pid !== before), "it was not replaced");
      assert.ok(!servers().includes(before), "the silent one is still there");
      await replace(webhook, rangeOf(webhook, "http:"), "https:");
      await until(() => own(webhook.uri).length === 0, "the new server does not check");
    });

    suiteTeardown(() => vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor"));
  });
}

/** The process ids of the language servers of this extension host. */
function servers(): readonly number[] {
  const table = execFileSync("ps", ["-eo", "pid=,ppid=,stat=,args="], { encoding: "utf8" });
  return table.split("\n").flatMap((line) => {
    const [, pid, parent, state, command] = /^\s*(\d+)\s+(\d+)\s+(\S+)\s+(.*)$/.exec(line) ?? [];
    const isServer = command?.includes("dist/server.js") && Number(parent) === process.pid && !state?.startsWith("Z");
    return isServer ? [Number(pid)] : [];
  });
}
