/** The GitHub action and the pre-commit hook: what they run, with inputs as a stranger may write them. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { parse } from "yaml";
import { fileKind } from "#core";
import { projectRoot } from "../support/expected";

interface Action {
  readonly inputs: Readonly<Record<string, { readonly default: string; readonly description: string }>>;
  readonly runs: { readonly steps: readonly { readonly run: string; readonly env: Readonly<Record<string, string>> }[] };
}

suite("the GitHub action", () => {
  const action: Action = parse(readFileSync(path.join(projectRoot, "action/action.yml"), "utf8"));
  const step = action.runs.steps[1];
  let folder = "";

  suiteSetup(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), "hookflow-action-"));
    mkdirSync(path.join(folder, "temp/hookflow/node_modules/hookflow"), { recursive: true });
    symlinkSync(path.join(projectRoot, "dist"), path.join(folder, "temp/hookflow/node_modules/hookflow/dist"));
    mkdirSync(path.join(folder, "work"));
    writeFileSync(path.join(folder, "work/a b.webhook.yaml"), "name: a\nmethod: GET\nurl: http://x.example.com/\n");
  });
  suiteTeardown(() => rmSync(folder, { recursive: true, force: true }));

  const run = (inputs: Readonly<Record<string, string>>) => {
    assert.ok(step);
    const env: Record<string, string> = { PATH: process.env.PATH ?? "", RUNNER_TEMP: path.join(folder, "temp"), HOME: folder };
    for (const [name, value] of Object.entries(step.env)) {
      const input = /^\$\{\{ inputs\.([a-z-]+) \}\}$/.exec(value)?.[1] ?? "";
      env[name] = inputs[input] ?? action.inputs[input]?.default ?? "";
    }
    const { stdout, stderr, status } = spawnSync("bash", ["-eo", "pipefail", "-c", step.run], {
      cwd: path.join(folder, "work"),
      env,
      encoding: "utf8",
    });
    return { stdout, stderr, status };
  };

  test("annotates, and its status is that of the check", () => {
    const { stdout, status } = run({});
    assert.match(stdout, /^::error file=a b\.webhook\.yaml,line=3,/);
    assert.equal(status, 1);
    assert.equal(run({ "fail-on": "never" }).status, 0);
  });

  test("paths are one a line, and what an input says is never run and never an option", () => {
    assert.equal(run({ paths: "a b.webhook.yaml\n" }).status, 1);
    for (const paths of ["$(touch sprung)", "`touch sprung`", "; touch sprung", "--write-baseline=sprung"]) {
      const { stdout, status } = run({ paths, since: "", baseline: "" });
      assert.deepEqual([stdout, status], ["", 3]);
    }
    assert.equal(run({ baseline: "$(touch sprung)" }).status, 2);
    assert.ok(!existsSync(path.join(folder, "work/sprung")));
  });

  test("a report goes to a file", () => {
    const { stdout, status } = run({ format: "sarif", output: "hookflow.sarif" });
    assert.deepEqual([stdout, status], ["", 1]);
    assert.equal(JSON.parse(readFileSync(path.join(folder, "work/hookflow.sarif"), "utf8")).version, "2.1.0");
  });

  test("no script has an expression in it, and the version is this one", () => {
    for (const { run: script } of action.runs.steps) assert.doesNotMatch(script, /\$\{\{/);
    const { version } = JSON.parse(readFileSync(path.join(projectRoot, "package.json"), "utf8"));
    assert.equal(action.inputs.version?.default, version);
  });
});

suite("the pre-commit hook", () => {
  test("wakes for every kind of file", () => {
    const [hook] = parse(readFileSync(path.join(projectRoot, ".pre-commit-hooks.yaml"), "utf8"));
    const files = new RegExp(hook.files);
    const names = ["a.webhook.yaml", "a.webhook.yml", "a.workflow.yaml", "a.connector.yml", "a.contact.yaml", "a.contact.json"];
    const more = ["a.event.yaml", "a.event.json", "a.response.json", "contact-fields.yaml", "hookflow.yaml", "a.vm", "a.html"];
    for (const name of [...names, ...more]) {
      assert.ok(fileKind(name), name);
      assert.match(`team/${name}`, files);
    }
    for (const name of ["a.yaml", "a.json", "README.md"]) assert.doesNotMatch(name, files);
  });
});
