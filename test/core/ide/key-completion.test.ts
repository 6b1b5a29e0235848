/** Keys, values and names, as they stand in the file once they are chosen. */
import assert from "node:assert/strict";
import { applyEdits, cursorMark } from "#core";
import { workspace } from "../../support/workspace";

const project = `# file: WH5.webhook.yaml
name: WH5
method: GET
url: https://x.example.com/
# file: shop.connector.yaml
name: shop
type: bearer
# file: asked.event.json
{ "eventTypeKey": "asked", "params": { "email": "ann@example.com" } }
# file: mails/hello.vm
Hello
`;

/** The labels offered at the cursor, and the text after one of them is chosen. */
async function complete(
  file: string,
  marked: string,
  label: string,
): Promise<{ readonly labels: readonly string[]; readonly text: string | undefined }> {
  const place = await workspace(`${project}# file: ${file}\n${marked}`);
  const items = place.language.completions(place.uri, place.offset);
  const item = items.find((candidate) => candidate.label === label);
  return { labels: items.map((candidate) => candidate.label), text: item && applyEdits(place.text, [item.edit]) };
}

const table: readonly (readonly [name: string, file: string, marked: string, label: string, text: string])[] = [
  ["a key on an empty line", "a.webhook.yaml", "name: a\n<|>\n", "method", "name: a\nmethod: \n"],
  [
    "a half-typed key in the middle",
    "a.webhook.yaml",
    "name: a\nmet<|>\nurl: https://x.example.com/\n",
    "method",
    "name: a\nmethod: \nurl: https://x.example.com/\n",
  ],
  ["a key that holds a map", "a.webhook.yaml", "name: a\nbod<|>\n", "body", "name: a\nbody:\n  \n"],
  [
    "a nested key at its indentation",
    "a.webhook.yaml",
    "name: a\nbody:\n    format: json\n    <|>\n",
    "content",
    "name: a\nbody:\n    format: json\n    content: \n",
  ],
  [
    "a key in a flow map",
    "a.workflow.yaml",
    "name: A\nblocks:\n  m: { type: email, te<|> }\n",
    "template",
    "name: A\nblocks:\n  m: { type: email, template:  }\n",
  ],
  ["an enum value", "a.webhook.yaml", "name: a\nmethod: <|>\n", "POST", "name: a\nmethod: POST\n"],
  ["an enum value in quotes", "a.webhook.yaml", 'name: a\nmethod: "P<|>"\n', "POST", 'name: a\nmethod: "POST"\n'],
  ["another value for one that is written", "a.webhook.yaml", "name: a\nmethod: GE<|>T\n", "POST", "name: a\nmethod: POST\n"],
  [
    "a block type",
    "a.workflow.yaml",
    "name: A\nblocks:\n  m: { type: <|> }\n",
    "timer",
    "name: A\nblocks:\n  m: { type: timer }\n",
  ],
  [
    "a webhook by name",
    "a.workflow.yaml",
    "name: A\nblocks:\n  m: { type: webhook, webhook: <|> }\n",
    "WH5",
    "name: A\nblocks:\n  m: { type: webhook, webhook: WH5 }\n",
  ],
  [
    "a connector by name",
    "a.webhook.yaml",
    "name: a\nauthentication:\n  connector: <|>\n",
    "shop",
    "name: a\nauthentication:\n  connector: shop\n",
  ],
  [
    "an event by name",
    "a.workflow.yaml",
    "name: A\nstart: { type: event, event: <|> }\n",
    "asked",
    "name: A\nstart: { type: event, event: asked }\n",
  ],
  [
    "a block by name",
    "a.workflow.yaml",
    "name: A\nblocks:\n  m: { type: timer, wait: 1 day, next: <|> }\n  last: { type: end }\n",
    "last",
    "name: A\nblocks:\n  m: { type: timer, wait: 1 day, next: last }\n  last: { type: end }\n",
  ],
  [
    "a template by its path",
    "a.workflow.yaml",
    "name: A\nblocks:\n  m: { type: email, template: <|> }\n",
    "mails/hello.vm",
    "name: A\nblocks:\n  m: { type: email, template: mails/hello.vm }\n",
  ],
];

suite("completion of keys, values and names", () => {
  for (const [name, file, marked, label, text] of table)
    test(name, async () => {
      const { labels, text: after } = await complete(file, marked, label);
      assert.equal(after, text, `offered: ${labels.join(", ") || "nothing"}`);
    });

  test("a workflow that is just being begun has its keys", async () => {
    for (const text of ["name: X\n<|>", "name: X\nst<|>", "name: X\ndescription: d\nst<|>"]) {
      const { language, uri, offset } = await workspace(`# file: a.workflow.yaml\n${text}`);
      const labels = language.completions(uri, offset).map(({ label }) => label);
      assert.deepEqual(labels.slice(0, 2), ["start", "blocks"], text);
    }
  });

  test("required keys come first, and no key twice", async () => {
    const { labels } = await complete("a.webhook.yaml", "name: a\n<|>\n", "method");
    assert.deepEqual(labels.slice(0, 2), ["method", "url"]);
    assert.ok(!labels.includes("name"));
  });

  test("only the keys of the chosen kind are offered", async () => {
    const { labels } = await complete("a.workflow.yaml", "name: A\nblocks:\n  m:\n    type: timer\n    <|>\n", "wait");
    assert.ok(labels.includes("wait") && !labels.includes("template"), labels.join(", "));
  });

  test("a block is added by its type, with the keys that it needs and ways that lead to the end", async () => {
    const flow = (more: string) =>
      `name: A\nstart: { type: event, event: asked, next: ask }\nblocks:\n  ask: { type: webhook, webhook: WH5, next: gift }\n${more}  done: { type: end }\n`;
    const added = async (label: string) => {
      const { text } = await complete("a.workflow.yaml", flow("  <|>\n"), label);
      return text?.replace(cursorMark, "‸").slice(flow("").indexOf("next: gift }") + 13, -"  done: { type: end }\n".length);
    };
    assert.equal(await added("webhook"), "  webhook:\n    type: webhook\n    webhook: ‸\n    next: done\n");
    assert.equal(await added("email"), "  email:\n    type: email\n    template: ‸\n    next: done\n");
    assert.equal(await added("opened"), "  opened:\n    type: opened\n    yes: done\n    no: done\n");
    assert.equal(await added("branch"), "  branch:\n    type: branch\n    branches:\n      - ‸\n");
    assert.equal(await added("gift"), "  gift:\n    type: \n");
    const half = await complete("a.workflow.yaml", flow("  webh<|>\n"), "webhook");
    assert.match(half.text ?? "", /\n {2}webhook:\n {4}type: webhook\n/);
    const taken = await complete("a.workflow.yaml", flow("  sms: { type: sms, text: Hi, next: done }\n  <|>\n"), "sms");
    assert.match(taken.text ?? "", /\n {2}sms2:\n {4}type: sms\n/);
    // The name of a block that is there is no place for a new one.
    const named = await complete("a.workflow.yaml", flow("  so<|>me: { type: end }\n"), "webhook");
    assert.deepEqual(named.labels, []);
  });
});
