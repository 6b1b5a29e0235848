/** Findings never lie: definitions as a customer writes them, in odd but right spellings, have none. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { projectRoot } from "../../support/expected";
import { findingLines, splitFiles, workspace } from "../../support/workspace";

const good = readFileSync(path.join(projectRoot, "test/core/lint/good-definitions.txt"), "utf8").replaceAll("\r\n", "\n");

/** The definitions with a change to each text; file names become addresses. */
function written(change: (text: string) => string): string {
  return splitFiles(good)
    .map(([name, text]) => `# file: ${encodeURI(name)}\n${change(text)}`)
    .join("");
}

suite("good definitions", () => {
  const ways: readonly (readonly [way: string, change: (text: string) => string])[] = [
    ["as they are", (text) => text],
    ["with Windows line ends", (text) => text.replaceAll("\n", "\r\n")],
    ["without a line end at the end of their texts", (text) => `${text.trimEnd()}\n`],
    ["with blank lines behind", (text) => `${text}\n\n`],
  ];
  for (const [way, change] of ways)
    test(`have no finding ${way}`, async () => {
      const made = await workspace(written(change));
      assert.deepEqual(findingLines(made), []);
      assert.deepEqual(made.log, []);
    });
});
