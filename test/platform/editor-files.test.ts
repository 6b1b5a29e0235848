/** Files that the editor reads for the server: the rules of a disk, over an editor that a test plays. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { type FileProblem, maxFileBytes, type Result } from "#core/platform";
import { type EditorFiles, editorFiles, type FolderEntry } from "#platform/browser";
import { problems } from "#platform/files";

const root = "vscode-vfs://github/team/hooks";
const wanted = (name: string) => name.endsWith(".webhook.yaml");

/** An editor with these folders and files, which also remembers what it was asked. */
function editor({
  folders = {},
  files = {},
}: {
  readonly folders?: Readonly<Record<string, Result<readonly FolderEntry[], FileProblem>>>;
  readonly files?: Readonly<Record<string, Uint8Array | FileProblem>>;
}): EditorFiles & { readonly asked: string[] } {
  const asked: string[] = [];
  return {
    asked,
    async readFolder(folder) {
      asked.push(folder.slice(root.length));
      return folders[folder.slice(root.length)] ?? { ok: false, error: problems.missing };
    },
    async readFile(file) {
      const found = files[file.slice(root.length + 1)] ?? problems.missing;
      return found instanceof Uint8Array
        ? { ok: true, value: Buffer.from(found).toString("base64") }
        : { ok: false, error: found };
    },
  };
}

const entries = (...names: readonly (readonly [string, FolderEntry["kind"]])[]) => ({
  ok: true as const,
  value: names.map(([name, kind]) => ({ name, kind })),
});

/** What a listing finds, one line a file. */
async function list(from: EditorFiles): Promise<readonly string[]> {
  return (await editorFiles(from).list(root, wanted))
    .map(({ uri, problem }) => uri.slice(root.length + 1) + (problem ? `: ${problem.kind}, ${problem.message}` : ""))
    .sort();
}

async function read(bytes: Uint8Array | string): Promise<string> {
  const files = { "a.webhook.yaml": typeof bytes === "string" ? new TextEncoder().encode(bytes) : bytes };
  const result = await editorFiles(editor({ files })).read(`${root}/a.webhook.yaml`);
  return result.ok ? JSON.stringify(result.value) : `${result.error.kind}: ${result.error.message}`;
}

suite("files that the editor reads", () => {
  test("lists wanted files in all folders but those of other tools", async () => {
    const from = editor({
      folders: {
        "": entries(
          ["a.webhook.yaml", "file"],
          ["deep", "folder"],
          ["node_modules", "folder"],
          [".git", "folder"],
          ["x.md", "file"],
        ),
        "/deep": entries(["er", "folder"]),
        "/deep/er": entries(["b c.webhook.yaml", "file"]),
      },
    });
    assert.deepEqual(await list(from), ["a.webhook.yaml", "deep/er/b%20c.webhook.yaml"]);
    assert.deepEqual(from.asked, ["", "/deep", "/deep/er"]);
  });

  test("names links and what is no file, and enters no folder behind a link", async () => {
    const folder = entries(
      ["link.webhook.yaml", "link"],
      ["linked", "link"],
      ["folder.webhook.yaml", "folder"],
      ["pipe.webhook.yaml", "other"],
    );
    const from = editor({ folders: { "": folder, "/folder.webhook.yaml": entries() } });
    assert.deepEqual(await list(from), [
      "folder.webhook.yaml: not-a-file, this is a folder",
      "link.webhook.yaml: link, file is a symbolic link",
      "pipe.webhook.yaml: not-a-file, this is not a regular file",
    ]);
    assert.ok(!from.asked.includes("/linked"));
  });

  test("tells of a folder that cannot be read, and goes on with the others", async () => {
    const from = editor({
      folders: {
        "": entries(["closed", "folder"], ["open", "folder"]),
        "/closed": { ok: false, error: problems.denied },
        "/open": entries(["a.webhook.yaml", "file"]),
      },
    });
    assert.deepEqual(await list(from), ["closed: unreadable, permission denied", "open/a.webhook.yaml"]);
  });

  test("an editor that gives no answer is a problem, not a fault", async () => {
    const gone: EditorFiles = {
      readFolder: () => Promise.reject(new Error("gone")),
      readFile: () => Promise.reject(new Error("gone")),
    };
    assert.deepEqual(await list(gone), [": unreadable, the editor gave no answer"]);
    const answer = await editorFiles(gone).read(`${root}/a.vm`);
    assert.equal(answer.ok || answer.error.message, "the editor gave no answer");
  });

  test("reads UTF-8 strictly, without its byte order mark", async () => {
    assert.equal(await read("\ufeffname: é😀"), '"name: é😀"');
    assert.equal(await read(""), '""');
    assert.equal(await read(Uint8Array.of(0x61, 0xff)), "not-utf8: file is not valid UTF-8 at byte 1");
    assert.equal(await read(Uint8Array.of(0xff, 0xfe, 0x61, 0)), "not-utf8: file is UTF-16, not UTF-8");
    assert.equal(await read(Uint8Array.of(0x1f, 0x8b, 8)), "not-text: file is a gzip archive, not text");
  });

  test("reads 1 MiB and not a byte more, even when the editor gives it", async () => {
    assert.equal((await read("a".repeat(maxFileBytes))).length, maxFileBytes + 2);
    assert.equal(await read("a".repeat(maxFileBytes + 1)), "too-large: file is larger than 1 MiB");
  });

  test("hands the editor's own problem on", async () => {
    const files = editorFiles(editor({ files: { "a.vm": problems.link } }));
    assert.deepEqual(await files.read(`${root}/a.vm`), { ok: false, error: problems.link });
    assert.deepEqual(await files.read(`${root}/b.vm`), { ok: false, error: problems.missing });
  });

  test("every text comes through as it is", () =>
    fc.assert(
      fc.asyncProperty(fc.string({ unit: "grapheme" }), async (text) => {
        // A zero is not text everywhere, and a mark at the beginning is none of it.
        fc.pre(!text.includes("\0") && !text.startsWith("\ufeff"));
        assert.equal(await read(`# ${text}`), JSON.stringify(`# ${text}`));
      }),
    ));
});
