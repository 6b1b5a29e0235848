/** `hookflow check` as a process: what it prints, in both forms, and how it ends. */
import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { chmodSync, cpSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { projectRoot } from "../support/expected";
import { assertScene, cliFile, folderWith, hookflow } from "./cli";

interface Report {
  readonly version: number;
  readonly summary: Readonly<Record<string, number>>;
  readonly findings: readonly (Readonly<Record<string, unknown>> & {
    readonly rule: string;
    readonly file: string;
    readonly range: object;
    readonly fingerprint: string;
  })[];
}

const json = (text: string): Report => JSON.parse(text);

suite("hookflow", () => {
  test("tells its version", async () => {
    const { version } = JSON.parse(readFileSync(path.join(projectRoot, "package.json"), "utf8"));
    for (const flag of ["--version", "-v"]) {
      const { stdout, stderr, status } = await hookflow([flag], { cwd: projectRoot });
      assert.deepEqual({ stdout, stderr, status }, { stdout: `${version}\n`, stderr: "", status: 0 });
    }
  });
});

suite("hookflow check", () => {
  let broken = "";

  suiteSetup(() => {
    broken = folderWith({});
    cpSync(path.join(projectRoot, "samples"), path.join(broken, "samples"), { recursive: true });
    const edit = (file: string, from: string, to: string) => {
      const full = path.join(broken, "samples/promo", file);
      const text = readFileSync(full, "utf8");
      assert.ok(text.includes(from), `${file} has no ${from}`);
      writeFileSync(full, text.replace(from, to));
    };
    edit("WH5.webhook.yaml", "https://shop", "http://shop");
    edit("promo-by-city.workflow.yaml", "webhook: WH5", "webhook: WH6");
    edit("contacts_get_by_email.webhook.yaml", "Looks the contact", "😀 Looks: the contact");
  });

  test("the samples are clean", async () => {
    assertScene(await hookflow(["check", "samples"]), "stdout:\n52 files checked, nothing to report\nstatus 0");
  });

  test("the samples are clean as JSON", async () => {
    const { stdout, stderr, status } = await hookflow(["check", "samples", "--format", "json"]);
    assert.deepEqual(json(stdout), { version: 1, summary: { files: 52, errors: 0, warnings: 0, infos: 0 }, findings: [] });
    assert.deepEqual([stderr, status], ["", 0]);
  });

  test("every finding with its line and what to do", async () => {
    assertScene(
      await hookflow(["check", "samples"], { cwd: broken }),
      `
stdout:
samples/promo/WH5.webhook.yaml:4:6 error The URL is \`http:\`, and the platform saves only \`https:\` insecure-url
  4 | url: http://shop.example.com/promo?town=$<contact.TOWN>
    |      ^^^^
    help: Use https

samples/promo/contacts_get_by_email.webhook.yaml:2:14 error A value with ": " in it must be quoted invalid-yaml
  2 | description: 😀 Looks: the contact up in our CRM by the event's e-mail
    |              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
    help: Put the value in quotes, or the nested keys on their own lines

samples/promo/promo-by-city.workflow.yaml:6:34 error There is no webhook \`WH6\` unknown-webhook
  6 |   ask: { type: webhook, webhook: WH6, contactEmail: "\${EmailAddress}", next: got }
    |                                  ^^^
    help: Did you mean \`WH5\`?

52 files checked: 3 errors
status 1
`,
    );
  });

  test("the same as JSON: ranges in UTF-16 from 0, files relative", async () => {
    const { stdout, status } = await hookflow(["check", "samples", "--format", "json"], { cwd: broken });
    const report = json(stdout);
    assert.equal(status, 1);
    for (const { fingerprint } of report.findings) assert.match(fingerprint, /^[0-9a-f]{16}$/);
    assert.deepEqual(
      report.findings.map(({ rule, severity, file, range, fix }) => ({ rule, severity, file, range, fix })),
      [
        {
          rule: "insecure-url",
          severity: "error",
          file: "samples/promo/WH5.webhook.yaml",
          range: { start: { line: 3, character: 5 }, end: { line: 3, character: 9 } },
          fix: {
            title: "Change to https",
            edits: [{ range: { start: { line: 3, character: 5 }, end: { line: 3, character: 9 } }, newText: "https" }],
          },
        },
        {
          rule: "invalid-yaml",
          severity: "error",
          file: "samples/promo/contacts_get_by_email.webhook.yaml",
          range: { start: { line: 1, character: 13 }, end: { line: 1, character: 70 } },
          fix: {
            title: "Put quotes around it",
            edits: [13, 70].map((character) => ({
              range: { start: { line: 1, character }, end: { line: 1, character } },
              newText: '"',
            })),
          },
        },
        {
          rule: "unknown-webhook",
          severity: "error",
          file: "samples/promo/promo-by-city.workflow.yaml",
          range: { start: { line: 5, character: 33 }, end: { line: 5, character: 36 } },
          fix: {
            title: "Change to `WH5`",
            edits: [{ range: { start: { line: 5, character: 33 }, end: { line: 5, character: 36 } }, newText: "WH5" }],
          },
        },
      ],
    );
  });

  test("lines above a finding do not change its fingerprint", async () => {
    const text = "name: A\nmethod: GET\nurl: http://a.example/\n";
    const folder = folderWith({ "a/x.webhook.yaml": text, "b/x.webhook.yaml": `# one\n\n# two\n${text}` });
    const prints = await Promise.all(
      ["a", "b"].map(async (name) => {
        const { stdout } = await hookflow(["check", "--format", "json"], { cwd: path.join(folder, name) });
        return json(stdout).findings.map(({ rule, fingerprint }) => `${rule} ${fingerprint}`);
      }),
    );
    assert.equal(prints[0]?.length, 1);
    assert.deepEqual(prints[0], prints[1]);
  });

  test("--fail-on decides which findings fail", async () => {
    const folder = folderWith({
      "x.webhook.yaml": "name: A\nmethod: GET\nurl: https://a.example/\ncolour: red\n",
    });
    const status = async (...args: string[]) => (await hookflow(["check", ...args], { cwd: folder })).status;
    assert.deepEqual(
      await Promise.all([status(), status("--fail-on", "warning"), status("--fail-on", "info"), status("--fail-on", "never")]),
      [0, 1, 1, 0],
    );
  });

  test("--no-ignores shows what comments silence", async () => {
    const folder = folderWith({
      "x.webhook.yaml":
        "name: A\nmethod: GET\n# hookflow-ignore insecure-url: our test host has no certificate yet\nurl: http://a.example/\n",
    });
    const silenced = await hookflow(["check"], { cwd: folder });
    assertScene(silenced, "stdout:\n1 file checked, nothing to report\nstatus 0");
    const { stdout, status } = await hookflow(["check", "--no-ignores", "--format", "json"], { cwd: folder });
    assert.deepEqual([json(stdout).findings.map(({ rule }) => rule), status], [["insecure-url"], 1]);
  });

  test("files, folders and globs say which files are meant; the workspace around them is known", async () => {
    const files = async (...paths: string[]) => {
      const { stdout } = await hookflow(["check", "--format", "json", ...paths]);
      return json(stdout).summary.files;
    };
    assert.equal(await files("samples/promo/WH5.webhook.yaml"), 1);
    assert.equal(await files("samples/promo/WH5.webhook.yaml", "samples/promo"), 11);
    assert.equal(await files("samples/**/*.connector.yaml"), 4);
    assert.equal(await files("samples/pro*/*.yaml"), 6);
    const inside = await hookflow(["check", "../promo/promo-by-city.workflow.yaml"], {
      cwd: path.join(projectRoot, "samples/shop"),
    });
    assertScene(inside, "stdout:\n1 file checked, nothing to report\nstatus 0");
  });

  test("called wrongly: status 2 and what is right", async () => {
    const wrong = async (...args: string[]) => {
      const { stdout, stderr, status } = await hookflow(args);
      assert.deepEqual([stdout, status], ["", 2]);
      return stderr;
    };
    assert.equal(
      await wrong("check", "--format", "xml"),
      "error: option '--format <form>' argument 'xml' is invalid. Allowed choices are text, json, sarif, github, junit, markdown.\n",
    );
    assert.equal(await wrong("check", "--fial-on", "error"), "error: unknown option '--fial-on'\n(Did you mean --fail-on?)\n");
    assert.equal(await wrong("chekc"), "error: unknown command 'chekc'\n(Did you mean check?)\n");
    assert.equal(
      await wrong("check", "README.md"),
      "README.md is not a file of Hookflow's: see `hookflow --help` for the kinds\n",
    );
  });

  test("nothing to check is a failure, never a success", async () => {
    const folder = folderWith({ "notes.txt": "nothing of ours" });
    const run = (...args: string[]) => hookflow(["check", ...args], { cwd: folder });
    const nothing =
      "stderr:\nNothing to check: no file of Hookflow's here. A webhook is a file such as promo.webhook.yaml; `hookflow init` makes one\nstatus 3";
    assertScene(await run(), nothing);
    assertScene(await run("*.webhook.yaml"), nothing);
    assertScene(await run("nowhere"), "stderr:\nThere is no file or folder nowhere\nstatus 3");
    assertScene(await run("no/**/where"), "stderr:\nThere is no file or folder no/**/where\nstatus 3");
  });

  test("a reader that goes away leaves no trace, and the status stays", () => {
    const { stdout, stderr } = spawnSync(
      "bash",
      ["-c", `"${process.execPath}" "${cliFile}" check --format json | head -1; echo "status \${PIPESTATUS[0]}"`],
      { cwd: broken, encoding: "utf8" },
    );
    assert.deepEqual([stdout, stderr], ["{\nstatus 1\n", ""]);
  });

  test("no colour off a terminal, whatever the terminal is called", async () => {
    const { stdout } = await hookflow(["check", "samples"], { cwd: broken, env: { TERM: "xterm-256color" } });
    assert.ok(!stdout.includes("\u001b"));
  });
});

suite("hookflow check --fix", () => {
  const files = {
    "a.webhook.yaml": "\ufeffname: a # stays\r\nmethod: PSOT\r\nurl: http://x.example.com/?r=$workflowinstanceid\r\n",
    "b.webhook.yaml": "name: b\nmethod: GET\nurl: https://x.example.com/\nbody:\n  format: json\n  content: '{}'\n",
    "c.webhook.yaml": "name: c\nmethod: GET\nurl: https://x.example.com/\n",
  };

  test("mends what can be mended, keeps marks and line ends, and has nothing to do a second time", async () => {
    const cwd = folderWith(files);
    const first = await hookflow(["check", "--fix"], { cwd });
    assert.equal(
      readFileSync(path.join(cwd, "a.webhook.yaml"), "utf8"),
      "\ufeffname: a # stays\r\nmethod: POST\r\nurl: https://x.example.com/?r=$workflowInstanceId\r\n",
    );
    assert.match(readFileSync(path.join(cwd, "b.webhook.yaml"), "utf8"), /method: POST/);
    assert.equal(first.stderr, "Fixed 4 findings in 2 files\n");
    assert.equal(first.stdout, "3 files checked, nothing to report\n");
    const second = await hookflow(["check", "--fix"], { cwd });
    assert.deepEqual([second.stderr, second.status], ["", 0]);
  });

  test("leaves a file that cannot be written as it is, and does not read as success", async () => {
    const cwd = folderWith({ "a.webhook.yaml": files["a.webhook.yaml"] });
    chmodSync(cwd, 0o555);
    try {
      const told = await hookflow(["check", "--fix"], { cwd });
      if (process.getuid?.() === 0) return; // root writes everywhere
      assert.match(told.stderr, /a\.webhook\.yaml is not fixed: it cannot be written \(EACCES\)/);
      assert.equal(told.status, 3);
    } finally {
      chmodSync(cwd, 0o755);
    }
  });

  test("more warnings than allowed fail", async () => {
    const cwd = folderWith({ "a.webhook.yaml": "name: a\nmethod: GET\nurl: https://x.example.com/\ncolour: red\n" });
    assert.equal((await hookflow(["check"], { cwd })).status, 0);
    const told = await hookflow(["check", "--max-warnings", "0"], { cwd });
    assert.deepEqual([told.stderr, told.status], ["Too many warnings: 1, and --max-warnings allows 0\n", 1]);
  });

  test("standard input is checked as the named file, among the files around it", async () => {
    const cwd = folderWith({ "shop.connector.yaml": "name: shop\ntype: bearer\n" });
    const text = "name: a\nmethod: GET\nurl: http://x.example.com/\nauthentication:\n  connector: shop\n";
    const run = (...args: string[]) =>
      spawnSync(process.execPath, [cliFile, "check", "--stdin-filename", "new/a.webhook.yaml", ...args], {
        cwd,
        input: text,
        encoding: "utf8",
      });
    const checked = run("--format", "json");
    assert.deepEqual(
      json(checked.stdout).findings.map(({ rule, file }) => [rule, file]),
      [["insecure-url", "new/a.webhook.yaml"]],
    );
    assert.equal(checked.status, 1);
    const fixed = run("--fix");
    assert.equal(fixed.stdout, text.replace("http:", "https:"));
    assert.deepEqual([fixed.stderr, fixed.status], ["1 file checked, nothing to report\n", 0]);
    assert.equal((await hookflow(["check", "--stdin-filename", "a.txt"], { cwd })).status, 2);
  });

  test("watching prints anew when a file changes, comes or goes", async () => {
    const cwd = folderWith({ "a.webhook.yaml": "name: a\nmethod: GET\nurl: https://x.example.com/\n" });
    const child = spawn(process.execPath, [cliFile, "check", "--watch"], { cwd, stdio: ["ignore", "pipe", "pipe"] });
    let told = "";
    const waiting = new Set<() => void>();
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding("utf8").on("data", (part: string) => {
        told += part;
        for (const look of waiting) look();
      });
    const saw = (wanted: RegExp) =>
      new Promise<void>((resolve) => {
        const look = () => {
          if (!wanted.test(told)) return;
          waiting.delete(look);
          told = "";
          resolve();
        };
        waiting.add(look);
        look();
      });
    try {
      await saw(/nothing to report[\s\S]*Watching/);
      writeFileSync(path.join(cwd, "a.webhook.yaml"), "name: a\nmethod: GET\nurl: http://x.example.com/\n");
      await saw(/insecure-url[\s\S]*1 file checked: 1 error/);
      writeFileSync(path.join(cwd, "b.webhook.yaml"), "name: b\nmethod: GET\nurl: http://x.example.com/\n");
      await saw(/2 files checked: 2 errors/);
      rmSync(path.join(cwd, "a.webhook.yaml"));
      await saw(/1 file checked: 1 error/);
    } finally {
      const ended = once(child, "exit");
      child.kill("SIGINT");
      assert.deepEqual(await ended, [0, null]);
    }
  });
});
