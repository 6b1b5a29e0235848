/** `hookflow check --baseline`, `--write-baseline` and `--since`: what counts is what is new. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { assertScene, folderWith, hookflow } from "./cli";

const insecure = "name: a\nmethod: GET\nurl: http://x.example.com/\n";
const secure = insecure.replace("http:", "https:");

const write = (cwd: string, file: string, text: string) => {
  mkdirSync(path.dirname(path.join(cwd, file)), { recursive: true });
  writeFileSync(path.join(cwd, file), text);
};

suite("hookflow check --baseline", () => {
  const withBaseline = async (files: Readonly<Record<string, string>>) => {
    const cwd = folderWith(files);
    const told = await hookflow(["check", "--write-baseline"], { cwd });
    assert.equal(told.status, 0);
    return cwd;
  };
  const check = (cwd: string, ...args: string[]) => hookflow(["check", "--baseline", "hookflow-baseline.json", ...args], { cwd });

  test("is written sorted, without places, and then nothing counts", async () => {
    const cwd = folderWith({
      "b.webhook.yaml": insecure.replace("name: a", "name: b"),
      "a.webhook.yaml": `${insecure}colour: red\n`,
    });
    assertScene(
      await hookflow(["check", "--write-baseline"], { cwd }),
      `
stdout:
2 files checked: nothing new; 3 known from hookflow-baseline.json
stderr:
hookflow-baseline.json holds 3 findings now
status 0`,
    );
    const text = readFileSync(path.join(cwd, "hookflow-baseline.json"), "utf8");
    const { version, findings } = JSON.parse(text);
    assert.equal(version, 1);
    assert.deepEqual(
      findings.map((entry: Record<string, string>) => [Object.keys(entry).join(" "), entry.file, entry.rule]),
      [
        ["file rule fingerprint message", "a.webhook.yaml", "insecure-url"],
        ["file rule fingerprint message", "a.webhook.yaml", "unknown-property"],
        ["file rule fingerprint message", "b.webhook.yaml", "insecure-url"],
      ],
    );
    assertScene(await check(cwd), "stdout:\n2 files checked: nothing new; 3 known from hookflow-baseline.json\nstatus 0");
    await hookflow(["check", "--write-baseline"], { cwd });
    assert.equal(readFileSync(path.join(cwd, "hookflow-baseline.json"), "utf8"), text);
  });

  test("fifty lines on top bring nothing new; a second fault does", async () => {
    const cwd = await withBaseline({ "a.webhook.yaml": insecure });
    write(cwd, "a.webhook.yaml", `${"# a note\n\n".repeat(25)}${insecure}`);
    assert.equal((await check(cwd)).status, 0);
    write(cwd, "a.webhook.yaml", `${"# a note\n\n".repeat(25)}${insecure.replace("GET", "GTE")}`);
    assertScene(
      await check(cwd),
      `
stdout:
a.webhook.yaml:52:9 error \`method\` is \`GTE\`, which is not allowed here invalid-method
  52 | method: GTE
     |         ^^^
    help: Did you mean \`GET\`?

1 file checked: 1 new error; 1 known from hookflow-baseline.json
status 1`,
    );
    const json = JSON.parse((await check(cwd, "--format", "json")).stdout);
    assert.deepEqual(json.summary, { files: 1, errors: 1, warnings: 0, infos: 0 });
    assert.deepEqual(
      json.findings.map(({ rule }: { rule: string }) => rule),
      ["invalid-method"],
    );
  });

  test("one entry speaks for one finding", async () => {
    const two = (url: string) => `${insecure.replace("http:", "https:")}headers:\n  X-A: "$<${url}>"\n`;
    const cwd = await withBaseline({ "a.webhook.yaml": two("contact.TWON> $<contact.TOWM") });
    write(cwd, "a.webhook.yaml", two("contact.TWON> $<contact.TWON> $<contact.TOWM"));
    assert.match((await check(cwd)).stdout, /: 1 new error; 2 known/);
  });

  test("what is no longer there is told, where somebody looked", async () => {
    const cwd = await withBaseline({ "a.webhook.yaml": insecure, "b/b.webhook.yaml": insecure.replace("name: a", "name: b") });
    write(cwd, "a.webhook.yaml", secure);
    assertScene(
      await check(cwd),
      `
stdout:
1 finding of hookflow-baseline.json is no longer there; --write-baseline takes it out:
  a.webhook.yaml insecure-url The URL is \`http:\`, and the platform saves only \`https:\`
2 files checked: nothing new; 1 known from hookflow-baseline.json
status 0`,
    );
    assert.doesNotMatch((await check(cwd, "b")).stdout, /no longer/);
    // Writing after a look at a part keeps what is known of the rest.
    write(cwd, "a.webhook.yaml", insecure);
    await hookflow(["check", "b", "--write-baseline"], { cwd });
    assert.equal((await check(cwd)).status, 0);
  });

  test("a renamed file takes its known findings along, a new file beside it does not", async () => {
    const cwd = await withBaseline({ "a.webhook.yaml": insecure });
    write(cwd, "copy.webhook.yaml", insecure.replace("name: a", "name: b"));
    assert.match((await check(cwd)).stdout, /copy\.webhook\.yaml:3:6 error[\s\S]*1 new error; 1 known/);
    rmSync(path.join(cwd, "copy.webhook.yaml"));
    mkdirSync(path.join(cwd, "moved"));
    renameSync(path.join(cwd, "a.webhook.yaml"), path.join(cwd, "moved/a.webhook.yaml"));
    assertScene(await check(cwd), "stdout:\n1 file checked: nothing new; 1 known from hookflow-baseline.json\nstatus 0");
  });

  test("serves from any folder of the workspace", async () => {
    const cwd = await withBaseline({ "hookflow.yaml": "dialect: reteno\n", "team/a.webhook.yaml": insecure });
    const told = await hookflow(["check", "--baseline", "../hookflow-baseline.json"], { cwd: path.join(cwd, "team") });
    assert.deepEqual([told.stderr, told.status], ["", 0]);
  });

  test("a baseline that is missing or broken is wrong usage, in one sentence", async () => {
    const cwd = folderWith({ "a.webhook.yaml": insecure });
    const wrong = async (text: string | undefined) => {
      if (text !== undefined) writeFileSync(path.join(cwd, "known.json"), text);
      const { stdout, stderr, status } = await hookflow(["check", "--baseline", "known.json"], { cwd });
      assert.deepEqual([stdout, status], ["", 2]);
      return stderr;
    };
    const mend = "mend it, or name another file and write it with --write-baseline";
    assert.equal(
      await wrong(undefined),
      "There is no baseline known.json: `hookflow check --write-baseline known.json` makes one\n",
    );
    assert.equal(await wrong("{"), `known.json is no baseline, for it is no JSON: ${mend}\n`);
    assert.equal(
      await wrong('{\n<<<<<<< ours\n"version": 1\n'),
      `known.json is no baseline, for a merge left conflict marks in it: ${mend}\n`,
    );
    assert.equal(await wrong("null"), `known.json is no baseline, for it has no version 1: ${mend}\n`);
    assert.equal(
      await wrong('{"version":1,"findings":[{"file":"a","rule":"b","fingerprint":3,"message":""}]}'),
      `known.json is no baseline, for entry 1 is not made of file, rule, fingerprint and message: ${mend}\n`,
    );
  });

  test("a file that cannot be read is never known", async () => {
    const cwd = folderWith({ "a.webhook.yaml": new Uint8Array([0xff, 0xfe, 0x41, 0]) });
    assert.equal((await hookflow(["check", "--write-baseline"], { cwd })).status, 3);
    const { status, stdout } = await check(cwd);
    assert.match(stdout, /1 new error/);
    assert.equal(status, 3);
  });

  test("a file that is there and no baseline is never written over", async () => {
    const cwd = folderWith({ "a.webhook.yaml": insecure });
    const { stderr, status } = await hookflow(["check", "--write-baseline", "a.webhook.yaml"], { cwd });
    assert.match(stderr, /^a\.webhook\.yaml is no baseline, for it is no JSON/);
    assert.equal(status, 2);
    assert.equal(readFileSync(path.join(cwd, "a.webhook.yaml"), "utf8"), insecure);
  });

  test("two ways at once are refused", async () => {
    const told = async (...args: string[]) => {
      const { stderr, status } = await hookflow(["check", ...args]);
      assert.equal(status, 2);
      return stderr;
    };
    assert.match(await told("--since", "HEAD", "--baseline", "a.json"), /give one of them/);
    assert.match(await told("--watch", "--since", "HEAD"), /give one of them/);
  });
});

suite("hookflow check --since", () => {
  const git = (cwd: string, ...args: string[]) =>
    execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@example.com", "-c", "init.defaultBranch=main", ...args], {
      cwd,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "pipe"],
    });
  /** A repository with the files as its first commit. */
  const repository = (files: Readonly<Record<string, string>>): string => {
    const cwd = folderWith(files);
    git(cwd, "init", "-q");
    git(cwd, "add", "-A");
    git(cwd, "commit", "-qm", "first");
    return cwd;
  };
  const since = (cwd: string, revision = "main", ...args: string[]) => hookflow(["check", "--since", revision, ...args], { cwd });

  test("what was there counts no longer, moved or not", async () => {
    const cwd = repository({ "a.webhook.yaml": insecure, "names/café ß.webhook.yaml": insecure.replace("name: a", "name: b") });
    write(cwd, "a.webhook.yaml", `# one\n\n${insecure}`);
    assertScene(await since(cwd), "stdout:\n2 files checked: nothing new; 2 known from main\nstatus 0");
    renameSync(path.join(cwd, "names/café ß.webhook.yaml"), path.join(cwd, "b.webhook.yaml"));
    assert.equal((await since(cwd)).status, 0);
    write(cwd, "c.webhook.yaml", insecure.replace("name: a", "name: c"));
    assert.match((await since(cwd)).stdout, /^c\.webhook\.yaml:3:6 error[\s\S]*1 new error; 2 known from main\n$/);
  });

  test("a change elsewhere that brings a finding to an untouched file is new", async () => {
    const event = (parameter: string) =>
      `{ "eventTypeKey": "asked", "params": { "email": "a@example.com", "${parameter}": "1" } }\n`;
    const cwd = repository({
      "asked.event.json": event("order"),
      "a.webhook.yaml": "name: a\nmethod: GET\nurl: https://x.example.com/?o=$<event.order>\n",
      "p.workflow.yaml":
        'name: P\nstart: { type: event, event: asked, next: ask }\nblocks:\n  ask: { type: webhook, webhook: a, contactEmail: "$EmailAddress", next: end }\n  end: { type: end }\n',
    });
    const clean = await since(cwd, "main", "--fail-on", "warning");
    assert.deepEqual([clean.status, clean.stdout], [0, "3 files checked, nothing new to report\n"]);
    write(cwd, "asked.event.json", event("number"));
    const told = await since(cwd, "main", "--fail-on", "warning");
    assert.match(told.stdout, /a\.webhook\.yaml:3:\d+ warning .*order/);
    assert.equal(told.status, 1);
  });

  test("works in a folder of the repository, and with the configuration of now", async () => {
    const cwd = repository({ "team/a.webhook.yaml": insecure, "team/hookflow.yaml": "rules:\n  insecure-url: off\n" });
    write(cwd, "team/hookflow.yaml", "rules: {}\n");
    const told = await since(path.join(cwd, "team"));
    assert.deepEqual([told.stdout, told.status], ["2 files checked: nothing new; 1 known from main\n", 0]);
    // As a hook of Git would call it.
    const hooked = await hookflow(["check", "--since", "main"], { cwd: path.join(cwd, "team"), env: { GIT_DIR: ".git" } });
    assert.deepEqual(hooked, told);
  });

  test("a file that cannot be read is never known", async () => {
    const cwd = repository({ "a.webhook.yaml": insecure });
    writeFileSync(path.join(cwd, "a.webhook.yaml"), new Uint8Array([0xff, 0xfe, 0x41, 0]));
    git(cwd, "commit", "-qam", "second");
    assert.equal((await since(cwd)).status, 3);
  });

  test("runs no program of the repository and changes nothing in it", async () => {
    const cwd = repository({ "a.webhook.yaml": insecure, ".gitattributes": "*.yaml diff=evil filter=evil\n" });
    const trap = path.join(cwd, "trap.sh");
    const sprung = path.join(cwd, "sprung");
    writeFileSync(trap, `#!/bin/sh\ntouch '${sprung}'\ncat\n`);
    chmodSync(trap, 0o755);
    for (const key of [
      "diff.evil.textconv",
      "diff.evil.command",
      "filter.evil.smudge",
      "diff.external",
      "core.fsmonitor",
      "core.pager",
      "core.sshCommand",
    ])
      git(cwd, "config", key, trap);
    for (const hook of ["post-checkout", "reference-transaction", "post-index-change"])
      writeFileSync(path.join(cwd, ".git/hooks", hook), `#!/bin/sh\ntouch '${sprung}'\n`, { mode: 0o755 });
    // A changed file, so that a comparison by Git would spring the trap.
    write(cwd, "a.webhook.yaml", `# one\n${insecure}`);
    const index = readFileSync(path.join(cwd, ".git/index"));
    assert.equal((await since(cwd)).status, 0);
    assert.ok(!existsSync(sprung));
    assert.deepEqual(readFileSync(path.join(cwd, ".git/index")), index);
  });

  test("a revision that is not there, an option in its place, no repository: one sentence", async () => {
    const cwd = repository({ "a.webhook.yaml": insecure });
    const wrong = async (folder: string, revision: string) => {
      const { stdout, stderr, status } = await since(folder, revision);
      assert.deepEqual([stdout, status], ["", 2]);
      return stderr;
    };
    const missing = (name: string) =>
      `There is no commit ${name} in this repository: name a branch, a tag or a commit that is fetched\n`;
    assert.equal(await wrong(cwd, "nowhere"), missing("nowhere"));
    assert.equal(await wrong(cwd, "--output=x"), missing("--output=x"));
    assert.ok(!existsSync(path.join(cwd, "x")));
    git(cwd, "commit", "-q", "--allow-empty", "-m", "second");
    const shallow = folderWith({});
    git(shallow, "clone", "-q", "--depth=1", `file://${cwd}`, "clone");
    assert.equal(
      await wrong(path.join(shallow, "clone"), "HEAD~1"),
      "There is no commit HEAD~1 in this shallow clone: fetch it first, in GitHub Actions with fetch-depth: 0\n",
    );
    assert.equal((await since(path.join(shallow, "clone"), "HEAD")).status, 0);
    const none = folderWith({ "a.webhook.yaml": insecure });
    assert.equal(await wrong(none, "main"), "Git cannot be asked for main: this folder is in no Git repository\n");
  });

  test("a partial clone fetches nothing, and old findings do not become new", async () => {
    const cwd = repository({ "a.webhook.yaml": insecure });
    write(cwd, "a.webhook.yaml", `# one\n${insecure}`);
    git(cwd, "commit", "-qam", "second");
    git(cwd, "config", "uploadpack.allowFilter", "true");
    const partial = folderWith({});
    git(partial, "clone", "-q", "--filter=blob:none", `file://${cwd}`, "clone");
    for (let time = 0; time < 2; time++) {
      const { stdout, stderr, status } = await since(path.join(partial, "clone"), "HEAD~1");
      assert.deepEqual([stdout, status], ["", 2]);
      assert.match(stderr, /^Git cannot list the files of HEAD~1; a partial clone must fetch them first: [^\n]+\n$/);
    }
  });

  test("a clean tree says so even when the revision is wrong", async () => {
    const cwd = repository({ "a.webhook.yaml": secure });
    assert.equal((await since(cwd, "nowhere")).status, 2);
  });
});
