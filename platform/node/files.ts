/**
 * Files on a disk that may hold anything: a pull request can bring links, pipes, devices and archives under our names.
 * A file is opened without following a link and without waiting, judged by its descriptor, and read up to a cap; what is
 * checked is therefore what is read.
 *
 * The calls are synchronous, because a small file costs 6 µs that way and 60 to 350 µs through the thread pool; the
 * event loop gets its turn every few milliseconds, so that a listing of thousands of files can be cancelled.
 */
import fs from "node:fs";
import path from "node:path";
import { type FileProblem, type Files, type ListedFile, maxFileBytes, type Result, type Uri } from "#core/platform";
import { decodeText, problems, skippedFolders } from "#platform/files";
import { systemProblem } from "./system-problem";
import { pathOf, uriOf } from "./uri";

/**
 * The files of this machine. Only `file:` addresses are read; every other scheme is answered with a problem. The folder that
 * a listing begins at may itself be behind a link, for a person named it.
 */
export function nodeFiles(): Files {
  const breathe = takesTurns();
  return {
    async list(folder, wanted) {
      const found: ListedFile[] = [];
      const root = pathOf(folder);
      if (root === undefined) return [{ uri: folder, problem: problems.virtual }];
      const waiting = [root];
      for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
        listFolder(next, wanted, found, waiting);
        await breathe();
      }
      return found;
    },
    async read(file) {
      await breathe();
      const place = pathOf(file);
      return place === undefined ? { ok: false, error: problems.virtual } : readFile(place);
    },
  };
}

/** Gives the event loop a turn when the last one is more than 8 ms ago. */
function takesTurns(): () => Promise<void> | undefined {
  let last = performance.now();
  return () => {
    if (performance.now() - last < 8) return undefined;
    return new Promise((resolve) =>
      setImmediate(() => {
        last = performance.now();
        resolve();
      }),
    );
  };
}

/** Lists one folder: wanted files go to `found`, folders to `waiting`. A link is neither, wherever it points. */
function listFolder(folder: string, wanted: (name: string) => boolean, found: ListedFile[], waiting: string[]): void {
  let entries: fs.Dirent[];
  try {
    entries = fs.readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    found.push({ uri: uriOf(folder), problem: systemProblem(error) });
    return;
  }
  // A name that is not UTF-8 comes back with U+FFFD in it and cannot be opened so; only then are the bytes asked for.
  const broken = entries.some((entry) => entry.name.includes("\ufffd")) ? brokenNames(folder) : undefined;
  const address = uriOf(folder).replace(/\/?$/, "/");
  // Most names are spelled in an address as they are.
  const uriIn = (name: string) => (/^[\w.-]+$/.test(name) ? address + name : uriOf(path.join(folder, name)));
  for (const entry of entries) {
    if (broken?.names.has(entry.name)) continue;
    if (entry.isFile()) {
      if (wanted(entry.name)) found.push({ uri: uriIn(entry.name) });
    } else {
      const folderLike = entry.isDirectory();
      if (wanted(entry.name)) found.push({ uri: uriIn(entry.name), problem: kindProblem(entry) });
      if (folderLike && !skippedFolders.has(entry.name)) waiting.push(path.join(folder, entry.name));
    }
  }
  for (const { name, uri } of broken?.files ?? []) if (wanted(name)) found.push({ uri, problem: problems.name });
}

function kindProblem(entry: fs.Dirent): FileProblem {
  if (entry.isSymbolicLink()) return problems.link;
  return entry.isDirectory() ? problems.folder : problems.special;
}

/** The names of a folder that are not UTF-8, each once, with an address that keeps their bytes (`%FF`). */
function brokenNames(folder: string) {
  const files: { name: string; uri: Uri }[] = [];
  for (const bytes of fs.readdirSync(folder, { encoding: "buffer" })) {
    const name = bytes.toString("utf8");
    if (Buffer.from(name, "utf8").equals(bytes)) continue;
    const spelled = Array.from(bytes, (byte) =>
      /[\w.-]/.test(String.fromCharCode(byte)) ? String.fromCharCode(byte) : percent(byte),
    );
    files.push({ name, uri: `${uriOf(folder).replace(/\/$/, "")}/${spelled.join("")}` });
  }
  return { files, names: new Set(files.map((file) => file.name)) };
}

function percent(byte: number): string {
  return `%${byte.toString(16).toUpperCase().padStart(2, "0")}`;
}

function readFile(place: string): Result<string, FileProblem> {
  let descriptor: number;
  try {
    if (fs.constants.O_NOFOLLOW === undefined && fs.lstatSync(place).isSymbolicLink()) return { ok: false, error: problems.link };
    descriptor = fs.openSync(place, openFlags);
  } catch (error) {
    return { ok: false, error: systemProblem(error) };
  }
  try {
    const stat = fs.fstatSync(descriptor);
    if (!stat.isFile()) return { ok: false, error: stat.isDirectory() ? problems.folder : problems.special };
    const bytes = stat.size > maxFileBytes ? undefined : readAll(descriptor, stat.size);
    return bytes ? decodeText(bytes) : { ok: false, error: problems.tooLarge };
  } catch (error) {
    return { ok: false, error: systemProblem(error) };
  } finally {
    fs.closeSync(descriptor);
  }
}

/** No link is followed, no pipe is waited for, no terminal becomes ours. Windows has none of the three. */
const openFlags =
  fs.constants.O_RDONLY | (fs.constants.O_NOFOLLOW ?? 0) | (fs.constants.O_NONBLOCK ?? 0) | (fs.constants.O_NOCTTY ?? 0);

/** Everything up to the end, or undefined when there is more than the cap: a file may grow while it is read. */
function readAll(descriptor: number, expected: number): Uint8Array | undefined {
  let buffer = Buffer.allocUnsafe(expected + 1);
  let length = 0;
  for (;;) {
    const count = fs.readSync(descriptor, buffer, length, buffer.length - length, null);
    length += count;
    // Of a file that is as long as it was there is no more to ask for.
    if (count === 0 || length === expected) return buffer.subarray(0, length);
    if (length > maxFileBytes) return undefined;
    if (length === buffer.length) buffer = Buffer.concat([buffer], Math.min(buffer.length * 2 + 4096, maxFileBytes + 1));
  }
}
