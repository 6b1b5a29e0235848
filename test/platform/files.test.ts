import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { FileProblem, Result } from "#core/platform";
import { nodeFiles, pathOf, uriOf } from "#platform/node";

const wanted = (name: string) => name.endsWith(".webhook.yaml");

/** Windows makes links for administrators only, and has no pipes in folders. */
const testOnUnix = process.platform === "win32" ? test.skip : test;

suite("files of a disk", () => {
  let folder = "";
  const files = nodeFiles();
  const at = (name: string) => path.join(folder, name);
  const read = async (name: string) => show(await files.read(uriOf(at(name))));
  /** What a listing finds, one line a file, relative to the folder. */
  const list = async (from = folder) =>
    (await files.list(uriOf(from), wanted))
      .map(({ uri, problem }) => uri.slice(uriOf(folder).length + 1) + (problem ? `: ${problem.kind}, ${problem.message}` : ""))
      .sort();

  setup(() => {
    folder = mkdtempSync(path.join(tmpdir(), "hookflow-files-"));
  });
  teardown(() => rmSync(folder, { recursive: true, force: true }));

  test("lists wanted files in all folders but those of other tools", async () => {
    for (const name of [
      "a.webhook.yaml",
      "deep/er/b.webhook.yaml",
      "node_modules/c.webhook.yaml",
      ".git/d.webhook.yaml",
      "e.yaml",
    ]) {
      mkdirSync(path.dirname(at(name)), { recursive: true });
      writeFileSync(at(name), "name: x");
    }
    assert.deepEqual(await list(), ["a.webhook.yaml", "deep/er/b.webhook.yaml"]);
  });

  testOnUnix("names every link and follows none (F01, F02, F03)", async () => {
    symlinkSync("/proc/self/environ", at("environ.webhook.yaml"));
    symlinkSync("/etc/passwd", at("absolute.webhook.yaml"));
    symlinkSync("../../../../../../etc/passwd", at("relative.webhook.yaml"));
    symlinkSync("/dev/zero", at("zero.webhook.yaml"));
    symlinkSync("nowhere", at("dangling.webhook.yaml"));
    symlinkSync("itself.webhook.yaml", at("itself.webhook.yaml"));
    const names = ["absolute", "dangling", "environ", "itself", "relative", "zero"].map((name) => `${name}.webhook.yaml`);
    assert.deepEqual(
      await list(),
      names.map((name) => `${name}: link, file is a symbolic link`),
    );
    for (const name of names) assert.equal(await read(name), "link: file is a symbolic link");
  });

  testOnUnix("does not enter folders behind links (F04)", async () => {
    mkdirSync(at("in/side"), { recursive: true });
    writeFileSync(at("in/side/a.webhook.yaml"), "name: x");
    symlinkSync("/", at("root"));
    symlinkSync("..", at("in/loop"));
    symlinkSync("in", at("again"));
    assert.deepEqual(await list(), ["in/side/a.webhook.yaml"]);
  });

  testOnUnix("says what is no file (F03, F05)", async () => {
    mkdirSync(at("folder.webhook.yaml"));
    execFileSync("mkfifo", [at("pipe.webhook.yaml")]);
    assert.deepEqual(await list(), [
      "folder.webhook.yaml: not-a-file, this is a folder",
      "pipe.webhook.yaml: not-a-file, this is not a regular file",
    ]);
    assert.equal(await read("folder.webhook.yaml"), "not-a-file: this is a folder");
    assert.equal(await read("pipe.webhook.yaml"), "not-a-file: this is not a regular file");
    assert.equal(await read("nothing.webhook.yaml"), "missing: file does not exist");
    assert.equal(show(await files.read("file:///dev/zero")), "not-a-file: this is not a regular file");
  });

  test("says that a folder or a file may not be read (F05)", async function () {
    if (process.getuid?.() === 0) this.skip();
    mkdirSync(at("closed"), { mode: 0 });
    writeFileSync(at("closed.webhook.yaml"), "", { mode: 0 });
    assert.deepEqual(await list(), ["closed.webhook.yaml", "closed: unreadable, permission denied"]);
    assert.equal(await read("closed.webhook.yaml"), "unreadable: permission denied");
    chmodSync(at("closed"), 0o700);
  });

  test("reports a folder that does not exist", async () => {
    const [only] = await files.list(uriOf(at("none")), wanted);
    assert.equal(only?.problem?.kind, "missing");
  });

  test("reports a name that is not UTF-8 once (F07)", async function () {
    if (process.platform !== "linux") this.skip();
    writeFileSync(Buffer.concat([Buffer.from(`${folder}/caf`), Buffer.from([0xe9]), Buffer.from(".webhook.yaml")]), "name: x");
    writeFileSync(at("café.webhook.yaml"), "name: x");
    writeFileSync(at("real-\ufffd.webhook.yaml"), "name: x");
    assert.deepEqual(await list(), [
      "caf%C3%A9.webhook.yaml",
      "caf%E9.webhook.yaml: unreadable, file name is not valid UTF-8",
      "real-%EF%BF%BD.webhook.yaml",
    ]);
  });

  test("keeps names with strange characters apart (F06)", async () => {
    const names = [
      "-rf.webhook.yaml",
      "a\nb.webhook.yaml",
      "c\u001b[31m.webhook.yaml",
      "e#f?%20.webhook.yaml",
      "$(id).webhook.yaml",
    ];
    for (const name of names) writeFileSync(at(name), name);
    const found = await files.list(uriOf(folder), wanted);
    assert.deepEqual(found.map(({ uri }) => path.basename(pathOf(uri) ?? "")).sort(), [...names].sort());
    for (const { uri } of found) assert.equal(show(await files.read(uri)), JSON.stringify(path.basename(pathOf(uri) ?? "")));
  });

  test("reads at most 1 MiB (F13)", async () => {
    writeFileSync(at("fits"), Buffer.alloc(1024 * 1024, "a"));
    writeFileSync(at("over"), Buffer.alloc(1024 * 1024 + 1, "a"));
    writeFileSync(at("sparse"), "");
    truncateSync(at("sparse"), 8 * 1024 ** 3);
    const fits = await files.read(uriOf(at("fits")));
    assert.equal(fits.ok && fits.value.length, 1024 * 1024);
    assert.equal(await read("over"), "too-large: file is larger than 1 MiB");
    assert.equal(await read("sparse"), "too-large: file is larger than 1 MiB");
  });

  test("does not trust a size of zero", async function () {
    if (process.platform !== "linux") this.skip();
    const status = await files.read("file:///proc/self/status");
    assert.ok(status.ok && status.value.startsWith("Name:"));
  });

  test("has no path for an address of another scheme (F11)", async () => {
    for (const uri of ["untitled:Untitled-1", "git:/a.webhook.yaml", "vscode-vfs://github/a/b", "not an address", ""]) {
      assert.equal(pathOf(uri), undefined);
      assert.equal(show(await files.read(uri)), "not-a-file: address has no file on this machine");
    }
  });

  const decoded: Record<string, [bytes: number[] | string, printed: string]> = {
    "an empty file": ["", '""'],
    "only a mark": [[0xef, 0xbb, 0xbf], '""'],
    "a mark at the start": ["\ufeffname: x", '"name: x"'],
    "a mark in the middle": ["a\ufeffb", '"a\ufeffb"'],
    "a NUL in text": ["name: a\0b", '"name: a\\u0000b"'],
    "a wrong byte": [[0x61, 0x62, 0xff, 0x63], "not-utf8: file is not valid UTF-8 at byte 2"],
    "an overlong form": [[0x61, 0xc0, 0xaf], "not-utf8: file is not valid UTF-8 at byte 1"],
    "a surrogate": [[0x61, 0xd0, 0xb9, 0xed, 0xa0, 0x80], "not-utf8: file is not valid UTF-8 at byte 3"],
    "beyond the last character": [[0xf4, 0x90, 0x80, 0x80], "not-utf8: file is not valid UTF-8 at byte 0"],
    "a cut character": [[0x61, 0xe2, 0x82], "not-utf8: file is not valid UTF-8 at byte 1"],
    "Latin-1": [[0x63, 0x61, 0x66, 0xe9, 0x0a], "not-utf8: file is not valid UTF-8 at byte 3"],
    "UTF-16 with a mark": [[0xff, 0xfe, 0x61, 0], "not-utf8: file is UTF-16, not UTF-8"],
    "UTF-16 without one": [[0x61, 0, 0x62, 0, 0x3a, 0, 0x20, 0], "not-utf8: file is UTF-16, not UTF-8"],
    "UTF-32": [[0xff, 0xfe, 0, 0, 0x61, 0, 0, 0], "not-utf8: file is UTF-32, not UTF-8"],
    "only NULs": [[0, 0, 0, 0, 0], "not-text: file holds only NUL bytes"],
    "a program": [[0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0], "not-text: file is a program, not text"],
    "a gzip archive": [[0x1f, 0x8b, 8, 0, 0], "not-text: file is a gzip archive, not text"],
  };
  for (const [name, [bytes, printed]] of Object.entries(decoded))
    test(`decodes ${name}`, async () => {
      writeFileSync(at("file"), typeof bytes === "string" ? bytes : Buffer.from(bytes));
      assert.equal(await read("file"), printed);
    });
});

function show(result: Result<string, FileProblem>): string {
  return result.ok ? JSON.stringify(result.value) : `${result.error.kind}: ${result.error.message}`;
}
