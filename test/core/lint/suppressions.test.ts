/** Comments that silence findings: what they cover, and what is said of those that are wrong. */
import assert from "node:assert/strict";
import { applyEdits, createLanguage } from "#core";
import { collectingLog, fixedClock, memoryFiles } from "#platform/memory";
import { findingLines, workspace } from "../../support/workspace";

/** The rules that report something in a webhook, in order of place. */
async function reported(text: string): Promise<readonly string[]> {
  return findingLines(await workspace(text)).map((line) => line.split(" ").slice(2).join(" ").replace(/:.*$/, ""));
}

const cases: readonly (readonly [title: string, text: string, rules: readonly string[]])[] = [
  ["above the key", "name: a\nmethod: GET\n# hookflow-ignore insecure-url: no certificate yet\nurl: http://a.example\n", []],
  ["on the same line", "name: a\nmethod: GET\nurl: http://a.example # hookflow-ignore insecure-url: no certificate\n", []],
  [
    "above another comment",
    "name: a\nmethod: GET\n# hookflow-ignore insecure-url: none\n\n# Our test\nurl: http://a.example\n",
    [],
  ],
  [
    "with Windows line ends",
    "name: a\r\nmethod: GET\r\n# hookflow-ignore insecure-url: no certificate yet\r\nurl: http://a.example\r\n",
    [],
  ],
  [
    "above a block scalar, for all of its lines",
    'name: a\nmethod: POST\nurl: https://a.example\nbody:\n  format: json\n  # hookflow-ignore invalid-json-body: made so\n  content: |\n    { "a": 1,\n      "b": x }\n',
    [],
  ],
  [
    "on the line of a block scalar's mark",
    'name: a\nmethod: POST\nurl: https://a.example\nbody:\n  format: json\n  content: | # hookflow-ignore invalid-json-body: made so\n    { "a": 1,\n      "b": x }\n',
    [],
  ],
  [
    "above a folded URL",
    "name: a\nmethod: GET\n# hookflow-ignore insecure-url: no certificate yet\nurl: >-\n  http://a.example\n",
    [],
  ],
  ["in a flow map", "# hookflow-ignore insecure-url: no certificate yet\n{ name: a, method: GET, url: http://a.example }\n", []],
  [
    "for several rules",
    "name: a\n# hookflow-ignore invalid-method, literal-secret: soon\nmethod: PUT\nurl: https://a.example\n",
    ["invalid-suppression [literal-secret] The comment silences nothing"],
  ],
  [
    "for one of several faults on its line only",
    "# hookflow-ignore insecure-url: no certificate yet\n{ name: a, method: PUT, url: http://a.example }\n",
    ["invalid-method [PUT] `PUT` is not possible"],
  ],
  [
    "without a reason: it silences nothing",
    "name: a\nmethod: GET\n# hookflow-ignore insecure-url\nurl: http://a.example\n",
    [
      "invalid-suppression [# hookflow-ignore insecure-url] The comment gives no reason, so it silences nothing",
      "insecure-url [http] The URL is `http",
    ],
  ],
  [
    "with an unknown rule",
    "name: a\nmethod: GET\n# hookflow-ignore insecure-urls: no certificate\nurl: https://a.example\n",
    ["invalid-suppression [insecure-urls] There is no rule `insecure-urls`"],
  ],
  [
    "that silences nothing",
    "name: a\nmethod: GET\n# hookflow-ignore insecure-url: was http once\nurl: https://a.example\n",
    ["invalid-suppression [insecure-url] The comment silences nothing"],
  ],
  [
    "does not reach the line below the next",
    "name: a\n# hookflow-ignore insecure-url: no certificate yet\nmethod: GET\nurl: http://a.example\n",
    ["invalid-suppression [insecure-url] The comment silences nothing", "insecure-url [http] The URL is `http"],
  ],
  [
    "above a map covers its key, not what is in it",
    "name: a\nmethod: GET\nurl: https://a.example\n# hookflow-ignore literal-secret: a test key\nheaders:\n  X-Api-Key: abc\n",
    [
      "invalid-suppression [literal-secret] The comment silences nothing",
      "literal-secret [abc] The header `X-Api-Key` holds a credential in plain text",
    ],
  ],
  [
    "inside a text is text",
    "name: a\nmethod: POST\nurl: http://a.example\nbody:\n  format: text\n  content: |\n    # hookflow-ignore insecure-url: no comment at all\n",
    ["insecure-url [http] The URL is `http"],
  ],
  [
    "of another word is no such comment",
    "name: a\nmethod: GET\n# hookflow-ignored insecure-url: no\nurl: http://a.example\n",
    ["insecure-url [http] The URL is `http"],
  ],
];

/** In a template file, with what is reported there. */
const templates: readonly (readonly [title: string, text: string, rules: readonly string[]])[] = [
  ["above the line", "## hookflow-ignore unbalanced-directive: made so\n#if($a)x\n", []],
  ["behind it on the line", "#end ## hookflow-ignore unbalanced-directive: made so\n", []],
  ["above other comments and blank lines", "## hookflow-ignore unbalanced-directive: made so\n## more\n\n#end\n", []],
  ["with Windows line ends", "<p>\r\n  ## hookflow-ignore unbalanced-directive: made so\r\n#end\r\n", []],
  [
    "with one hash is text",
    "# hookflow-ignore unbalanced-directive: made so\n#end\n",
    ['unbalanced-directive [#end] "#end" closes nothing'],
  ],
  [
    "without a reason",
    "## hookflow-ignore unbalanced-directive\n#end\n",
    [
      "invalid-suppression [## hookflow-ignore unbalanced-directive] The comment gives no reason, so it silences nothing",
      'unbalanced-directive [#end] "#end" closes nothing',
    ],
  ],
  [
    "with an unknown rule",
    "## hookflow-ignore no-such-rule: x\n",
    ["invalid-suppression [no-such-rule] There is no rule `no-such-rule`"],
  ],
  [
    "that silences nothing",
    "## hookflow-ignore unbalanced-directive: x\n\n#if($a)x#end\n#if($a)#end\n",
    ["invalid-suppression [unbalanced-directive] The comment silences nothing"],
  ],
  ["in a block comment is text", "#* ## hookflow-ignore no-such-rule: x *#\n", []],
];

suite("suppressions", () => {
  for (const [title, text, rules] of templates)
    test(`a comment in a template ${title}`, async () => {
      const lines = findingLines(await workspace(`# file: a.vm\n${text}`));
      assert.deepEqual(
        lines.map((line) => line.split(" ").slice(2).join(" ").replace(/:.*$/, "")),
        rules,
      );
    });

  test("the fix takes a comment that is not needed out of a template", async () => {
    const made = await workspace(
      "# file: a.vm\nx\n  ## hookflow-ignore unbalanced-directive: once\ny ## hookflow-ignore velocity-count: once\n",
    );
    const edits = made.language.findings(made.uri).flatMap(({ fix }) => fix?.edits ?? []);
    assert.equal(applyEdits(made.text, edits), "x\ny\n");
  });

  for (const [title, text, rules] of cases)
    test(`a comment ${title}`, async () => {
      assert.deepEqual(await reported(text), rules);
    });

  test("can be switched off: then comments silence nothing, and nothing is said of them", async () => {
    const uri = "file:///w/a.webhook.yaml";
    const text = "name: a\nmethod: GET\n# hookflow-ignore insecure-url, no-such-rule: no\nurl: http://a.example\n";
    const files = memoryFiles({ [uri]: text });
    const language = createLanguage({ files, clock: fixedClock(), log: collectingLog() }, { suppressions: false });
    await language.workspace.addFolder("file:///w");
    assert.deepEqual(
      language.findings(uri).map(({ rule }) => rule),
      ["insecure-url"],
    );
  });

  test("the rule about them follows the configuration", async () => {
    const text = (severity: string) =>
      `# file: hookflow.yaml\nrules: { invalid-suppression: ${severity} }\n# file: a.webhook.yaml\nname: a\nmethod: GET\n# hookflow-ignore insecure-url: once\nurl: https://a.example\n`;
    assert.deepEqual(findingLines(await workspace(text("off"))), []);
    assert.match(findingLines(await workspace(text("error"))).join("\n"), /^a\.webhook\.yaml:3:19 error invalid-suppression/);
  });

  const fixes: readonly (readonly [before: string, after: string])[] = [
    ["# hookflow-ignore insecure-url: once\nname: a\n", "name: a\n"],
    ["name: a # hookflow-ignore insecure-url: once\n", "name: a\n"],
    ["name: a # hookflow-ignore insecure-url, missing-name: once\n", "name: a # hookflow-ignore missing-name: once\n"],
    ["name: 5 # hookflow-ignore insecure-url, missing-name: number\n", "name: 5 # hookflow-ignore missing-name: number\n"],
    ["name: 5 # hookflow-ignore missing-name, insecure-url: number\n", "name: 5 # hookflow-ignore missing-name: number\n"],
    [
      "name: 5 # hookflow-ignore missing-name, no-such, insecure-url: n\n",
      "name: 5 # hookflow-ignore missing-name, insecure-url: n\n",
    ],
  ];
  for (const [before, after] of fixes)
    test(`the fix takes out what is not needed, and nothing else: ${before.split("\n")[0]}`, async () => {
      const rest = "method: GET\nurl: https://a.example\n";
      const made = await workspace(before + rest);
      const found = made.language.findings(made.uri).find(({ rule }) => rule === "invalid-suppression");
      assert.equal(applyEdits(made.text, found?.fix?.edits ?? []), after + rest);
    });
});
