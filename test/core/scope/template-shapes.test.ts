// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are references
/** What is known of values inside a template: each line of a template with the shapes of what it prints. */
import assert from "node:assert/strict";
import * as fc from "fast-check";
import { Project } from "../../../core/src/project/project";
import { scopeOf } from "../../../core/src/scope/scope-at";
import { type TemplateShapes, templateShapes } from "../../../core/src/scope/template-shapes";
import { type Shape, shapeTitle } from "../../../core/src/shape/shape";
import { type parse, type ReferenceNode, references, walk } from "../../../core/src/velocity/index";

const files: Readonly<Record<string, string>> = {
  "ann.event.json": `{ "eventTypeKey": "asked", "params": { "email": "ann@example.com", "city": "Lviv", "total": 42.5, "vip": true,
    "items": [{ "title": "Mug", "price": 9.5, "tags": ["new"] }, { "title": "Pot", "price": 33 }], "cart": { "size": 3, "sum": 1 },
    "mixed": 1 } }`,
  "bob.event.json": `{ "eventTypeKey": "asked", "params": { "email": "bob@example.com", "total": 7, "vip": false,
    "items": [{ "title": "Cup" }], "cart": { "size": 1 }, "mixed": "one" } }`,
  "shop.webhook.yaml": "name: shop\nmethod: GET\nurl: https://shop.example.com/\n",
  "shop.response.json": `{ "webhook": "shop", "status": 200, "recordedAt": "2026-01-01T00:00:00Z", "body": [{ "id": 7, "name": "A" }] }`,
  "promo.workflow.yaml":
    "name: Promo\nstart: { type: event, event: asked, next: shop }\nblocks:\n  shop: { type: webhook, webhook: shop, next: mail }\n  mail: { type: email, template: mail.vm, next: end }\n  end: { type: end }\n",
};

function shapesOf(template: string): { tree: ReturnType<typeof parse>["tree"]; shapes: TemplateShapes } {
  const project = new Project("file:///w");
  for (const [name, text] of Object.entries(files))
    project.update(
      `file:///w/${name}`,
      name.includes(".event.")
        ? "event"
        : name.includes(".response.")
          ? "response"
          : name.includes(".webhook.")
            ? "webhook"
            : "workflow",
      text,
      1,
    );
  project.update("file:///w/mail.vm", "template", template, 1);
  const source = project.file("file:///w/mail.vm")?.source;
  const value = source?.values[0];
  assert.ok(source && value?.template);
  const { tree } = value.template;
  return { tree, shapes: templateShapes(tree, scopeOf(project.reader(), source, value)) };
}

/** The references that are printed directly, in order. */
function printed(tree: ReturnType<typeof parse>["tree"]): ReferenceNode[] {
  return references(tree).flatMap((found) => (found.printed && !found.target ? [found.node] : []));
}

function title(shape: Shape | undefined): string {
  return shape ? shapeTitle(shape) : "?";
}

/** `[title, template, shapes of its printed references]`. */
const cases: readonly (readonly [title: string, template: string, shapes: string])[] = [
  ["the three spellings of one name", "$city $data.city $!data.get('city') $data['city'] ${city}", "text text text text text"],
  ["steps into objects and lists", "$items[0].title $items.get(1).price $!{items[0].tags.get(0)}", "text number text"],
  ["an item by a computed index", "#set($at = 1)$items.get($at).title $items[$city].title", "text ?"],
  ["what nobody has seen", "$nothing $city.x $items[0].nothing $items.x", "? ? ? ?"],
  [
    "methods whose result is sure",
    "$city.length() $city.toUpperCase() $items.size() $nothing.substring(1) $nothing.size()",
    "number text number text number",
  ],
  ["methods whose result depends on the value", "$nothing.get('x') $nothing.getOrDefault('x', 1) $city.foo()", "? ? ?"],
  ["properties that are methods win over keys", "$items.size $cart.size $cart.sum $city.empty", "number number number ?"],
  [
    "tools",
    "$mathTool.add($total, 1) $numberTool.format('0.00', $total) $dateTool.currentDate() $dateTool.foo()",
    "number text text ?",
  ],
  ["values of two types", "$mixed $vip", "number or text true or false"],
  ["answers of webhooks", "$data.get('shop').get(0).id $data.shop.get(0).name", "number text"],
  [
    "loop variables",
    "#foreach($item in $items)$item.title $foreach.count $foreach.hasNext#end $item.title $foreach.count",
    "text number true or false ? ?",
  ],
  ["nested loops", "#foreach($item in $items)#foreach($tag in $item.tags)$tag#end#end", "text"],
  ["a loop over what is unknown", "#foreach($x in $nothing)$x#end#foreach($x in $city)$x#end", "? ?"],
  [
    "literals",
    "#set($a = 'x')#set($b = 2)#set($c = true)#set($d = ['x', 'y'])#set($e = {'k': 1})#set($f = [1..3])$a $b $c $d $e.k $f",
    "text number true or false list of text number list of number",
  ],
  [
    "sums",
    "#set($a = $total + 1)#set($b = $city + 1)#set($c = $nothing + 1)#set($d = $nothing + 'x')#set($e = $city * 2)$a $b $c $d $e",
    "number text ? text ?",
  ],
  ["a text with references in it", '#set($a = "Hello $nothing")$a', "text"],
  ["names set twice alike", "#set($a = 'x')#set($a = $city)$a", "text"],
  ["names set twice otherwise", "#set($a = 'x')#set($a = 1)$a", "?"],
  ["names that count", "#set($n = 0)#foreach($i in $items)#set($n = $n + 1)#end$n", "number"],
  ["names that add texts", "#set($n = '')#foreach($i in $items)#set($n = $n + $i.title)#end$n", "text"],
  ["names that become texts", "#set($n = 0)#foreach($i in $items)#set($n = $n + $i.title)#end$n", "?"],
  ["names set from one another", "#set($a = $b)#set($b = $a)$a $b", "? ?"],
  ["names that hide a parameter", "$city#set($city = 1)$city", "text number"],
  ["names that may hide a parameter", "#if($vip)#set($city = 1)#end$city", "?"],
  ["names that may hide a parameter of the same type", "#if($vip)#set($city = 'Kyiv')#end$city", "text"],
  ["names set in both branches", "#if($vip)#set($a = 1)$a#else#set($a = 'x')$a#end$a", "? ? ?"],
  ["names set behind them in a loop", "#foreach($i in $items)$city#set($city = 1)#end", "?"],
  ["names set in a macro", "#macro(m)#set($city = 1)#end$city", "?"],
  ["parameters of macros", "#macro(m $city)$city $total#end$city", "? number text"],
  ["defined blocks", "#define($block)x#end$block", "text"],
  ["the name of a loop's variable behind it", "#foreach($city in $items)$city.title#end$city", "text text"],
  ["alternatives", "${city|'nobody'} ${city|0} ${nothing|'x'}", "text ? ?"],
  ["lists that the template changes", "#set($l = ['a'])$l.get(0)#set($x = $l.add(1))$l $l.get(0)", "? list ?"],
  ["objects that the template changes", "$cart.sum#set($cart.sum = 'x')", "number"],
];

suite("shapes in templates", () => {
  for (const [name, template, expected] of cases)
    test(name, () => {
      const { tree, shapes } = shapesOf(template);
      assert.equal(
        printed(tree)
          .map((node) => title(shapes.shapeOf(node)))
          .join(" "),
        expected,
      );
    });

  test("values come from the samples, with those that lack them", () => {
    const { tree, shapes } = shapesOf("$city $cart.sum $items.size() #foreach($i in $items)$i.price#end");
    const told = printed(tree).map((node) =>
      (shapes.valuesOf(node) ?? []).map(({ from, value }) => `${from}=${value}`).join(" "),
    );
    assert.deepEqual(told, ["ann=Lviv bob=undefined", "ann=1 bob=undefined", "ann=2 bob=1", "ann=9.5 ann=33 bob=undefined"]);
    assert.deepEqual(
      printed(tree).map((node) => shapes.missingIn(node).join()),
      ["bob", "bob", "", "bob"],
    );
  });

  test("names are told with their shapes where they are visible", () => {
    const at = (template: string): string => {
      const { shapes } = shapesOf(template.replace("<|>", ""));
      return [...shapes.localsAt(template.indexOf("<|>"))].map(([name, shape]) => `${name}: ${title(shape)}`).join(", ");
    };
    assert.equal(at("<|>#set($a = 1)"), "");
    assert.equal(at("#set($a = 1)<|>"), "a: number");
    assert.equal(at("#foreach($i in $items)<|>#end"), "i: object, foreach: object");
    assert.equal(at("#foreach($i in $items)#end<|>"), "");
    assert.equal(at("#macro(m $x)<|>#end"), "x: ?");
    assert.equal(at("#define($b)x#end<|>"), "b: text");
  });

  test("nothing throws, and every question gets one answer, whatever the template is", () => {
    const part = fc.constantFrom(
      "#set($a = $b)",
      "#set($b = $a + 1)",
      "#foreach($a in $items)",
      "#foreach($b in $a)",
      "#end",
      "#if($a)",
      "#else",
      "$a",
      "$b.x",
      "$data.get('city').length()",
      "#macro(m $a)",
      "#define($b)",
      "#set($a.x = [$b])",
      "$items[0].title",
      "text ",
      "${a|$b}",
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 14 }), (parts) => {
        const { tree, shapes } = shapesOf(parts.join(""));
        walk(tree, (node) => {
          assert.equal(shapes.shapeOf(node), shapes.shapeOf(node));
          shapes.valuesOf(node);
          shapes.localsAt(node.span.start);
        });
      }),
      { numRuns: 60 },
    );
  });

  test("knows the last line of a long text as well as the first", () => {
    const { tree, shapes } = shapesOf("#set($n = $n + 1)#foreach($i in $items)$i.title $n#end\n".repeat(5000));
    const titles: (string | undefined)[] = [];
    walk(tree, (node) => {
      if (node.kind !== "reference" || node.name !== "i" || node.steps.length === 0) return;
      const shape = shapes.shapeOf(node);
      titles.push(shape && [...shape.types].join());
    });
    assert.equal(titles.length, 5000);
    assert.deepEqual([...new Set(titles)], [titles[0]]);
    assert.notEqual(titles[0], undefined);
  });
});
