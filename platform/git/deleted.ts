/** Files that a repository had once: which were deleted and when, and what stood in them. Reads objects only, and waits for nobody. */
import { execFile } from "node:child_process";
import type { Result } from "#core/platform";
import { decodeText } from "#platform/files";
import { gitArguments, gitEnvironment } from "./command";

export interface DeletedPath {
  /** Below the folder, with `/`. */
  readonly path: string;
  /** The commit that deleted it; undefined when that is not committed yet. */
  readonly commit: string | undefined;
  /** Seconds since 1970; undefined when that is not committed yet. */
  readonly time: number | undefined;
}

/** How long a history may take, in milliseconds, and how much may be said of it. */
const limits = { timeout: 20_000, maxBuffer: 32 * 1024 * 1024 };

/**
 * The files below a folder that were deleted and whose names end with one of the suffixes, newest first, each once. A file that
 * was renamed is not deleted.
 */
export async function deletedPaths(folder: string, suffixes: readonly string[]): Promise<Result<readonly DeletedPath[], string>> {
  const specs = suffixes.map((suffix) => `**/*${suffix}`);
  const uncommitted = await git(folder, ["ls-files", "--deleted", "-z", "--", ...specs]);
  if (!uncommitted.ok) return uncommitted;
  const found = new Map<string, DeletedPath>();
  for (const path of uncommitted.value.toString("utf8").split("\0"))
    if (path) found.set(path, { path, commit: undefined, time: undefined });
  const log = [
    "log",
    "--diff-filter=D",
    "--find-renames",
    "--no-ext-diff",
    "--relative",
    "--name-only",
    "-z",
    "--format=%x01%H %ct",
  ];
  const committed = await git(folder, [...log, "--", ...specs]);
  // A repository without a commit has no history.
  for (const deleted of committed.ok ? readLog(committed.value.toString("utf8")) : [])
    if (!found.has(deleted.path)) found.set(deleted.path, deleted);
  return { ok: true, value: [...found.values()] };
}

/** `\x01<commit> <seconds>` before the names of each commit, everything ended by NUL. */
export function readLog(text: string): readonly DeletedPath[] {
  return text.split("\u0001").flatMap((entry) => {
    const [head = "", ...names] = entry.split("\0");
    const [, commit, time] = /^([0-9a-f]{40,64}) (\d+)/.exec(head) ?? [];
    if (!commit) return [];
    return names.flatMap((name) => {
      const path = name.replace(/^\n+/, "");
      return path === "" || path.includes("\ufffd") ? [] : { path, commit, time: Number(time) };
    });
  });
}

/** What stood in it before it was deleted. @returns what is in the way, as a sentence without a period */
export async function textOfDeleted(folder: string, { path, commit }: DeletedPath): Promise<Result<string, string>> {
  const object = commit === undefined ? `:./${path}` : `${commit}^:./${path}`;
  const read = await git(folder, ["cat-file", "blob", object]);
  if (!read.ok) return { ok: false, error: `Git cannot read ${path} any more: ${read.error}` };
  const text = decodeText(read.value);
  return text.ok ? text : { ok: false, error: `${path} cannot be restored: ${text.error.message}` };
}

function git(folder: string, args: readonly string[]): Promise<Result<Buffer, string>> {
  const options = { cwd: folder, env: gitEnvironment(), windowsHide: true, encoding: "buffer", ...limits } as const;
  return new Promise((resolve) => {
    execFile("git", [...gitArguments, "--glob-pathspecs", ...args], options, (error, stdout, stderr) => {
      if (!error) return resolve({ ok: true, value: stdout });
      if (error.code === "ENOENT") return resolve({ ok: false, error: "Git is not installed" });
      if (error.killed) return resolve({ ok: false, error: "Git took too long" });
      const line = stderr.toString("utf8").split("\n")[0] ?? "";
      resolve({ ok: false, error: line.replace(/^(?:fatal|error): /, "") || error.message });
    });
  });
}
