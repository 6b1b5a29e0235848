/** What an editor draws of a file: folds, growing selections, links, colours, sample values, signatures, highlights. */
import assert from "node:assert/strict";
import { workspace } from "../../support/workspace";

const around = `# file: asked.event.json
{ "eventTypeKey": "asked", "params": { "email": "ann@example.com", "orderId": "A-1", "items": [{ "title": "Mug" }] } }
# file: ann.contact.yaml
email: ann@example.com
town: Lviv
# file: WH5.webhook.yaml
name: WH5
method: GET
url: https://shop.example.com/promo?town=$<TOWN>
# file: promo.workflow.yaml
name: Promo
start: { type: event, event: asked, next: ask }
blocks:
  ask: { type: webhook, webhook: WH5, next: mail }
  mail: { type: email, subject: Hi, template: promo.vm, next: end }
  end: { type: end }
`;

const template = `## A comment
#if($data.get('orderId') == "no $!orderId")
Order
  #foreach($item in $items)
$item.title $mathTool.add($foreach.count, 1)
  #end
#else
%TOWN|none%
#end
`;

async function file(name: string, text: string) {
  const place = await workspace(`${around}# file: ${name}\n${text}`);
  const uri = `file:///workspace/${name}`;
  const written = place.language.file(uri)?.text ?? "";
  const line = (offset: number) => written.slice(0, offset).split("\n").length;
  return { ...place, uri, written, line };
}

suite("structure", () => {
  test("folds maps, texts and comments of YAML by their lines", async () => {
    const { language, uri, line } = await file(
      "b.webhook.yaml",
      "# one\n# two\nname: b\nheaders:\n  X-A: 1\n  X-B: 2\n\nbody:\n  format: text\n  content: |\n    a\n    b\n\n",
    );
    const lines = language.folds(uri).map(({ span, kind }) => `${line(span.start)}-${line(span.end)} ${kind}`);
    assert.deepEqual(
      lines.filter((text) => !/^(\d+)-\1 /.test(text)),
      ["4-6 block", "8-12 block", "10-12 block", "1-2 comment"],
    );
  });

  test("folds the branches of templates, and their last line stays", async () => {
    const { language, uri, line } = await file("promo.vm", template);
    const lines = language.folds(uri).map(({ span }) => `${line(span.start)}-${line(span.end)}`);
    assert.deepEqual(lines.sort(), ["2-6", "4-5", "7-8"]);
  });

  test("selections grow from name to reference, text, pair and file", async () => {
    const { language, uri, written } = await file(
      "b.webhook.yaml",
      'name: b\nurl: "https://x.example.com/?a=$<TOWN|none>&b=1"\n',
    );
    const spans = language.selections(uri, written.indexOf("TOWN") + 1);
    assert.deepEqual(
      spans.map(({ start, end }) => written.slice(start, end)),
      [
        "TOWN",
        "$<TOWN|none>",
        "https://x.example.com/?a=$<TOWN|none>&b=1",
        '"https://x.example.com/?a=$<TOWN|none>&b=1"',
        'url: "https://x.example.com/?a=$<TOWN|none>&b=1"',
        'name: b\nurl: "https://x.example.com/?a=$<TOWN|none>&b=1"',
        'name: b\nurl: "https://x.example.com/?a=$<TOWN|none>&b=1"\n',
      ],
    );
  });

  test("links lead to templates, and to a URL's host without its query", async () => {
    const { language } = await file("promo.vm", template);
    const link = language.links("file:///workspace/promo.workflow.yaml");
    assert.deepEqual(
      link.map(({ target }) => target),
      ["file:///workspace/promo.vm"],
    );
    const url = language.links("file:///workspace/WH5.webhook.yaml");
    assert.deepEqual(
      url.map(({ target, title }) => [target, title]),
      [["https://shop.example.com/", "Open shop.example.com"]],
    );
  });

  test("colours tell contact fields, parameters, answers and tools apart", async () => {
    const { language, written, uri } = await file("promo.vm", template);
    const shown = language.tokens(uri).map(({ span, type }) => `${written.slice(span.start, span.end).trim()}:${type}`);
    assert.deepEqual(
      shown.join(" "),
      [
        "## A comment:comment #if:keyword $:operator data:namespace get:method 'orderId':string ==:operator",
        '"no:string $!:operator orderId:parameter ":string',
        "#foreach:keyword $:operator item:variable in:keyword $:operator items:parameter",
        "$:operator item:variable title:property $:operator mathTool:namespace add:method $:operator foreach:variable count:property 1:number",
        "#end:keyword #else:keyword %:operator TOWN:enumMember none:string %:operator #end:keyword",
      ].join(" "),
    );
    const webhook = "file:///workspace/WH5.webhook.yaml";
    const text = language.file(webhook)?.text ?? "";
    assert.deepEqual(
      language.tokens(webhook).map(({ span, type }) => `${text.slice(span.start, span.end)}:${type}`),
      ["$<:operator", "TOWN:enumMember", ">:operator"],
    );
  });

  test("sample values stand behind references", async () => {
    const { language } = await file("promo.vm", template);
    const uri = "file:///workspace/WH5.webhook.yaml";
    const text = language.file(uri)?.text ?? "";
    const hints = language.inlayHints(uri, { start: 0, end: text.length });
    assert.deepEqual(
      hints.map((hint) => [text.slice(0, hint.offset).slice(-7), hint.text, hint.from]),
      [["$<TOWN>", "Lviv", "ann@example.com"]],
    );
  });

  test("sample values stand only where something is printed", async () => {
    const { language, uri, written } = await file("promo.vm", "#if($orderId)Order $orderId#end");
    assert.deepEqual(
      language.inlayHints(uri, { start: 0, end: written.length }).map(({ offset }) => offset),
      [written.indexOf("#end")],
    );
  });

  const greet = '#macro(greet $name $sign="!")Hello $name$sign#end\n';

  test("signatures come from the engine's tables, also while the call is open", async () => {
    const cases: readonly (readonly [text: string, label: string, argument: number])[] = [
      ["$mathTool.add(<|>", "add(", 0],
      ["$mathTool.add($orderId, <|>", "add(", 1],
      ["#set($x = $dateTool.formatDate('dd.MM, (x)', <|>))", "formatDate(", 1],
      ["$!{orderId.substring(1, <|>", "substring(", 1],
      ["$data.get('orderId').replace(<|>)", "replace(", 0],
      ["$mathTool.add($mathTool.sub(1, <|>", "sub(", 1],
      [`${greet}#greet(<|>`, '#greet($name $sign="!")', 0],
      [`${greet}#{greet}("Ann, and" <|>)`, '#greet($name $sign="!")', 1],
      [`#@greet($mathTool.add(1, 2), <|>\n${greet}`, '#greet($name $sign="!")', 1],
      [`${greet}#greet($mathTool.add(1, <|>`, "add(", 1],
    ];
    for (const [text, label, argument] of cases) {
      const { language, uri, offset } = await workspace(`${around}# file: promo.vm\n${text}`);
      const help = language.signatureHelp(uri, offset);
      assert.ok(help, text);
      assert.ok(help.signatures[help.active]?.label.startsWith(label), `${text}: ${help.signatures[help.active]?.label}`);
      assert.equal(help.argument, argument, text);
    }
    for (const text of ["$mathTool.add(1, 2) <|>", `${greet}#greet("Ann") <|>`, "#if(<|>", "#nobody(<|>"]) {
      const { language, uri, offset } = await workspace(`${around}# file: promo.vm\n${text}`);
      assert.equal(language.signatureHelp(uri, offset), undefined, text);
    }
  });

  test("the parts of a directive light up together", async () => {
    const { language, uri, written } = await file("promo.vm", template);
    const spans = language.highlights(uri, written.lastIndexOf("#end") + 2);
    assert.deepEqual(
      spans.map(({ span }) => `${written.slice(0, span.start).split("\n").length} ${written.slice(span.start, span.end)}`),
      ["2 #if", "7 #else", "9 #end"],
    );
  });

  test("the outline of a template has its blocks as they nest, and what it sets", async () => {
    const text = "#set($n = 1)\n#if($a)\n  #foreach($i in\n $items)$i#end\n#elseif($b)\n  #set($c = 2)\n#end\n";
    const { language, uri } = await workspace(`# file: m.vm\n${text}`);
    type Outline = readonly [name: string, ...below: Outline[]];
    type Symbols = ReturnType<typeof language.symbols>;
    const outline = (symbols: Symbols): Outline[] => symbols.map(({ name, children }): Outline => [name, ...outline(children)]);
    assert.deepEqual(outline(language.symbols(uri)), [
      ["#set($n = 1)"],
      ["#if($a)", ["#foreach($i in $items)"], ["#set($c = 2)"]],
    ]);
  });

  test("workspace symbols are found by letters in their order", async () => {
    const { language } = await file("promo.vm", template);
    assert.deepEqual(
      language.workspaceSymbols("pm").map(({ name, kind, container }) => `${kind} ${name} (${container})`),
      ["template promo.vm (promo.vm)", "workflow Promo (promo.workflow.yaml)"],
    );
    assert.deepEqual(
      language.workspaceSymbols("WH").map(({ name, kind }) => `${kind} ${name}`),
      ["webhook WH5"],
    );
  });
});
