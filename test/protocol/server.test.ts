/** The server as an editor meets it: the same scenario in memory, over stdio, over a virtual folder, and in its web worker. */
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import type {
  CodeAction,
  CodeLens,
  CompletionList,
  DocumentHighlight,
  DocumentLink,
  DocumentSymbol,
  Hover,
  InlayHint,
  Location,
  SelectionRange,
  SemanticTokens,
  SignatureHelp,
  SymbolInformation,
  WorkspaceEdit,
} from "vscode-languageserver";
import { LineIndex } from "#core";
import { collectingLog, fixedClock, memoryFiles } from "#platform/memory";
import { uriOf } from "#platform/node";
import type { NeedsResult, PlanResult, PreviewResult, RecordingsResult } from "#protocol";
import { methods } from "#protocol";
import { codes, inMemory, inWorker, overStdio, type TestClient } from "../support/lsp";

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
        ["Change to https", "Silence `insecure-url` here, with a reason", "Fix the one finding that can be fixed"],
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
      const typed: PlanResult = await client.connection.sendRequest(methods.plan, {
        uri: uri("WH5.webhook.yaml"),
        contact: "ann",
        written: '{ "eventTypeKey": "asked", "params": { "orderId": "B-2" } }',
      });
      assert.deepEqual(typed.ok && [typed.plan.url, typed.plan.event], [
        "https://shop.example.com/?o=B-2&t=Lviv",
        "typed by hand",
      ]);
      const broken: PlanResult = await client.connection.sendRequest(methods.plan, {
        uri: uri("WH5.webhook.yaml"),
        contact: "ann",
        written: "no event",
      });
      assert.deepEqual(!broken.ok && broken.problems.map(({ message }) => message), [
        "The event that was typed by hand is not an event",
      ]);
      const written = async (text: string) => {
        const asked: NeedsResult = await client.connection.sendRequest(methods.needs, {
          uri: uri("WH5.webhook.yaml"),
          written: text,
        });
        return asked.written && [asked.written.contact, asked.written.matches];
      };
      assert.deepEqual(await written('{ "eventTypeKey": "asked", "params": { "email": "ann@example.com" } }'), ["ann", 1]);
      assert.deepEqual(await written('{ "eventTypeKey": "asked", "params": { "email": "who@example.com" } }'), [undefined, 0]);
      assert.equal(await written("no event"), null);
      const gone: PlanResult = await client.connection.sendRequest(methods.plan, {
        uri: uri("WH5.webhook.yaml"),
        contact: "bo",
        event: "asked",
      });
      assert.equal(gone.ok ? "" : gone.problems[0]?.message, "The contact sample `bo` is gone");
      const [card] = needs.contacts;
      assert.ok(card?.fields.some(({ name, value }) => name === "TOWN" && value === "Lviv"));
      assert.deepEqual(JSON.parse(needs.eventDraft), { eventTypeKey: "asked", params: { orderId: "" } });
      const known: RecordingsResult = await client.connection.sendRequest(methods.recordings, {
        uri: uri("WH5.webhook.yaml"),
        body: '{"code": 5}',
      });
      assert.deepEqual(
        known.recordings.map(({ body }) => JSON.parse(body)),
        [{ code: "X-1" }],
      );
      assert.deepEqual(known.differences, ["`code` is a number here and was text in the older recording"]);
      const preview: PreviewResult = await client.connection.sendRequest(methods.preview, {
        uri: uri("a.workflow.yaml"),
        block: "mail",
        responses: [],
      });
      assert.equal(preview.parts.at(-1)?.text, "Code X-1 for A-1");
      const last: PreviewResult = await client.connection.sendRequest(methods.preview, {
        uri: uri("a.workflow.yaml"),
        block: "mail",
        responses: [{ webhook: "WH5", body: '{"code":"Y-2"}', from: "last test" }],
      });
      assert.equal(last.parts.at(-1)?.text, "Code Y-2 for A-1");
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

    test("finds every use of a name, and renames them in one edit for the versions it is for", async () => {
      await client.open(uri("a.vm"), files["a.vm"] ?? "", 3);
      const places: Location[] = await client.connection.sendRequest("textDocument/references", {
        ...at(0, 7),
        context: { includeDeclaration: true },
      });
      assert.deepEqual(
        places.map((place) => `${place.uri.slice(folder.length + 1)}:${place.range.start.line}`),
        ["WH5.response.json:0", "WH5.webhook.yaml:0", "a.vm:0", "a.workflow.yaml:3"],
      );
      const start = await client.connection.sendRequest("textDocument/prepareRename", at(0, 7));
      assert.deepEqual(start, {
        range: { start: { line: 0, character: 6 }, end: { line: 0, character: 9 } },
        placeholder: "WH5",
      });
      const edit: WorkspaceEdit = await client.connection.sendRequest("textDocument/rename", {
        ...at(0, 7),
        newName: "promo code",
      });
      const changed = (edit.documentChanges ?? []).map((change) =>
        "edits" in change
          ? [change.textDocument.uri.slice(folder.length + 1), change.textDocument.version, change.edits.length]
          : [],
      );
      assert.deepEqual(changed, [
        ["WH5.response.json", null, 1],
        ["WH5.webhook.yaml", null, 1],
        ["a.vm", 3, 1],
        ["a.workflow.yaml", null, 1],
      ]);
    });

    test("refuses a rename with its reason", async () => {
      await assert.rejects(
        client.connection.sendRequest("textDocument/rename", { ...at(2, 55), newName: "CITY" }),
        /standard field of every account/,
      );
      await assert.rejects(client.connection.sendRequest("textDocument/prepareRename", at(1, 2)), /no(thing)? here has a name/i);
    });

    test("keeps paths right when a template moves", async () => {
      const edit: WorkspaceEdit | null = await client.connection.sendRequest("workspace/willRenameFiles", {
        files: [{ oldUri: uri("a.vm"), newUri: uri("texts/b.vm") }],
      });
      const [change] = edit?.documentChanges ?? [];
      assert.ok(change && "edits" in change);
      assert.deepEqual(
        change.edits.map((made) => ("newText" in made ? made.newText : "")),
        ["texts/b.vm"],
      );
    });

    test("folds, grows selections, links, colours and lists symbols", async () => {
      await client.open(uri("WH5.webhook.yaml"), files["WH5.webhook.yaml"] ?? "");
      const document = { textDocument: { uri: uri("WH5.webhook.yaml") } };
      assert.deepEqual(await client.connection.sendRequest("textDocument/foldingRange", document), [
        { startLine: 3, endLine: 4 },
      ]);
      const [grown]: SelectionRange[] = await client.connection.sendRequest("textDocument/selectionRange", {
        ...document,
        positions: [{ line: 2, character: 43 }],
      });
      assert.deepEqual(grown?.range, { start: { line: 2, character: 41 }, end: { line: 2, character: 48 } });
      const links: DocumentLink[] = await client.connection.sendRequest("textDocument/documentLink", document);
      assert.deepEqual(
        links.map((link) => link.target),
        ["https://shop.example.com/"],
      );
      const tokens: SemanticTokens = await client.connection.sendRequest("textDocument/semanticTokens/full", document);
      assert.equal(tokens.data.length % 5, 0);
      assert.deepEqual(tokens.data.slice(0, 10), [2, 33, 2, 9, 0, 0, 2, 5, 5, 0]);
      const symbols: SymbolInformation[] = await client.connection.sendRequest("workspace/symbol", { query: "wh5" });
      assert.deepEqual(
        symbols.map((symbol) => symbol.name),
        ["WH5"],
      );
      const highlights: DocumentHighlight[] = await client.connection.sendRequest("textDocument/documentHighlight", at(2, 55));
      assert.equal(highlights.length, 1);
    });

    test("shows signatures, and sample values only where they are switched on", async () => {
      await client.open(uri("a.vm"), "$mathTool.add(1, ");
      const help: SignatureHelp = await client.connection.sendRequest("textDocument/signatureHelp", at(0, 17, "a.vm"));
      assert.equal(help.activeParameter, 1);
      const range = { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } };
      const hints = () =>
        client.connection.sendRequest<InlayHint[]>("textDocument/inlayHint", {
          textDocument: { uri: uri("WH5.webhook.yaml") },
          range,
        });
      assert.deepEqual(await hints(), []);
      await client.connection.sendNotification("workspace/didChangeConfiguration", {
        settings: { hookflow: { inlayHints: { sampleValues: true } } },
      });
      assert.deepEqual(
        (await hints()).map((hint) => hint.label),
        ["A-1", "Lviv"],
      );
    });

    test("makes missing files only for clients that can, and fixes all on demand", async () => {
      await client.open(
        uri("b.webhook.yaml"),
        "name: b\nmethod: PSOT\nurl: http://x.example.com\nauthentication:\n  connector: none\n",
        2,
      );
      const ask = (only: string[], line: number, character: number) =>
        client.connection.sendRequest<CodeAction[]>("textDocument/codeAction", {
          textDocument: { uri: uri("b.webhook.yaml") },
          range: { start: { line, character }, end: { line, character } },
          context: { diagnostics: [], only },
        });
      const [all, ...others] = await ask(["source.fixAll"], 0, 0);
      assert.deepEqual([others.length, all?.kind], [0, "source.fixAll.hookflow"]);
      const created = (await ask(["quickfix"], 4, 14)).filter((action) => /Create the connector/.test(action.title));
      // One for each way to sign.
      assert.equal(created.length, 3);
      assert.ok(created[0]?.edit?.documentChanges?.some((change) => "kind" in change && change.kind === "create"));
    });

    test("a burst of edits ends with the text and the findings of the last one", async () => {
      const file = uri("burst.webhook.yaml");
      let text = "name: burst\nmethod: GET\nurl: https://shop.example.com/\n";
      await client.open(file, text, 1);
      const pieces = ["a", "é", "😀", "\r\n# x", "$<", "'", "\t", ""];
      let seed = 7;
      const random = (below: number) => {
        seed = (seed * 1103515245 + 12345) % 2147483648;
        return seed % below;
      };
      for (let version = 2; version <= 400; version++) {
        const index = new LineIndex(text);
        // Never between the halves of a pair, as an editor would not either.
        const places = [random(text.length + 1), random(text.length + 1)].map((at) =>
          /[\udc00-\udfff]/.test(text[at] ?? "") ? at + 1 : at,
        );
        const [start = 0, end = 0] = places.sort((a, b) => a - b);
        const stop = Math.min(end, start + 4);
        const safe = /[\udc00-\udfff]/.test(text[stop] ?? "") ? stop + 1 : stop;
        const range = { start: index.positionAt(start), end: index.positionAt(safe) };
        const piece = pieces[random(pieces.length)] ?? "";
        await client.change(file, version, [{ range, text: piece }]);
        const [from, to] = [index.offsetAt(range.start), index.offsetAt(range.end)];
        text = text.slice(0, from) + piece + text.slice(to);
      }
      const last = "name: burst\nmethod: GET\nurl: http://shop.example.com/\n";
      await client.change(file, 401, [{ text: last }]);
      const told = await client.diagnostics(file, ({ version }) => version === 401);
      assert.deepEqual(
        codes(told.diagnostics).filter((code) => code.includes("insecure")),
        ["2:5 insecure-url"],
      );
      const versions = client.published.filter((params) => params.uri === file).map(({ version }) => version ?? 0);
      assert.deepEqual(
        versions,
        [...versions].sort((a, b) => a - b),
      );
    });

    test("answers with nothing for places and files that are not there", async () => {
      assert.equal(await client.connection.sendRequest("textDocument/hover", at(900, 900)), null);
      assert.deepEqual(await client.connection.sendRequest("textDocument/definition", at(0, 0, "none.webhook.yaml")), []);
      assert.equal(await client.connection.sendRequest(methods.needs, { uri: uri("none.webhook.yaml") }), null);
    });
  });
}

/** The files by address. */
const filesIn = (folder: string) => Object.fromEntries(Object.entries(files).map(([name, text]) => [`${folder}/${name}`, text]));

scenario("in memory", async (settings) => {
  const folder = "file:///workspace";
  const client = await inMemory(
    { files: memoryFiles(filesIn(folder)), clock: fixedClock(), log: collectingLog() },
    folder,
    settings,
  );
  return { client, folder, end: () => undefined };
});

scenario("built, over stdio", async (settings) => {
  const path_ = mkdtempSync(path.join(os.tmpdir(), "hookflow-server-"));
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(path_, name), text);
  const folder = uriOf(path_);
  const client = await overStdio(folder, settings);
  return { client, folder, end: () => rmSync(path_, { recursive: true, force: true }) };
});

scenario("built, over stdio and a virtual folder", async (settings) => {
  const folder = "vscode-vfs://github/team/hooks";
  return { client: await overStdio(folder, settings, filesIn(folder)), folder, end: () => undefined };
});

scenario("built, as a web worker over a virtual folder", async (settings) => {
  const folder = "vscode-vfs://github/team/hooks";
  return { client: await inWorker(filesIn(folder), folder, settings), folder, end: () => undefined };
});

suite("language server, while it reads the workspace", () => {
  test("says nothing yet: what is unknown now may be defined in a file that comes", async () => {
    const folder = "file:///workspace";
    const memory = memoryFiles(filesIn(folder));
    let go = () => {};
    const gate = new Promise<void>((resolve) => {
      go = resolve;
    });
    const slow = { ...memory, list: (...given: Parameters<typeof memory.list>) => gate.then(() => memory.list(...given)) };
    const client = await inMemory({ files: slow, clock: fixedClock(), log: collectingLog() }, folder);
    const file = `${folder}/WH5.webhook.yaml`;
    await client.open(file, files["WH5.webhook.yaml"] ?? "");
    // Answered after the turn in which findings would have come.
    for (let turn = 0; turn < 5; turn++) await client.connection.sendRequest(methods.ping);
    assert.deepEqual(client.published, []);
    go();
    assert.deepEqual((await client.diagnostics(file)).diagnostics, []);
    await client.close();
  });
});
