/** Each rule by its fixture and by its page: what is wrong is reported as written down, what is right is not. */
import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { applyEdits, rules } from "#core";
import { assertExpected, projectRoot } from "../../support/expected";
import { findingLines, workspace } from "../../support/workspace";

const fixtures = "test/fixtures/rules";

suite("rules", () => {
  for (const { id, fixable } of rules) {
    // No text is unreadable, so this one has tests of its own.
    if (id === "unreadable-file") continue;
    test(`${id}: the wrong fixture is reported as written down`, async () => {
      const wrong = await workspace(folderText(`${fixtures}/${id}/wrong`));
      const lines = findingLines(wrong);
      assert.ok(
        lines.some((line) => line.includes(` ${id} `)),
        `nothing of ${id} in:\n${lines.join("\n")}`,
      );
      assertExpected(`${fixtures}/${id}/wrong.out`, `${lines.join("\n")}\n`);
      assert.deepEqual(wrong.log, []);
    });

    test(`${id}: the right fixture is clean`, async () => {
      assert.deepEqual(findingLines(await workspace(folderText(`${fixtures}/${id}/right`))), []);
    });

    test(`${id}: its page shows a wrong text that is reported and a right one that is clean`, async () => {
      const page = readFileSync(path.join(projectRoot, `docs/rules/${id}.md`), "utf8");
      for (const heading of ["Why", "Wrong", "Right"])
        assert.match(page, new RegExp(`^## ${heading}$`, "m"), `no section ${heading}`);
      const wrong = examples(page, "Wrong");
      const right = examples(page, "Right");
      assert.ok(wrong && right, "an example is missing");
      const found = findingLines(await workspace(wrong)).filter((line) => line.includes(` ${id} `));
      assert.equal(found.length, 1, `reported ${found.length} times:\n${found.join("\n")}`);
      assert.deepEqual(findingLines(await workspace(right)), []);
    });

    if (fixable)
      test(`${id}: its fix mends the fault, and a second run has nothing to do`, async () => {
        const wrong = await workspace(folderText(`${fixtures}/${id}/wrong`));
        const fixed: string[] = [];
        for (const uri of wrong.uris) {
          for (const finding of wrong.language.findings(uri)) {
            if (finding.rule !== id || !finding.fix) continue;
            const text = wrong.language.file(uri)?.text ?? "";
            const changed = applyEdits(text, finding.fix.edits);
            const version = (wrong.language.file(uri)?.version ?? 0) + 1;
            wrong.language.changed(wrong.language.workspace.openFile(uri, changed, version));
            const after = wrong.language.findings(uri).filter((other) => other.rule === id);
            assert.ok(after.length < wrong.language.findings(uri).length + 1);
            assert.ok(
              !after.some((other) => other.span.start === finding.span.start && other.message === finding.message),
              `${finding.fix.title} left the fault in:\n${changed}`,
            );
            assert.deepEqual(
              wrong.language.findings(uri).filter((other) => other.rule === "invalid-yaml"),
              [],
              changed,
            );
            fixed.push(finding.fix.title);
            wrong.language.changed(wrong.language.workspace.openFile(uri, text, version + 1));
          }
        }
        assert.ok(fixed.length > 0, "the fixture shows no fix");
      });
  }

  test("every fixture belongs to a rule", () => {
    const known = new Set(rules.map((rule) => rule.id));
    assert.deepEqual(
      readdirSync(path.join(projectRoot, fixtures)).filter((name) => !known.has(name)),
      [],
    );
  });
});

/** A folder of files as marked text. */
function folderText(folder: string): string {
  const full = path.join(projectRoot, folder);
  assert.ok(existsSync(full), `${folder} is missing`);
  const names = readdirSync(full, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(full, path.join(entry.parentPath, entry.name)))
    .sort();
  return names.map((name) => `# file: ${encodeURI(name)}\n${readFileSync(path.join(full, name), "utf8")}`).join("");
}

/** The code blocks below a heading of a page, as one workspace. A block names its file after the language: ```yaml promo.webhook.yaml */
function examples(page: string, heading: string): string | undefined {
  const section = page.split(/^## /m).find((part) => part.startsWith(`${heading}\n`));
  const blocks = [...(section ?? "").matchAll(/^```\w*(?: (\S+))?\n([\s\S]*?)^```$/gm)];
  if (blocks.length === 0) return undefined;
  return blocks.map(([, name, text]) => `# file: ${name ?? "a.webhook.yaml"}\n${text}`).join("");
}
