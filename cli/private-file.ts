/** Files that only their owner may read: written beside, then put into place, so that none is ever there in half. */
import { statSync } from "node:fs";
import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { NothingFound, UsageError } from "./exit";

/**
 * Looked at before anything is sent: an answer that cannot be kept is a request for nothing.
 * @param option the option that names the file, for messages
 * @throws UsageError when the file's folder is not there, or the file is a folder
 */
export function writableFolder(file: string, option: string): void {
  if (isFolder(file)) throw new UsageError(`${file} is a folder: ${option} takes a file`);
  if (!isFolder(path.dirname(path.resolve(file)))) throw new UsageError(`There is no folder ${path.dirname(file)} for ${option}`);
}

export function isFolder(file: string): boolean {
  return statSync(file, { throwIfNoEntry: false })?.isDirectory() === true;
}

/** @throws NothingFound when the system refuses */
export async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
  } catch (error) {
    throw new NothingFound(`Cannot make the folder ${folder}: ${codeOf(error)}`);
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "unknown";
}

/** @throws NothingFound when the system refuses */
export async function writePrivateFile(file: string, content: string | Uint8Array): Promise<void> {
  const part = `${file}.${process.pid}.part`;
  try {
    await writeFile(part, content, { mode: 0o600, flag: "wx" });
    await rename(part, file);
  } catch (error) {
    await rm(part, { force: true });
    throw new NothingFound(`Cannot write ${file}: ${codeOf(error)}`);
  }
}
