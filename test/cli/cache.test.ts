/** `hookflow check --cache`: the same answer, sooner, and never one that is no longer true. */
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { cpSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { projectRoot } from "../support/expected";
import { folderWith, hookflow } from "./cli";

const insecure = "name: a\nmethod: GET\nurl: http://x.example.com/\n";

suite("hookflow check --cache", () => {
  const digest = (body: string) =>
    createHash("sha256")
      .update(JSON.stringify([body]))
      .digest("hex");
  /** Writes another answer into a cache, so that a run which asks it is told from one which checks. */
  const forge = (file: string, sum: (body: string) => string = digest) => {
    const [, body = ""] = readFileSync(file, "utf8").split("\n");
    const forged = body.replaceAll("insecure-url", "from-the-cache");
    writeFileSync(file, `${sum(forged)}\n${forged}\n`);
  };
  const place = () => path.join(folderWith({}), "deep/cache.json");

  test("an unchanged workspace is answered from the cache, in every form and from another place", async () => {
    const cwd = folderWith({ "a.webhook.yaml": insecure });
    const file = place();
    const cold = await hookflow(["check", "--cache", file], { cwd });
    assert.deepEqual(await hookflow(["check"], { cwd }), cold);
    forge(file);
    const copy = folderWith({ "a.webhook.yaml": insecure });
    for (const folder of [cwd, copy])
      for (const format of ["text", "json", "sarif"])
        assert.match((await hookflow(["check", "--cache", file, "--format", format], { cwd: folder })).stdout, /from-the-cache/);
  });

  test("another text, name, configuration, path, option or a new file is checked", async () => {
    const file = place();
    const cwd = folderWith({ "a.webhook.yaml": insecure, "b/c.webhook.yaml": insecure.replace("name: a", "name: c") });
    const isAsked = async (...args: string[]) => {
      const { stdout } = await hookflow(["check", "--cache", file, ...args], { cwd });
      return stdout.includes("from-the-cache");
    };
    await isAsked();
    forge(file);
    assert.equal(await isAsked(), true);
    assert.deepEqual([await isAsked("b"), await isAsked("--no-ignores"), await isAsked("--shard", "1/2")], [false, false, false]);
    assert.equal(await isAsked(), true);
    const edits: readonly (() => void)[] = [
      () => writeFileSync(path.join(cwd, "a.webhook.yaml"), `${insecure}\n`),
      () => writeFileSync(path.join(cwd, "a.webhook.yaml"), `${insecure.replace("name: a", "name: z")}\n`),
      () => renameSync(path.join(cwd, "a.webhook.yaml"), path.join(cwd, "d.webhook.yaml")),
      () => writeFileSync(path.join(cwd, "hookflow.yaml"), "rules:\n  unknown-property: error\n"),
      () => rmSync(path.join(cwd, "b/c.webhook.yaml")),
    ];
    for (const edit of edits) {
      edit();
      assert.equal(await isAsked(), false);
      forge(file);
      assert.equal(await isAsked(), true);
    }
  });

  test("a cache that is cut off, altered or of something else is none", async () => {
    const cwd = folderWith({ "a.webhook.yaml": insecure });
    const file = place();
    const cold = await hookflow(["check", "--cache", file], { cwd });
    const whole = readFileSync(file, "utf8");
    for (const text of [whole.slice(0, -40), "", "{}", "\n\n", `${digest("3")}\n3\n`, `${digest("[null]")}\n[null]\n`]) {
      writeFileSync(file, text);
      assert.deepEqual(await hookflow(["check", "--cache", file], { cwd }), cold);
    }
    forge(file, () => "0".repeat(64));
    assert.deepEqual(await hookflow(["check", "--cache", file], { cwd }), cold);
  });

  test("never lies where a contribution could bring it along", async () => {
    const cwd = folderWith({ "a.webhook.yaml": insecure });
    const { stdout, stderr, status } = await hookflow(["check", "--cache", "cache.json"], { cwd });
    assert.deepEqual([stdout, status], ["", 2]);
    assert.match(stderr, /^The cache lies in the folder that is checked/);
    assert.ok(!existsSync(path.join(cwd, "cache.json")));
  });

  test("warm equals cold after any edits", async () => {
    const cwd = folderWith({});
    const file = place();
    cpSync(path.join(projectRoot, "samples/promo"), cwd, { recursive: true });
    const names = ["WH5.webhook.yaml", "contacts_get_by_email.webhook.yaml", "promo-by-city.workflow.yaml", "promo.vm"].filter(
      (name) => existsSync(path.join(cwd, name)),
    );
    const edit = fc.record({
      name: fc.constantFrom(...names),
      at: fc.nat(1000),
      text: fc.constantFrom("\n", "# note\n", "$<TWON>", "x", ":", "'", "colour: red\n", ""),
      remove: fc.nat(3),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 3 }), async (edits) => {
        for (const { name, at, text, remove } of edits) {
          const full = path.join(cwd, name);
          const before = readFileSync(full, "utf8");
          const start = at % (before.length + 1);
          writeFileSync(full, before.slice(0, start) + text + before.slice(start + remove));
        }
        const cold = await hookflow(["check", "--format", "json"], { cwd });
        for (let time = 0; time < 2; time++)
          assert.deepEqual(await hookflow(["check", "--format", "json", "--cache", file], { cwd }), cold);
      }),
      { numRuns: 12 },
    );
  });
});
