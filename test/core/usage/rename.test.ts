/** Renaming: every form of every use says the new name, nothing else changes, and what would change a meaning is refused. */
import assert from "node:assert/strict";
import fc from "fast-check";
import type { RenameAnswer, TextEdit } from "#core";
import { applyEdits } from "#core";
import { workspace } from "../../support/workspace";

const project = `# file: WH5.webhook.yaml
name: WH5
method: POST
url: https://shop.example.com/promo?town=$<TOWN>&o=\${orderId}
headers:
  X-Order: "$<event.orderId|none>"
body:
  format: json
  content: >
    { "order": "$data.get('orderId')", "again": "$!{orderId}",
      "card": "$<LOYALTY.CARD>", "first": "$<cart.items[0].title>" }
# file: shop.connector.yaml
name: shop
type: bearer
origins: [https://shop.example.com]
# file: contact-fields.yaml
fields:
  LOYALTY.CARD: { type: text }
segments:
  Loyal: { type: list }
# file: ann.contact.json
{ "email": "ann@example.com", "fields": { "LOYALTY.CARD": "77" }, "segments": ["Loyal"] }
# file: asked.event.json
{ "eventTypeKey": "asked", "params": [{ "name": "email", "value": "ann@example.com" }, { "name": "orderId", "value": "A-1" }, { "name": "cart", "value": { "items": [{ "title": "Mug" }] } }] }
# file: WH5.response.json
{ "webhook": "WH5", "status": 200, "recordedAt": "2026-01-01T00:00:00Z", "body": { "promocode": "X" } }
# file: promo.workflow.yaml
name: Promo
start: { type: event, event: asked, next: ask }
blocks:
  ask: { type: webhook, webhook: "WH5", contactEmail: "\${email}", next: check }
  check: { type: condition, task: regex, name: orderId, pattern: '.*A.*', yes: mail, no: end }
  mail: { type: email, subject: 'It''s $!{orderId}', template: texts/promo.vm, next: short }
  short:
    type: sms
    text: "Code \\"$!data.WH5.promocode\\" for $!data['orderId'] %LOYALTY.CARD|none%"
    next: end
  end: { type: end }
# file: texts/promo.vm
#set($answer = $data.get('WH5'))
#if($data.WH5.promocode && "$!data.get('WH5').promocode" != '')
$!{WH5.promocode} $WH5.get('promocode') $!data.get('WH5').get('promocode') \${WH5.promocode|'none'} $answer.promocode
#end
#foreach($item in $cart.items)$item.title $orderId#end
`;

/** Renames what the mark \`<|>\` stands in. */
async function renamed(at: string, newName: string) {
  const marked = project.replace(at.replace("<|>", ""), at);
  assert.notEqual(marked, project, `${at} is not there`);
  const place = await workspace(marked);
  const answer = place.language.rename(place.uri, place.offset, newName);
  const text = (uri: string, edits: readonly TextEdit[]) => applyEdits(place.language.file(uri)?.text ?? "", edits);
  const files = new Map<string, string>();
  if (answer.kind === "edits")
    for (const [uri, edits] of answer.edits) files.set(uri.replace("file:///workspace/", ""), text(uri, edits));
  return { answer, files, place };
}

function reason(answer: RenameAnswer): string {
  return answer.kind === "refused" ? answer.reason : "not refused";
}

suite("rename", () => {
  test("a webhook, to a name that Velocity cannot say", async () => {
    const { files } = await renamed("name: <|>WH5", "promo code");
    assert.deepEqual([...files.keys()].sort(), [
      "WH5.response.json",
      "WH5.webhook.yaml",
      "promo.workflow.yaml",
      "texts/promo.vm",
    ]);
    assert.match(files.get("WH5.webhook.yaml") ?? "", /^name: promo code$/m);
    assert.match(files.get("WH5.response.json") ?? "", /"webhook": "promo code"/);
    assert.match(files.get("promo.workflow.yaml") ?? "", /webhook: "promo code", contactEmail/);
    assert.match(files.get("promo.workflow.yaml") ?? "", /Code \\"\$!data\.get\('promo code'\)\.promocode\\" for/);
    assert.equal(
      files.get("texts/promo.vm"),
      `#set($answer = $data.get('promo code'))
#if($data.get('promo code').promocode && "$!data.get('promo code').promocode" != '')
$!{data.get('promo code').promocode} $data.get('promo code').get('promocode') $!data.get('promo code').get('promocode') \${data.get('promo code').promocode|'none'} $answer.promocode
#end
#foreach($item in $cart.items)$item.title $orderId#end
`,
    );
  });

  test("an event parameter, from its use to its samples", async () => {
    const { files } = await renamed("$<event.<|>orderId|none>", "number");
    assert.match(files.get("WH5.webhook.yaml") ?? "", /o=\$\{number\}\n/);
    assert.match(files.get("WH5.webhook.yaml") ?? "", /\$<event\.number\|none>/);
    assert.match(files.get("WH5.webhook.yaml") ?? "", /"\$data\.get\('number'\)", "again": "\$!\{number\}"/);
    assert.match(files.get("asked.event.json") ?? "", /"name": "number"/);
    assert.match(files.get("promo.workflow.yaml") ?? "", /name: number, pattern/);
    assert.match(files.get("promo.workflow.yaml") ?? "", /'It''s \$!\{number\}'/);
    assert.match(files.get("promo.workflow.yaml") ?? "", /\$!data\['number'\]/);
    assert.match(files.get("texts/promo.vm") ?? "", /\$item\.title \$number#end/);
  });

  test("a name with quotes is quoted as Velocity reads it", async () => {
    const { files } = await renamed("name: <|>WH5", "Ann's code");
    assert.match(files.get("texts/promo.vm") ?? "", /\$!\{data\.get\('Ann''s code'\)\.promocode\}/);
  });

  test("what a message reads of it under another name of data, and asks for by containsKey, follows", async () => {
    const place = await workspace(`# file: WH5.webhook.yaml
name: WH5
method: GET
url: https://x.example.com/
# file: w.workflow.yaml
name: W
start: { type: event, event: asked, next: ask }
blocks:
  ask: { type: webhook, webhook: <|>WH5, next: mail }
  mail:
    type: email
    text: |
      #set($d = $data)#set($e = $!data)
      $!d.get('WH5').code $!d.WH5.code $!{d['WH5'].code} $!e.WH5.code
      #if($data.containsKey('WH5'))yes#end
      #set($two = $data)#set($two = $other)$!two.WH5.code #foreach($d2 in $data)$d2.WH5#end
    next: end
  end: { type: end }
`);
    const answer = place.language.rename(place.uri, place.offset, "promo code");
    assert.ok(answer.kind === "edits", reason(answer));
    const text = applyEdits(place.text, answer.edits.get(place.uri) ?? []);
    assert.deepEqual(text.split("\n").slice(7, 11), [
      "      #set($d = $data)#set($e = $!data)",
      "      $!d.get('promo code').code $!d.get('promo code').code $!{d['promo code'].code} $!e.get('promo code').code",
      "      #if($data.containsKey('promo code'))yes#end",
      "      #set($two = $data)#set($two = $other)$!two.WH5.code #foreach($d2 in $data)$d2.WH5#end",
    ]);
    assert.deepEqual(place.language.references(place.uri, place.offset).length, 7);
  });

  test("a parameter that one webhook reads from two events is renamed in both", async () => {
    const second = `# file: paid.event.json
{ "eventTypeKey": "paid", "params": { "email": "ann@example.com", "orderId": "B-2" } }
# file: paid.workflow.yaml
name: Paid
start: { type: event, event: paid, next: ask }
blocks:
  ask: { type: webhook, webhook: WH5, next: end }
  end: { type: end }
`;
    const place = await workspace(`${project}${second}`);
    const uri = "file:///workspace/asked.event.json";
    const offset = place.language.file(uri)?.text.indexOf("orderId") ?? 0;
    const answer = place.language.rename(uri, offset, "number");
    assert.ok(answer.kind === "edits" && answer.edits.has("file:///workspace/paid.event.json"), reason(answer));
  });

  test("an event and its parameters, where the account declares them and where a task launches the event", async () => {
    const more = `# file: more/contact-fields.yaml
events:
  asked: { required: [email, orderId] }
# file: more/launch.workflow.yaml
name: Launch
start: { type: regular, segment: Loyal, next: launch }
blocks:
  launch: { type: task, task: launchEvent, event: asked, parameters: '[{"name":"orderId","value":"it''s"}]', next: end }
  end: { type: end }
`;
    const place = await workspace(`${more}${project}`);
    const rename = (name: string, newName: string) => {
      const uri = "file:///workspace/more/contact-fields.yaml";
      const answer = place.language.rename(uri, place.language.file(uri)?.text.indexOf(name) ?? 0, newName);
      assert.ok(answer.kind === "edits", reason(answer));
      return (file: string) =>
        applyEdits(
          place.language.file(`file:///workspace/${file}`)?.text ?? "",
          answer.edits.get(`file:///workspace/${file}`) ?? [],
        );
    };
    const parameter = rename("orderId", "number");
    assert.match(parameter("more/contact-fields.yaml"), /required: \[email, number\]/);
    assert.match(parameter("more/launch.workflow.yaml"), /parameters: '\[\{"name":"number","value":"it''s"\}\]'/);
    assert.match(parameter("asked.event.json"), /"name": "number"/);
    const event = rename("asked", "promoAsked");
    assert.match(event("more/contact-fields.yaml"), /^ {2}promoAsked: /m);
    assert.match(event("more/launch.workflow.yaml"), /event: promoAsked/);
    assert.match(event("asked.event.json"), /"eventTypeKey": "promoAsked"/);
  });

  test("a parameter that a task launches as the name and as the value of another event's", async () => {
    const flow = (event: string, block: string) =>
      `name: ${event}\nstart: { type: event, event: ${event}, next: ask }\nblocks:\n  ask: { type: webhook, webhook: hook, next: ${block} }\n`;
    const { language, uris } = await workspace(`# file: hook.webhook.yaml
name: hook
method: GET
url: https://shop.example.com/?c=$<event.cartId>
# file: started.event.json
{ "eventTypeKey": "started", "params": { "cartId": "1" } }
# file: launched.event.json
{ "eventTypeKey": "launched", "params": { "cartId": "1" } }
# file: launched.workflow.yaml
${flow("launched", "end")}  end: { type: end }
# file: started.workflow.yaml
${flow("started", "go")}  go: { type: task, task: launchEvent, event: launched, parameters: '[{"name":"cartId","value":"\${cartId}"}]', next: end }
  end: { type: end }
`);
    for (const uri of uris) {
      const text = language.file(uri)?.text ?? "";
      for (const { index } of text.matchAll(/cartId/g)) {
        const answer = language.rename(uri, index, "basketId");
        assert.ok(answer.kind === "edits", reason(answer));
        const after = uris.map((one) => applyEdits(language.file(one)?.text ?? "", answer.edits.get(one) ?? [])).join("");
        assert.doesNotMatch(after, /cartId/);
        assert.match(after, /parameters: '\[\{"name":"basketId","value":"\$\{basketId\}"\}\]'/);
      }
    }
    const refused = language.rename("file:///workspace/hook.webhook.yaml", 65, "my cart");
    assert.equal(reason(refused), "`${cartId}` in line 5 of `started.workflow.yaml` cannot be written with the name `my cart`");
  });

  test("a contact field, in its list, samples, references and merge tags", async () => {
    const { files } = await renamed("LOYALTY.<|>CARD: {", "LOYALTY.NUMBER");
    assert.match(files.get("contact-fields.yaml") ?? "", /LOYALTY\.NUMBER: \{/);
    assert.match(files.get("ann.contact.json") ?? "", /"LOYALTY\.NUMBER": "77"/);
    assert.match(files.get("WH5.webhook.yaml") ?? "", /\$<LOYALTY\.NUMBER>/);
    assert.match(files.get("promo.workflow.yaml") ?? "", /%LOYALTY\.NUMBER\|none%/);
  });

  test("a block, a connector, an event, a segment", async () => {
    const block = await renamed("yes: <|>mail", "letter");
    assert.match(block.files.get("promo.workflow.yaml") ?? "", /yes: letter, no: end[\s\S]*\n {2}letter: \{ type: email/);
    const event = await renamed("event: <|>asked", "promoAsked");
    assert.match(event.files.get("asked.event.json") ?? "", /"eventTypeKey": "promoAsked"/);
    const segment = await renamed("<|>Loyal: {", "VIP");
    assert.match(segment.files.get("ann.contact.json") ?? "", /"segments": \["VIP"\]/);
  });

  test("a template moves its file", async () => {
    const { answer, files } = await renamed("texts/<|>promo.vm", "texts/code.vm");
    assert.match(files.get("promo.workflow.yaml") ?? "", /template: texts\/code\.vm/);
    assert.deepEqual(answer.kind === "edits" && answer.moves, [
      { from: "file:///workspace/texts/promo.vm", to: "file:///workspace/texts/code.vm" },
    ]);
  });

  test("a template's own name, in that template only", async () => {
    const { files } = await renamed("$<|>item.title", "thing");
    assert.deepEqual([...files.keys()], ["texts/promo.vm"]);
    assert.match(files.get("texts/promo.vm") ?? "", /#foreach\(\$thing in \$cart\.items\)\$thing\.title/);
  });

  test("what would change a meaning is refused with its reason", async () => {
    const cases: readonly (readonly [at: string, newName: string, reason: RegExp])[] = [
      ["town=$<<|>TOWN>", "CITY", /standard field of every account/],
      ["$<event.<|>orderId|none>", "cart", /has a parameter `cart` already/],
      ["name: <|>WH5", "orderId", /is read as `orderId` in/],
      ["name: <|>WH5", " ", /cannot be empty/],
      ["event: <|>asked", "order/new", /refuses `\/`/],
      ["yes: <|>mail", "end", /There is a block `end` already/],
      [`\${<|>email}`, "mail", /finds the contact/],
      [`\${<|>email}`, "user e-mail", /finds the contact|cannot say/],
      ["LOYALTY.<|>CARD: {", "CARD", /LIST\.FIELD/],
      ["texts/<|>promo.vm", "../../x.vm", /out of the workspace/],
      ["texts/<|>promo.vm", "texts/promo.txt", /ends with/],
    ];
    for (const [at, newName, expected] of cases)
      assert.match(reason((await renamed(at, newName)).answer), expected, `${at} → ${newName}`);
  });

  test("a file that cannot be read whole stops it", async () => {
    const place = await workspace(`${project}# file: b.webhook.yaml\nname: <|>b\nurl: "https://x.example.com/$<orderId>\n`);
    const uri = "file:///workspace/asked.event.json";
    const offset = place.language.file(uri)?.text.indexOf("orderId") ?? 0;
    assert.match(reason(place.language.rename(uri, offset, "number")), /b\.webhook\.yaml` cannot be read whole/);
  });

  test("whatever the new name, every use means the renamed thing again", async () => {
    const names = fc
      .stringMatching(/^[A-Za-z_'"$#{}<>|.,:@ é🙂-][A-Za-z0-9_'"$#\\{}<>|.,:@ é🙂-]{0,8}$/u)
      .filter((name) => name.trim() === name && name !== "" && !name.includes("<|>"));
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom("name: <|>WH5", "$<event.<|>orderId|none>", "yes: <|>mail"),
        names,
        async (at, newName) => {
          const { answer, files, place } = await renamed(at, newName);
          if (answer.kind === "refused") return;
          const before = place.language.references(place.uri, place.offset);
          const texts = place.uris.map((uri) => {
            const name = uri.replace("file:///workspace/", "");
            return `# file: ${name}\n${files.get(name) ?? place.language.file(uri)?.text ?? ""}`;
          });
          const after = await workspace(texts.join(""));
          const [made] = place.language.definition(place.uri, place.offset);
          assert.ok(made);
          const start = made.span.start + moved(answer.edits.get(made.uri) ?? [], made.span.start);
          const found = after.language.references(made.uri, start + 1);
          assert.equal(found.length, before.length, `${newName}: ${JSON.stringify([...files])}`);
        },
      ),
      { numRuns: 150 },
    );
  });

  test("a cursor on a member of an answer or of a list means the member, which keeps its name", async () => {
    for (const at of [
      "$!data.get('WH5').get('promo<|>code') ",
      "$!data.get('WH5').prom<|>ocode\"",
      "$<cart.ite<|>ms[0].title>",
      "$item.ti<|>tle",
    ])
      assert.equal((await renamed(at, "other")).answer.kind, "refused", at);
    for (const at of [
      "$!da<|>ta.get('WH5').get('promocode') ",
      "$!data.get('WH5'<|>).get('promocode') ",
      "<|>$<cart.items[0].title>",
    ])
      assert.equal((await renamed(at, "other")).answer.kind, "edits", at);
  });
});

/** How far a place moves by the edits before it. */
function moved(edits: readonly TextEdit[], at: number): number {
  return edits
    .filter((edit) => edit.span.end <= at && edit.span.start < at)
    .reduce((sum, edit) => sum + edit.newText.length - (edit.span.end - edit.span.start), 0);
}
