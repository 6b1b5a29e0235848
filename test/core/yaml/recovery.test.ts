import assert from "node:assert/strict";
import { lineAt } from "#core/text/lines";
import { parseYaml, type YamlDocument, type YamlNode } from "#core/yaml/index";
import { samples } from "./samples";

/** All key paths of a tree with the line on which each key is written. */
function paths(text: string, node: YamlNode | undefined, prefix = ""): Map<string, number> {
  const found = new Map<string, number>();
  if (!node || node.uses.length > 0) return found;
  if (node.kind === "map")
    for (const entry of node.entries) {
      if (entry.merged) continue;
      const path = `${prefix}/${entry.key.text}`;
      found.set(path, lineAt(text, entry.key.span.start).start);
      for (const [inner, line] of paths(text, entry.value, path)) found.set(inner, line);
    }
  if (node.kind === "sequence")
    for (const [i, item] of node.items.entries())
      for (const [inner, line] of paths(text, item, `${prefix}/${i}`)) found.set(inner, line);
  return found;
}

interface Tally {
  states: number;
  wanted: number;
  kept: number;
  strayProblems: string[];
  lost: Map<string, number>;
}

function newTally(): Tally {
  return { states: 0, wanted: 0, kept: 0, strayProblems: [], lost: new Map() };
}

/** One typing state: which keys away from the edited line keep their path, and whether anything is said elsewhere. */
function look(before: YamlDocument, text: string, edited: number, shift: (line: number) => number, tally: Tally): void {
  const after = parseYaml(text, before);
  const kept = paths(text, after.root);
  const known = paths(before.text, before.root);
  const own = [...known].filter(([, line]) => shift(line) === edited).map(([path]) => path);
  const line = lineAt(text, edited);
  for (const [path, at] of known) {
    if (shift(at) === edited || own.some((parent) => path.startsWith(`${parent}/`))) continue;
    tally.wanted++;
    if (kept.has(path)) tally.kept++;
    else {
      const what = JSON.stringify(text.slice(line.start, line.end));
      tally.lost.set(what, (tally.lost.get(what) ?? 0) + 1);
    }
  }
  // An alias whose anchor was cut away has really lost it; nobody else may complain elsewhere.
  const anchorLost = before.text.includes("&") && !text.includes("&base\n");
  for (const problem of after.problems)
    if (anchorLost && problem.code === "unknown-alias") continue;
    else if (problem.span.start < line.start || problem.span.end > line.end)
      tally.strayProblems.push(
        `${JSON.stringify(text.slice(line.start, line.end))}: ${problem.code} at ${problem.span.start}, edited line at ${line.start}`,
      );
  tally.states++;
}

function linesOutsideScalars(document: YamlDocument): { start: number; end: number }[] {
  const lines: { start: number; end: number }[] = [];
  const inside: { start: number; end: number }[] = [];
  const visit = (node: YamlNode): void => {
    if (node.kind === "map") for (const entry of node.entries) visit(entry.value);
    else if (node.kind === "sequence") for (const item of node.items) visit(item);
    else if (document.text.slice(node.span.start, node.span.end).includes("\n")) inside.push(node.span);
  };
  if (document.root) visit(document.root);
  for (let at = 0; at < document.text.length; ) {
    const line = lineAt(document.text, at);
    if (!inside.some((span) => span.start < line.start && line.start < span.end)) lines.push(line);
    at = line.end + 1;
  }
  return lines;
}

const unfinished = [
  "e",
  "ext",
  "extra:",
  "extra: ",
  "extra: x",
  'extra: "',
  'extra: "te',
  "extra: 'te",
  "extra: {",
  "extra: { a: 1, b",
  "extra: [",
  "extra: [1, ",
  "extra: $<",
  'extra: "$<na',
  "extra: |",
  "- ",
  "- x",
  "extra: *x",
] as const;

suite("yaml: typing", () => {
  test("a line cut at any column keeps the keys elsewhere and says nothing elsewhere", () => {
    const tally = newTally();
    for (const sample of samples) {
      const before = parseYaml(sample);
      assert.deepEqual(before.problems, []);
      for (const line of linesOutsideScalars(before))
        for (let cut = line.start; cut < line.end; cut++)
          look(
            before,
            sample.slice(0, cut) + sample.slice(line.end),
            line.start,
            (at) => (at > line.start ? at - (line.end - cut) : at),
            tally,
          );
    }
    report("cut", tally);
  });

  test("an unfinished line put in anywhere keeps the keys elsewhere and says nothing elsewhere", () => {
    const tally = newTally();
    for (const sample of samples) {
      const before = parseYaml(sample);
      for (const line of linesOutsideScalars(before)) {
        const indent = /^ */.exec(sample.slice(line.start, line.end))?.[0] ?? "";
        for (const form of unfinished) {
          const written = `${indent}${form}\n`;
          look(
            before,
            sample.slice(0, line.start) + written + sample.slice(line.start),
            line.start,
            (at) => (at >= line.start ? at + written.length : at),
            tally,
          );
        }
      }
    }
    report("put in", tally);
  });

  test("typed letter by letter, with the document before as the previous one", () => {
    const tally = newTally();
    for (const sample of samples)
      for (const form of unfinished) {
        const before = parseYaml(sample);
        for (const line of linesOutsideScalars(before).filter((_, i) => i % 5 === 2)) {
          const indent = /^ */.exec(sample.slice(line.start, line.end))?.[0] ?? "";
          let last = before;
          for (let length = 1; length <= form.length; length++) {
            const written = `${indent}${form.slice(0, length)}\n`;
            const text = sample.slice(0, line.start) + written + sample.slice(line.start);
            const now = parseYaml(text, last);
            const kept = paths(text, now.root);
            for (const [path] of paths(sample, before.root)) {
              tally.wanted++;
              if (kept.has(path)) tally.kept++;
            }
            last = now;
          }
        }
      }
    assert.ok(tally.kept / tally.wanted >= 0.995, `kept ${tally.kept} of ${tally.wanted}`);
  });

  test("a fault that was there before stays where it is while another line is edited", () => {
    const broken = 'a: "x" y\nb: 1\nc: 1\nd: 1\ne: 1\n';
    const opened = parseYaml(broken);
    const edited = parseYaml(broken.replace("e: 1", "e: 12"), opened);
    assert.deepEqual(edited.problems, opened.problems);
    const twice = "a: 1\na: 2\nb: 1\nc: 1\n";
    assert.deepEqual(parseYaml(twice.replace("c: 1", "c: 2"), parseYaml(twice)).problems, parseYaml(twice).problems);
  });

  test("a good line typed after a broken one does not hide it", () => {
    const good = parseYaml("a: 1\nb: 2\nc: 3\nd: 4\n");
    const one = parseYaml('a: "1\nb: 2\nc: 3\nd: 4\n', good);
    const two = parseYaml('a: "1\nb: 2\nc: 3\nd: 45\n', one);
    assert.deepEqual(
      two.problems.map((problem) => problem.code),
      ["unclosed-quote"],
    );
    assert.deepEqual([...paths(two.text, two.root).keys()], ["/a", "/b", "/c", "/d"]);
  });

  test("the reference stays the last good tree, however long the line is broken", () => {
    const good = "a: 1\nb: 2\nc: 3\n";
    let last = parseYaml(good);
    for (const half of ["a: 1\nxy\nb: 2\nc: 3\n", "a: 1\nxyz\nb: 2\nc: 3\n", "a: 1\nxyzz\nb: 2\nc: 3\n"]) {
      last = parseYaml(half, last);
      assert.deepEqual([...paths(half, last.root).keys()], ["/a", "/b", "/c"]);
      assert.deepEqual(last.masked && half.slice(last.masked.start, last.masked.end), half.split("\n")[1]);
    }
  });
});

function report(name: string, tally: Tally): void {
  const share = tally.kept / tally.wanted;
  const lost = [...tally.lost].sort((a, b) => b[1] - a[1]).slice(0, 12);
  if (process.env.HOOKFLOW_VERBOSE)
    console.log(name, tally.states, "states", (share * 100).toFixed(3), "%", tally.strayProblems.length, "stray", lost);
  assert.ok(
    share >= 0.995,
    `${name}: kept ${(share * 100).toFixed(2)} % of ${tally.wanted}; lost at ${lost.map(([line, n]) => `${line} ${n}`).join(", ")}`,
  );
  assert.deepEqual(tally.strayProblems.slice(0, 10), [], `${name}: ${tally.strayProblems.length} stray problems`);
}
