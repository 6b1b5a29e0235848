/** The forms in which `hookflow check` prints findings, with texts and names that a stranger chose. */
import assert from "node:assert/strict";
import path from "node:path";
import { XMLParser, XMLValidator } from "fast-xml-parser";
import { assertScene, folderWith, hookflow } from "./cli";

/** Everything that a terminal, a runner, Markdown, HTML or XML would act on, as names and values of files. */
const hostile = [
  "::error::x",
  "##[add-mask]x",
  "a%0A::stop-commands::x",
  "[click](command:evil)",
  "![x](https://evil.example/x.png)",
  "@everyone #1 owner/repo#2",
  "</td><script>alert(1)</script>",
  "]]>&amp;<!--",
  "a|b\\|c",
  "`` ` @x [y](z)",
  "\\e[2J\\e]52;c;aGk=\\a",
  "\\u009b2J\\u202egnp",
  "https://evil.example www.evil.example",
];

const webhook = (name: string, connector: string) =>
  `name: "${name}"\nmethod: GET\nurl: http://x.example.com/\nauthentication:\n  connector: "${connector}"\n`;

interface Region {
  readonly startLine: number;
  readonly startColumn: number;
  readonly endLine: number;
  readonly endColumn: number;
}
interface Sarif {
  readonly version: string;
  readonly $schema: string;
  readonly runs: readonly {
    readonly tool: { readonly driver: { readonly rules: readonly Record<string, never>[] } & Record<string, string> };
    readonly columnKind: string;
    readonly invocations: readonly {
      readonly executionSuccessful: boolean;
      readonly toolExecutionNotifications?: readonly object[];
    }[];
    readonly results: readonly {
      readonly ruleId: string;
      readonly ruleIndex: number;
      readonly level: string;
      readonly baselineState?: string;
      readonly message: { readonly text: string };
      readonly locations: readonly [
        { readonly physicalLocation: { readonly artifactLocation: { readonly uri: string }; readonly region: Region } },
      ];
      readonly relatedLocations?: readonly object[];
      readonly partialFingerprints: Record<string, string>;
      readonly suppressions?: readonly object[];
      readonly fixes?: readonly object[];
    }[];
  }[];
}

suite("hookflow check --format", () => {
  let cwd = "";
  const check = (...args: string[]) => hookflow(["check", ...args], { cwd });
  const sarif = async (folder: string, ...args: string[]) => {
    const { stdout } = await hookflow(["check", "--format", "sarif", ...args], { cwd: folder });
    const log: Sarif = JSON.parse(stdout);
    const [run] = log.runs;
    assert.ok(run);
    return { log, run, stdout };
  };

  suiteSetup(() => {
    const files: Record<string, string> = {};
    hostile.forEach((text, at) => {
      files[`f${at}.webhook.yaml`] = webhook(`n${at}`, text.replaceAll('"', "'").replace(/\\(?![eua])/g, "\\\\"));
    });
    files["x,y:z%20 [q](w) @me.webhook.yaml"] = webhook("named", "none");
    files["b``tick` @x [y](z).webhook.yaml"] = webhook("ticks", "none");
    files["silent.webhook.yaml"] =
      "name: s\nmethod: GET\n# hookflow-ignore insecure-url: the test host has no certificate [a](command:b)\nurl: http://x.example.com/\n";
    cwd = folderWith(files);
  });

  test("no form lets a control character, a runner's command or a path of this machine through", async () => {
    for (const format of ["text", "json", "sarif", "github", "junit", "markdown"]) {
      const { stdout, stderr, status } = await check("--format", format);
      assert.deepEqual([stderr, status], ["", 1], format);
      assert.doesNotMatch(stdout, /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/, format);
      assert.ok(!stdout.includes("##["), format);
      assert.ok(!stdout.includes(cwd), format);
      if (format !== "github") assert.doesNotMatch(stdout, /^\s*::/m, format);
    }
  });

  test("sarif: the published shape", async () => {
    const { log, run } = await sarif(cwd);
    assert.deepEqual([log.version, log.$schema], ["2.1.0", "https://json.schemastore.org/sarif-2.1.0.json"]);
    assert.equal(log.runs.length, 1);
    assert.equal(run.columnKind, "utf16CodeUnits");
    assert.deepEqual(run.invocations, [{ executionSuccessful: true }]);
    const { driver } = run.tool;
    assert.match(driver.version ?? "", /^\d+\.\d+\.\d+/);
    const ids = driver.rules.map(({ id }) => id);
    assert.equal(new Set(ids).size, ids.length);
    for (const { helpUri, fullDescription, help, defaultConfiguration } of driver.rules as readonly Record<
      string,
      { text: string; level: string }
    >[]) {
      assert.match(String(helpUri), /^https:\/\/[^ ]+#[a-z-]+$/);
      assert.ok(fullDescription?.text && help?.text);
      assert.match(defaultConfiguration?.level ?? "", /^(error|warning|note)$/);
    }
    assert.ok(run.results.length > hostile.length);
    for (const result of run.results) {
      assert.equal(ids[result.ruleIndex], result.ruleId as never);
      assert.match(result.level, /^(error|warning|note)$/);
      assert.match(Object.values(result.partialFingerprints).join(), /^[0-9a-f]{16}$/);
      assert.equal(result.baselineState, undefined);
      const { artifactLocation, region } = result.locations[0].physicalLocation;
      assert.match(artifactLocation.uri, /^[\w.%-]+(\/[\w.%-]+)*$/);
      assert.ok(region.startLine >= 1 && region.startColumn >= 1 && region.endLine >= region.startLine);
      assert.doesNotMatch(result.message.text, /(?<!\\)\]\(/);
    }
    assert.ok(
      run.results.some(({ locations: [place] }) =>
        decodeURIComponent(place.physicalLocation.artifactLocation.uri).startsWith("x,y:z%20 [q](w)"),
      ),
    );
    const url = run.results.find(({ ruleId, suppressions }) => ruleId === "insecure-url" && !suppressions);
    assert.ok(url);
    assert.deepEqual(url.locations[0].physicalLocation.region, { startLine: 3, startColumn: 6, endLine: 3, endColumn: 10 });
    assert.deepEqual(url.fixes, [
      {
        description: { text: "Change to https" },
        artifactChanges: [
          {
            artifactLocation: url.locations[0].physicalLocation.artifactLocation,
            replacements: [
              { deletedRegion: { startLine: 3, startColumn: 6, endLine: 3, endColumn: 10 }, insertedContent: { text: "https" } },
            ],
          },
        ],
      },
    ]);
  });

  test("sarif: what comments silence is there with its reason, and does not count", async () => {
    const { run } = await sarif(cwd);
    assert.deepEqual(
      run.results.filter(({ suppressions }) => suppressions).map(({ ruleId, suppressions }) => ({ ruleId, suppressions })),
      [
        {
          ruleId: "insecure-url",
          suppressions: [{ kind: "inSource", justification: "the test host has no certificate \\[a\\](command:b)" }],
        },
      ],
    );
  });

  test("sarif: columns are UTF-16, lines end at CR LF and LF", async () => {
    const folder = folderWith({
      "a.webhook.yaml": 'name: "😀"\r\nmethod: GET\nurl: https://x.example.com/\nheaders: { "😀": a, Host: b }\n',
    });
    const { run } = await sarif(folder);
    const host = run.results.find(({ ruleId }) => ruleId === "forbidden-header");
    assert.deepEqual(host?.locations[0].physicalLocation.region, { startLine: 4, startColumn: 21, endLine: 4, endColumn: 25 });
  });

  test("sarif: known results are marked, not dropped", async () => {
    const folder = folderWith({ "a.webhook.yaml": "name: a\nmethod: GET\nurl: http://x.example.com/\n" });
    await hookflow(["check", "--write-baseline"], { cwd: folder });
    const before = await sarif(folder, "--baseline", "hookflow-baseline.json");
    assert.deepEqual(
      before.run.results.map(({ ruleId, baselineState }) => [ruleId, baselineState]),
      [["insecure-url", "unchanged"]],
    );
  });

  test("sarif: five thousand of thirty thousand, the gravest, with a note", async () => {
    const headers = (count: number) =>
      Array.from({ length: count }, (_, at) => `  X-${at}: "$<contact.NOTHERE${at}>"\n`).join("");
    const files: Record<string, string> = {};
    for (let at = 0; at < 10; at++)
      files[`f${at}.webhook.yaml`] =
        `name: n${at}\nmethod: GET\nurl: https://x.example.com/\n${at === 9 ? "url2: a\n" : ""}headers:\n${headers(3000)}`;
    const { run, stdout } = await sarif(folderWith(files));
    assert.equal(run.results.length, 5000);
    assert.ok(run.results.every(({ level }) => level === "error"));
    assert.match(JSON.stringify(run.invocations), /gravest/);
    assert.ok(stdout.length < 10_000_000);
  });

  test("sarif: a file that could not be read is no successful run", async () => {
    const folder = folderWith({ "a.webhook.yaml": new Uint8Array([0xff, 0xfe, 0x41, 0]) });
    const { run } = await sarif(folder);
    assert.equal(run.invocations[0]?.executionSuccessful, false);
  });

  test("github: one annotation a finding, its properties and text encoded", async () => {
    const folder = folderWith({
      "x,y:z%.webhook.yaml": "name: a%0A::error::b\nmethod: GET\nurl: http://x.example.com/\ncolour: red\n",
    });
    assertScene(
      await hookflow(["check", "--format", "github"], { cwd: folder }),
      `
stdout:
::error file=x%2Cy%3Az%25.webhook.yaml,line=3,endLine=3,col=6,endColumn=10,title=insecure-url::The URL is \`http:\`, and the platform saves only \`https:\`%0AUse https
::warning file=x%2Cy%3Az%25.webhook.yaml,line=4,endLine=4,col=1,endColumn=7,title=unknown-property::Unknown key \`colour\`%0AKnown here: \`name\`, \`description\`, \`method\`, \`url\`, \`headers\`, \`authentication\` or \`body\`
1 file checked: 1 error, 1 warning
status 1`,
    );
  });

  test("github: ten of a kind, the others as lines, and files named from the checkout on", async () => {
    const headers = Array.from({ length: 12 }, (_, at) => `  X-${at}: "$<contact.NOTHERE${at}>"\n`).join("");
    const folder = folderWith({
      "sub/a.webhook.yaml": `name: a\nmethod: GET\nurl: https://x.example.com/\nheaders:\n${headers}`,
    });
    const { stdout } = await hookflow(["check", "--format", "github"], {
      cwd: path.join(folder, "sub"),
      env: { GITHUB_WORKSPACE: folder },
    });
    const lines = stdout.trimEnd().split("\n");
    assert.equal(lines.filter((line) => line.startsWith("::error file=sub/a.webhook.yaml,")).length, 10);
    assert.deepEqual(lines.slice(10), [
      "a.webhook.yaml:15:20 error Unknown name `NOTHERE10`: no contact field has this name unknown-variable",
      "a.webhook.yaml:16:20 error Unknown name `NOTHERE11`: no contact field has this name unknown-variable",
      "1 file checked: 12 errors",
      "GitHub shows 10 annotations of a kind: 2 more errors stand above as plain lines",
    ]);
  });

  test("github: what is known comes behind what is new, and quietly", async () => {
    const folder = folderWith({ "a.webhook.yaml": "name: a\nmethod: GET\nurl: http://x.example.com/\n" });
    await hookflow(["check", "--write-baseline"], { cwd: folder });
    const { stdout, status } = await hookflow(["check", "--format", "github", "--baseline", "hookflow-baseline.json"], {
      cwd: folder,
    });
    assert.match(stdout, /^::notice [^\n]*title=insecure-url \(known\)::/);
    assert.equal(status, 0);
  });

  test("junit: well-formed, a suite a file, a failure a finding that fails", async () => {
    const { stdout } = await check("--format", "junit");
    assert.equal(XMLValidator.validate(stdout), true);
    const folder = folderWith({
      "a.webhook.yaml": "name: a\nmethod: GET\nurl: http://x.example.com/\ncolour: red\n",
      "b.webhook.yaml": "name: b\nmethod: GET\nurl: https://x.example.com/\n",
    });
    const told = await hookflow(["check", "--format", "junit"], { cwd: folder });
    const { testsuites } = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: "" }).parse(told.stdout);
    assert.deepEqual([testsuites.tests, testsuites.failures, testsuites.errors], ["3", "1", "0"]);
    assert.deepEqual(
      testsuites.testsuite.map(({ name, testcase }: { name: string; testcase: object }) => [
        name,
        [testcase].flat().map((one) => [(one as { name: string }).name, Object.keys(one).join(" ")]),
      ]),
      [
        [
          "a.webhook.yaml",
          [
            ["insecure-url at 3:6", "failure classname name"],
            ["unknown-property at 4:1", "system-out classname name"],
          ],
        ],
        ["b.webhook.yaml", [["nothing to report", "classname name"]]],
      ],
    );
  });

  test("markdown: a table that holds, and nothing in it is a link, markup or a mention", async () => {
    const { stdout } = await check("--format", "markdown");
    const rows = stdout.split("\n").filter((line) => line.startsWith("| error"));
    assert.ok(rows.length > hostile.length);
    for (const row of rows) {
      // Outside code spans only our own break stands, and of the signs that mark up none is left.
      const text = row.replace(/(`+)[^`](?:.*?[^`])??\1(?!`)/g, "code").replaceAll("<br>", "");
      assert.equal([...text.matchAll(/(?<!\\)\|/g)].length, 5, row);
      assert.doesNotMatch(row, /&#(?:64|35);(?!&#8203;)/);
      assert.doesNotMatch(text, /[<>[\]*_~@!]|#(?!\d+;)|https?:|www\./, row);
    }
    const clean = folderWith({ "b.webhook.yaml": "name: b\nmethod: GET\nurl: https://x.example.com/\n" });
    assertScene(
      await hookflow(["check", "--format", "markdown"], { cwd: clean }),
      "stdout:\n### Hookflow: nothing to report\n\n1 file checked.\nstatus 0",
    );
  });

  test("credentials are in no form", async () => {
    const folder = folderWith({
      "a.webhook.yaml":
        "name: a\nmethod: GET\nurl: http://user:Sup3rS3cret9x@x.example.com/?api_key=abcd1234EFGH5678\nheaders:\n  Authorization: Bearer zyxw9876SECRETvuts\n  X-Api-Key: 'abcd1234EFGH5678'\n",
      "broken.webhook.yaml": "name: b\nheaders:\n  Authorization: Bearer: zyxw9876SECRETvuts\n",
    });
    for (const format of ["text", "json", "sarif", "github", "junit", "markdown"]) {
      const { stdout } = await hookflow(["check", "--format", format], { cwd: folder });
      assert.match(stdout, /literal-secret/);
      assert.doesNotMatch(stdout, /Sup3rS3cret9x|EFGH5678|SECRETvuts/, format);
    }
  });
});
