/** The difference of two texts, as a test runner shows it. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { type Hunk, lineDiff } from "#cli/line-diff";

function shown(hunks: readonly Hunk[]): string {
  return hunks
    .map(({ before, after, lines }) =>
      [
        `@@ -${before.join(",")} +${after.join(",")} @@`,
        ...lines.map(({ kind, text, isOpen }) => `${kind}${text}${isOpen ? "⏎" : ""}`),
      ].join("\n"),
    )
    .join("\n");
}

const numbered = (count: number, changed: Readonly<Record<number, string>> = {}) =>
  Array.from({ length: count }, (_, at) => `${changed[at + 1] ?? at + 1}\n`).join("");

/** The new text, made of the old one and the hunks alone. */
function applied(before: string, hunks: readonly Hunk[]): string {
  const lines = before.match(/[^\n]*\n|[^\n]+$/g) ?? [];
  let text = "";
  let at = 1;
  for (const hunk of hunks) {
    for (; at < hunk.before[0]; at++) text += lines[at - 1] ?? "";
    for (const { kind, text: line, isOpen } of hunk.lines) {
      if (kind !== "+") assert.equal(lines[at++ - 1], line + (isOpen ? "" : "\n"));
      if (kind !== "-") text += line + (isOpen ? "" : "\n");
    }
  }
  return text + lines.slice(at - 1).join("");
}

suite("the difference of two texts", () => {
  test("none for equal texts", () => assert.deepEqual(lineDiff("a\nb\n", "a\nb\n"), []));

  test("three lines around a change", () =>
    assert.equal(shown(lineDiff(numbered(9), numbered(9, { 5: "five" }))), "@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8"));

  test("changes near each other are one hunk, far ones two", () => {
    assert.equal(lineDiff(numbered(20), numbered(20, { 5: "x", 12: "y" })).length, 1);
    assert.equal(lineDiff(numbered(20), numbered(20, { 5: "x", 13: "y" })).length, 2);
  });

  test("a missing line break at the end is a difference that is shown", () =>
    assert.equal(shown(lineDiff("a\nb\n", "a\nb")), "@@ -1,2 +1,2 @@\n a\n-b\n+b⏎"));

  test("from and to nothing", () => {
    assert.equal(shown(lineDiff("", "a\n")), "@@ -1,0 +1,1 @@\n+a");
    assert.equal(shown(lineDiff("a\n", "")), "@@ -1,1 +1,0 @@\n-a");
  });

  test("texts too large to compare line by line are still told whole", () => {
    const [before, after] = [numbered(3000), numbered(3000).replaceAll("\n", "x\n")];
    assert.equal(applied(before, lineDiff(before, after)), after);
  });

  test("the hunks make the new text of the old one, and say where they stand", () => {
    const text = fc.array(fc.constantFrom("a\n", "b\n", "c\n", "\n", "d"), { maxLength: 30 }).map((lines) => lines.join(""));
    fc.assert(
      fc.property(text, text, (before, after) => {
        const hunks = lineDiff(before, after);
        assert.equal(applied(before, hunks), after);
        for (const { before: old, after: fresh, lines } of hunks) {
          assert.equal(lines.filter(({ kind }) => kind !== "+").length, old[1]);
          assert.equal(lines.filter(({ kind }) => kind !== "-").length, fresh[1]);
          const start = after
            .split("\n")
            .slice(0, fresh[0] - 1)
            .map((line) => `${line}\n`)
            .join("");
          assert.ok(after.startsWith(start + (lines[0]?.kind === "-" ? "" : (lines[0]?.text ?? ""))));
        }
      }),
      { numRuns: 1000 },
    );
  });
});
