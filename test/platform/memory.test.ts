import assert from "node:assert/strict";
import { collectingLog, fixedClock, memoryFiles, response, scriptedHttp } from "#platform/memory";

suite("the world in memory", () => {
  test("lists and reads files as the real one does", async () => {
    const files = memoryFiles({
      "file:///w/a.webhook.yaml": "name: a",
      "file:///w/deep/b.webhook.yaml": "name: b",
      "file:///w/node_modules/c.webhook.yaml": "",
      "file:///w/other.txt": "",
      "file:///elsewhere/d.webhook.yaml": "",
    });
    const names = async () => (await files.list("file:///w", (name) => name.endsWith(".webhook.yaml"))).map(({ uri }) => uri);
    assert.deepEqual(await names(), ["file:///w/a.webhook.yaml", "file:///w/deep/b.webhook.yaml"]);
    files.delete("file:///w/a.webhook.yaml");
    files.write("file:///w/e.webhook.yaml", "name: e");
    assert.deepEqual(await names(), ["file:///w/deep/b.webhook.yaml", "file:///w/e.webhook.yaml"]);
    assert.deepEqual(await files.read("file:///w/e.webhook.yaml"), { ok: true, value: "name: e" });
    const gone = await files.read("file:///w/a.webhook.yaml");
    assert.equal(!gone.ok && gone.error.kind, "missing");
  });

  test("makes an address fail", async () => {
    const files = memoryFiles();
    files.fail("file:///w/link.webhook.yaml", { kind: "link", message: "file is a symbolic link", help: "" });
    const [only] = await files.list("file:///w", () => true);
    assert.equal(only?.problem?.kind, "link");
  });

  test("moves the clock only when told, and keeps the log", () => {
    const clock = fixedClock(1000);
    clock.advance(5);
    assert.equal(clock.now(), 1005);
    const log = collectingLog();
    log.warn("slow");
    assert.deepEqual(log.entries, ["warning: slow"]);
  });

  test("answers requests from a script and remembers them", async () => {
    const http = scriptedHttp([response({ body: '{"promocode":"X"}' })]);
    const request = {
      method: "GET",
      url: "https://a.example/",
      headers: [],
      body: undefined,
      deadline: 1000,
      maxBytes: 1000,
    } as const;
    const first = await http.send(request);
    assert.equal(first.ok && new TextDecoder().decode(first.value.body), '{"promocode":"X"}');
    const second = await http.send(request);
    assert.equal(!second.ok && second.error.kind, "refused");
    assert.equal(http.requests.length, 2);
  });
});
