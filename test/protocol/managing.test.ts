/** What views manage, over the protocol: lists with places, and texts of files that nobody has written yet. No secret is anywhere. */
import assert from "node:assert/strict";
import { collectingLog, fixedClock, memoryFiles } from "#platform/memory";
import type { ConnectorItem, EditConnectorResult, NewFileResult, SamplesResult } from "#protocol";
import { methods } from "#protocol";
import { inMemory, type TestClient } from "../support/lsp";

const folder = "file:///workspace";
const files: Readonly<Record<string, string>> = {
  "shop.connector.yaml": "# ours\nname: shop\ntype: bearer\norigins: [https://shop.example.com]\n",
  "idle.connector.yaml": "name: idle\ntype: basic\n",
  "ann.contact.yaml": "firstName: Ann\nemail: ann@example.com\nsegments: [Loyal, News]\n",
  "asked.event.json": '{ "eventTypeKey": "asked", "params": { "email": "ann@example.com", "cart": { "n": 1 } } }',
  "contact-fields.yaml": "fields:\n  L.F: { type: text, title: Their size }\nsegments:\n  Loyal: { type: list }\n",
  "WH5.webhook.yaml": "name: WH5\nmethod: GET\nurl: https://shop.example.com/\nauthentication:\n  connector: shop\n",
};

suite("managing over the protocol", () => {
  let client: TestClient;
  setup(async () => {
    const texts = Object.fromEntries(Object.entries(files).map(([name, text]) => [`${folder}/${name}`, text]));
    client = await inMemory({ files: memoryFiles(texts), clock: fixedClock(), log: collectingLog() }, folder);
  });
  teardown(() => client.close());

  test("lists connectors with the place of their name and how many use them", async () => {
    const connectors: ConnectorItem[] = await client.connection.sendRequest(methods.connectors);
    assert.deepEqual(
      connectors.map(
        ({ name, uri, range, uses }) =>
          `${name} ${uri.slice(folder.length)} ${range.start.line}:${range.start.character} ${uses}`,
      ),
      ["idle /idle.connector.yaml 0:6 0", "shop /shop.connector.yaml 1:6 1"],
    );
  });

  test("lists samples with their values, and segments with the place that declares them", async () => {
    const { contacts, events, segments, fields }: SamplesResult = await client.connection.sendRequest(methods.samples);
    assert.deepEqual(contacts[0]?.values, [
      ["email", "ann@example.com"],
      ["firstName", "Ann"],
    ]);
    assert.deepEqual(events[0]?.values, [
      ["email", "ann@example.com"],
      ["cart", '{"n":1}'],
    ]);
    assert.deepEqual(
      segments.map(({ root, name, location }) => `${root} ${name} ${location?.range.start.line}`),
      [`${folder} Loyal 3`, `${folder} News undefined`],
    );
    assert.deepEqual(fields, [{ key: "L.F", title: "Their size" }]);
  });

  test("says what stands in a new file and where, or why there is none", async () => {
    const make = (name: string): Promise<NewFileResult> => {
      const draft = {
        name,
        method: "GET",
        url: "https://a.example/",
        headers: [],
        body: undefined,
        connector: undefined,
        notes: [],
      };
      return client.connection.sendRequest(methods.newFile, {
        near: `${folder}/new`,
        folder,
        wanted: { kind: "webhook", draft },
      });
    };
    assert.deepEqual(await make("WH6"), {
      ok: true,
      value: { uri: `${folder}/WH6.webhook.yaml`, text: "name: WH6\nmethod: GET\nurl: https://a.example/\n" },
    });
    assert.deepEqual(await make("WH5"), { ok: false, error: "There is a webhook `WH5` already" });
  });

  test("edits a connector's file in place, or says that only a person can", async () => {
    const edit = (name: string, type: string): Promise<EditConnectorResult> =>
      client.connection.sendRequest(methods.editConnector, {
        uri: `${folder}/${name}`,
        connector: { name: "shop", type, in: "header", parameter: "X-Key", origins: ["https://shop.example.com"] },
      });
    assert.deepEqual(await edit("shop.connector.yaml", "basic"), {
      ok: true,
      value: [{ range: { start: { line: 2, character: 6 }, end: { line: 2, character: 12 } }, newText: "basic" }],
    });
    const none = await edit("gone.connector.yaml", "basic");
    assert.match(none.ok ? "" : none.error, /by hand/);
  });
});
