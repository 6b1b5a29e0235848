/** References complete in every scalar style and typing state, as one edit after which only that token has changed. */
import assert from "node:assert/strict";
import { applyEdits } from "#core";
import { parseYaml } from "#core/yaml/index";
import { workspace } from "../../support/workspace";
import { complete, first } from "./completing";

const project = `# file: ann.contact.yaml
id: 7
email: ann@example.com
town: Lviv
# file: asked.event.json
{ "eventTypeKey": "asked", "params": { "email": "ann@example.com", "orderId": "A-1", "cart": { "items": [{ "title": "Mug" }] } } }
`;

/** How a value is written around what is being typed, and what its text is when nothing is typed yet. */
const styles: Readonly<Record<string, (typed: string) => string>> = {
  plain: (typed) => `url: https://x.example.com/?a=${typed}\n`,
  single: (typed) => `url: 'https://x.example.com/?it''s=${typed}'\n`,
  double: (typed) => `url: "https://x.example.com/?\\u0061=${typed}"\n`,
  literal: (typed) => `url: |\n  https://x.example.com/?a=${typed}\n`,
  folded: (typed) => `url: >-\n  https://x.example.com/?a=1\n  &b=${typed}\n`,
};

/** What stands at the cursor, the item that is chosen, and what stands there afterwards. */
const states: readonly (readonly [typed: string, item: string, written: string])[] = [
  ["$<|>", "orderId", "$<orderId>"],
  ["$<<|>", "orderId", "$<orderId>"],
  ["$<or<|>", "orderId", "$<orderId>"],
  ["$<or<|>d>", "orderId", "$<orderId>"],
  ["$<event.<|>", "orderId", "$<event.orderId>"],
  ["$<event.o<|>>", "orderId", "$<event.orderId>"],
  ["$<contact.<|>>", "TOWN", "$<contact.TOWN>"],
  ["${<|>", "orderId", "$!{orderId}"],
  ["$!{or<|>}", "orderId", "$!{orderId}"],
  ["$<cart.<|>>", "items", "$<cart.items>"],
  ["$<cart.items[0].t<|>>", "title", "$<cart.items[0].title>"],
];

suite("completion of references", () => {
  for (const [style, write] of Object.entries(styles))
    for (const [typed, label, written] of states)
      test(`${style}: ${typed.replace("<|>", "▮")} becomes ${written}`, async () => {
        const marked = `name: a\nmethod: GET\n${write(typed)}description: stays\n`;
        const place = await workspace(`${project}# file: a.webhook.yaml\n${marked}`);
        const items = place.language.completions(place.uri, place.offset);
        const item = items.find((candidate) => candidate.label === label);
        assert.ok(item, `not offered; there are ${items.map((candidate) => candidate.label).join(", ") || "none"}`);
        // An editor applies an edit only when it touches the cursor and stays on its line.
        assert.ok(item.edit.span.start <= place.offset && place.offset <= item.edit.span.end, JSON.stringify(item.edit.span));
        assert.doesNotMatch(place.text.slice(item.edit.span.start, item.edit.span.end), /\n/);
        const after = parseYaml(applyEdits(place.text, [item.edit]));
        assert.deepEqual(after.problems, []);
        const value = (key: string) => {
          const node = after.root?.kind === "map" ? after.root.get(key)?.value : undefined;
          return node?.kind === "scalar" ? node.text : undefined;
        };
        const expected = parseYaml(`${write("PLACE")}`).root;
        const text = expected?.kind === "map" ? expected.get("url")?.value : undefined;
        assert.equal(value("url"), text?.kind === "scalar" ? text.text.replace("PLACE", written) : undefined);
        assert.equal(value("description"), "stays");
      });

  test("contact fields and event parameters come with type, sample and origin", async () => {
    const place = await workspace(
      `${project}# file: a.webhook.yaml\nname: a\nmethod: GET\nurl: https://x.example.com/?a=$<<|>\n`,
    );
    const shown = place.language
      .completions(place.uri, place.offset)
      .map(({ label, detail, origin }) => `${label} | ${detail} | ${origin}`);
    for (const line of [
      "orderId | text  A-1 | event",
      "cart | object | event",
      "TOWN | text  Lviv | contact",
      "workflowInstanceId | run id | run id",
    ])
      assert.ok(shown.includes(line), `${line} is not in\n${shown.join("\n")}`);
  });

  test("messages offer the platform's form, answers and their members", async () => {
    const files = `${project}# file: WH5.webhook.yaml
name: WH5
method: GET
url: https://x.example.com/
# file: WH5.response.json
{ "webhook": "WH5", "status": 200, "body": { "promocode": "LVIV-15" } }
# file: a.workflow.yaml
name: A
start: { type: event, event: asked, next: ask }
blocks:
  ask: { type: webhook, webhook: WH5, next: mail }
  mail: { type: email, template: a.vm, next: end }
  end: { type: end }
# file: a.vm
`;
    const offered = async (text: string) => {
      const place = await workspace(files + text);
      return place.language
        .completions(place.uri, place.offset)
        .map(({ label, edit }) => `${label} → ${applyEdits(place.text, [edit])}`);
    };
    const names = await offered("Code $<|>");
    for (const line of ["WH5 → Code $!data.get('WH5')", "orderId → Code $!{orderId}", "mathTool → Code $!mathTool"])
      assert.ok(names.includes(line), `${line} is not in\n${names.join("\n")}`);
    assert.deepEqual(await offered("Code $data.get('WH5').get('pro<|>')"), [
      "promocode → Code $data.get('WH5').get('promocode')",
    ]);
    // Members first, then the methods of a map.
    assert.deepEqual((await offered("Code $data.WH5.<|>")).slice(0, 1), ["promocode → Code $data.WH5.promocode"]);
  });

  test("nothing is offered in comments, after an escape, or where no reference may stand", async () => {
    for (const text of [
      "# $<<|>\nname: a\n",
      "name: $<<|>\nmethod: GET\n",
      "name: a\nmethod: GET\nurl: https://x.example.com/?a=\\$<<|>\n",
    ]) {
      const place = await workspace(`${project}# file: a.webhook.yaml\n${text}`);
      assert.deepEqual(
        place.language.completions(place.uri, place.offset).filter(({ kind }) => kind === "event" || kind === "contact"),
        [],
        text,
      );
    }
  });

  test("numbers come first where JSON has no quotes, and lists where a loop goes over one", async () => {
    const body = (text: string) =>
      `name: x\nmethod: POST\nurl: https://a.example.com/\nbody:\n  format: json\n  content: |\n    ${text}\n`;
    assert.deepEqual(await first("x.webhook.yaml", body('{ "a": $<|> }'), 1), ["paid"]);
    assert.deepEqual(await first("x.webhook.yaml", body('{ "a": "$<|>" }'), 1), ["Email"]);
    assert.deepEqual(await first("x.webhook.yaml", body("[#foreach($i in $<|>)1#end]"), 1), ["items"]);
  });

  test("a request with a loop has names of its own, their members, and directives", async () => {
    const body = (text: string) =>
      `name: x\nmethod: POST\nurl: https://a.example.com/\nbody:\n  format: json\n  content: '${text}'\n`;
    assert.deepEqual(await first("x.webhook.yaml", body('[#foreach($i in $items)"$!i.<|>"#end]'), 2), ["title", "price"]);
    assert.deepEqual(await first("x.webhook.yaml", body('[#foreach($i in $items)"$!<|>"#end]'), 2), ["i", "foreach"]);
    assert.ok((await complete("x.webhook.yaml", body("[#foreach($i in $items)1#<|>]"))).labels.includes("#end"));
    assert.deepEqual((await complete("x.webhook.yaml", "name: x\nmethod: GET\nurl: https://a.example.com/#<|>\n")).labels, []);
  });
});
