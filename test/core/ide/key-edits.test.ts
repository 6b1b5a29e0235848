/** Keys as they are written: in JSON, in flow maps, and in the column of their map. */
import assert from "node:assert/strict";
import { complete, rows } from "./completing";

const webhook = "name: x\nmethod: POST\n@\n";

suite("completion of keys: what is written", () => {
  rows("JSON", "b.event.json", "@\n", [
    ["{ <|> }", "eventTypeKey", '{ "eventTypeKey": "‸" }'],
    ['{ "<|>" }', "eventTypeKey", '{ "eventTypeKey": "‸" }'],
    ['{ "ev<|> }', "eventTypeKey", '{ "eventTypeKey": "‸" }'],
    ['{\n  "ev<|>\n  "time": "x"\n}', "eventTypeKey", '{\n  "eventTypeKey": "‸",\n  "time": "x"\n}'],
  ]);

  rows("JSON", "b.contact.json", "@\n", [
    ['{ "fields": {"<|>": 1} }', "LOYALTY.CARD", '{ "fields": {"LOYALTY.CARD": 1} }'],
    ['{ "id": 1, <|> }', "segments", '{ "id": 1, "segments": [‸] }'],
    ['{ <|> "id": 1 }', "town", '{ "town": "‸", "id": 1 }'],
    ['{ "id": 1, <|> }', "fields", '{ "id": 1, "fields": { ‸ } }'],
  ]);

  rows("JSON", "b.contact.json", "@", [
    ["<|>", "email", '{ "email": "‸" }'],
    ['{ "id": 1, <|> }', "confirmed", '{ "id": 1, "confirmed": false }'],
    ['{\n  "id": 1,\n<|>\n}', "email", '{\n  "id": 1,\n  "email": "‸"\n}'],
  ]);

  rows("snippets in flow maps", "x.workflow.yaml", "name: X\n@\nblocks: {}\n", [
    ["start: { type: event, <|> }", "parameters", "start: { type: event, parameters: { ‸ } }"],
    ["start: { <|> type: event }", "parameters", "start: { parameters: { ‸ }, type: event }"],
    ["start: { type: regular, <|> }", "weekdays", "start: { type: regular, weekdays: [‸] }"],
  ]);

  rows("keys go into the column of their map", "x.webhook.yaml", webhook, [
    ["body:\n    format: json\n  <|>", "content", "body:\n    format: json\n    content: "],
    ["body<|>\n  format: json", "body", "body:\n  format: json"],
  ]);

  test("no key in front of an object that is the whole file, or behind it", async () => {
    for (const marked of ["<|>{}", "{}<|>", "{}\n<|>\n"])
      assert.deepEqual((await complete("b.contact.json", marked)).labels, [], marked);
    assert.deepEqual((await complete("x.webhook.yaml", "body: {\n  format: json\n}<|>\n")).labels, []);
  });

  test("no key where it would take what is below for its value", async () => {
    assert.deepEqual((await complete("x.webhook.yaml", "name: x\nbody:\n<|>\n  format: json\n")).labels, []);
    const between = "name: X\nblocks:\n  a:\n  <|>\n    type: end\n";
    assert.deepEqual((await complete("x.workflow.yaml", between)).labels, []);
  });
});
