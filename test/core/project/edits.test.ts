/** What is known of a file before an edit is used again behind it; the findings must not tell. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { createLanguage } from "#core";
import { readSource } from "#core/model/source-file";
import { collectingLog, fixedClock, memoryFiles } from "#platform/memory";

const webhook = `name: order
method: POST
url: https://shop.example.com/orders?town=$<TOWN>
headers:
  X-Run: $workflowInstanceId
  X-Name: $<firstName>
body:
  format: json
  content: |
    { "a": "$<event.orderId>", "b": $<event.total>, "c": "{{name}}" }
`;

const uri = "file:///w/order.webhook.yaml";
const read = (text: string, previous?: ReturnType<typeof readSource>) => readSource(uri, "webhook", text, 1, previous);

/** The texts of the shop sample by address. */
function shop(): Record<string, string> {
  const folder = path.resolve("samples/shop");
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => /\.(yaml|json|vm)$/.test(name));
  return Object.fromEntries(
    names.map((name) => [`file:///w/${name.replaceAll(path.sep, "/")}`, readFileSync(path.join(folder, name), "utf8")]),
  );
}

suite("edits", () => {
  test("an edit reads again only the text that it changes", () => {
    const before = read(webhook);
    const changed = read(webhook.replace("orders?", "0rders?"), before);
    const again = changed.values.filter(({ read }) => !before.values.some((value) => value.read === read));
    assert.deepEqual(
      again.map(({ place, text }) => `${place} ${text}`),
      ["url https://shop.example.com/0rders?town=$<TOWN>"],
    );
    assert.equal(changed.values.length, before.values.length);
  });

  test("a header more or less leaves the body as it was read", () => {
    const before = read(webhook);
    for (const text of [webhook.replace("  X-Run", "  X-New: $<PHONE>\n  X-Run"), webhook.replace(/ {2}X-Run.*\n/, "")]) {
      const body = read(text, before).values.at(-1);
      assert.equal(body?.place, "json");
      assert.equal(body?.read, before.values.at(-1)?.read);
    }
  });

  test("the same text at another place is read as that place has it", () => {
    const before = read("name: a\nmethod: POST\nurl: $<A>\nbody: { format: text, content: $<A> }\n");
    const after = read("name: a\nmethod: POST\nurl: $<B>\nbody: { format: json, content: $<A> }\n", before);
    assert.deepEqual(
      after.values.map(({ place, read }) => [place, read.place]),
      after.values.map(({ place }) => [place, place]),
    );
  });

  test("after any edits the findings are those of the text, as if it had just been opened", async () => {
    const files = shop();
    const uris = Object.keys(files).filter((name) => /\.(webhook|workflow)\.yaml$/.test(name));
    const edit = fc.record({
      file: fc.nat(uris.length - 1),
      from: fc.double({ min: 0, max: 1, noNaN: true }),
      // Undefined: as long as what is put in.
      cut: fc.option(fc.nat(6), { nil: undefined }),
      put: fc.constantFrom("", "x", "$<TOWN>", '"', "\n", "{{a}}", "#if("),
    });
    const open = (texts: Record<string, string>) =>
      createLanguage({ files: memoryFiles(texts), clock: fixedClock(), log: collectingLog() });
    await fc.assert(
      fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 6 }), async (edits) => {
        const texts = { ...files };
        const edited = open(texts);
        await edited.workspace.addFolder("file:///w");
        for (const [at, { file, from, cut, put }] of edits.entries()) {
          const uri = uris[file] ?? "";
          const before = texts[uri] ?? "";
          const start = Math.floor(from * before.length);
          texts[uri] = before.slice(0, start) + put + before.slice(start + (cut ?? put.length));
          edited.findings(uri);
          edited.changed(edited.workspace.openFile(uri, texts[uri], at + 1));
        }
        const fresh = open(texts);
        await fresh.workspace.addFolder("file:///w");
        for (const uri of uris) {
          // Recovery remembers the last good text, so only texts without a fault of syntax compare.
          if (edited.file(uri)?.document?.problems.length) continue;
          assert.deepEqual(edited.findings(uri), fresh.findings(uri), texts[uri]);
        }
      }),
      { numRuns: 80 },
    );
  });
});
