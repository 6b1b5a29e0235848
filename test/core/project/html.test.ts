/** An HTML page is ours only while a workflow shows it. */
import assert from "node:assert/strict";
import { findingLines, workspace } from "../../support/workspace";

const shown = `# file: a.workflow.yaml
name: A
start: { type: event, event: e, next: m }
blocks:
  m: { type: email, template: page.html, next: end }
  end: { type: end }
# file: page.html
<p>#if($x)</p>
`;

suite("HTML pages", () => {
  test("one that a workflow shows is checked as a template", async () => {
    assert.deepEqual(
      findingLines(await workspace(shown)).map((line) => line.split(" ").slice(0, 3).join(" ")),
      ["page.html:1:4 error unbalanced-directive"],
    );
  });

  test("one that nobody shows is left alone, until somebody does", async () => {
    const { language, uris } = await workspace(shown.replace("template: page.html", "text: Hello"));
    const [workflow, page] = uris;
    assert.ok(workflow && page);
    assert.deepEqual(language.findings(page), []);
    const text = language.file(workflow)?.text.replace("text: Hello", "template: page.html") ?? "";
    const affected = language.changed(language.workspace.openFile(workflow, text, 1));
    assert.ok(affected.has(page), [...affected].join());
    assert.equal(language.findings(page)[0]?.rule, "unbalanced-directive");
  });
});
