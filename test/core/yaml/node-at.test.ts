// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are references
import assert from "node:assert/strict";
import { parseYaml, placeAt } from "#core/yaml/index";

/** What completion learns at `<|>`: kind, path, other keys, the typed word, the decoded text before the cursor. */
function at(marked: string, before?: string): string {
  const offset = marked.indexOf("<|>");
  const text = marked.replace("<|>", "");
  const previous = before === undefined ? undefined : parseYaml(before);
  const place = placeAt(parseYaml(text, previous), offset);
  const parts = [`${place.kind} /${place.path.join("/")}`];
  if (place.keys.length > 0) parts.push(`keys ${place.keys.join(",")}`);
  if (place.scalar) parts.push(`${place.scalar.style} ${JSON.stringify(place.scalar.text.slice(0, place.decodedOffset))}`);
  else parts.push(`typed ${JSON.stringify(text.slice(place.typed.start, place.typed.end))}`);
  if (place.kind === "key") parts.push(`indent ${place.indent}`);
  if (place.newItem) parts.push("new item");
  return parts.join("; ");
}

const table: readonly (readonly [name: string, marked: string, wanted: string])[] = [
  ["an empty file", "<|>", 'key /; typed ""; indent 0'],
  ["an empty line at the root", "a: 1\n<|>\nb: 2\n", 'key /; keys a,b; typed ""; indent 0'],
  ["the last line", "a: 1\nb: 2\n<|>", 'key /; keys a,b; typed ""; indent 0'],
  ["an empty line in a nested map", "a:\n  b: 1\n  <|>\nc: 2\n", 'key /a; keys b; typed ""; indent 2'],
  ["an empty line between nested keys", "a:\n  b: 1\n  <|>\n  d: 1\nc: 2\n", 'key /a; keys b,d; typed ""; indent 2'],
  ["below a key without a value", "a:\n  <|>\nc: 2\n", 'key /a; typed ""; indent 2'],
  ["back at the root behind a nested map", "a:\n  b: 1\n<|>", 'key /; keys a; typed ""; indent 0'],
  ["a half-typed key", "a: 1\nbo<|>\nc: 3\n", 'key /; keys a,c; typed "bo"; indent 0'],
  ["a half-typed key that the tree has", "a:\n  b: 1\n  bo<|>\nc: 3\n", 'key /a; keys b; plain "bo"; indent 2'],
  ["inside a key", "a: 1\nbod<|>y: 2\n", 'key /; keys a; plain "bod"; indent 0'],
  ["behind a colon", "a: 1\nb: <|>\nc: 3\n", 'value /b; typed ""'],
  ["at a colon", "a: 1\nb:<|>\nc: 3\n", 'value /b; typed ""'],
  ["behind a colon at the end", "b: <|>", 'value /b; typed ""'],
  ["behind a nested colon", "x:\n  b: <|>\n  c: 3\n", 'value /x/b; typed ""'],
  ["inside a plain value", "a: GE<|>T\n", 'value /a; plain "GE"'],
  ["inside quotes", 'a: "<|>"\n', 'value /a; double ""'],
  ["behind an escape", 'a: "x\\t$<na<|>"\n', 'value /a; double "x\\t$<na"'],
  ["an open quote", 'a: "$<na<|>\nb: 1\n', 'value /a; plain "$<na"'],
  ["inside a block scalar", "a:\n  b: |\n    one\n    two $<<|>\n  c: 1\n", 'value /a/b; literal "one\\ntwo $<"'],
  ["on a new line of a block scalar", "a: |\n  one\n  <|>\nb: 1\n", 'value /a; literal "one\\n"'],
  ["a list item", "a:\n  - x\n  - <|>\n", 'key /a/1; typed ""; indent 4; new item'],
  ["a list item in the column of its key", "a:\n- x\n- <|>\n", 'key /a/1; typed ""; indent 2; new item'],
  ["a key in a list item", "a:\n  - b: 1\n    <|>\n  - b: 2\n", 'key /a/0; keys b; typed ""; indent 4'],
  ["a key in the second list item", "a:\n  - b: 1\n  - b: 2\n    c<|>\n", 'key /a/1; keys b; plain "c"; indent 4'],
  ["a value in a list item", "a:\n  - b: 1\n  - b: <|>\n", 'value /a/1/b; typed ""'],
  ["the first word of a file", "na<|>", 'key /; plain "na"; indent 0; new item'],
  ["the first word below a key", "a:\n  ty<|>\nb: 1\n", 'key /a; plain "ty"; indent 2; new item'],
  ["the first word of a list item", "a:\n  - x\n  - ty<|>\nb: 1\n", 'key /a/1; plain "ty"; indent 4; new item'],
  ["a text below a key", "a:\n  two wo<|>rds\n", 'value /a; plain "two wo"'],
  ["a flow map", "a: { x: 1, <|> }\n", 'key /a; keys x; typed ""; indent 0'],
  ["a word in a flow map", "a: { x: 1, ty<|> }\n", 'key /a; keys x; plain "ty"; indent 0'],
  ["a value in a flow map", "a: { x: 1, y: <|> }\n", 'value /a/y; typed ""'],
  ["an open flow map", "a: { x: 1, ty: <|>\nb: 2\n", 'value /a/ty; typed ""'],
  ["an open flow map, a key", "a: { x: 1, <|>\nb: 2\n", 'key /a; keys x; typed ""; indent 0'],
  ["a nested flow map", "p:\n  a: { x: { z: <|> } }\n", 'value /p/a/x/z; typed ""'],
  ["a flow list", "a: [GET, <|>]\n", 'value /a/1; typed ""'],
  ["a comment", "a: 1 # no<|>te\n", 'comment /; typed ""'],
  ["below a written value", "a: x\n  <|>\nb: 1\n", 'none /a; typed ""'],
  ["a reference in braces is no flow map", "a: ${x} <|>\n", 'value /a; typed ""'],
  ["merged keys count as there", "a: &a {x: 1}\nb:\n  <<: *a\n  <|>\n", 'key /b; keys x; typed ""; indent 2'],
  ["CR LF", "a:\r\n  b: 1\r\n  <|>\r\nc: 2\r\n", 'key /a; keys b; typed ""; indent 2'],
];

suite("yaml: what stands at an offset", () => {
  for (const [name, marked, wanted] of table) test(name, () => assert.equal(at(marked), wanted));

  test("a half-typed key with the text before it known", () =>
    assert.equal(at("a: 1\nbo<|>\nc:\n  d: 3\n", "a: 1\nc:\n  d: 3\n"), 'key /; keys a,c; typed "bo"; indent 0'));

  test("every offset of a document has an answer inside the text", () => {
    const text = 'a: 1\nb:\n  - c: "x\n      y"\n    d: |\n      e\n\n  - {f: [1, "2"], g: }\nh: >-\n\n  i\n';
    for (let offset = 0; offset <= text.length; offset++)
      for (const part of [text, text.slice(0, offset)]) {
        const place = placeAt(parseYaml(part), Math.min(offset, part.length));
        assert.ok(place.typed.start >= 0 && place.typed.start <= place.typed.end && place.typed.end <= part.length, `${offset}`);
      }
  });
});
