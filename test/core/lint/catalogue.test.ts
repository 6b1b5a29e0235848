/** The platform's catalogue of rules, and that each of them is covered by a rule of ours that has a page. */
import assert from "node:assert/strict";
import { rulePages, rules } from "#core";

const family = (letter: string, count: number) =>
  Array.from({ length: count }, (_, at) => `${letter}${String(at + 1).padStart(2, "0")}`);
const catalogue = [
  ...family("W", 18),
  ...family("V", 11),
  ...family("T", 25),
  ...family("F", 27),
  ...family("E", 7),
  ...family("C", 6),
];

suite("catalogue of rules", () => {
  test("all 94 rules of the platform are covered", () => {
    assert.equal(catalogue.length, 94);
    const covered = new Set(rules.flatMap((rule) => rule.domain));
    assert.deepEqual(
      catalogue.filter((id) => !covered.has(id)),
      [],
    );
    assert.deepEqual(
      [...covered].filter((id) => !catalogue.includes(id)),
      [],
    );
  });

  test("every rule has a page that says why, what is wrong, what is right and how to silence it", () => {
    for (const { id } of rules) {
      const page = rulePages[id as keyof typeof rulePages] ?? "";
      for (const part of ["## Why", "## Wrong", "## Right", "## How to silence"])
        assert.ok(page.includes(part) || id === "unreadable-file", `docs/rules/${id}.md has no "${part}"`);
    }
  });
});
