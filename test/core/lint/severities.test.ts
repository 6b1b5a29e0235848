/** What `hookflow.yaml` decides, and what is not checked at all. */
import assert from "node:assert/strict";
import { createLanguage, type FileProblem, rules } from "#core";
import { Linter } from "#core/lint/linter";
import { defineRule } from "#core/lint/rule";
import { collectingLog, fixedClock, memoryFiles } from "#platform/memory";
import { findingLines, workspace } from "../../support/workspace";

const http = "name: a\nmethod: GET\nurl: http://a.example\n";
const typo = "name: b\nmethod: GET\nurl: https://a.example\ntimeout: 5\n";

/** `file severity rule` of each finding under a configuration. */
async function under(config: string, files = `# file: a.webhook.yaml\n${http}# file: b.webhook.yaml\n${typo}`) {
  const lines = findingLines(await workspace(`# file: hookflow.yaml\n${config}\n${files}`));
  return lines.map((line) => line.replace(/^(\S+?):\d+:\d+ (\w+ [\w-]+) .*$/, "$1 $2"));
}

suite("severities", () => {
  test("without a word each rule has its own", async () => {
    assert.deepEqual(await under("dialect: reteno"), [
      "a.webhook.yaml error insecure-url",
      "b.webhook.yaml warning unknown-property",
    ]);
  });

  for (const severity of ["error", "warning", "info", "hint"])
    test(`a rule is raised and lowered to ${severity}`, async () => {
      assert.deepEqual(await under(`rules: { insecure-url: ${severity}, unknown-property: ${severity} }`), [
        `a.webhook.yaml ${severity} insecure-url`,
        `b.webhook.yaml ${severity} unknown-property`,
      ]);
    });

  test("a rule that is off says nothing, others go on", async () => {
    assert.deepEqual(await under("rules: { insecure-url: off }"), ["b.webhook.yaml warning unknown-property"]);
    assert.deepEqual(await under('rules: { unknown-property: "off" }'), ["a.webhook.yaml error insecure-url"]);
  });

  test("an invalid severity counts as not written, and is said once, in the configuration", async () => {
    assert.deepEqual(await under("rules: { insecure-url: loud }"), [
      "a.webhook.yaml error insecure-url",
      "b.webhook.yaml warning unknown-property",
      "hookflow.yaml error invalid-value",
    ]);
  });

  test("a mistyped key is one fault, unless the rule that would say so is off", async () => {
    const files = "# file: a.webhook.yaml\nname: a\nmethd: GET\nurl: https://a.example\n";
    assert.deepEqual(await under("dialect: reteno", files), ["a.webhook.yaml error invalid-method"]);
    assert.deepEqual(await under("rules: { invalid-method: off }", files), ["a.webhook.yaml warning unknown-property"]);
    assert.deepEqual(await under("rules: { unknown-property: off }", files), ["a.webhook.yaml error invalid-method"]);
  });

  test("a key that holds a credential is one fault, unless the rule about credentials is off", async () => {
    const files = "# file: a.webhook.yaml\nname: a\nmethod: GET\nurl: https://a.example\ntoken: hunter2\n";
    assert.deepEqual(await under("dialect: reteno", files), ["a.webhook.yaml error literal-secret"]);
    assert.deepEqual(await under("rules: { literal-secret: off }", files), ["a.webhook.yaml warning unknown-property"]);
  });

  test("a nearer hookflow.yaml holds for its folder", async () => {
    const files = `# file: a.webhook.yaml\n${http}# file: inner/hookflow.yaml\ndialect: reteno\n# file: inner/a.webhook.yaml\n${http}`;
    assert.deepEqual(await under("rules: { insecure-url: off }", files), ["inner/a.webhook.yaml error insecure-url"]);
  });

  test("changes with the configuration, without a new start", async () => {
    const made = await workspace(`# file: hookflow.yaml\ndialect: reteno\n# file: a.webhook.yaml\n${http}`);
    assert.equal(made.language.findings(made.uri).length, 1);
    const [config = ""] = made.uris.filter((uri) => uri.endsWith("hookflow.yaml"));
    const affected = made.language.changed(made.language.workspace.openFile(config, "rules: { insecure-url: off }", 2));
    assert.ok(affected.has(made.uri));
    assert.deepEqual(made.language.findings(made.uri), []);
  });
});

suite("the runner", () => {
  test("a rule that fails is logged, without the file's text, and hides no other", async () => {
    const made = await workspace(http);
    const log = collectingLog();
    const broken = defineRule({
      id: "broken-rule",
      severity: "error",
      summary: "It fails.",
      check(_file, report) {
        report({ span: { start: 0, end: 4 }, message: "Said before it failed" });
        throw new Error("our own mistake");
      },
    });
    const linter = new Linter(log, { suppressions: true }, [broken, ...rules, { ...broken, id: "broken-too" }]);
    const found = linter.findings(made.language.workspace.projectOf(made.uri), made.uri).map(({ rule }) => rule);
    assert.deepEqual(found, ["broken-rule", "broken-too", "insecure-url"]);
    assert.equal(log.entries.length, 2);
    assert.match(log.entries.join(), /^error: Rule broken-rule failed: Error: our own mistake/);
    assert.doesNotMatch(log.entries.join(), /a\.example/);
  });

  test("an optional rule speaks only when it is asked to", async () => {
    const optional = defineRule({
      id: "optional-rule",
      severity: "hint",
      summary: "It is off.",
      optional: true,
      check: (_file, report) => report({ span: { start: 0, end: 4 }, message: "Here" }),
    });
    const run = async (config: string) => {
      const made = await workspace(`# file: hookflow.yaml\n${config}\n# file: a.webhook.yaml\n${http}`);
      const linter = new Linter(collectingLog(), { suppressions: true }, [optional]);
      return linter.findings(made.language.workspace.projectOf(made.uri), made.uri).map(({ severity }) => severity);
    };
    assert.deepEqual(await run("dialect: reteno"), []);
    assert.deepEqual(await run("rules: { optional-rule: warning }"), ["warning"]);
  });

  const problems: readonly FileProblem[] = [
    { kind: "too-large", message: "file is larger than 1 MiB", help: "Split the file" },
    { kind: "link", message: "file is a symbolic link", help: "Put the file itself here" },
    { kind: "not-utf8", message: "file is not UTF-8", help: "Save it as UTF-8" },
  ];
  for (const problem of problems)
    test(`unreadable-file: a file that is ${problem.kind} is told of once, and nothing else`, async () => {
      const bad = "file:///w/bad.webhook.yaml";
      const good = "file:///w/good.webhook.yaml";
      const files = memoryFiles({ [good]: "name: good\nmethod: GET\nurl: https://a.example\n" });
      files.fail(bad, problem);
      const log = collectingLog();
      const language = createLanguage({ files, clock: fixedClock(), log });
      await language.workspace.addFolder("file:///w");
      assert.deepEqual(
        language.findings(bad).map(({ rule, severity, message, help, span }) => ({ rule, severity, message, help, span })),
        [
          {
            rule: "unreadable-file",
            severity: "error",
            message: `The file is not checked: ${problem.message}`,
            help: problem.help,
            span: { start: 0, end: 0 },
          },
        ],
      );
      assert.deepEqual(language.findings(good), []);
      files.write(bad, "name: bad\nmethod: GET\nurl: https://a.example\n");
      language.changed(await language.workspace.fileChanged(bad));
      assert.deepEqual(language.findings(bad), []);
      assert.deepEqual(log.entries, []);
    });

  test("unreadable-file: can be switched off", async () => {
    const bad = "file:///w/bad.webhook.yaml";
    const files = memoryFiles({ "file:///w/hookflow.yaml": "rules: { unreadable-file: off }" });
    files.fail(bad, problems[0] as FileProblem);
    const language = createLanguage({ files, clock: fixedClock(), log: collectingLog() });
    await language.workspace.addFolder("file:///w");
    assert.deepEqual(language.findings(bad), []);
  });

  test("a workflow of another tool has one information, however broken it is", async () => {
    for (const text of [
      // biome-ignore lint/suspicious/noTemplateCurlyInString: other tools write variables this way
      "on: push\njobs: { build: { runs-on: ubuntu-latest, steps: [{ run: 'echo ${{ a.b }} $< ${x' }] } }\n",
      'apiVersion: argoproj.io/v1alpha1\nkind: Workflow\nspec: { url: "http://$<x"\n',
      "main: { steps: [{ a: *none }] }\n",
      "main:\n\tsteps: []\n",
    ])
      assert.deepEqual(
        findingLines(await workspace(`# file: a.workflow.yaml\n${text}`)).map((line) => line.split(" ").slice(1, 3)),
        [["info", "foreign-workflow"]],
        text,
      );
  });

  test("files below .github are left alone", async () => {
    const made = await workspace(`# file: .github/a.webhook.yaml\n${http}# file: deep/.github/workflows/a.workflow.yaml\nx: [\n`);
    assert.deepEqual(findingLines(made), []);
  });

  const patterns: readonly (readonly [pattern: string, path: string, ignored: boolean])[] = [
    ["old", "old/a.webhook.yaml", true],
    ["old/", "deep/old/a.webhook.yaml", true],
    ["old/**", "old/deep/a.webhook.yaml", true],
    ["**/old/**", "deep/old/a.webhook.yaml", true],
    ["old/**", "older/a.webhook.yaml", false],
    ["*.webhook.yaml", "deep/a.webhook.yaml", true],
    ["a?.webhook.yaml", "ab.webhook.yaml", true],
    ["./a.webhook.yaml", "a.webhook.yaml", true],
    ["old/*.webhook.yaml", "old/deep/a.webhook.yaml", false],
    ["old", "older/a.webhook.yaml", false],
    ["b.webhook.yaml", "a.webhook.yaml", false],
  ];
  for (const [pattern, path, ignored] of patterns)
    test(`ignore: ${pattern} ${ignored ? "takes" : "leaves"} ${path}`, async () => {
      const made = await workspace(`# file: hookflow.yaml\nignore: ["${pattern}"]\n# file: ${path}\n${http}`);
      assert.equal(findingLines(made).length, ignored ? 0 : 1);
    });
});
