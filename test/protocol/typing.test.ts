/** What an author sees while typing: nothing of the half word under the cursor, everything of the rest, all of it at rest. */
import assert from "node:assert/strict";
import type { PublishDiagnosticsParams } from "vscode-languageserver";
import { collectingLog, fixedClock, memoryFiles } from "#platform/memory";
import { codes, inMemory, type TestClient } from "../support/lsp";

const folder = "file:///w";
const uri = `${folder}/a.webhook.yaml`;
const other = `${folder}/b.webhook.yaml`;
const text = "name: a\nmethod: GET\nurl: https://shop.example.com/?t=\n";
const used =
  "name: W\nstart: { type: event, event: e, next: a }\nblocks:\n  a: { type: webhook, webhook: a, contactEmail: x@example.com, next: b }\n  b: { type: webhook, webhook: b, contactEmail: x@example.com, next: z }\n  z: { type: end }\n";

suite("while somebody types", () => {
  let client: TestClient;
  /** The timers that run, in order of their start. */
  let timers: { readonly run: () => void; readonly milliseconds: number }[];
  let version = 1;
  setup(async () => {
    timers = [];
    version = 1;
    client = await inMemory(
      {
        files: memoryFiles({ [uri]: text, [other]: text.replace("a", "b"), [`${folder}/w.workflow.yaml`]: used }),
        clock: fixedClock(),
        log: collectingLog(),
      },
      folder,
      undefined,
      (run, milliseconds) => {
        const timer = { run, milliseconds };
        timers.push(timer);
        return () => {
          timers = timers.filter((other) => other !== timer);
        };
      },
    );
    await client.open(uri, text);
    await client.open(other, text.replace("a", "b"));
    await client.diagnostics(other);
  });
  teardown(() => client.close());

  /** Types one sign behind another on a line. */
  async function type(signs: string, line: number, character: number): Promise<PublishDiagnosticsParams> {
    for (const [at, sign] of [...signs].entries()) {
      const place = { line, character: character + at };
      await client.change(uri, ++version, [{ range: { start: place, end: place }, text: sign }]);
    }
    return client.diagnostics(uri, (found) => found.version === version);
  }
  const newest = (wanted: string) =>
    client.diagnostics(uri, (found) => found.version === version && codes(found.diagnostics).includes(wanted));

  test("a reference that is being typed has no finding until the text stands still", async () => {
    const typed = await type("$<TO", 2, 30);
    assert.deepEqual(codes(typed.diagnostics), []);
    assert.equal(timers.length, 1);
    timers[0]?.run();
    await newest("2:30 invalid-reference");
  });

  test("it waits longer below a list of completions, which stays while the word goes on", async () => {
    const waits = () => timers.map(({ milliseconds }) => milliseconds);
    await type("$<", 2, 30);
    assert.deepEqual(waits(), [1_500]);
    await client.connection.sendRequest("textDocument/completion", {
      textDocument: { uri },
      position: { line: 2, character: 32 },
    });
    assert.deepEqual(waits(), [10_000]);
    await type("TO", 2, 32);
    assert.deepEqual(waits(), [10_000]);
    await type("x", 0, 7);
    assert.deepEqual(waits(), [1_500]);
  });

  test("what was chosen from a list has none while the cursor is in it", async () => {
    const position = { line: 3, character: 0 };
    await client.connection.sendRequest("textDocument/completion", { textDocument: { uri }, position });
    await client.change(uri, ++version, [{ range: { start: position, end: position }, text: "body:\n  format: " }]);
    const chosen = await client.diagnostics(uri, (found) => found.version === version);
    assert.deepEqual(codes(chosen.diagnostics), []);
    await client.connection.sendRequest("textDocument/documentHighlight", {
      textDocument: { uri },
      position: { line: 0, character: 2 },
    });
    await newest("3:0 body-on-get");
  });

  test("it has one when the cursor leaves, and a cursor that stays changes nothing", async () => {
    await type("$<TO", 2, 30);
    const ask = (line: number, character: number) =>
      client.connection.sendRequest("textDocument/documentHighlight", { textDocument: { uri }, position: { line, character } });
    await ask(2, 34);
    assert.equal(timers.length, 1);
    await ask(0, 2);
    assert.equal(timers.length, 0);
    await newest("2:30 invalid-reference");
  });

  test("it has one when another file is edited, when something follows, and when the file is saved", async () => {
    await type("$<TO", 2, 30);
    const place = { line: 0, character: 7 };
    await client.change(other, 2, [{ range: { start: place, end: place }, text: "b" }]);
    await newest("2:30 invalid-reference");
    const followed = await type(" x", 2, 34);
    assert.deepEqual(codes(followed.diagnostics), ["2:30 invalid-reference"]);
    await type("<", 2, 34);
    await client.connection.sendNotification("textDocument/didSave", { textDocument: { uri } });
    await newest("2:30 invalid-reference");
  });

  test("what stands elsewhere is told at once, and what a program wrote too", async () => {
    await client.change(uri, ++version, [{ text: text.replace("https", "http") }]);
    await newest("2:5 insecure-url");
    const typed = await type("$<TO", 2, 29);
    assert.deepEqual(codes(typed.diagnostics), ["2:5 insecure-url"]);
  });
});
