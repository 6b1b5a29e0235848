/** Findings never lie: definitions as a customer writes them, in odd but right spellings, have none. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { projectRoot } from "../../support/expected";
import { findingLines, splitFiles, workspace } from "../../support/workspace";

/** Whole workspaces: odd but right spellings, and a campaign as a marketing team writes it. */
const corpora = ["good-definitions", "good-campaign", "good-odds"].map(
  (name) => [name, readFileSync(path.join(projectRoot, `test/core/lint/${name}.txt`), "utf8").replaceAll("\r\n", "\n")] as const,
);

/** The definitions with a change to each text; file names become addresses. */
function written(good: string, change: (text: string) => string): string {
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
  for (const [name, good] of corpora)
    for (const [way, change] of ways)
      test(`${name} have no finding ${way}`, async () => {
        const made = await workspace(written(good, change));
        assert.deepEqual(findingLines(made), []);
        assert.deepEqual(made.log, []);
      });
});
