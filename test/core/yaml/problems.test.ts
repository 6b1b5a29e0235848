import assert from "node:assert/strict";
import { applyEdits } from "#core/text/edit";
import { parseYaml } from "#core/yaml/index";
import { plain, told } from "./show";

/** A text, the tree as JSON, and one line for each problem. */
const table: readonly (readonly [name: string, text: string, tree: string | undefined, problems: readonly string[]])[] = [
  ["a half-typed key", "a: 1\nbod\nc: 3\n", '{"a":1,"c":3}', ['missing-colon "bod"']],
  ["a half-typed last key of a map", "a:\n  b: 1\n  bod\nc: 3\n", '{"a":{"b":1,"bod":null},"c":3}', ['missing-colon "bod"']],
  ["an open double quote", 'a: "oops\nb: 2\n', '{"a":"oops","b":2}', ['unclosed-quote "\\"oops"']],
  ["an open quote before a closed one", 'a: "oops\nb: 2\nc: "x"\n', '{"a":"oops","b":2,"c":"x"}', ['unclosed-quote "\\"oops"']],
  ["an open single quote", "a: 'oops $<x>\nb: 2\n", '{"a":"oops $<x>","b":2}', ['unclosed-quote "\'oops $<x>"']],
  ["a quote that ends in a doubled one", "a: 'oops''\nb: 2\n", '{"a":"oops\'\'","b":2}', ["unclosed-quote \"'oops''\""]],
  [
    "a quote that ends in an escaped one",
    'a: "oops\\"\nb: 2\n',
    '{"a":"oops\\\\\\"","b":2}',
    ['unclosed-quote "\\"oops\\\\\\""'],
  ],
  ["an open brace", "a: {x: 1, y: $<\nb: 2\n", '{"a":{"x":1,"y":"$<"},"b":2}', ['unclosed-bracket "{"']],
  ["an open bracket", "a: [1, 2\nb: 2\n", '{"a":[1,2],"b":2}', ['unclosed-bracket "["']],
  ["the wrong bracket", '{"a": 1, "b": [1,2 }\n', '{"a":1,"b":[1,2]}', ['unclosed-bracket "["']],
  ["a tab as indentation", "a:\n\tb: 1\nc: 2\n", '{"a":{"b":1},"c":2}', ['tab-indentation "\\t"']],
  ["many tabs", "a:\n\tb: 1\n\tc:\n\t\td: 1\n", '{"a":{"b":1,"c":{"d":1}}}', ['tab-indentation "\\t"']],
  ["a tab beside spaces", "a:\n\tb: 1\n  c: 2\nd: 1\n", '{"a":{"b":{"c":2}},"d":1}', ['tab-indentation "\\t"']],
  ["a tab before the spaces", "a:\n\t  b: 1\n  c: 2\n", '{"a":{"c":2}}', ['tab-indentation "\\t"']],
  [
    "a key without a colon above keys that are there already",
    "a:\n  b: 1\n  c: 2\nd\n  b: 1\n  c: 2\ne:\n  b: 1\n",
    '{"a":{"b":1,"c":2},"d":null,"e":{"b":1}}',
    ['missing-colon "d"'],
  ],
  [
    "a map a column too far to the left",
    "a:\n  b: { c: 1 }\n d: 1\n  e: 1\n  f: 1\n",
    '{"a":{"b":{"c":1}},"d":{"e":1,"f":1}}',
    ['bad-indentation "d: 1"'],
  ],
  [
    "a quote that is not closed around a colon",
    "a:\n  b: 'x: y\n  c: 1\n",
    '{"a":{"b":null,"c":1}}',
    ['unclosed-quote "\'x: y"'],
  ],
  ["no space behind a colon", "a: 1\nbc:2\nd: 1\n", '{"a":1,"d":1}', ['missing-space "bc:2"']],
  ["a colon behind a value", "a: b:\nd: 1\n", '{"a":null,"d":1}', ['ambiguous-colon "b:"']],
  [
    "a line of a block text that is indented too little",
    'a:\n  b: |\n    {\n  "x": 1,\n      "y": 2\n    }\nc: 1\n',
    '{"a":{"b":"{\\n     \\n  \\"y\\": 2\\n}\\n"},"c":1}',
    ['bad-indentation "\\"x\\": 1,"'],
  ],
  [
    "a line of a block text that is not indented at all",
    'a:\n  b: |\n    {\n"x": "q"\n    }\nc: 1\n',
    '{"a":{"b":"{\\n    \\n}\\n"},"c":1}',
    ['bad-indentation "\\"x\\": \\"q\\""'],
  ],
  [
    "a line of a block text that is indented too little, behind another fault",
    'd: x: y\na:\n  b: |\n    {\n  "x": 1,\n      "y": 2\n    }\nc: 1\n',
    '{"d":null,"a":{"b":"{\\n     \\n  \\"y\\": 2\\n}\\n"},"c":1}',
    ['ambiguous-colon "x: y"', 'bad-indentation "\\"x\\": 1,"'],
  ],
  [
    "a first line of a block text that is indented too little",
    "a:\n  b: >-\n  one\n    two\nc: 1\n",
    '{"a":{"b":" \\ntwo"},"c":1}',
    ['bad-indentation "one"'],
  ],
  ["a comma missing", '{"a": 1 "b": 2}\n', '{"a":{"1 \\"b\\"":2}}', ['missing-comma "1 \\"b\\": 2"']],
  ["a reference in braces of YAML", "a: { b: ${x}, c: 1 }\nd: 1\n", '{"a":{"b":"$"}}', ['bare-reference "${x}"']],
  [
    "a reference among words in brackets",
    "a: [b $!{x|'y'} c]\nd: 1\n",
    `{"a":[{"b $!":{"x|'y'":null}}],"d":1}`,
    ["bare-reference \"b $!{x|'y'} c\""],
  ],
  ["a comma too many", '{"a": 1,,}', '{"a":1}', ['unexpected-comma ","']],
  ["a colon too many", "a: b: c\nd: 1\n", '{"a":null,"d":1}', ['ambiguous-colon "b: c"']],
  ["keys below a value", "name: x\n  b: 2\nc: 3\n", '{"name":{"b":2},"c":3}', ['bad-indentation "x"']],
  ["a key between two columns", "a:\n    b: 1\n  c: 2\nd: 1\n", '{"a":{"b":1},"c":2,"d":1}', ['bad-indentation "c: 2"']],
  ["a reserved letter", "a: @x\nd: 1\n", '{"a":"@x","d":1}', ['invalid-value-start "@"']],
  ["a wrong escape", 'a: "\\d"\nb: 1\n', '{"a":"\\\\d","b":1}', ['invalid-escape "\\\\d"']],
  ["text behind a quoted value", 'a: "x" y\nb: 1\n', '{"a":"x","b":1}', ['unexpected-text "y"']],
  ["text behind a block header", "a: |x\n  y\nb: 1\n", '{"a":"y\\n","b":1}', ['invalid-block-header "x"']],
  ["a list on the line of its key", "a: - b\nc: 1\n", '{"a":null,"b":null,"c":1}', ['unexpected-dash "-"']],
  ["a stray brace", "a: b\n}\nc: 1\n", '{"a":"b","c":1}', ['unexpected-text "}"']],
  ["a comment without a space", 'a: "x"#c\nb: 1\n', '{"a":"x","b":1}', ['missing-space "#c"']],
  [
    "conflict markers",
    "a: 1\n<<<<<<< HEAD\nb: 1\n=======\nb: 2\nz: {\n>>>>>>> x\nc: 3\n",
    '{"a":1,"b":1,"c":3}',
    ['conflict-markers "<<<<<<< HEAD"'],
  ],
  ["an unknown alias", "a: *nope\n", '{"a":null}', ['unknown-alias "*nope"']],
  ["an alias with the colon of its key", "a: &x 1\n*x: 2\n", '{"a":1}', ['missing-colon "*x:"']],
  ["an alias inside its own anchor", "a: &a [1, *a]\n", '{"a":[1,null]}', ['alias-cycle "*a"']],
  ["a merge key that contains itself", "a: &a\n  <<: *a\n  b: 1\n", '{"a":{"b":1}}', ['merge-cycle "*a"']],
  ["a merge of no map", "a: &a 1\nb:\n  <<: *a\n", '{"a":1,"b":{}}', ['invalid-merge "*a"']],
  ["equal keys", "a: 1\nb: 2\na: 3\n", '{"a":1,"b":2}', ['duplicate-key "a"']],
  ["equal keys of two types", '1: a\n"1": b\n', '{"1":"a"}', ['duplicate-key "\\"1\\""']],
  ["equal keys written differently", 'a: 1\n"\\x61": 2\n', '{"a":1}', ['duplicate-key "\\"\\\\x61\\""']],
  ["keys that are not text", "~: a\n? [x]\n: 1\n{}: 2\n", "{}", ['null-key "~"', 'collection-key "[x]"', 'collection-key "{}"']],
  [
    "tags",
    "a: !!binary abcd\nb: !unknown {x: 1}\nc: !!set {a}\nd: !!js/function x\n",
    '{"a":"abcd","b":{"x":1},"c":{"a":null},"d":"x"}',
    ['explicit-tag "!!binary"', 'explicit-tag "!unknown"', 'explicit-tag "!!set"', 'explicit-tag "!!js/function"'],
  ],
  [
    "directives",
    "%YAML 1.1\n%TAG ! tag:x,2000:\n---\na: NO\n",
    '{"a":"NO"}',
    ['directive "%YAML 1.1"', 'directive "%TAG ! tag:x,2000:"'],
  ],
  ["a second document", "a: 1\n---\na: 2\n", '{"a":1}', ['second-document "---"']],
  ["text behind the end", "a: 1\n...\na: 2\n", '{"a":1}', ['second-document "a: 2"']],
  [
    "control characters",
    "a: x\u0001\nb: \u001b[m\n",
    '{"a":"x\\u0001","b":"\\u001b[m"}',
    ['control-character "\\u0001"', 'control-character "\\u001b"'],
  ],
  [
    "control characters by escapes",
    'a: "\\x00"\nb: "\\e"\n',
    '{"a":"\\u0000","b":"\\u001b"}',
    ['control-character "\\\\x00"', 'control-character "\\\\e"'],
  ],
  ["half a character", 'a: "\\ud83d"\nb: "\\ud83d\\ude00"\n', '{"a":"\\ud83d","b":"😀"}', ['lone-surrogate "\\\\ud83d"']],
  ["a byte order mark in the middle", "a: 1\nb: x\ufeffy\n", '{"a":1,"b":"x\ufeffy"}', ['byte-order-mark "\ufeff"']],
  ["a byte order mark at the start", "\ufeffa: 1\n", '{"a":1}', []],
  [
    "invisible letters",
    "pay\u200bload: 1\nb: \u202ex\n",
    '{"pay\u200bload":1,"b":"\u202ex"}',
    ['invisible-character "\u200b"', 'invisible-character "\u202e"'],
  ],
  [
    "letters of a tag, and marks that nobody sees",
    "a: x\u{e0041}y\nb: p\u061cq\nc: m\u2062n\nd: j\u3164k\n",
    '{"a":"x\u{e0041}y","b":"p\u061cq","c":"m\u2062n","d":"j\u3164k"}',
    [
      'invisible-character "\u{e0041}"',
      'invisible-character "\u061c"',
      'invisible-character "\u2062"',
      'invisible-character "\u3164"',
    ],
  ],
  [
    "an honest flag",
    "a: \u{1f3f4}\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}\nb: \u0627\u061c\u0628\n",
    '{"a":"\u{1f3f4}\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}","b":"\u0627\u061c\u0628"}',
    [],
  ],
  ["honest joiners", "a: 👨‍👩‍👧\nb: می‌خواهم\n", '{"a":"👨‍👩‍👧","b":"می‌خواهم"}', []],
  ["an empty text", "", undefined, []],
  ["only a byte order mark", "\ufeff", undefined, []],
  ["only comments", "# hi\n", undefined, []],
  ["no text", "\0\0\0\0", undefined, ['not-text "\\u0000"']],
  ["an archive", "\u001f\ufffd\b\0\0\0\0\0\0\u0003\ufffdH", undefined, ['not-text "\\u001f"']],
  [
    "names of the prototype",
    "__proto__: 1\nconstructor: 2\nprototype: {__proto__: 3}\n",
    '{"__proto__":1,"constructor":2,"prototype":{"__proto__":3}}',
    [],
  ],
  [
    "two faults far apart",
    'a: "x" y\nb: 1\nc: 1\nd: 1\ne: [1, 2\nf: 1\n',
    '{"a":"x","b":1,"c":1,"d":1,"e":[1,2],"f":1}',
    ['unexpected-text "y"', 'unclosed-bracket "["'],
  ],
];

suite("yaml: problems", () => {
  for (const [name, text, tree, problems] of table)
    test(name, () => {
      const document = parseYaml(text);
      assert.deepEqual(told(document), problems);
      assert.equal(JSON.stringify(plain(document.root)), tree);
      for (const problem of document.problems) {
        assert.match(problem.code, /^[a-z]+(-[a-z]+)*$/);
        assert.ok(problem.help && !/\.$|schema/.test(problem.message + problem.help), problem.message);
        assert.ok(problem.span.start >= 0 && problem.span.end <= text.length);
      }
      // The same with CR LF: the same codes, on the same lines.
      const windows = parseYaml(text.replaceAll("\n", "\r\n"));
      assert.deepEqual(
        windows.problems.map((problem) => problem.code),
        document.problems.map((problem) => problem.code),
      );
    });

  test("the tab fix gives a text without problems and the same tree", () => {
    const text = "a:\n\tb: 1\n\tc:\n\t\td: |\n\t\t\tx\n";
    const document = parseYaml(text);
    const fixed = applyEdits(text, document.problems[0]?.fix?.edits ?? []);
    assert.equal(JSON.stringify(plain(parseYaml(fixed).root)), '{"a":{"b":1,"c":{"d":"x\\n"}}}');
    assert.deepEqual(told(parseYaml(fixed)), []);
  });

  for (const [broken, mended] of [
    ["a: {\n\tb: 1 }\nc:\n\td: 1\n  e: 2\n", "a: {\n  b: 1 }\nc:\n  d: 1\n  e: 2\n"],
    ['a: "one\nb: 1\n', 'a: "one"\nb: 1\n'],
    ["a:\n  - 'one\nb: 1\n", "a:\n  - 'one'\nb: 1\n"],
    ["a: one: two\nb: 1\n", 'a: "one: two"\nb: 1\n'],
    ["a: one:\nb: 1\n", "a: one\nb: 1\n"],
    ["a: @one\\two\nb: 1\n", 'a: "@one\\\\two"\nb: 1\n'],
    ["a: %NAME%\nb: 1\n", 'a: "%NAME%"\nb: 1\n'],
    ["a: 1\nb:2\n", "a: 1\nb: 2\n"],
    ["a: |\n  x\n y\n  z\nb: 1\n", "a: |\n  x\n  y\n  z\nb: 1\n"],
  ] as const)
    for (const [text, right] of [
      [broken, mended],
      [broken.replaceAll("\n", "\r\n"), mended.replaceAll("\n", "\r\n")],
    ] as const)
      test(`the fix of ${JSON.stringify(text)}`, () => {
        const [problem, ...others] = parseYaml(text).problems;
        assert.deepEqual(others, []);
        assert.equal(applyEdits(text, problem?.fix?.edits ?? []), right);
        assert.deepEqual(told(parseYaml(right)), []);
      });

  // What was meant is not sure: a comment, an inner quote, a value that goes on, the inside of brackets.
  for (const text of [
    'a: "one # two\nb: 1\n',
    "a: 'it's\nb: 1\n",
    "a: {b: @one, c: 1}\n",
    "a: one: two # three\nb: 1\n",
    "a: one: two\n  c: 1\nb: 1\n",
    "https://a.example:b\nb: 1\n",
  ])
    test(`no fix for ${JSON.stringify(text)}`, () => {
      const { problems } = parseYaml(text);
      assert.ok(problems.length > 0);
      assert.deepEqual(
        problems.flatMap(({ fix }) => fix ?? []),
        [],
      );
    });

  test("tabs are legal in JSON and in block scalars", () => {
    const json = '{\n\t"a": "x\\/y",\n\t"e": "\\ud83d\\ude00",\n\t"b": [\n\t\t1, 2.50, true, null\n\t]\n}\n';
    assert.equal(JSON.stringify(plain(parseYaml(json).root)), '{"a":"x/y","e":"😀","b":[1,"=2.50",true,null]}');
    assert.deepEqual(told(parseYaml(json)), []);
    assert.deepEqual(told(parseYaml("a: |\n  x\n  \ty\n")), []);
  });

  test("lone carriage returns are refused once, at an empty place before the first", () => {
    const codes = parseYaml("a: 1\rb: 2\rc: 3\n").problems.map((problem) => problem.code);
    assert.equal(codes.filter((code) => code === "bare-carriage-return").length, 1);
  });

  test("a duplicate key points to the first one", () => {
    assert.deepEqual(parseYaml("a: 1\na: 2\n").problems[0]?.related, [{ span: { start: 0, end: 1 }, message: "The first one" }]);
  });

  test("at most a hundred problems, and one that counts the rest", () => {
    const document = parseYaml(Array.from({ length: 300 }, () => "a: 1").join("\n"));
    assert.equal(document.problems.length, 101);
    assert.match(document.problems.at(-1)?.message ?? "", /199 more/);
  });
});
