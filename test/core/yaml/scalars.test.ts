import assert from "node:assert/strict";
import { applyEdits } from "#core/text/edit";
import { LineIndex } from "#core/text/lines";
import { isPlainSafe, parseYaml, replaceInScalar, scalarSource, type YamlScalar } from "#core/yaml/index";
import { writtenScalars } from "./properties";
import { plain, told } from "./show";

/** The scalar at a key of the root. */
function scalar(text: string, key: string): YamlScalar {
  const root = parseYaml(text).root;
  const value = root?.kind === "map" ? root.get(key)?.value : undefined;
  assert.ok(value?.kind === "scalar", `${key} is a scalar`);
  return value;
}

/** Where each `$<…>` of `v` is written, as line and character of its first and last unit. */
function places(text: string): string[] {
  const value = scalar(text, "v");
  const lines = new LineIndex(text);
  return [...value.text.matchAll(/\$<[^>]*>/g)].map((match) => {
    const place = value.map.toSource({ start: match.index, end: match.index + match[0].length });
    const start = lines.positionAt(place.start);
    const end = lines.positionAt(place.end - 1);
    return `${match[0]} ${start.line}:${start.character}-${end.line}:${end.character} ${JSON.stringify(text.slice(place.start, place.end))}`;
  });
}

// Each row is a place where a known tool points beside the expression.
const table: readonly (readonly [name: string, text: string, places: readonly string[]])[] = [
  ["plain, one line", "v: a $<e1> b\n", ['$<e1> 0:5-0:9 "$<e1>"']],
  ["single quotes, one line", "v: 'a $<e1> b'\n", ['$<e1> 0:6-0:10 "$<e1>"']],
  [
    "double quotes with escapes between two expressions",
    'v: "a \\"b\\" $<e1> \\"c\\" $<e2>"\n',
    ['$<e1> 0:12-0:16 "$<e1>"', '$<e2> 0:24-0:28 "$<e2>"'],
  ],
  [
    "single quotes with doubled quotes between two expressions",
    "v: 'it''s $<e1> and it''s $<e2>'\n",
    ['$<e1> 0:10-0:14 "$<e1>"', '$<e2> 0:26-0:30 "$<e2>"'],
  ],
  ["plain, two lines", "v: one\n  two $<e1>\n", ['$<e1> 1:6-1:10 "$<e1>"']],
  ["double quotes, two lines", 'v: "one\n  two $<e1>"\n', ['$<e1> 1:6-1:10 "$<e1>"']],
  ["double quotes, an escaped line end", 'v: "one $<\\\n  e1> x"\n', ['$<e1> 0:8-1:4 "$<\\\\\\n  e1>"']],
  ["literal, the first line", "v: |\n  $<e1> x\n", ['$<e1> 1:2-1:6 "$<e1>"']],
  ["literal over three lines", "v: |\n  a $<e1|x\n  y\n  z> b\n", ['$<e1|x\ny\nz> 1:4-3:3 "$<e1|x\\n  y\\n  z>"']],
  ["folded, over a fold", "v: >\n  a $<e1|x\n  y> b\n", ['$<e1|x y> 1:4-2:3 "$<e1|x\\n  y>"']],
  ["folded, behind blank and deeper lines", "v: >-\n  a\n\n    b\n  $<e1>\n", ['$<e1> 4:2-4:6 "$<e1>"']],
  ["an indentation indicator and a comment", "v: |2- # note\n    a\n  $<e1>\n", ['$<e1> 2:2-2:6 "$<e1>"']],
  ["written with escapes", 'v: "\\u0024<e\\x31>"\n', ['$<e1> 0:4-0:16 "\\\\u0024<e\\\\x31>"']],
  ["behind letters of two units", "v: 😀 $<e1> 👨‍👩‍👧 $<e2>\n", ['$<e1> 0:6-0:10 "$<e1>"', '$<e2> 0:21-0:25 "$<e2>"']],
  ["CR LF in a folded text", "v: >\r\n  one\r\n  $<e1>\r\n", ['$<e1> 2:2-2:6 "$<e1>"']],
  ["tabs", "v: |\n  \t$<e1>\t$<e2>\n", ['$<e1> 1:3-1:7 "$<e1>"', '$<e2> 1:9-1:13 "$<e2>"']],
  ["in a flow map", "v: $<e1>\nw: {a: '$<no>'}\n", ['$<e1> 0:3-0:7 "$<e1>"']],
];

suite("yaml: scalars", () => {
  for (const [name, text, wanted] of table) test(`places: ${name}`, () => assert.deepEqual(places(text), wanted));

  test("values by the core schema, texts as they are written", () => {
    const text =
      "[NO, yes, +380501234567, 00501, 1.10, 12345678901234567890, 0x1F, 0o17, 1e3, .5, -.inf, .NaN, ~, null, True, on, 2001-01-01, '1', 1_000, +]\n";
    const root = parseYaml(text).root;
    assert.ok(root?.kind === "sequence");
    const shown = root.items.map((item) => (item.kind === "scalar" ? `${item.text} ${typeof item.value} ${item.value}` : ""));
    assert.deepEqual(shown, [
      "NO string NO",
      "yes string yes",
      "+380501234567 number 380501234567",
      "00501 number 501",
      "1.10 number 1.1",
      "12345678901234567890 number 12345678901234567000",
      "0x1F number 31",
      "0o17 number 15",
      "1e3 number 1000",
      ".5 number 0.5",
      "-.inf number -Infinity",
      ".NaN number NaN",
      "~ object null",
      "null object null",
      "True boolean true",
      "on string on",
      "2001-01-01 string 2001-01-01",
      "1 string 1",
      "1_000 string 1_000",
      "+ string +",
    ]);
  });

  test("a cursor in a scalar has a decoded offset, outside it has none", () => {
    const text = 'v: "a\\tb\n  c"\nw: 1\n';
    const { map, text: decoded } = scalar(text, "v");
    assert.equal(decoded, "a\tb c");
    const offsets = [...text].map((_, offset) => map.toDecoded(offset) ?? "-").join(" ");
    assert.equal(offsets, "- - - - 0 1 1 2 3 4 4 4 5 - - - - - -");
  });

  test("at the end of a file without a last line end the cursor is in front of the line feed that the text has all the same", () => {
    for (const style of ["|", "|+", ">"]) {
      const { map, text } = scalar(`v: ${style}\n  ab`, "v");
      assert.equal(text, "ab\n");
      assert.equal(map.toDecoded(`v: ${style}\n  ab`.length), 2);
    }
  });

  const edits: readonly (readonly [name: string, text: string, find: string, replacement: string, wanted: string])[] = [
    ["plain stays plain", "v: a $<b> c\nw: 1\n", "$<b>", "$<new>", "v: a $<new> c\nw: 1\n"],
    ["plain that would be a number is quoted", "v: a1\n", "a", "", "v: '1'\n"],
    ["a number stays a number", "v: 12\n", "2", "3", "v: 13\n"],
    ["plain with a colon is quoted", "v: a b\n", "b", "x: y", "v: 'a x: y'\n"],
    ["plain in a flow map is quoted for a comma", "v: {k: a}\nw: x\n", "a", "b, c", "v: {k: 'b, c'}\nw: x\n"],
    ["plain becomes double quoted for a line feed", "v: a b\n", "b", "x\ny", 'v: "a x\\ny"\n'],
    ["single quotes are doubled", "v: 'a b'\n", "b", "it's", "v: 'a it''s'\n"],
    ["double quotes are escaped", 'v: "a b"\n', "b", 'say "\\"', 'v: "a say \\"\\\\\\""\n'],
    ["a literal line", "v: |\n  a b\n  c\nw: 1\n", "b", "$<x>", "v: |\n  a $<x>\n  c\nw: 1\n"],
    ["literal lines keep the indentation", "v: |\n    a b\nw: 1\n", "b", "x\ny", "v: |\n    a x\n    y\nw: 1\n"],
    ["a folded line feed becomes a blank line", "v: >\n  a b\nw: 1\n", "b", "x\ny", "v: >\n  a x\n\n  y\nw: 1\n"],
    ["only the escaped part", 'v: "\\u0024<a> \\t x"\n', "$<a>", "$<b>", 'v: "$<b> \\t x"\n'],
    ["over a fold", "v: one\n  two\n  three\n", "two three", "2", "v: one\n  2\n"],
    ["CR LF", "v: |\r\n  a b\r\n", "b", "x\ny", "v: |\r\n  a x\r\n  y\r\n"],
  ];
  for (const [name, text, find, replacement, wanted] of edits)
    test(`replacing: ${name}`, () => {
      const document = parseYaml(text);
      const found = writtenScalars(document.root).find((one) => one.text.includes(find) && !one.place.key);
      assert.ok(found);
      const start = found.text.indexOf(find);
      const made = replaceInScalar(document, found, { start, end: start + find.length }, replacement);
      assert.equal(made && applyEdits(text, made), wanted);
    });

  test("the line end of a block scalar is not taken away from the next line", () => {
    const text = "- >+\n\n {{\n\n \n- x\n";
    const document = parseYaml(text);
    const [first] = writtenScalars(document.root);
    assert.equal(first?.text, "\n{{\n\n\n");
    const made = replaceInScalar(document, first, { start: 5, end: 6 }, "");
    assert.deepEqual(plain(parseYaml(applyEdits(text, made ?? [])).root), ["\n{{\n\n", "x"]);
  });

  test("an open quote is not written into", () => {
    const document = parseYaml('"a');
    const [found] = writtenScalars(document.root);
    if (found)
      assert.equal(replaceInScalar(document, found, { start: 0, end: 1 }, "b")?.length ?? 0, found.style === "plain" ? 1 : 0);
  });

  test("new values and keys are written as plainly as is safe, and read back", () => {
    const texts = [
      "x",
      "",
      "a: b",
      "it's",
      "a\nb",
      "1",
      "true",
      "~",
      "- a",
      "#a",
      "a #b",
      "[a]",
      "a, b",
      "\t",
      " a",
      "é😀",
      "\u0000",
      "\u2028",
      "@x",
      "%x",
      "<<",
      "a:",
      "'",
      '"',
      "---",
      "x\n",
      "x\n\n",
      "\nx",
      " x\ny",
      "null",
    ];
    for (const text of texts)
      for (const flow of [false, true])
        for (const style of [undefined, "plain", "single", "double", "literal", "folded"] as const) {
          const place = { flow, key: false, parentIndent: 0 };
          const source = scalarSource(text, { place, ...(style ? { style } : {}) });
          const file = flow
            ? `v: {k: ${source}, l: 1}\n`
            : `v:\n  ${"k: "}${scalarSource(text, { place: { ...place, parentIndent: 2 }, ...(style ? { style } : {}) })}\n  l: 1\n`;
          const document = parseYaml(file);
          assert.deepEqual(
            told(document).filter((line) => !/control|invisible/.test(line)),
            [],
            file,
          );
          assert.deepEqual(plain(document.root), JSON.parse(JSON.stringify({ v: { k: text, l: 1 } })), file);
          const key = scalarSource(text, { place: { ...place, key: true }, ...(style ? { style } : {}) });
          const keyed = parseYaml(flow ? `v: {${key}: 1}\n` : `${key}: 1\n`).root;
          assert.deepEqual(plain(keyed), flow ? { v: { [text]: 1 } } : { [text]: 1 }, key);
        }
    assert.equal(scalarSource("1", { place: { flow: false, key: false, parentIndent: 0 }, keepString: false }), "1");
    assert.ok(!isPlainSafe("a: b", { flow: false, key: false, parentIndent: 0 }));
  });
});
