/** What is offered in messages: directives, the template's own names, members along loops, methods with their parameters. */
import assert from "node:assert/strict";
import { applyEdits, cursorMark } from "#core";
import { workspace } from "../../support/workspace";

const around = (subject: string) => `# file: asked.event.json
{ "eventTypeKey": "asked", "params": { "email": "ann@example.com", "orderId": "A-1", "items": [{ "title": "Mug", "price": 9.5 }] } }
# file: WH5.webhook.yaml
name: WH5
method: GET
url: https://shop.example.com/
# file: WH5.response.json
{ "webhook": "WH5", "status": 200, "body": [{ "id": 7, "tags": ["a"] }] }
# file: promo.workflow.yaml
name: Promo
start: { type: event, event: asked, next: ask }
blocks:
  ask: { type: webhook, webhook: WH5, next: mail }
  mail: { type: email, subject: '${subject}', template: promo.vm, next: sms }
  sms: { type: sms, text: hi, next: end }
  end: { type: end }
`;

/** Label, what the text becomes with \`^\` for the cursor. */
async function offers(template: string, inSubject = false) {
  const place = await workspace(
    inSubject ? `${around(template)}# file: promo.vm\nHi\n` : `${around("Hi")}# file: promo.vm\n${template}`,
  );
  const items = place.language.completions(place.uri, place.offset);
  return {
    labels: items.map((item) => item.label),
    take: (label: string) => {
      const item = items.find((candidate) => candidate.label === label);
      assert.ok(item, `${label} is not among ${items.map((candidate) => candidate.label).join(", ")}`);
      assert.ok(item.edit.span.start <= place.offset && place.offset <= item.edit.span.end);
      return applyEdits(place.text, [item.edit]).replace(cursorMark, "^");
    },
    item: (label: string) => items.find((candidate) => candidate.label === label),
  };
}

suite("completion in templates", () => {
  test("an event parameter is written as the file has it, else as the account's pages do", async () => {
    const first = async (template: string, dialect = "reteno") => {
      const place = await workspace(`# file: hookflow.yaml\ndialect: ${dialect}\n${around("Hi")}# file: promo.vm\n${template}`);
      const item = place.language.completions(place.uri, place.offset).find(({ label }) => label === "orderId");
      return item && applyEdits(place.text, [item.edit]);
    };
    assert.equal(await first("No. $<|>"), "No. $!{orderId}");
    for (const dialect of ["esputnik", "yespo"]) assert.equal(await first("No. $<|>", dialect), "No. $!data.get('orderId')");
    assert.equal(await first("No. $!o<|>", "yespo"), "No. $!data.get('orderId')");
    // A brace is a choice.
    assert.equal(await first("No. ${<|>", "yespo"), "No. $!{orderId}");
    assert.equal(await first("$!{email}, no. $<|>", "yespo"), "$!{email}, no. $!{orderId}");
    assert.equal(await first("$!data.get('email'), no. $<|>"), "$!data.get('email'), no. $!data.get('orderId')");
    // Answers are written through data everywhere, and say nothing of a style.
    assert.equal(await first("$!data.get('WH5').get(0).get('id') $<|>"), "$!data.get('WH5').get(0).get('id') $!{orderId}");
  });

  test("directives with their end, the cursor in the condition", async () => {
    const { labels, take } = await offers("Hi #<|> you");
    assert.deepEqual(labels, ["#if", "#foreach", "#set", "#elseif", "#else", "#end", "#break"]);
    assert.equal(take("#if"), "Hi #if(^)#end you");
    assert.equal((await offers("Hi #fo<|>\n")).take("#foreach"), "Hi #foreach($item in ^)#end\n");
    assert.deepEqual((await offers("Hi ##<|>")).labels, []);
    assert.deepEqual((await offers("&#<|>39;")).labels, []);
  });

  test("in HTML mail they stand in comments, as the platform's editor wants them", async () => {
    const flow = around("Hi")
      .replace(", next: sms }", ", next: end }")
      .replace(/ {2}sms: .*\n/, "");
    const place = await workspace(`${flow}# file: promo.vm\n<p>Hi #i<|>\n</p>`);
    const item = place.language.completions(place.uri, place.offset)[0];
    assert.ok(item);
    assert.equal(applyEdits(place.text, [item.edit]).replace(cursorMark, "^"), "<p>Hi <!--#if(^)--><!--#end-->\n</p>");
  });

  test("the template's own names, where they are bound", async () => {
    const loop = await offers("#set($sum = 1)\n#foreach($item in $items)$<|>#end");
    assert.ok(loop.labels.includes("item") && loop.labels.includes("sum"));
    assert.match(loop.take("item"), /\$item#end$/);
    assert.equal((await offers("#foreach($item in $items)x#end $<|>")).labels.includes("item"), false);
  });

  test("members along loops, indexes and answers", async () => {
    assert.deepEqual((await offers("#foreach($item in $items)$item.<|>#end")).labels.slice(0, 2), ["title", "price"]);
    assert.match((await offers("#foreach($item in $items)$!{item.pr<|>}#end")).take("price"), /\$!\{item\.price\}#end$/);
    assert.deepEqual((await offers("$!data.get('WH5').get(0).<|>")).labels.slice(0, 2), ["id", "tags"]);
    assert.deepEqual((await offers("#if($items[0].<|>")).labels.slice(0, 2), ["title", "price"]);
  });

  test("methods of the value's type and of tools, with their parameters", async () => {
    const text = await offers("$orderId.<|>");
    assert.equal(text.take("substring"), "$orderId.substring(^)");
    assert.equal(text.take("length"), "$orderId.length()");
    assert.match(text.item("substring")?.detail ?? "", /^\(\w+: int/);
    const tool = await offers("$mathTool.ad<|>($a, 1)");
    assert.equal(tool.take("add"), "$mathTool.add($a, 1)");
    assert.ok((await offers("#foreach($item in $items)$item.title.<|>#end")).labels.includes("toUpperCase"));
    assert.equal((await offers("$items.<|>")).take("size"), "$items.size()");
    assert.ok((await offers("$orderId.toUpperCase().<|> x")).labels.includes("substring"));
  });

  test("inside a quoted subject the quotes stay right", async () => {
    assert.match((await offers('It #set($a = "x")$a.<|> on', true)).take("substring"), /\$a\.substring\(\^\) on'/);
    assert.match((await offers("Hi $data.get(<|>)", true)).take("orderId"), /\$data\.get\(''orderId''\)/);
  });

  test("macros of the text behind the directives, and nothing of a contact's list for a name of the text", async () => {
    const { labels, take } = await offers("#macro(row $a $b)$a#end #<|>");
    assert.deepEqual(labels.slice(-1), ["#row"]);
    assert.equal(take("#row"), "#macro(row $a $b)$a#end #row(^)");
    const real = await offers('## #macro(old)\n#macro (row $a=")" $b)#end #{macro}(bare)#end #[[#macro(raw)#end]]# #<|>');
    assert.deepEqual(real.labels.slice(-3), ["#break", "#row", "#bare"]);
    const place = await workspace(
      `# file: contact-fields.yaml\nfields:\n  CARD.TYPE: { type: text }\n${around("Hi")}# file: promo.vm\n#set($card = $data.WH5.get(0))$!card.<|>`,
    );
    assert.equal(
      place.language.completions(place.uri, place.offset).some(({ label }) => label === "TYPE"),
      false,
    );
  });
});
