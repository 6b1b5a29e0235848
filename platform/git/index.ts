/**
 * The files of a Git revision, as the `Files` port. Git is called with an argument array, never through a shell; only commands
 * that read objects are used, so that no hook, filter, text conversion or pager of a repository runs, and nothing is fetched.
 */
import { spawnSync } from "node:child_process";
import path from "node:path";
import { type Files, type ListedFile, maxFileBytes, type Result } from "#core/platform";
import { decodeText, problems } from "#platform/files";
import { pathOf, uriOf } from "#platform/node";
import { gitArguments, gitEnvironment } from "./command";

export { type DeletedPath, deletedPaths, textOfDeleted } from "./deleted";

/** Folders that a listing of the disk does not enter either. */
const skipped = /(?:^|\/)(?:node_modules|\.git|\.github)\//;

interface Blob {
  readonly name: string;
  readonly id: string;
  readonly size: number;
  readonly isLink: boolean;
}

/**
 * The files below a folder as they were at a revision.
 * @returns what is in the way, as a sentence without a period
 */
export function filesAt(folder: string, revision: string): Result<Files, string> {
  const commit = resolve(folder, revision);
  if (!commit.ok) return commit;
  // Asked for sizes, Git needs every object: those of a partial clone are not all there, and none is fetched.
  const listing = git(folder, ["ls-tree", "-r", "-z", "-l", commit.value]);
  if (!listing.ok)
    return {
      ok: false,
      error: `Git cannot list the files of ${revision}; a partial clone must fetch them first: ${listing.error}`,
    };
  const blobs = new Map<string, Blob>();
  for (const blob of entries(listing.value)) blobs.set(path.join(folder, blob.name), blob);
  const texts = new Map<string, Buffer>();
  return {
    ok: true,
    value: {
      async list(place, wanted) {
        const below = path.join(pathOf(place) ?? "", path.sep);
        const found: ListedFile[] = [];
        const ids = new Set<string>();
        for (const [full, blob] of blobs) {
          if (!wanted(path.basename(full)) || skipped.test(blob.name) || !full.startsWith(below)) continue;
          const uri = uriOf(full);
          if (blob.isLink) found.push({ uri, problem: problems.link });
          else if (blob.size > maxFileBytes) found.push({ uri, problem: problems.tooLarge });
          else {
            found.push({ uri });
            ids.add(blob.id);
          }
        }
        for (const [id, bytes] of contents(folder, ids)) texts.set(id, bytes);
        // A revision of which a part is missing would make old findings new.
        if (![...ids].every((id) => texts.has(id))) throw new Error(`Git cannot read all files of ${revision}`);
        return found;
      },
      async read(uri) {
        const bytes = texts.get(blobs.get(pathOf(uri) ?? "")?.id ?? "");
        return bytes ? decodeText(bytes) : { ok: false, error: problems.missing };
      },
    },
  };
}

function resolve(folder: string, revision: string): Result<string, string> {
  const inside = git(folder, ["rev-parse", "--is-shallow-repository"]);
  if (!inside.ok) return { ok: false, error: `Git cannot be asked for ${revision}: ${inside.error}` };
  const shallow = inside.value.toString("utf8").trim() === "true";
  const found = git(folder, ["rev-parse", "--verify", "--quiet", "--end-of-options", `${revision}^{commit}`]);
  const id = found.ok ? found.value.toString("utf8").trim() : "";
  if (/^[0-9a-f]{40,64}$/.test(id)) return { ok: true, value: id };
  return {
    ok: false,
    error: shallow
      ? `There is no commit ${revision} in this shallow clone: fetch it first, in GitHub Actions with fetch-depth: 0`
      : `There is no commit ${revision} in this repository: name a branch, a tag or a commit that is fetched`,
  };
}

/** `<mode> <type> <id> <size>\t<name>`, each ended by NUL. */
function* entries(listing: Buffer): Generator<Blob> {
  for (const entry of listing.toString("utf8").split("\0")) {
    const [, mode, id, size, name] = /^(\d+) blob ([0-9a-f]+) +(\d+)\t([\s\S]+)$/.exec(entry) ?? [];
    // A name that is not UTF-8 is no address; the disk's listing tells of it.
    if (mode && id && size && name && !name.includes("\ufffd")) yield { name, id, size: Number(size), isLink: mode === "120000" };
  }
}

/** The bytes of objects, all by one process. An object that is not there (in a partial clone) is left out. */
function contents(folder: string, ids: ReadonlySet<string>): ReadonlyMap<string, Buffer> {
  const found = new Map<string, Buffer>();
  if (ids.size === 0) return found;
  const read = git(folder, ["cat-file", "--batch"], [...ids].map((id) => `${id}\n`).join(""));
  if (!read.ok) return found;
  const bytes = read.value;
  for (let at = 0; at < bytes.length; ) {
    const end = bytes.indexOf(10, at);
    if (end < 0) break;
    const [id, type, size] = bytes.toString("latin1", at, end).split(" ");
    at = end + 1;
    if (type !== "blob" || id === undefined) continue;
    found.set(id, bytes.subarray(at, at + Number(size)));
    at += Number(size) + 1;
  }
  return found;
}

function git(folder: string, args: readonly string[], input = ""): Result<Buffer, string> {
  const told = spawnSync("git", [...gitArguments, "--literal-pathspecs", ...args], {
    cwd: folder,
    input,
    maxBuffer: 1024 * 1024 * 1024,
    windowsHide: true,
    env: gitEnvironment(),
  });
  if (told.error) {
    const missing = "code" in told.error && told.error.code === "ENOENT";
    return { ok: false, error: missing ? "Git is not installed" : told.error.message };
  }
  if (told.status === 0) return { ok: true, value: told.stdout };
  const lines = told.stderr.toString("utf8").split("\n");
  const line = lines.find((text) => /^(?:fatal|error): /.test(text)) ?? lines[0] ?? "";
  if (line.includes("not a git repository")) return { ok: false, error: "this folder is in no Git repository" };
  return { ok: false, error: line.replace(/^(?:fatal|error): /, "") || `Git ended with status ${told.status}` };
}
