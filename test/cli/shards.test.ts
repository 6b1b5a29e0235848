/** `hookflow check --shard` and `hookflow report merge`: several jobs say what one would. */
import assert from "node:assert/strict";
import { cpSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { projectRoot } from "../support/expected";
import { folderWith, hookflow } from "./cli";

suite("hookflow check --shard and report merge", () => {
  let cwd = "";
  const shards = async (format: string, count: number): Promise<readonly string[]> =>
    Promise.all(
      Array.from({ length: count }, async (_, at) => {
        const { stdout } = await hookflow(["check", "--shard", `${at + 1}/${count}`, "--format", format], { cwd });
        writeFileSync(path.join(cwd, `${format}-${at + 1}`), stdout);
        return `${format}-${at + 1}`;
      }),
    );
  const merge = (...args: string[]) => hookflow(["report", "merge", ...args], { cwd });

  suiteSetup(() => {
    cwd = folderWith({});
    cpSync(path.join(projectRoot, "samples"), cwd, { recursive: true });
    for (const name of ["promo/WH5", "promo/contacts_get_by_email"]) {
      const file = path.join(cwd, `${name}.webhook.yaml`);
      writeFileSync(file, `${readFileSync(file, "utf8").replace("https:", "http:")}colour: red\n`);
    }
  });

  test("JSON of three shards is that of one check; each shard knows the whole workspace", async () => {
    const whole = await hookflow(["check", "--format", "json"], { cwd });
    const files = await shards("json", 3);
    const counts = files.map((file) => JSON.parse(readFileSync(path.join(cwd, file), "utf8")).summary.files);
    assert.ok(
      counts.every((count) => count > 0 && count < 52),
      `${counts}`,
    );
    const merged = await merge(...files);
    assert.deepEqual(JSON.parse(merged.stdout), JSON.parse(whole.stdout));
    assert.deepEqual([merged.status, whole.status], [1, 1]);
    assert.equal((await merge("--fail-on", "never", ...files)).status, 0);
  });

  test("SARIF of three shards has the results of one check", async () => {
    const whole = JSON.parse((await hookflow(["check", "--format", "sarif"], { cwd })).stdout);
    const merged = await merge(...(await shards("sarif", 3)));
    const log = JSON.parse(merged.stdout);
    const sorted = (results: readonly object[]) => results.map((result) => JSON.stringify(Object.entries(result).sort())).sort();
    assert.equal(log.runs.length, 1);
    assert.deepEqual(sorted(log.runs[0].results), sorted(whole.runs[0].results));
    assert.deepEqual(log.runs[0].tool, whole.runs[0].tool);
    assert.equal(merged.status, 1);
  });

  test("a report that is given twice counts its findings once", async () => {
    for (const format of ["json", "sarif"]) {
      const [one = ""] = await shards(format, 1);
      const found = (text: string) => (format === "json" ? JSON.parse(text).findings : JSON.parse(text).runs[0].results).length;
      assert.equal(found((await merge(one, one)).stdout), found(readFileSync(path.join(cwd, one), "utf8")));
    }
  });

  test("a shard whose report is missing, and a run that failed, are no success", async () => {
    const [first = "", , third = ""] = await shards("sarif", 3);
    const told = await merge(first, third);
    assert.deepEqual(told, { stdout: "", stderr: "These shards have no report here: 2/3\n", status: 3 });
    const broken = folderWith({ "a.webhook.yaml": new Uint8Array([0xff, 0xfe, 0x41, 0]) });
    for (const format of ["json", "sarif"]) {
      const { stdout } = await hookflow(["check", "--format", format], { cwd: broken });
      writeFileSync(path.join(broken, format), stdout);
      assert.equal((await hookflow(["report", "merge", "--fail-on", "never", format], { cwd: broken })).status, 3);
    }
  });

  test("what is no report is refused in one sentence", async () => {
    const [json = ""] = await shards("json", 1);
    const [sarif = ""] = await shards("sarif", 1);
    writeFileSync(path.join(cwd, "cut"), readFileSync(path.join(cwd, json), "utf8").slice(0, 100));
    writeFileSync(path.join(cwd, "other"), '{"version":"2.1.0","runs":[{"tool":{"driver":{"name":"Other"}},"results":[]}]}');
    assert.deepEqual(await merge("nowhere"), { stdout: "", stderr: "There is no file nowhere\n", status: 3 });
    assert.deepEqual(await merge("cut"), {
      stdout: "",
      stderr: "cut is no JSON: a job may have ended before its report did\n",
      status: 3,
    });
    assert.deepEqual(await merge(json, "other"), {
      stdout: "",
      stderr: "other is no report of `hookflow check` in JSON or SARIF\n",
      status: 3,
    });
    assert.equal((await merge(json, sarif)).status, 2);
  });

  test("a shard is I/N", async () => {
    for (const wrong of ["0/2", "3/2", "1", "a/b"])
      assert.equal((await hookflow(["check", "--shard", wrong], { cwd })).status, 2);
  });
});
