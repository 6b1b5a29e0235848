/** Names in a request that has directives: its own ones and those of events and contacts are followed as in a message. */
import assert from "node:assert/strict";
import { applyEdits } from "#core";
import { workspace } from "../../support/workspace";

const project = `# file: asked.event.json
{ "eventTypeKey": "asked", "params": { "email": "ann@example.com", "orderId": "A-1", "total": 4, "items": [{ "title": "Mug" }] } }
# file: contact-fields.yaml
fields:
  LOYALTY.CARD: { type: text }
# file: promo.workflow.yaml
name: Promo
start: { type: event, event: asked, next: ask }
blocks:
  ask: { type: webhook, webhook: WH5, next: end }
  end: { type: end }
# file: WH5.webhook.yaml
name: WH5
method: POST
url: "https://shop.example.com/?#set($u = $total)a=$u"
headers:
  X-Sum: $sum
body:
  format: json
  content: "#set($sum = $total){ \\"sum\\": $sum, \\"o\\": \\"$<orderId>\\", \\"u\\": \\"$u\\",\\n
    \\"l\\": [#foreach($item in $items)\\"$item.title $sum\\"#end],\\n
    #if($total > 3 && $sum)\\"n\\": \\"$!{total}\\"#else\\"z\\": \\"$data.get('LOYALTY.CARD')\\"#end }"
`;

/** Renames what the mark stands in; gives the texts of the files that change. */
async function renamed(mark: string, newName: string): Promise<Readonly<Record<string, string>> | string> {
  const marked = project.replace(mark.replace("<|>", ""), () => mark);
  assert.notEqual(marked, project, `${mark} is not there`);
  const { language, uri, offset } = await workspace(marked);
  const answer = language.rename(uri, offset, newName);
  if (answer.kind === "refused") return answer.reason;
  return Object.fromEntries(
    [...answer.edits].map(([file, edits]) => [
      file.replace("file:///workspace/", ""),
      applyEdits(language.file(file)?.text ?? "", edits),
    ]),
  );
}

const webhook = project.slice(project.indexOf("name: WH5"));

suite("names in requests with directives", () => {
  test("a name that is set or loops is renamed in its own text", async () => {
    const [head = "", body = ""] = webhook.split("body:");
    for (const mark of ["#set($s<|>um", '\\"sum\\": $su<|>m', '$<|>sum\\"#end', "&& $sum<|>)"])
      assert.deepEqual(await renamed(mark, "amount"), {
        "WH5.webhook.yaml": `${head}body:${body.replaceAll("$sum", "$amount")}`,
      });
    for (const mark of ["#foreach($it<|>em", "$it<|>em.title"])
      assert.deepEqual(await renamed(mark, "thing"), {
        "WH5.webhook.yaml": webhook.replaceAll("$item", "$thing").replaceAll("$things", "$items"),
      });
    assert.deepEqual(await renamed("a=$<|>u", "v"), {
      "WH5.webhook.yaml": webhook.replace("set($u", "set($v").replace("a=$u", "a=$v"),
    });
  });

  test("a name of an event or contact is renamed in directives too", async () => {
    const total = await renamed(
      '{ \\"sum\\": $sum, \\"o\\": \\"$<orderId>\\", \\"u\\": \\"$u\\",\\n\n    \\"l\\": [#foreach($item in $it<|>ems',
      "goods",
    );
    assert.ok(typeof total !== "string", String(total));
    assert.equal(total["WH5.webhook.yaml"], webhook.replace("$items", "$goods"));
    assert.match(total["asked.event.json"] ?? "", /"goods": \[/);
    const price = await renamed("#if($to<|>tal", "price");
    assert.ok(typeof price !== "string", String(price));
    assert.equal(price["WH5.webhook.yaml"], webhook.replaceAll("$total", "$price").replace("{total}", "{price}"));
    assert.match(price["asked.event.json"] ?? "", /"price": 4/);
    const card = await renamed("LOYALTY.C<|>ARD: {", "LOYALTY.NUMBER");
    assert.ok(typeof card !== "string", String(card));
    assert.equal(card["WH5.webhook.yaml"], webhook.replace("LOYALTY.CARD", "LOYALTY.NUMBER"));
  });

  test("a name that the text reads as something else is refused, either way", async () => {
    assert.match(String(await renamed("#set($s<|>um", "orderId")), /is read as `orderId` in `WH5\.webhook\.yaml`/);
    assert.match(String(await renamed("#foreach($it<|>em", "sum")), /is read as `sum` in/);
    assert.match(String(await renamed("#foreach($it<|>em", "data")), /`data` is given by the platform/);
    assert.match(String(await renamed('"o\\": \\"$<or<|>derId>', "sum")), /is read as `sum` in/);
  });

  test("a name that `$<...>` reads as well is refused, for that notation is not of the text", async () => {
    const marked = project.replace('{ \\"sum\\"', '{ \\"c\\": \\"$<sum>\\", \\"sum\\"').replace("#set($sum", "#set($s<|>um");
    const { language, uri, offset } = await workspace(marked);
    const answer = language.rename(uri, offset, "amount");
    assert.match(answer.kind === "refused" ? answer.reason : "", /`\$<sum>` reads it too/);
  });

  test("what nobody knows counts where it is read, and other texts of the file do not", async () => {
    const text = "name: a\nmethod: GET\nurl: https://x.example.com/?#set($u = 1)$u&b=$v\nheaders:\n  X-A: '#set($w = 1)$w $x'\n";
    const { language, uri, offset } = await workspace(text.replace("$u&", "$<|>u&"));
    const refused = language.rename(uri, offset, "v");
    assert.match(refused.kind === "refused" ? refused.reason : "", /`\$v` is read in this text already/);
    for (const other of ["w", "x"]) assert.equal(language.rename(uri, offset, other).kind, "edits", other);
  });

  test("a read that stands before what sets the name is one of it where a loop or a macro brings it behind", async () => {
    const flow = project
      .slice(0, project.indexOf("# file: WH5"))
      .replace("next: end", "next: m")
      .replace("  end:", "  m: { type: sms, template: m.vm, next: end }\n  end:");
    const renamedIn = async (text: string, newName: string) => {
      const { language, uri, offset } = await workspace(`${flow}# file: m.vm\n${text}`);
      const answer = language.rename(uri, offset, newName);
      return answer.kind === "refused" ? answer.reason : applyEdits(language.file(uri)?.text ?? "", answer.edits.get(uri) ?? []);
    };
    assert.equal(
      await renamedIn("#foreach($i in $items)$!last.title #set($la<|>st = $i)#end", "before"),
      "#foreach($i in $items)$!before.title #set($before = $i)#end",
    );
    assert.equal(await renamedIn("$!x #macro(m)$x<|>#end#set($x = 1)#m()", "y"), "$!x #macro(m)$y#end#set($y = 1)#m()");
    assert.match(
      await renamedIn("#foreach($i in $items)$total #set($to<|>tal = $i)#end", "price"),
      /`\$total` may read the name and, before it is set, something else/,
    );
  });

  test("definition, references and highlights stay in the text", async () => {
    const marked = project.replace("&& $sum", "&& $s<|>um");
    const { language, uri, offset, text } = await workspace(marked);
    const set = text.indexOf("#set($sum") + 6;
    assert.deepEqual(language.definition(uri, offset), [{ uri, span: { start: set, end: set + 3 } }]);
    assert.equal(language.references(uri, offset).length, 4);
    assert.deepEqual(
      language.highlights(uri, offset).map(({ kind }) => kind),
      ["definition", "use", "use", "use"],
    );
    const branches = await workspace(project.replace("#else", "#el<|>se"));
    assert.deepEqual(
      branches.language.highlights(branches.uri, branches.offset).map(({ span }) => branches.text.slice(span.start, span.end)),
      ["#if", "#else", "#end"],
    );
  });
});
