/** What hovering says: of references, URLs as they would be sent, rules, methods. */
import assert from "node:assert/strict";
import { workspace } from "../../support/workspace";

const around = `# file: asked.event.json
{ "eventTypeKey": "asked", "params": { "email": "ann@example.com", "orderId": "A 1" } }
# file: ann.contact.yaml
email: ann@example.com
firstName: Ann
town: Lviv & Co
`;

async function hovered(marked: string): Promise<readonly string[]> {
  const { language, uri, offset } = await workspace(`${around}${marked}`);
  const hover = language.hover(uri, offset);
  return hover ? [hover.title, ...hover.parts.map((part) => part.text)] : [];
}

suite("hover", () => {
  test("a URL is shown as it would be sent, with the samples that fit", async () => {
    assert.deepEqual(
      await hovered("# file: a.webhook.yaml\nname: a\nmethod: GET\nurl: https://sh<|>op.example.com/?t=$<TOWN>&o=$<orderId>\n"),
      ["GET https://shop.example.com/?t=Lviv%20%26%20Co&o=A%201", "With the contact Ann and the event asked"],
    );
    const fixed = await hovered("# file: a.webhook.yaml\nname: a\nmethod: GET\nurl: https://sh<|>op.example.com/\n");
    assert.equal(
      fixed.some((line) => line.startsWith("GET")),
      false,
    );
  });

  test("a reference says what it is, where its value comes from, and what it was", async () => {
    assert.deepEqual(
      await hovered("# file: a.webhook.yaml\nname: a\nmethod: GET\nurl: https://shop.example.com/?o=$<ord<|>erId>\n"),
      ["$<orderId>", "Event parameter, text", "In 1 of 1 event samples", "asked: A 1"],
    );
  });

  test("a rule says what it wants, in the configuration and in a comment", async () => {
    const summary = "A webhook's URL begins with https://.";
    assert.equal((await hovered("# file: hookflow.yaml\nrules:\n  insecure-<|>url: off\n"))[1], summary);
    assert.equal(
      (
        await hovered(
          "# file: a.webhook.yaml\nname: a\nmethod: GET\n# hookflow-ignore insecure<|>-url: old host\nurl: http://x.example.com\n",
        )
      )[1],
      summary,
    );
  });

  test("a method says its parameters, of tools and of values", async () => {
    const flow =
      "# file: b.workflow.yaml\nname: b\nstart: { type: event, event: asked, next: m }\nblocks:\n  m: { type: sms, template: b.vm, next: end }\n  end: { type: end }\n# file: b.vm\n";
    assert.match((await hovered(`${flow}$mathTool.ad<|>d(1, 2)`))[0] ?? "", /^add\(.*\): /);
    assert.match(
      (await hovered(`${flow}#set($x = $orderId)$x.sub<|>string(1, 2)`))[0] ?? "",
      /^substring\(beginIndex: int, endIndex: int\)/,
    );
  });

  test("a name that the template gives itself says where from, its type and a value; directives say what they do", async () => {
    const flow = `# file: b.workflow.yaml
name: b
start: { type: event, event: bought, next: m }
blocks:
  m: { type: sms, template: b.vm, next: end }
  end: { type: end }
# file: bought.event.json
{ "eventTypeKey": "bought", "params": { "email": "ann@example.com", "items": [{ "title": "Mug", "price": 9.5 }] } }
# file: b.vm
#set($n = $items.size())#foreach($i in $items)$i.title $foreach.count $n#end
`;
    const at = (from: string, to: string) => hovered(flow.replace(from, to));
    const loop = "#foreach($i in $items)";
    assert.deepEqual(await at("$i.title", "$i.ti<|>tle"), ["$i.title", loop, "Type here: text", "For example: Mug"]);
    assert.deepEqual((await at("$i.title", "$<|>i.title")).slice(0, 3), ["$i", loop, "Type here: object"]);
    assert.deepEqual(await at("$n#end", "$<|>n#end"), ["$n", "#set($n = $items.size())", "Type here: number"]);
    assert.deepEqual(await at("foreach.count", "foreach.cou<|>nt"), [
      "$foreach.count",
      "The loop around it",
      "Type here: number",
    ]);
    assert.match((await at("#foreach", "#for<|>each"))[1] ?? "", /for each item/);
    assert.match((await at("#end", "#en<|>d"))[1] ?? "", /^Ends/);
  });

  test("a macro says its parameters and where it is defined, at its calls and there", async () => {
    const flow = `# file: b.workflow.yaml
name: b
start: { type: event, event: asked, next: m }
blocks:
  m: { type: sms, template: b.vm, next: end }
  end: { type: end }
# file: b.vm
Hi
#macro(greet $name $sign="!")Hi $name$sign#end
#greet("Ann") #@greet("Bob") x #end #macro(none)#end #none #other()
`;
    const at = (from: string, to: string) => hovered(flow.replace(from, to));
    const greet = ['#greet($name $sign="!")', "Macro of this text, defined on line 2"];
    assert.deepEqual(await at('#greet("A', '#gr<|>eet("A'), greet);
    assert.deepEqual(await at("#@greet", "<|>#@greet"), greet);
    assert.deepEqual(await at("(greet", "(gr<|>eet"), greet);
    assert.deepEqual(await at("#none ", "#non<|>e "), ["#none()", "Macro of this text, defined on line 3"]);
    assert.deepEqual(await at("#other", "#oth<|>er"), []);
    assert.deepEqual(await at("$name$sign", "$na<|>me$sign"), ["$name", '#macro(greet $name $sign="!")']);
  });

  test("what a message says of its names, a request with directives says as well", async () => {
    const request = `# file: bought.event.json
{ "eventTypeKey": "bought", "params": { "email": "ann@example.com", "items": [{ "title": "Mug", "price": 9.5 }] } }
# file: b.webhook.yaml
name: b
method: POST
url: https://shop.example.com/
body:
  format: json
  content: |
    #macro(one $k)"$k"#end
    #set($n = $items.size()){ "o": "$<orderId>", "n": $n, "k": #one("x"),
    "l": [#foreach($i in $items)"$i.title $foreach.count"#end], "a": #if($orderId > 3)$mathTool.add(1, 2)#end }
`;
    const at = (from: string, to: string) => hovered(request.replace(from, to));
    const loop = "#foreach($i in $items)";
    assert.deepEqual(await at("$i.title", "$i.ti<|>tle"), ["$i.title", loop, "Type here: text", "For example: Mug"]);
    assert.deepEqual(await at('"n": $n', '"n": $<|>n'), ["$n", "#set($n = $items.size())", "Type here: number"]);
    assert.deepEqual((await at("foreach.count", "foreach.cou<|>nt")).slice(0, 2), ["$foreach.count", "The loop around it"]);
    assert.deepEqual(await at("#one(", "#on<|>e("), ["#one($k)", "Macro of this text, defined on line 7"]);
    assert.match((await at("#foreach", "#for<|>each"))[1] ?? "", /for each item/);
    assert.match((await at(".add(", ".ad<|>d("))[0] ?? "", /^add\(.*\): /);
    const order = ["Event parameter, text", "In 1 of 2 event samples", "asked: A 1"];
    assert.deepEqual(await at("($orderId >", "($ord<|>erId >"), ["$orderId", ...order]);
    assert.deepEqual(await at("$<orderId>", "$<ord<|>erId>"), ["$<orderId>", ...order]);
  });

  test("fields, segments and templates say what they are where they are named and declared", async () => {
    const named = `# file: contact-fields.yaml
fields:
  LOYALTY.CARD: { type: text }
  LOYALTY.POINTS: { type: number, title: Points }
segments: { Loyal: { type: list } }
# file: bob.contact.yaml
email: bob@example.com
fields: { LOYALTY.POINTS: 7 }
segments: [Loyal]
# file: b.workflow.yaml
name: b
start: { type: fieldChange, field: LOYALTY.POINTS, next: add }
blocks:
  add: { type: addToSegment, segment: Loyal, next: m }
  m: { type: sms, template: b.vm, next: end }
  end: { type: end }
# file: b.vm
Hello $FIRSTNAME
`;
    const at = (from: string, to: string) => hovered(named.replace(from, to));
    const points = ["LOYALTY.POINTS", "Contact field “Points”, number", "In 1 of 2 contact samples", "bob@example.com: 7"];
    assert.deepEqual(await at("field: LOYALTY", "field: LOY<|>ALTY"), points);
    assert.deepEqual(await at("  LOYALTY.POINTS", "  LOYALTY.<|>POINTS"), points);
    assert.deepEqual(await at("{ LOYALTY.POINTS", "{ LOY<|>ALTY.POINTS"), points);
    assert.deepEqual(await at("LOYALTY.CARD", "LOYALTY.<|>CARD"), ["LOYALTY.CARD", "Contact field, text"]);
    const segment = ["Loyal", "Segment of type `list`", "bob@example.com belongs to it"];
    assert.deepEqual(await at("segment: Loyal", "segment: Lo<|>yal"), segment);
    assert.deepEqual(await at("{ Loyal", "{ Loy<|>al"), segment);
    assert.deepEqual(await at("b.vm, next", "b.<|>vm, next"), ["b.vm", "Template of a message", "Hello $FIRSTNAME"]);
  });

  test("rules complete in the configuration", async () => {
    const { language, uri, offset } = await workspace("# file: hookflow.yaml\nrules:\n  insecure<|>\n");
    const item = language.completions(uri, offset).find(({ label }) => label === "insecure-url");
    assert.equal(item?.edit.newText, "insecure-url: ");
    assert.equal(item?.detail, "error");
  });
});
