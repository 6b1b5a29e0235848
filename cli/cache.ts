/**
 * What checks have found, kept in a file under a digest of everything that a check depends on: all texts of the workspace, its
 * configuration among them, the question, and this program itself. An equal digest means the same answer; anything else is
 * checked anew. A cache that cannot be read or has been altered is none.
 */
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, statSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { replaceFile } from "#platform/node";
import { UsageError } from "./exit";
import type { Findings } from "./reporters/report";

/** Answers that are kept: for several folders, shards and branches. The latest first. */
const maxEntries = 16;
const maxBytes = 64 * 1024 * 1024;

interface Entry {
  readonly key: string;
  readonly findings: Findings;
}

/**
 * The file of a cache. It never lies in the folders that are checked: whoever can change those could answer for the check.
 * @param given the file that was asked for, or true for one in the person's own cache folder
 * @throws UsageError for a file in one of the folders
 */
export function cacheFile(given: string | true, folders: readonly string[]): string {
  const file =
    given === true ? path.join(cacheFolder(), `check-${digest([process.cwd()]).slice(0, 16)}.json`) : path.resolve(given);
  for (const folder of folders)
    if (!path.relative(folder, file).startsWith("..") && !path.isAbsolute(path.relative(folder, file)))
      throw new UsageError(
        "The cache lies in the folder that is checked, where a change could answer for the check: give a file outside of it",
      );
  return file;
}

function cacheFolder(): string {
  const { XDG_CACHE_HOME, LOCALAPPDATA } = process.env;
  if (process.platform === "win32" && LOCALAPPDATA) return path.join(LOCALAPPDATA, "hookflow");
  if (process.platform === "darwin") return path.join(os.homedir(), "Library/Caches/hookflow");
  return path.join(
    XDG_CACHE_HOME && path.isAbsolute(XDG_CACHE_HOME) ? XDG_CACHE_HOME : path.join(os.homedir(), ".cache"),
    "hookflow",
  );
}

/** The key of an answer: of the parts of the question, and of this very program. */
export function cacheKey(question: readonly unknown[]): string {
  return digest([
    createHash("sha256")
      .update(readFileSync(process.argv[1] ?? ""))
      .digest("hex"),
    ...question,
  ]);
}

/** The answer under a key. */
export function remembered(file: string, key: string): Findings | undefined {
  return entriesOf(file).find((entry) => entry.key === key)?.findings;
}

/**
 * Keeps an answer, in the place of the oldest one when there are many.
 * @returns what stopped it, as a sentence without a period
 */
export function remember(file: string, key: string, findings: Findings): string | undefined {
  const entries = [{ key, findings }, ...entriesOf(file).filter((entry) => entry.key !== key)].slice(0, maxEntries);
  let text = textOf(entries);
  while (text.length > maxBytes && entries.length > 1) {
    entries.pop();
    text = textOf(entries);
  }
  try {
    mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  } catch {
    return "its folder cannot be made";
  }
  return replaceFile(file, text);
}

/** One line with the digest of the next, so that a file which was cut off or changed is told from a whole one. */
function textOf(entries: readonly Entry[]): string {
  const body = JSON.stringify(entries);
  return `${digest([body])}\n${body}\n`;
}

function entriesOf(file: string): readonly Entry[] {
  try {
    if (statSync(file).size > 2 * maxBytes) return [];
    const [sum, body = ""] = readFileSync(file, "utf8").split("\n");
    const entries: unknown = sum === digest([body]) ? JSON.parse(body) : [];
    return Array.isArray(entries) ? entries.filter((entry) => typeof entry?.key === "string") : [];
  } catch {
    return [];
  }
}

function digest(parts: readonly unknown[]): string {
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex");
}
