/** Every fix of every fixture: it holds, it mends its finding, it changes nothing else, and there is an end to fixing. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { applyEdits, createLanguage, fileKind } from "#core";
import { fixAll } from "#core/lint/fix-all";
import { editsHold, verifiedFix } from "#core/lint/verify-fix";
import { readSource } from "#core/model/source-file";
import { collectingLog, fixedClock, memoryFiles } from "#platform/memory";
import { projectRoot } from "../../support/expected";

const folder = path.join(projectRoot, "test/fixtures/rules");

function filesBelow(place: string): string[] {
  return readdirSync(place).flatMap((name) => {
    const full = path.join(place, name);
    return statSync(full).isDirectory() ? filesBelow(full) : fileKind(decodeURIComponent(name)) ? [full] : [];
  });
}

async function languageOf(rule: string) {
  const root = path.join(folder, rule, "wrong");
  const texts = Object.fromEntries(
    filesBelow(root).map((file) => [
      `file:///w/${path.relative(root, file).split(path.sep).join("/")}`,
      readFileSync(file, "utf8").replace(/^\ufeff/, ""),
    ]),
  );
  const log = collectingLog();
  const language = createLanguage({ files: memoryFiles(texts), clock: fixedClock(), log });
  await language.workspace.addFolder("file:///w");
  const uris = [...language.workspace.projects()].flatMap((project) => [...project.files()].map(({ source }) => source.uri));
  return { language, uris, log };
}

suite("verified edits", () => {
  const holds = (text: string, from: string, to: string) => {
    const start = text.indexOf(from);
    const file = readSource("file:///w/a.webhook.yaml", "webhook", text, 1);
    return editsHold(file, [{ span: { start, end: start + from.length }, newText: to }]);
  };

  test("what an edit does not touch must mean what it meant", () => {
    assert.equal(holds("headers: { a: one, b: two }\n", "one", "other"), true);
    assert.equal(holds("headers: { a: one, b: two }\n", "one", "one } #"), false);
    assert.equal(holds("name: a # why\nmethod: GET\n", "a # why", "b"), true);
    assert.equal(holds("name: a\n# why\nmethod: GET\n", "a\n# why", "b"), true);
    assert.equal(holds("name: a\nmethod: GET\n", "GET", "[b"), false);
    assert.equal(holds("body:\n  content: |\n    one\nurl: x\n", "one\n", "one\n  two\n"), false);
  });
});

suite("fixes", () => {
  let fixes = 0;
  const withheld: string[] = [];

  for (const rule of readdirSync(folder))
    test(`${rule}: each fix is verified and mends what it says`, async () => {
      const { language, uris, log } = await languageOf(rule);
      let version = 1;
      for (const uri of uris) {
        const file = language.file(uri);
        for (const finding of language.findings(uri)) {
          if (!finding.fix || !file) continue;
          const fix = verifiedFix(file, finding);
          if (!fix) {
            withheld.push(`${path.basename(uri)}: ${finding.rule}: ${finding.fix.title}`);
            continue;
          }
          fixes++;
          language.changed(language.workspace.openFile(uri, applyEdits(file.text, fix.edits), ++version));
          // Another fault of the same kind may come to light behind it.
          const again = language
            .findings(uri)
            .filter(
              ({ rule: id, message, span }) =>
                id === finding.rule && message === finding.message && span.start === finding.span.start,
            );
          assert.deepEqual(again, [], `${uri}: "${fix.title}" mends nothing: ${finding.message}`);
          language.changed(language.workspace.openFile(uri, file.text, ++version));
        }
      }
      assert.deepEqual(log.entries, []);
    });

  test("all fixes at once come to an end, and a second run has nothing to do", async () => {
    for (const rule of readdirSync(folder)) {
      const { language, uris } = await languageOf(rule);
      for (const uri of uris) {
        let version = 1;
        for (let round = 0; ; round++) {
          const file = language.file(uri);
          const { edits } = file ? fixAll(file, language.findings(uri)) : { edits: [] };
          if (!file || edits.length === 0) break;
          assert.ok(round < 10, `${uri} in ${rule} is fixed without end`);
          language.changed(language.workspace.openFile(uri, applyEdits(file.text, edits), ++version));
        }
      }
    }
    // What would be a directive without the space has no end: the fix alone would break the template.
    assert.deepEqual(withheld, ["mail.vm: invalid-spacing: Remove the space"]);
    assert.ok(fixes > 100, `only ${fixes} fixes were tried`);
  });
});
