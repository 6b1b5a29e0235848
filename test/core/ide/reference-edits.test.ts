// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are references
/** References as an edit that leaves the rest alone: what goes on behind the cursor, quotes and braces around it. */
import assert from "node:assert/strict";
import { complete, first, rows } from "./completing";

const block =
  "name: X\nstart: { type: event, event: orderPlaced, next: h }\nblocks:\n  h: { type: webhook, webhook: hook, next: b }\n@\n";
const webhook = "name: x\nmethod: POST\n@\n";
const flow = (line: string) => `name: X\nstart: { type: event, event: orderPlaced, next: b }\nblocks:\n${line}\n`;

suite("completion of references: one edit that leaves the rest alone", () => {
  rows("only the name changes", "m.html", "a @ b", [
    ["${ship<|>|'x'}", "shipCity", "${shipCity|'x'}"],
    ["${or<|>|'x'}", "order-id", "${data.get('order-id')|'x'}"],
    ["$!{i<|>.a.b}", "items", "$!{items.a.b}"],
    ["$!it<|>ems.get(0).title", "items", "$!items.get(0).title"],
    ["$!<|>items.get(0).title", "order-id", "$!data.get('order-id').get(0).title"],
    ["$ho<|>[0]", "hook", "$hook[0]"],
    ["$ma<|>thTool.add(1, 2)", "mathTool", "$mathTool.add(1, 2)"],
    ["#foreach($i in $items)${i<|>.title}#end", "i", "#foreach($i in $items)${i.title}#end"],
    // A dot behind a whole name may be the end of a sentence, or of a file's name.
    ["img-$ship<|>.png", "shipCity", "img-$!{shipCity}.png"],
    ["$ob<|>.a", "obj", "$obj.a"],
    ["Total $ship<|>. Next", "shipCity", "Total $!{shipCity}. Next"],
    ["$!{ship<|>}", "shipCity", "$!{shipCity}"],
  ]);

  rows("the last member closes what is open, an object does not", "x.webhook.yaml", webhook, [
    ["url: https://x.example.com/?a=$<items[0].<|>", "title", "url: https://x.example.com/?a=$<items[0].title>"],
    [
      "url: https://x.example.com/?a=$<items[0].<|>&b=$<Email>",
      "title",
      "url: https://x.example.com/?a=$<items[0].title>&b=$<Email>",
    ],
    ["url: https://x.example.com/?a=$<items[0].<|>>", "title", "url: https://x.example.com/?a=$<items[0].title>"],
    ["url: https://x.example.com/?a=$<items[0].<|>|x>", "title", "url: https://x.example.com/?a=$<items[0].title|x>"],
    ["url: https://x.example.com/?a=$<obj.<|>", "a", "url: https://x.example.com/?a=$<obj.a"],
    ["url: https://x.example.com/?a=$!{items[0].<|>&b", "title", "url: https://x.example.com/?a=$!{items[0].title}&b"],
    ["url: https://x.example.com/?a=$!{items[0].<|>}", "title", "url: https://x.example.com/?a=$!{items[0].title}"],
  ]);

  rows("only the name changes", "x.webhook.yaml", webhook, [
    ["url: https://x.example.com/?a=$<ship<|>|x>", "shipCity", "url: https://x.example.com/?a=$<shipCity|x>"],
    ["url: https://x.example.com/?a=$<l<|>|x>", "LOYALTY.CARD", "url: https://x.example.com/?a=$<LOYALTY.CARD|x>"],
    ["url: https://x.example.com/?a=$<LOY<|>ALTY.CARD|x>", "LOYALTY.POINTS", "url: https://x.example.com/?a=$<LOYALTY.POINTS|x>"],
    [
      "url: 'https://x.example.com/?it''s=$<or<|>der-id|it''s>'",
      "order-id",
      "url: 'https://x.example.com/?it''s=$<order-id|it''s>'",
    ],
    [
      'url: "https://x.example.com/?a=$<contact.E<|>TOWN|none>&b=1"',
      "EMAIL",
      'url: "https://x.example.com/?a=$<contact.EMAIL|none>&b=1"',
    ],
    ["url: https://x.example.com/?a=$<ob<|>j.a.b[0]>&b=1", "obj", "url: https://x.example.com/?a=$<obj.a.b[0]>&b=1"],
    ["url: https://x.example.com/?a=$<ship<|>&b=$<paid>", "shipCity", "url: https://x.example.com/?a=$<shipCity>&b=$<paid>"],
    [
      'body:\n  format: json\n  content: >-\n    { "a": "${sh<|>|\'x\'}",\n      "b": 1 }',
      "shipCity",
      'body:\n  format: json\n  content: >-\n    { "a": "${shipCity|\'x\'}",\n      "b": 1 }',
    ],
    [
      "body:\n  format: xml\n  content: |\n    <a>$<sh<|></a>",
      "shipCity",
      "body:\n  format: xml\n  content: |\n    <a>$<shipCity></a>",
    ],
  ]);

  rows("a brace that the editor has closed", "x.workflow.yaml", block, [
    [
      "  b: { type: webhook, webhook: hook, contactEmail: ${<|>}, next: h }",
      "Email",
      "  b: { type: webhook, webhook: hook, contactEmail: '${Email}', next: h }",
    ],
    ["  b: { type: sms, text: Hi $!{<|>} }", "shipCity", "  b: { type: sms, text: 'Hi $!{shipCity}' }"],
    ["  b: { type: sms, text: Hi $!{<|>} you, next: h }", "shipCity", "  b: { type: sms, text: 'Hi $!{shipCity} you', next: h }"],
    [
      "  b: { type: sms,\n    text: Hi ${<|>},\n    next: h }",
      "shipCity",
      "  b: { type: sms,\n    text: 'Hi $!{shipCity}',\n    next: h }",
    ],
    ["  b: { type: sms, text: ${<|> }", "shipCity", "  b: { type: sms, text: '$!{shipCity}' }"],
  ]);

  rows("a brace that the editor has closed", "x.webhook.yaml", webhook, [
    ["headers: { X: ${<|>} }", "shipCity", "headers: { X: '$!{shipCity}' }"],
    ["body: { format: json, content: ${<|>} }", "shipCity", "body: { format: json, content: '$!{shipCity}' }"],
    ["body:\n  format: text\n  content: ${<|>}", "shipCity", "body:\n  format: text\n  content: $!{shipCity}"],
  ]);

  rows("text before a reference in a flow collection", "x.workflow.yaml", block, [
    ["  b: { type: sms, text: Hi $<|> }", "shipCity", "  b: { type: sms, text: 'Hi $!{shipCity}' }"],
    ["  b: { type: sms, text: Hi#<|> }", "#end", "  b: { type: sms, text: Hi#end }"],
  ]);

  rows("text before a reference in a flow collection", "x.webhook.yaml", webhook, [
    ["body: { format: text, content: a ${<|> }", "shipCity", "body: { format: text, content: 'a $!{shipCity}' }"],
  ]);

  rows("a quote inside a name", "m.html", "@", [
    ["\"$!data.get('<|>')\"", "it's", "\"$!data.get('it''s')\""],
    ['$!data.get("<|>")', "it's", '$!data.get("it\'s")'],
    ["$data.get(<|>)", "it's", "$data.get('it''s')"],
    ["$obj['<|>']", "it's", "$obj['it''s']"],
    ["$!data.get('order<|>-id')", "order-id", "$!data.get('order-id')"],
  ]);

  rows("a quote inside a name", "x.webhook.yaml", webhook, [
    ["url: 'https://x.example.com/?a=$obj.get(''<|>'')'", "it's", "url: 'https://x.example.com/?a=$obj.get(''it''''s'')'"],
    ["url: \"https://x.example.com/?a=$obj.get('<|>')\"", "it's", "url: \"https://x.example.com/?a=$obj.get('it''s')\""],
  ]);

  rows("at the end of a file that has no last line end", "x.webhook.yaml", "body:\n  format: text\n  content: @", [
    ["|\n    a $<<|>", "shipCity", "|\n    a $<shipCity>"],
    [">+\n    $<|>", "shipCity", ">+\n    $<shipCity>"],
    ["a $<ship<|>", "shipCity", "a $<shipCity>"],
    ["'$<|>", "shipCity", "'$<shipCity>'"],
  ]);

  rows("an open quote", "x.webhook.yaml", webhook, [
    [
      'url: "https://x.example.com/?q=$<<|>\nheaders: { X: "a" }',
      "shipCity",
      'url: "https://x.example.com/?q=$<shipCity>"\nheaders: { X: "a" }',
    ],
    [
      'url: "https://x.example.com/?q=$<sh<|>&c=1\nheaders: {}',
      "shipCity",
      'url: "https://x.example.com/?q=$<shipCity>&c=1"\nheaders: {}',
    ],
    ["url: 'https://x.example.com/?q=$<<|>\nheaders: {}", "shipCity", "url: 'https://x.example.com/?q=$<shipCity>'\nheaders: {}"],
  ]);

  test("contact fields as merge tags in messages", async () => {
    const tag = async (marked: string, label = "FIRSTNAME") => (await complete("m.html", marked)).take(label);
    assert.equal(await tag("Hi %<|>"), "Hi %FIRSTNAME%");
    assert.equal(await tag("Hi %FIR<|>% you"), "Hi %FIRSTNAME% you");
    assert.equal(await tag("Hi %FIR<|>|friend% you"), "Hi %FIRSTNAME|friend% you");
    assert.equal(await tag("%TOWN%, %LOY<|>", "LOYALTY.CARD"), "%TOWN%, %LOYALTY.CARD%");
    for (const marked of ["Hi %FIRSTNAME%<|>", "50%<|> off", "100 %FIRSTNAME|x%<|>"])
      assert.deepEqual((await complete("m.html", marked)).labels, [], marked);
    const subject = await complete("x.workflow.yaml", flow("  b: { type: email, subject: 'It''s %<|>', next: b }"));
    assert.match(subject.take("FIRSTNAME"), /'It''s %FIRSTNAME%'/);
    assert.deepEqual((await complete("x.webhook.yaml", "url: https://x.example.com/?a=%<|>\n")).labels, []);
  });

  test("what stands in brackets: an index for lists, members for objects, names for data", async () => {
    const at = async (marked: string, label: string, file = "m.html") => (await complete(file, marked)).take(label);
    assert.equal(await at("$!items[<|>", "0"), "$!items[0]");
    assert.equal(await at("$!{items[<|>]}", "0"), "$!{items[0]}");
    assert.equal(await at("$obj[<|>]", "a"), "$obj['a']");
    assert.equal(await at("$items[0]['<|>']", "title"), "$items[0]['title']");
    assert.equal(await at("$data.get('hook')[<|>", "code"), "$data.get('hook')['code']");
    assert.equal(await at("$data['<|>']", "hook"), "$data['hook']");
    assert.equal(await at("$data[<|>", "shipCity"), "$data['shipCity']");
    assert.ok(!(await complete("m.html", "$data['<|>']")).labels.includes("mathTool"));
    assert.equal(await at("$items.get(<|>)", "0"), "$items.get(0)");
    assert.equal(
      await at("url: https://x.example.com/?a=$<items[<|>", "0", "x.webhook.yaml"),
      "url: https://x.example.com/?a=$<items[0]",
    );
    assert.deepEqual((await complete("x.webhook.yaml", "url: https://x.example.com/?a=$<obj[<|>\n")).labels, []);
  });

  test("a loop is offered lists first", async () => {
    assert.deepEqual(await first("m.html", "#foreach($i in $<|>)#end", 1), ["items"]);
    assert.deepEqual(await first("m.html", "#set($all = [1, 2])\n#foreach($i in $a<|>)#end", 2), ["all", "items"]);
  });
});
