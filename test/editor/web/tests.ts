/** The extension where there is no disk, no process and no socket: in the web worker host of a real editor. */
import assert from "node:assert/strict";
import * as vscode from "vscode";
import { codeOf, extensionId, own, rangeOf, replace, show, until } from "../suite/waiting";

export function registerTests(): void {
  suite("the extension in a browser", () => {
    let webhook: vscode.TextDocument;

    test("starts in the worker host when a webhook is opened", async () => {
      webhook = await show("WH5.webhook.yaml");
      await until(() => vscode.extensions.getExtension(extensionId)?.isActive === true, "the extension did not start");
      assert.equal(vscode.extensions.getExtension(extensionId)?.extensionUri.scheme, "http");
      assert.ok(!("process" in globalThis && "versions" in (globalThis.process as object)), "this host has a process");
      await vscode.extensions.getExtension<{ ready: Promise<void> }>(extensionId)?.exports.ready;
    });

    test("has every command that it offers", async () => {
      const registered = new Set(await vscode.commands.getCommands(true));
      const offered = vscode.extensions.getExtension(extensionId)?.packageJSON.contributes.commands as { command: string }[];
      assert.ok(offered.length > 5);
      assert.deepEqual(
        offered.filter(({ command }) => !registered.has(command)),
        [],
      );
    });

    test("reports a misspelled key, and nothing when it is right again", async () => {
      assert.deepEqual(own(webhook.uri), []);
      await replace(webhook, rangeOf(webhook, "method"), "metod");
      await until(() => own(webhook.uri).some(({ message }) => message.includes("metod")), "no problem was reported");
      await replace(webhook, rangeOf(webhook, "metod"), "method");
      await until(() => own(webhook.uri).length === 0, "the problem stayed");
    });

    test("completes a reference with fields of samples that no editor has open", async () => {
      const end = rangeOf(webhook, "$workflowInstanceId").end;
      await replace(webhook, new vscode.Range(end, end), " $<");
      const { items } = await vscode.commands.executeCommand<vscode.CompletionList>(
        "vscode.executeCompletionItemProvider",
        webhook.uri,
        rangeOf(webhook, " $<").end,
      );
      const labels = items.map(({ label }) => (typeof label === "string" ? label : label.label));
      assert.ok(labels.includes("TOWN") && labels.includes("EmailAddress"), labels.slice(0, 20).join(", "));
      await replace(webhook, rangeOf(webhook, " $<"), "");
    });

    test("goes from a workflow to its webhook, and renames through both", async () => {
      const workflow = await show("promo-by-city.workflow.yaml");
      const use = rangeOf(workflow, "webhook: WH5").end.translate(0, -1);
      const places = await vscode.commands.executeCommand<(vscode.Location | vscode.LocationLink)[]>(
        "vscode.executeDefinitionProvider",
        workflow.uri,
        use,
      );
      const [first] = places;
      assert.equal((first && ("uri" in first ? first.uri : first.targetUri))?.toString(), webhook.uri.toString());
      const edit = await vscode.commands.executeCommand<vscode.WorkspaceEdit>(
        "vscode.executeDocumentRenameProvider",
        workflow.uri,
        use,
        "WH6",
      );
      const changed = edit.entries().map(([uri]) => uri.path.slice(uri.path.lastIndexOf("/") + 1));
      assert.deepEqual(changed.sort(), ["WH5.response.json", "WH5.webhook.yaml", "promo-by-city.workflow.yaml", "promo.vm"]);
    });

    test("an edit of a sample on disk reaches the files that use it, and the way back as well", async () => {
      const dependent = await show("contacts_get_by_email.webhook.yaml");
      const sample = vscode.Uri.joinPath(dependent.uri, "..", "promo-ann.event.json");
      const before = await vscode.workspace.fs.readFile(sample);
      const without = new TextDecoder().decode(before).replace('"EmailAddress"', '"Mail"');
      await vscode.workspace.fs.writeFile(sample, new TextEncoder().encode(without));
      await until(
        () => own(dependent.uri).some(({ message }) => message.includes("EmailAddress")),
        () => `nothing was said: ${JSON.stringify(own(dependent.uri))}`,
      );
      await vscode.workspace.fs.writeFile(sample, before);
      await until(() => own(dependent.uri).length === 0, "the problem stayed");
    });

    test("reads files by the rules of a disk: a link, what is too large and what is no UTF-8 is said, and not read", async () => {
      const at = (name: string) => vscode.Uri.joinPath(webhook.uri, "..", name);
      await until(
        () => own(at("linked.webhook.yaml")).some(({ message }) => message.includes("symbolic link")),
        "nothing was said of the link",
      );
      const faults: readonly (readonly [string, Uint8Array, string])[] = [
        ["large.webhook.yaml", new Uint8Array(1024 * 1024 + 1).fill(0x23), "larger than 1 MiB"],
        ["latin.webhook.yaml", Uint8Array.of(0x6e, 0xe9, 0x0a), "not valid UTF-8 at byte 1"],
      ];
      for (const [name, bytes, sentence] of faults) {
        await vscode.workspace.fs.writeFile(at(name), bytes);
        await until(() => own(at(name)).some(({ message }) => message.includes(sentence)), `nothing was said of ${name}`);
        await vscode.workspace.fs.delete(at(name));
        await until(() => own(at(name)).length === 0, `the problem of ${name} stayed`);
      }
    });

    test("plans and previews without a server process: lenses are there, and a fix mends an http URL", async () => {
      await vscode.window.showTextDocument(webhook);
      const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>("vscode.executeCodeLensProvider", webhook.uri, 10);
      const titles = lenses.map(({ command }) => command?.title.replace(/\$\([\w-]+\)\s*/, ""));
      assert.ok(titles.includes("Send test") && titles.includes("Preview request"), titles.join(", "));
      await replace(webhook, rangeOf(webhook, "https:"), "http:");
      await until(() => own(webhook.uri).some(({ code }) => codeOf(code) === "insecure-url"), "no problem was reported");
      const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
        "vscode.executeCodeActionProvider",
        webhook.uri,
        rangeOf(webhook, "http:"),
      );
      const fix = actions.find(({ title }) => title === "Change to https");
      assert.ok(fix?.edit, actions.map(({ title }) => title).join(", "));
      assert.ok(await vscode.workspace.applyEdit(fix.edit));
      await until(() => own(webhook.uri).length === 0, "the problem stayed");
    });

    test("a new start of the server is a new worker that knows everything again", async () => {
      await replace(webhook, rangeOf(webhook, "method"), "metod");
      await until(() => own(webhook.uri).length > 0, "no problem was reported");
      await vscode.commands.executeCommand("hookflow.restartServer");
      await replace(webhook, rangeOf(webhook, "metod"), "method");
      await until(() => own(webhook.uri).length === 0, "the new server does not check");
    });

    suiteTeardown(() => vscode.commands.executeCommand("workbench.action.closeAllEditors"));
  });
}
