/** The server as an editor meets it: the same scenario in memory and against the built server over stdio. */
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import type { CodeAction, CodeLens, CompletionList, DocumentSymbol, Hover, Location } from "vscode-languageserver";
import { collectingLog, fixedClock, memoryFiles } from "#platform/memory";
import { uriOf } from "#platform/node";
import type { NeedsResult, PlanResult, PreviewResult } from "#protocol";
import { methods } from "#protocol";
import { codes, inMemory, overStdio, type TestClient } from "../support/lsp";

const files: Readonly<Record<string, string>> = {
  "shop.connector.yaml": "name: shop\ntype: bearer\n",
  "ann.contact.yaml": "id: 7\nfirstName: Ann\nemail: ann@example.com\ntown: Lviv\n",
  "asked.event.json": '{ "eventTypeKey": "asked", "params": { "email": "ann@example.com", "orderId": "A-1" } }',
  "WH5.webhook.yaml":
    "name: WH5\nmethod: POST\nurl: https://shop.example.com/?o=$<event.orderId>&t=$<TOWN>\nauthentication:\n  connector: shop\n",
  "a.workflow.yaml":
    "name: A\nstart: { type: event, event: asked, next: ask }\nblocks:\n  ask: { type: webhook, webhook: WH5, next: mail }\n  mail: { type: email, template: a.vm, next: end }\n  end: { type: end }\n",
  "a.vm": "Code $!data.get('WH5').get('code') for $!{orderId}",
  "WH5.response.json": '{ "webhook": "WH5", "status": 200, "body": { "code": "X-1" } }',
};

const webhook = (change: (text: string) => string) => change(files["WH5.webhook.yaml"] ?? "");

function scenario(
  name: string,
  start: (settings?: object) => Promise<{ client: TestClient; folder: string; end(): void }>,
): void {
  suite(`language server, ${name}`, () => {
    let client: TestClient;
    let folder: string;
    let end: () => void;
    setup(async () => {
      ({ client, folder, end } = await start());
    });
    teardown(async () => {
      await client.close();
      end();
    });
    const uri = (file: string) => `${folder}/${file}`;
    const at = (line: number, character: number, file = "WH5.webhook.yaml") => ({
      textDocument: { uri: uri(file) },
      position: { line, character },
    });

    test("says what it can do", () => {
      const { capabilities } = client.initialized;
      assert.equal(capabilities.positionEncoding, "utf-16");
      assert.ok(
        capabilities.completionProvider &&
          capabilities.hoverProvider &&
          capabilities.codeLensProvider &&
          capabilities.codeActionProvider,
      );
    });

    test("reports an http URL on its scheme, follows edits, and takes the finding back", async () => {
      await client.open(
        uri("WH5.webhook.yaml"),
        webhook((text) => text.replace("https:", "http:")),
      );
      const first = await client.diagnostics(uri("WH5.webhook.yaml"), (found) => found.diagnostics.length > 0);
      assert.deepEqual(codes(first.diagnostics), ["2:5 insecure-url"]);
      assert.deepEqual(first.diagnostics[0]?.range.end, { line: 2, character: 9 });
      assert.equal(first.version, 1);
      await client.change(uri("WH5.webhook.yaml"), 2, [
        { range: { start: { line: 2, character: 9 }, end: { line: 2, character: 9 } }, text: "s" },
      ]);
      const second = await client.diagnostics(uri("WH5.webhook.yaml"), (found) => found.version === 2);
      assert.deepEqual(second.diagnostics, []);
    });

    test("offers a fix that carries the version it is for", async () => {
      await client.open(
        uri("WH5.webhook.yaml"),
        webhook((text) => text.replace("https:", "http:")),
        4,
      );
      const range = { start: { line: 2, character: 6 }, end: { line: 2, character: 6 } };
      const actions: CodeAction[] = await client.connection.sendRequest("textDocument/codeAction", {
        textDocument: { uri: uri("WH5.webhook.yaml") },
        range,
        context: { diagnostics: [] },
      });
      assert.deepEqual(
        actions.map((action) => action.title),
        ["Change to https", "Silence `insecure-url` here, with a reason"],
      );
      assert.deepEqual(actions[0]?.edit?.documentChanges, [
        {
          textDocument: { uri: uri("WH5.webhook.yaml"), version: 4 },
          edits: [{ range: { start: { line: 2, character: 5 }, end: { line: 2, character: 9 } }, newText: "https" }],
        },
      ]);
    });

    test("completes references with origin, type and sample, as one edit", async () => {
      await client.open(
        uri("WH5.webhook.yaml"),
        webhook((text) => text.replace("$<TOWN>", "$<TO")),
      );
      const list: CompletionList = await client.connection.sendRequest("textDocument/completion", at(2, 60));
      const town = list.items.find((item) => item.label === "TOWN");
      assert.ok(town, list.items.map((item) => item.label).join(", "));
      assert.deepEqual(town.labelDetails, { detail: "  text  Lviv", description: "contact" });
      assert.equal((town.textEdit as { newText: string }).newText, "$<TOWN>");
      assert.ok(list.items.some((item) => item.label === "orderId" && item.labelDetails?.description === "event"));
    });

    test("tells what a variable is", async () => {
      const hover: Hover | null = await client.connection.sendRequest("textDocument/hover", at(2, 38));
      assert.ok(hover && typeof hover.contents === "object" && "value" in hover.contents);
      assert.match(hover.contents.value, /Event parameter, text/);
      assert.match(hover.contents.value, /In 1 of 1 event samples/);
    });

    test("goes to definitions across files", async () => {
      const go = (place: object): Promise<Location[]> => client.connection.sendRequest("textDocument/definition", place);
      assert.deepEqual(await go(at(3, 34, "a.workflow.yaml")), [
        { uri: uri("WH5.webhook.yaml"), range: { start: { line: 0, character: 6 }, end: { line: 0, character: 9 } } },
      ]);
      assert.equal((await go(at(2, 40)))[0]?.uri, uri("asked.event.json"));
      assert.equal((await go(at(4, 14)))[0]?.uri, uri("shop.connector.yaml"));
      assert.equal((await go(at(4, 34, "a.workflow.yaml")))[0]?.uri, uri("a.vm"));
      assert.equal((await go(at(0, 20, "a.vm")))[0]?.uri, uri("WH5.webhook.yaml"));
    });

    test("outlines a workflow and puts lenses on its message", async () => {
      const symbols: DocumentSymbol[] = await client.connection.sendRequest("textDocument/documentSymbol", {
        textDocument: { uri: uri("a.workflow.yaml") },
      });
      assert.deepEqual(
        symbols.find((symbol) => symbol.name === "blocks")?.children?.map((child) => `${child.name} ${child.detail}`),
        ["ask webhook", "mail email", "end end"],
      );
      const lenses: CodeLens[] = await client.connection.sendRequest("textDocument/codeLens", {
        textDocument: { uri: uri("a.workflow.yaml") },
      });
      assert.deepEqual(lenses[0]?.command?.arguments, [{ uri: uri("a.workflow.yaml"), block: "mail" }]);
    });

    test("plans a request without the secret, and previews the message", async () => {
      const needs: NeedsResult = await client.connection.sendRequest(methods.needs, { uri: uri("WH5.webhook.yaml") });
      assert.deepEqual([needs.contact, needs.event], [["TOWN"], ["orderId"]]);
      const plan: PlanResult = await client.connection.sendRequest(methods.plan, {
        uri: uri("WH5.webhook.yaml"),
        contact: "ann",
        event: "asked",
      });
      assert.ok(plan.ok, JSON.stringify(plan));
      assert.equal(plan.plan.url, "https://shop.example.com/?o=A-1&t=Lviv");
      assert.deepEqual(plan.plan.connector?.name, "shop");
      const preview: PreviewResult = await client.connection.sendRequest(methods.preview, {
        uri: uri("a.workflow.yaml"),
        block: "mail",
        responses: [],
      });
      assert.equal(preview.text, "Code X-1 for A-1");
      const last: PreviewResult = await client.connection.sendRequest(methods.preview, {
        uri: uri("a.workflow.yaml"),
        block: "mail",
        responses: [{ webhook: "WH5", body: '{"code":"Y-2"}', from: "last test" }],
      });
      assert.equal(last.text, "Code Y-2 for A-1");
    });

    test("updates files that depend on an edit", async () => {
      await client.open(uri("a.workflow.yaml"), files["a.workflow.yaml"] ?? "");
      await client.diagnostics(uri("a.workflow.yaml"), (found) => found.diagnostics.length === 0);
      await client.open(
        uri("WH5.webhook.yaml"),
        webhook((text) => text.replace("name: WH5", "name: WH6")),
      );
      const found = await client.diagnostics(uri("a.workflow.yaml"), (published) => published.diagnostics.length > 0);
      assert.deepEqual(codes(found.diagnostics), ["3:33 unknown-webhook"]);
    });

    test("ignores a change whose version does not grow", async () => {
      await client.open(uri("WH5.webhook.yaml"), files["WH5.webhook.yaml"] ?? "", 5);
      await client.change(uri("WH5.webhook.yaml"), 3, [{ text: "nonsense" }]);
      await client.change(uri("WH5.webhook.yaml"), 6, [
        { range: { start: { line: 1, character: 8 }, end: { line: 1, character: 12 } }, text: "PUT" },
      ]);
      const found = await client.diagnostics(uri("WH5.webhook.yaml"), (published) => published.version === 6);
      assert.deepEqual(codes(found.diagnostics), ["1:8 invalid-method"]);
    });

    test("answers with nothing for places and files that are not there", async () => {
      assert.equal(await client.connection.sendRequest("textDocument/hover", at(900, 900)), null);
      assert.deepEqual(await client.connection.sendRequest("textDocument/definition", at(0, 0, "none.webhook.yaml")), []);
      assert.equal(await client.connection.sendRequest(methods.needs, { uri: uri("none.webhook.yaml") }), null);
    });
  });
}

scenario("in memory", async (settings) => {
  const folder = "file:///workspace";
  const texts = Object.fromEntries(Object.entries(files).map(([name, text]) => [`${folder}/${name}`, text]));
  const client = await inMemory({ files: memoryFiles(texts), clock: fixedClock(), log: collectingLog() }, folder, settings);
  return { client, folder, end: () => undefined };
});

scenario("built, over stdio", async (settings) => {
  const path_ = mkdtempSync(path.join(os.tmpdir(), "hookflow-server-"));
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(path_, name), text);
  const folder = uriOf(path_);
  const client = await overStdio(folder, settings);
  return { client, folder, end: () => rmSync(path_, { recursive: true, force: true }) };
});
