import assert from "node:assert/strict";
import { parseYaml, type YamlNode } from "#core/yaml/index";
import { plain, told } from "./show";

function tree(text: string): string {
  return JSON.stringify(plain(parseYaml(text).root));
}

function at(text: string, ...path: readonly (string | number)[]): YamlNode {
  let node = parseYaml(text).root;
  for (const step of path) {
    if (node?.kind === "map" && typeof step === "string") node = node.get(step)?.value;
    else if (node?.kind === "sequence" && typeof step === "number") node = node.items[step];
    else assert.fail(`nothing at ${path.join("/")}`);
  }
  assert.ok(node, `nothing at ${path.join("/")}`);
  return node;
}

suite("yaml: aliases and merges", () => {
  test("explicit keys win over merged ones, wherever they stand, and earlier merges over later ones", () => {
    assert.equal(tree("b: &b {x: 1, y: 2}\nc:\n  x: 9\n  <<: *b\n"), '{"b":{"x":1,"y":2},"c":{"x":9,"y":2}}');
    assert.equal(tree("b: &b {x: 1, y: 2}\nc:\n  <<: *b\n  x: 9\n"), '{"b":{"x":1,"y":2},"c":{"x":9,"y":2}}');
    assert.equal(
      tree("l:\n  - &a {x: 1}\n  - &b {x: 2, y: 2}\nc:\n  <<: [*a, *b]\n"),
      '{"l":[{"x":1},{"x":2,"y":2}],"c":{"x":1,"y":2}}',
    );
    assert.equal(
      tree("l:\n  - &a {x: 1}\n  - &b {x: 2, y: 2}\nc:\n  <<: *a\n  <<: *b\n"),
      '{"l":[{"x":1},{"x":2,"y":2}],"c":{"x":1,"y":2}}',
    );
    assert.equal(tree("c:\n  <<: {x: 1, y: 2}\n  y: 3\n"), '{"c":{"y":3,"x":1}}');
    assert.deepEqual(told(parseYaml("a: &a {x: 1}\nc:\n  <<: *a\n  <<: *a\n  x: 3\n")), []);
  });

  test("a quoted << is a key like any other", () => assert.equal(tree('{"<<": {"a": 1}}'), '{"<<":{"a":1}}'));

  test("merges through merges", () =>
    assert.equal(
      tree("a: &a {x: 1}\nb: &b\n  <<: *a\n  y: 2\nc:\n  <<: *b\n"),
      '{"a":{"x":1},"b":{"y":2,"x":1},"c":{"y":2,"x":1}}',
    ));

  test("an aliased node is at its definition and knows its uses, outermost first", () => {
    const text = "a: &a\n  x: &x [1]\nb: &b\n  k: *a\nc: *b\n";
    const node = at(text, "c", "k", "x", 0);
    assert.equal(text.slice(node.span.start, node.span.end), "1");
    assert.deepEqual(
      node.uses.map((use) => text.slice(use.start, use.end)),
      ["*b", "*a"],
    );
    assert.deepEqual(at(text, "a", "x", 0).uses, []);
  });

  test("a merged entry says so, and its use is the alias", () => {
    const text = "a: &a {x: 1}\nc:\n  <<: *a\n  y: 2\n";
    const map = at(text, "c");
    assert.ok(map.kind === "map");
    const entry = map.get("x");
    assert.equal(entry?.merged, true);
    assert.deepEqual(
      entry?.value.uses.map((use) => text.slice(use.start, use.end)),
      ["*a"],
    );
    assert.equal(map.get("y")?.merged, false);
  });

  test("an entry ends with the alias that is its value", () => {
    const text = "a: &a {x: 1}\nc: *a\n";
    const root = parseYaml(text).root;
    assert.ok(root?.kind === "map");
    const entry = root.get("c");
    assert.equal(entry && text.slice(entry.span.start, entry.span.end), "c: *a");
    assert.equal(entry && text.slice(entry.valueSpan.start, entry.valueSpan.end), "*a");
  });

  test("an anchor that is given again means the last one before", () =>
    assert.equal(tree("a: &x 1\nb: &y [*x]\nc: &x 2\nd: *y\ne: *x\n"), '{"a":1,"b":[1],"c":2,"d":[1],"e":2}'));

  test("an alias as a key is its text", () => assert.equal(tree("a: &k name\n*k : 1\n"), '{"a":"name","name":1}'));

  test("what is wrong in an anchored map is told once, however often it is used", () =>
    assert.deepEqual(told(parseYaml("a: &a {x: 1, x: 2}\nb: *a\nc:\n  <<: *a\n")), ['duplicate-key "x"']));

  test("150 uses of a small anchor are fine", () => {
    const document = parseYaml(`a: &a {x: 1}\nl:\n${"  - *a\n".repeat(150)}`);
    assert.deepEqual(document.problems, []);
  });

  test("a bomb ends in one problem on the first alias that is too much, and small aliases behind it still work", () => {
    let bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n";
    for (let i = 1; i < 9; i++)
      bomb += `a${i}: &a${i} [${Array(9)
        .fill(`*a${i - 1}`)
        .join(", ")}]\n`;
    const document = parseYaml(`${bomb}s: &s 1\nlast: *s\n`);
    assert.deepEqual(told(document), ['alias-budget "*a3"']);
    let nodes = 0;
    const count = (node: YamlNode): void => {
      nodes++;
      if (node.kind === "sequence") node.items.forEach(count);
      else if (node.kind === "map") for (const entry of node.entries) count(entry.value);
    };
    if (document.root) count(document.root);
    assert.ok(nodes < 40_000, `${nodes} nodes`);
    assert.ok(document.root?.kind === "map");
    assert.equal(plain(document.root.get("last")?.value), 1);
  });

  test("aliases never make a tree deeper than the limit", () => {
    const deep = (inside: string) => "[".repeat(50) + inside + "]".repeat(50);
    const document = parseYaml(`a: &a ${deep("1")}\nb: &b ${deep("*a")}\n`);
    assert.deepEqual(told(document), ['alias-budget "*a"']);
  });

  test("spans: entries, maps and sequences end with their last written value", () => {
    const text = "a:\n  b: 1 # note\n  c:\n    - x\n    - y\n\n# end\nd: |\n  text\n\ne: 2\n";
    const shown = (node: YamlNode) => text.slice(node.span.start, node.span.end);
    assert.equal(shown(at(text, "a")), "b: 1 # note\n  c:\n    - x\n    - y");
    assert.equal(shown(at(text, "a", "c")), "- x\n    - y");
    assert.equal(shown(at(text, "d")), "|\n  text");
  });

  test("too deep, too many: one problem, and nothing is read", () => {
    for (const [text, code] of [
      [`a: ${"[".repeat(10_000)}${"]".repeat(10_000)}`, "too-deep"],
      ["- ".repeat(20_000), "too-deep"],
      [`[${"1,".repeat(60_000)}1]`, "too-many-nodes"],
      ["\n".repeat(1_000_000), "too-many-nodes"],
      ["}\n".repeat(5_000), "too-many-faults"],
      [`a: ${"&x ".repeat(5_000)}1`, "too-many-faults"],
      ["x".repeat(1024 * 1024 + 1), "too-large"],
    ] as const) {
      const document = parseYaml(text);
      assert.deepEqual(
        document.problems.map((problem) => problem.code),
        [code],
      );
      assert.equal(document.root, undefined);
    }
  });

  test("64 levels are read, one more is not", () => {
    assert.deepEqual(parseYaml("[".repeat(64) + "]".repeat(64)).problems, []);
    assert.deepEqual(
      parseYaml("[".repeat(65) + "]".repeat(65)).problems.map((problem) => problem.code),
      ["too-deep"],
    );
    const block = Array.from({ length: 64 }, (_, i) => `${" ".repeat(i)}k:\n`).join("");
    assert.deepEqual(parseYaml(block).problems, []);
    const list = `${"- ".repeat(64)}x`;
    assert.deepEqual(parseYaml(list).problems, []);
  });

  test("20,000 keys are read", () => {
    const text = Array.from({ length: 20_000 }, (_, i) => `key_${i}: v${i}`).join("\n");
    const { root, problems } = parseYaml(text);
    assert.deepEqual(problems, []);
    assert.ok(root?.kind === "map");
    assert.equal(root.entries.length, 20_000);
  });

  test("comments, wherever they are", () => {
    const text = "# one\na: 1 # two\nb: | # three\n  # text\nc: '# text' # four\nd: [1, # five\n  2]\n";
    assert.deepEqual(
      parseYaml(text).comments.map((comment) => comment.text),
      ["one", "two", "three", "four", "five"],
    );
  });
});
