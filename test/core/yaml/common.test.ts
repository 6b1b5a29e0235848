import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { readCommon } from "#core/yaml/common";
import { attempt, attemptAny } from "#core/yaml/parse";
import { ScalarNode } from "#core/yaml/scalar";
import type { YamlNode } from "#core/yaml/tree";
import { generate, Random } from "./generate";
import { damages } from "./properties";
import { samples } from "./samples";

/** Everything that can be known of a node, as plain data. */
function known(node: YamlNode | undefined): unknown {
  if (!node) return undefined;
  const { kind, span, uses } = node;
  if (node.kind === "scalar") {
    const token = ScalarNode.tokenOf(node);
    const { style, text, value, place } = node;
    const content = node.map.toSource({ start: 0, end: text.length });
    return { kind, span, uses, style, text, value, place, content, token };
  }
  if (node.kind === "sequence") return { kind, span, uses, flow: node.flow, items: node.items.map(known) };
  const entries = node.entries.map(({ key, value, span, valueSpan, merged }) => ({
    key: known(key),
    value: known(value),
    span,
    valueSpan,
    merged,
  }));
  return { kind, span, uses, flow: node.flow, entries, duplicates: node.duplicates };
}

/** Where the common reader reads a text, the general one says the same and finds no fault. Gives whether it did. */
function agrees(text: string): boolean {
  const common = readCommon(text);
  if (!common) return false;
  const quick = attempt(text);
  const general = attemptAny(text);
  const shown = JSON.stringify(text);
  assert.deepEqual(general.faults, [], `faults in ${shown}`);
  assert.deepEqual(quick.problems, general.problems, `problems of ${shown}`);
  assert.deepEqual(quick.comments, general.comments, `comments of ${shown}`);
  assert.deepEqual(known(quick.root), known(general.root), `the tree of ${shown}`);
  return true;
}

/** Every file that the repository has of our kinds. */
function files(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(?:ya?ml|json)$/.test(entry.name))
    .map((entry) => readFileSync(path.join(entry.parentPath, entry.name), "utf8"));
}

suite("yaml: the common form", () => {
  test("is how the samples are written", () => {
    const texts = files("samples");
    const read = texts.filter(agrees);
    assert.ok(texts.length > 10 && read.length >= texts.length * 0.95, `${read.length} of ${texts.length}`);
  });

  test("says what the general way says of every fixture, in LF and in CR LF", () => {
    for (const text of [...files("test/fixtures"), ...samples]) {
      agrees(text);
      agrees(text.replace(/\r?\n/g, "\r\n"));
    }
  });

  test("says what the general way says of generated documents, whole and damaged", () => {
    const random = new Random(7);
    let read = 0;
    for (let seed = 1; seed <= 3000; seed++) {
      let { text } = generate(seed);
      if (agrees(text)) read++;
      for (let round = 0; round < 3; round++) {
        const at = random.below(text.length + 1);
        text = text.slice(0, at) + random.pick(damages) + text.slice(Math.min(text.length, at + random.below(6)));
        if (agrees(text)) read++;
      }
    }
    assert.ok(read > 500, `${read} were common`);
  });

  test("says what the general way says of every typing state of a file", () => {
    for (const text of samples)
      for (let at = 0; at <= text.length; at++) {
        const lineEnd = text.indexOf("\n", at);
        agrees(text.slice(0, at) + text.slice(lineEnd < 0 ? text.length : lineEnd));
        agrees(text.slice(0, at));
      }
  });

  test("says what the general way says of pieces in any order", () => {
    const piece = fc.constantFrom(
      ...'a|b:|: |:|- |-| |  |    |\n|\n\n|\n  |\n    |#|# c|{|}|[|]|,|, |"|\'|"x"|\'y\'|"a\\n"|\'\'|""|\\|>|>-|~|null|1|-1|a b|a#b|a: b|k: |\n- |\n  - |...|%|@|?|? |é|😀|\r\n|<<: |x:y|{a: 1}|[1, 2]|"k": '.split(
        "|",
      ),
      "|",
      "|-",
      ": |\n  ",
      "|\n    t\n",
      "|+\n",
      "|2\n",
      "---",
    );
    let read = 0;
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 14 }), (pieces) => {
        if (agrees(pieces.join(""))) read++;
      }),
      { numRuns: 30_000, seed: 4 },
    );
    assert.ok(read > 1000, `${read} were common`);
  });
});
