// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are references
import assert from "node:assert/strict";
import { compile, lexReferences, printReference } from "#core/reference/index";

const table: readonly (readonly [source: string, compiled: string])[] = [
  ["$<TOWN>", "$!{TOWN}"],
  ["$<contact.TOWN>&$<event.town>", "$!{TOWN}&$!{town}"],
  ["$<order.items[0].id>", "$!{order.items[0].id}"],
  ["$<name|it's>", "${name|'it''s'}"],
  ["$<name|>", "${name|''}"],
  ["$<1043>", "$!data.get('1043')"],
  ["$<order-id>", "$!data.get('order-id')"],
  ["$<order-id|x>", "${data.get('order-id')|'x'}"],
  ["$<order-id>.html", "$!{data.get('order-id')}.html"],
  ["$<a.order-id>", "$!data.get('a').get('order-id')"],
  ["\\$<TOWN>", "$<TOWN>"],
  ["$<half and ${b} $c", "$<half and ${b} $c"],
  ["$<>", "$<>"],
];

suite("reference: compiling", () => {
  for (const [source, compiled] of table)
    test(`${source} → ${compiled}`, () => assert.equal(compile(source, "url").text, compiled));

  test("a dotted additional field is one name, when somebody knows that it is one", () => {
    const fieldOf = () => "LIST.FIELD";
    assert.equal(compile("$<LIST.FIELD>", "url", { fieldOf }).text, "$!data.get('LIST.FIELD')");
    assert.equal(compile("$<contact.LIST.FIELD.x|y>", "url", { fieldOf }).text, "${data.get('LIST.FIELD').x|'y'}");
    assert.equal(compile("$<LIST.FIELD>", "url").text, "$!{LIST.FIELD}");
  });

  test("offsets come back, those of a rewritten piece as the whole of it", () => {
    const { text, toSource } = compile("a=$<x>&b=\\$<y>&c", "url");
    assert.equal(text, "a=$!{x}&b=$<y>&c");
    assert.deepEqual(toSource({ start: 4, end: 5 }), { start: 2, end: 6 });
    assert.deepEqual(toSource({ start: 0, end: 2 }), { start: 0, end: 2 });
    assert.deepEqual(toSource({ start: 7, end: 10 }), { start: 6, end: 9 });
    assert.deepEqual(toSource({ start: text.length - 2, end: text.length }), { start: 14, end: 16 });
    assert.deepEqual(toSource({ start: 7, end: 7 }), { start: 6, end: 6 });
  });

  test("a platform form is printed as checked", () => {
    const [reference] = lexReferences("$!data.get('LIST.FIELD')", "text").references;
    assert.ok(reference);
    assert.equal(printReference(reference, "checked"), "$<LIST.FIELD>");
  });
});
