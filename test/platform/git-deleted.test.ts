/** Deleted files as Git remembers them, in a real repository. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, renameSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { deletedPaths, textOfDeleted } from "#platform/git";

suite("deleted files in Git", () => {
  let repository: string;
  const git = (...args: readonly string[]) =>
    execFileSync("git", ["-c", "user.name=A", "-c", "user.email=a@example.com", "-c", "commit.gpgsign=false", ...args], {
      cwd: repository,
      stdio: ["ignore", "pipe", "ignore"],
    });
  const commit = () => {
    git("add", "-A");
    git("commit", "-qm", "x");
  };
  const file = (name: string) => path.join(repository, name);
  const list = async (folder: string) => {
    const found = await deletedPaths(folder, [".webhook.yaml", ".webhook.yml"]);
    return found.ok ? found.value : assert.fail(found.error);
  };

  setup(() => {
    repository = realpathSync(mkdtempSync(path.join(os.tmpdir(), "hookflow-git-")));
    git("init", "-q");
    mkdirSync(file("ws/in ner"), { recursive: true });
  });
  teardown(() => rmSync(repository, { recursive: true, force: true }));

  test("those of a folder with their last text, by commit and before it", async () => {
    writeFileSync(file("ws/in ner/ü*.webhook.yaml"), "name: a1\n");
    writeFileSync(file("ws/kept.webhook.yaml"), "name: kept\n");
    writeFileSync(file("ws/now.webhook.yml"), "name: now\n");
    writeFileSync(file("ws/note.txt"), "no webhook\n");
    writeFileSync(file("outside.webhook.yaml"), "name: out\n");
    commit();
    writeFileSync(file("ws/in ner/ü*.webhook.yaml"), "name: a2\n");
    commit();
    for (const name of ["ws/in ner/ü*.webhook.yaml", "ws/note.txt", "outside.webhook.yaml"]) rmSync(file(name));
    commit();
    rmSync(file("ws/now.webhook.yml"));
    const found = await list(file("ws"));
    assert.deepEqual(
      found.map(({ path: name, commit: id }) => `${name} ${id === undefined ? "not committed" : "committed"}`),
      ["now.webhook.yml not committed", "in ner/ü*.webhook.yaml committed"],
    );
    const texts = await Promise.all(found.map((one) => textOfDeleted(file("ws"), one)));
    assert.deepEqual(
      texts.map((text) => text.ok && text.value),
      ["name: now\n", "name: a2\n"],
    );
  });

  test("a renamed file is not deleted, and one that came and went twice is named once", async () => {
    writeFileSync(file("ws/old.webhook.yaml"), "name: a\nmethod: GET\nurl: https://a.example/\n");
    commit();
    renameSync(file("ws/old.webhook.yaml"), file("ws/new.webhook.yaml"));
    commit();
    for (const text of ["name: one\n", "name: two\n"]) {
      writeFileSync(file("ws/twice.webhook.yaml"), text);
      commit();
      rmSync(file("ws/twice.webhook.yaml"));
      commit();
    }
    const [only, ...others] = await list(file("ws"));
    assert.ok(only);
    assert.equal(only.path, "twice.webhook.yaml");
    assert.deepEqual(others, []);
    assert.deepEqual(await textOfDeleted(file("ws"), only), { ok: true, value: "name: two\n" });
  });

  test("no program of the repository's runs", async () => {
    const trace = file("ran");
    writeFileSync(file("ws/a.webhook.yaml"), "name: a\n");
    commit();
    rmSync(file("ws/a.webhook.yaml"));
    commit();
    for (const [key, value] of [
      ["core.fsmonitor", `touch '${trace}'`],
      ["diff.external", `touch '${trace}'`],
      ["core.pager", `touch '${trace}'`],
      ["log.showSignature", "true"],
      ["gpg.program", `touch '${trace}'`],
    ] as const)
      git("config", key, value);
    const [found] = await list(file("ws"));
    assert.ok(found);
    assert.ok((await textOfDeleted(file("ws"), found)).ok);
    assert.throws(() => realpathSync(trace));
  });

  test("a folder in no repository is one sentence, a repository without a commit is empty", async () => {
    assert.deepEqual(await list(repository), []);
    rmSync(file(".git"), { recursive: true, force: true });
    const found = await deletedPaths(repository, [".webhook.yaml"]);
    assert.match(found.ok ? "" : found.error, /not a git repository/);
  });
});
