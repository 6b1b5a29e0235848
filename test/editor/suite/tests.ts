/** What only a real editor can show: that the extension starts by itself, and that its parts meet there. */
import assert from "node:assert/strict";
import * as vscode from "vscode";
import { answer, codeOf, extensionId, own, rangeOf, replace, until } from "./waiting";

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

    test("offers a fix for an http URL and applies it", async () => {
      await replace(webhook, rangeOf(webhook, "https:"), "http:");
      await until(() => own(webhook.uri).some(({ code }) => codeOf(code) === "insecure-url"), "no problem was reported");
      const place = rangeOf(webhook, "http:");
      const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
        "vscode.executeCodeActionProvider",
        webhook.uri,
        place,
      );
      const fix = actions.find(({ title }) => title === "Change to https");
      assert.ok(fix?.edit, actions.map(({ title }) => title).join(", "));
      assert.ok(await vscode.workspace.applyEdit(fix.edit));
      assert.ok(webhook.getText().includes("url: https://"));
      await until(() => !own(webhook.uri).some(({ code }) => codeOf(code) === "insecure-url"), "the problem stayed");
    });

    test("says what a field is, and where a webhook is defined", async () => {
      const [file] = await vscode.workspace.findFiles("**/promo-by-city.workflow.yaml", undefined, 1);
      assert.ok(file);
      const workflow = await vscode.workspace.openTextDocument(file);
      const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
        "vscode.executeHoverProvider",
        file,
        rangeOf(workflow, "next: find").start,
      );
      const said = hovers.flatMap(({ contents }) =>
        contents.map((content) => (typeof content === "string" ? content : content.value)),
      );
      assert.ok(
        said.some((text) => text.includes("The block that comes next")),
        said.join("\n"),
      );
      const use = rangeOf(workflow, "webhook: WH5");
      const places = await vscode.commands.executeCommand<(vscode.Location | vscode.LocationLink)[]>(
        "vscode.executeDefinitionProvider",
        file,
        use.end.translate(0, -1),
      );
      const [first] = places;
      assert.ok(first && ("uri" in first ? first.uri : first.targetUri).path.endsWith("/WH5.webhook.yaml"));
    });

    test("outlines a workflow by its blocks", async () => {
      const [file] = await vscode.workspace.findFiles("**/promo-by-city.workflow.yaml", undefined, 1);
      assert.ok(file);
      const symbols = await answer<vscode.DocumentSymbol>("vscode.executeDocumentSymbolProvider", file);
      const blocks = symbols.flatMap((symbol) => (symbol.name === "blocks" ? symbol.children : []));
      assert.deepEqual(
        blocks.map(({ name }) => name),
        ["find", "ask", "got", "mail", "end"],
      );
    });

    test("lists problems of files that are not open", async () => {
      const [folder] = vscode.workspace.workspaceFolders ?? [];
      assert.ok(folder);
      const uri = vscode.Uri.joinPath(folder.uri, "promo", "broken.webhook.yaml");
      await vscode.workspace.fs.writeFile(
        uri,
        new TextEncoder().encode("name: broken\nmethod: PUT\nurl: https://shop.example.com/\n"),
      );
      await until(() => own(uri).some(({ code }) => codeOf(code) === "invalid-method"), "the file on disk was not checked");
      await vscode.workspace.fs.delete(uri);
      await until(() => own(uri).length === 0, "the problem of a deleted file stayed");
    });

    test("moves a credential out by one quick fix, without asking for it again", async () => {
      const [folder] = vscode.workspace.workspaceFolders ?? [];
      assert.ok(folder);
      const uri = vscode.Uri.joinPath(folder.uri, "promo", "signed.webhook.yaml");
      const text =
        "name: signed\nmethod: GET\nurl: https://signed.example.com/\nheaders:\n  Authorization: Bearer s3cr3t-t0ken-123\n";
      await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
      const document = await vscode.workspace.openTextDocument(uri);
      await until(() => own(uri).some(({ code }) => codeOf(code) === "literal-secret"), "no problem was reported");
      const actions = await answer<vscode.CodeAction>("vscode.executeCodeActionProvider", uri, rangeOf(document, "s3cr3t"));
      const move = actions.find(({ title }) => title.startsWith("Move it out"));
      assert.ok(move?.command, actions.map(({ title }) => title).join(", "));
      // The edit is the command's: made by the editor before, it would have taken the secret out of reach.
      assert.equal(move.edit, undefined);
      // Resolves at once: a prompt would wait for a person.
      await vscode.commands.executeCommand(move.command.command, ...(move.command.arguments ?? []));
      assert.doesNotMatch(document.getText(), /s3cr3t/);
      assert.match(document.getText(), /connector: signed-token/);
      const made = vscode.workspace.textDocuments.find(({ uri: { path } }) => path.endsWith("/signed-token.connector.yaml"));
      assert.match(made?.getText() ?? "", /type: bearer/);
      assert.doesNotMatch(made?.getText() ?? "", /s3cr3t/);
      for (const open of [document, made]) {
        if (!open) continue;
        await vscode.window.showTextDocument(open);
        await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
        await vscode.workspace.fs.delete(open.uri);
      }
    });

    test("gives other extensions no secret: its commands and its exports hold none", async () => {
      const extension = vscode.extensions.getExtension(extensionId);
      assert.deepEqual(Object.keys(extension?.exports ?? {}), ["ready"]);
      const commands = (await vscode.commands.getCommands(true)).filter((id) => id.startsWith("hookflow."));
      assert.deepEqual(
        commands.filter((id) => /\.(get|read|show|copy)[A-Z]*secret/i.test(id)),
        [],
      );
    });

    test("hands no argument of another extension's on: what is no webhook or connector of the workspace is not touched", async () => {
      const [folder] = vscode.workspace.workspaceFolders ?? [];
      assert.ok(folder);
      const uri = vscode.Uri.joinPath(folder.uri, "promo", "note.txt");
      await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode("keep me"));
      for (const command of ["deleteWebhook", "deleteConnector", "restoreWebhook", "rotateSecret"]) {
        // It asks the person for one of the workspace's own; Escape is the answer.
        const asked = vscode.commands.executeCommand(`hookflow.${command}`, { uri: uri.toString(), deleted: { uri } });
        let isOpen = true;
        void asked.then(() => {
          isOpen = false;
        });
        await until(() => {
          if (isOpen) void vscode.commands.executeCommand("workbench.action.closeQuickOpen");
          return !isOpen;
        }, `${command} did not take Escape for an answer`);
        assert.equal(await asked, undefined);
      }
      assert.equal(new TextDecoder().decode(await vscode.workspace.fs.readFile(uri)), "keep me");
      await vscode.workspace.fs.delete(uri);
    });

    suiteTeardown(() => vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor"));
  });
}
