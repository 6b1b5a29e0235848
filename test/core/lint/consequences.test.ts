/** One slip in a workspace of many files is told of once, where it was made: nothing else is said to be missing because of it. */
import assert from "node:assert/strict";
import { applyEdits } from "#core/text/edit";
import { findingLines, workspace } from "../../support/workspace";

const files: Readonly<Record<string, string>> = {
  "contact-fields.yaml": "fields:\n  CARD.LIMIT: { type: number }\nsegments:\n  VIP: { type: list }\n",
  "ann.contact.yaml": "email: ann@example.com\nfields: { CARD.LIMIT: 1 }\nsegments: [VIP]\n",
  "one.event.json": '{"eventTypeKey":"asked","params":{\n "email":"ann@example.com","total":9.5,"order":"A-1"}}\n',
  "two.event.json": '{"eventTypeKey":"asked","params":{\n "email":"eve@example.com","total":8.5,"order":"A-2"}}\n',
  "three.event.yaml":
    "eventTypeKey: asked\nparams:\n  - { name: email, value: ann@example.com }\n  - { name: total, value: 7 }\n  - { name: order, value: A-3 }\n",
  "shop.connector.yaml": "name: shop\ntype: bearer\n",
  "hook.webhook.yaml":
    "name: hook\nmethod: POST\nurl: https://x.example.com/$<order>\nauthentication: { connector: shop }\nbody: { format: json, content: '{\"a\": $<total>}' }\n",
  "spare.webhook.yaml": "name: spare\nmethod: GET\nurl: https://x.example.com/\n",
  "loop.webhook.yaml":
    "name: loop\nmethod: POST\nurl: https://x.example.com/\nbody: { format: json, content: '[#foreach($i in [1, 2])[1, $foreach.count],#end 0]' }\n",
  "hook.response.json": '{"webhook":"hook","status":200,"headers":{},"body":{"code":"A"}}\n',
  "mail.html": "<p>$!data.get('hook').get('code') $!data.get('CARD.LIMIT')</p>\n",
  "w.workflow.yaml": `name: W
start: { type: event, event: asked, next: ask }
blocks:
  ask: { type: webhook, webhook: hook, next: more }
  more: { type: webhook, webhook: spare, next: loop }
  loop: { type: webhook, webhook: loop, next: pick }
  pick:
    type: branch
    branches: [{ when: { all: [{ parameter: order, operator: isSet }] }, next: mail }]
    fallback: only
  only: { type: oneFromMany, via: [email, sms], next: end }
  mail:
    type: email
    template: mail.html
    next: cut
  cut: { type: addToSegment, segment: VIP, next: end }
  end: { type: end }
`,
};

const slips: readonly (readonly [file: string, from: string, to: string, expected: string])[] = [
  ["w.workflow.yaml", "type: webhook, webhook: hook", "type: webhok, webhook: hook", "w.workflow.yaml:4:16 error invalid-value"],
  ["w.workflow.yaml", "only: { type:", "only: { typ:", "w.workflow.yaml:11:11 error missing-property"],
  ["w.workflow.yaml", "mail:\n    type:", "mail:\n    Type:", "w.workflow.yaml:13:5 error missing-property"],
  ["w.workflow.yaml", "start: { type:", "start: { tpye:", "w.workflow.yaml:2:10 error missing-property"],
  ["w.workflow.yaml", "fallback: only", "fallbck: only", "w.workflow.yaml:10:5 warning unknown-property"],
  ["w.workflow.yaml", "next: cut", "nxt: cut", "w.workflow.yaml:15:5 warning missing-end"],
  ["w.workflow.yaml", "blocks:", "block:", "w.workflow.yaml:3:1 error missing-property"],
  ["w.workflow.yaml", "[email, sms]", "[email, sm]", "w.workflow.yaml:11:43 error invalid-value"],
  ["hook.webhook.yaml", "name: hook", "name:", "hook.webhook.yaml:1:1 error missing-name"],
  ["hook.webhook.yaml", "name: hook\n", "", "hook.webhook.yaml:1:1 error missing-name"],
  ["shop.connector.yaml", "type: bearer", "type: oauth2", "shop.connector.yaml:2:7 error invalid-auth-type"],
  ["one.event.json", '"total":9.5,', '"total":9.5', "one.event.json:2:38 error invalid-yaml"],
  ["one.event.json", '"order"', "order", "one.event.json:2:40 error invalid-yaml"],
  ["three.event.yaml", "- { name: total, value: 7 }", "- { total: 7 }", "three.event.yaml:4:7 warning unknown-property"],
  ["three.event.yaml", ", value: 7", "", "three.event.yaml:4:7 error invalid-event-parameter"],
  ["three.event.yaml", "name: total", "name: order", "three.event.yaml:5:13 error invalid-event-parameter"],
  ["hook.webhook.yaml", "$<order>", "$<>", "hook.webhook.yaml:3:28 error invalid-reference"],
  ["spare.webhook.yaml", "method: GET", "method: GET\nbody: x", "spare.webhook.yaml:3:1 error body-on-get"],
  ["spare.webhook.yaml", "x.example.com", "x,example.com", "spare.webhook.yaml:3:15 error invalid-url"],
  ["loop.webhook.yaml", "$foreach.count", "$foreach.cuont", "loop.webhook.yaml:4:69 warning unknown-member"],
  ["contact-fields.yaml", "CARD.LIMIT: {", "CARD.LIMIT {", "contact-fields.yaml:2:3 error invalid-yaml"],
  ["contact-fields.yaml", "CARD.LIMIT", "CARDLIMIT", "contact-fields.yaml:2:3 error invalid-field-key"],
  ["contact-fields.yaml", "VIP: {", "VIP {", "contact-fields.yaml:4:3 error invalid-yaml"],
];

const made = (texts: Readonly<Record<string, string>>) =>
  workspace(
    Object.entries(texts)
      .map(([name, text]) => `# file: ${name}\n${text}`)
      .join(""),
  );

suite("a slip and what follows from it", () => {
  test("the workspace is right", async () => assert.deepEqual(findingLines(await made(files)), []));

  for (const [file, from, to, expected] of slips)
    test(`${file}: ${from.trim()} becomes ${to || "nothing"}`, async () => {
      const text = files[file] ?? "";
      assert.ok(text.includes(from));
      const found = findingLines(await made({ ...files, [file]: text.replace(from, to) }));
      assert.deepEqual(
        found.map((line) => line.split(" ").slice(0, 3).join(" ")),
        [expected],
        found.join("\n"),
      );
    });

  test("a key that says what a block does is told of where it is mistyped, and a task where it is taken for a type", async () => {
    const flow = (block: string) =>
      `name: W\nstart: { type: event, event: asked, next: a }\nblocks:\n  a: { ${block}, next: end }\n  end: { type: end }\n`;
    for (const [written, message, help, mended] of [
      [
        "typ: sms, text: Hi",
        "`type` is missing, and there is an unknown key `typ`",
        "Did you mean `type`?",
        "type: sms, text: Hi",
      ],
      [
        "tpye: sms, text: Hi",
        "`type` is missing, and there is an unknown key `tpye`",
        "Did you mean `type`?",
        "type: sms, text: Hi",
      ],
      [
        "type: task, taks: getOrder, orderId: 1",
        "`task` is missing, and there is an unknown key `taks`",
        "Did you mean `task`?",
        "type: task, task: getOrder, orderId: 1",
      ],
      [
        "type: createContact, email: a@b.co",
        "`type` is `createContact`, which does not exist",
        "Write `type: task` and `task: createContact`",
        undefined,
      ],
      [
        "type: checkDate",
        "`type` is `checkDate`, which does not exist",
        "Write `type: condition` and `task: checkDate`",
        undefined,
      ],
      ["text: Hi, tags: [a]", "`type` is missing in `a`", undefined, undefined],
    ] as const) {
      const text = flow(written);
      const { language, uri } = await workspace(`# file: w.workflow.yaml\n${text}`);
      const [finding, ...more] = language.findings(uri);
      assert.equal(finding?.message, message);
      assert.deepEqual(
        more.map((other) => other.message),
        [],
        written,
      );
      if (help) assert.equal(finding.help, help);
      assert.equal(finding.fix && applyEdits(text, finding.fix.edits), mended && flow(mended));
    }
  });

  test("a near name is written in the quotes that its place needs", async () => {
    const changed = {
      ...files,
      "hook.response.json": '{"webhook":"hok","status":200,"headers":{},"body":{"code":"A"}}\n',
    };
    const { language } = await made(changed);
    const uri = "file:///workspace/hook.response.json";
    const [finding] = language.findings(uri);
    assert.equal(finding?.help, "Did you mean `hook`?");
    assert.equal(applyEdits(changed["hook.response.json"], finding.fix?.edits ?? []), files["hook.response.json"]);
    const mistyped = '{"webhok":"hook","status":200,"headers":{},"body":{"code":"A"}}\n';
    const { language: other } = await made({ ...files, "hook.response.json": mistyped });
    assert.equal(applyEdits(mistyped, other.findings(uri)[0]?.fix?.edits ?? []), files["hook.response.json"]);
  });
});
