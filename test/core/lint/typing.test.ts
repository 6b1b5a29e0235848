/**
 * While somebody types in a sample: every state of every line. What stands elsewhere is as right as before, so nothing may be
 * said of it.
 */
import assert from "node:assert/strict";
import { readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { createLanguage, fileKind, type Language } from "#core";
import { collectingLog, fixedClock, memoryFiles } from "#platform/memory";
import { assertExpected, projectRoot } from "../../support/expected";

function filesBelow(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const full = path.join(folder, name);
    return statSync(full).isDirectory() ? filesBelow(full) : fileKind(name) ? [full] : [];
  });
}

async function samples(name: string): Promise<{ language: Language; texts: ReadonlyMap<string, string> }> {
  const folder = path.join(projectRoot, "samples", name);
  const texts = new Map(
    filesBelow(folder).map((file) => [
      `file:///w/${path.relative(folder, file).split(path.sep).join("/")}`,
      readFileSync(file, "utf8"),
    ]),
  );
  const files = memoryFiles(Object.fromEntries(texts));
  const language = createLanguage({ files, clock: fixedClock(), log: collectingLog() });
  await language.workspace.addFolder("file:///w");
  return { language, texts };
}

/** The files that are typed in: those that people write by hand. */
const typed = /\.(webhook|workflow|connector)\.yaml$|contact-fields\.yaml$/;

/** Findings outside of the line, after the text became another one. */
function elsewhere(language: Language, uri: string, text: string, line: { start: number; end: number }): string[] {
  return language
    .findings(uri)
    .filter((finding) => finding.span.end < line.start || finding.span.start > line.end)
    .map((finding) => `${text.slice(0, finding.span.start).split("\n").length}: ${finding.rule}: ${finding.message}`);
}

for (const name of ["promo", "shop"])
  suite(`typing in samples/${name}`, () => {
    test("a line that is typed from its first letter to its last brings no finding on another line", async () => {
      const { language, texts } = await samples(name);
      const wrong: string[] = [];
      let states = 0;
      let version = 1;
      for (const [uri, text] of texts) {
        if (!typed.test(uri)) continue;
        let start = 0;
        for (const line of text.split("\n")) {
          const indent = /^ */.exec(line)?.[0].length ?? 0;
          // Inside a text the line is the text's; and taking a whole entry away is the next test's matter.
          for (let length = indent + 1; length < line.length; length++) {
            const state = text.slice(0, start + length) + text.slice(start + line.length);
            language.changed(language.workspace.openFile(uri, state, ++version));
            states++;
            const found = elsewhere(language, uri, state, { start, end: start + length });
            const allowed = found.filter((finding) => !isConsequence(finding));
            if (allowed.length)
              wrong.push(`${uri} ${JSON.stringify(state.slice(start, start + length))}: ${allowed.join(" | ")}`);
          }
          language.changed(language.workspace.openFile(uri, text, ++version));
          start += line.length + 1;
        }
      }
      assert.ok(states > 900, `only ${states} states`);
      assert.ok(wrong.length / states < 0.005, `${wrong.length} of ${states}:\n${wrong.slice(0, 400).join("\n")}`);
    }).timeout(60_000);

    test("without one of its lines, a sample has findings about what that line said, and about nothing else", async () => {
      const { language, texts } = await samples(name);
      const told: string[] = [];
      let version = 1;
      for (const [uri, text] of texts) {
        if (!typed.test(uri)) continue;
        const lines = text.split("\n");
        for (const [at, line] of lines.entries()) {
          if (line.trim() === "") continue;
          const state = [...lines.slice(0, at), ...lines.slice(at + 1)].join("\n");
          language.changed(language.workspace.openFile(uri, state, ++version));
          for (const finding of language.findings(uri)) {
            const place = state.slice(0, finding.span.start).split("\n").length;
            told.push(
              `${uri.slice(10)} - ${at + 1} ${line.trim()} → ${place >= at + 1 ? place + 1 : place} ${finding.rule}: ${finding.message}`,
            );
          }
        }
        language.changed(language.workspace.openFile(uri, text, ++version));
      }
      // Every line of it was read and found to be about the line that is missing.
      assertExpected(`test/core/lint/deleted-lines-${name}.txt`, `${told.join("\n")}\n`);
    }).timeout(60_000);
  });

/** An `#if` without its `#end` is told at the `#if`, wherever the other one was being typed. */
function isConsequence(finding: string): boolean {
  return /"#end" closes nothing|Missing "#end" for/.test(finding);
}
