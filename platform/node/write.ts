/** Writing a file: whole or not at all, with its byte order mark and mode, and never over what somebody else has changed. */
import fs from "node:fs";
import path from "node:path";
import type { Uri } from "#core/platform";
import { pathOf } from "./uri";

/**
 * Replaces the text of a file.
 * @param expected the text as it was read, without byte order mark: a file that says something else by now is left alone
 * @returns what stopped it, as a sentence without a period, or undefined when the file is written
 */
export function replaceText(uri: Uri, expected: string, text: string): string | undefined {
  const place = pathOf(uri);
  if (place === undefined) return "it is no file of this machine";
  try {
    const stat = fs.lstatSync(place);
    if (!stat.isFile()) return "it is no regular file";
    const before = fs.readFileSync(place, "utf8");
    const mark = before.startsWith("\ufeff") ? "\ufeff" : "";
    if (before.slice(mark.length) !== expected) return "it has changed in the meantime";
    writeBeside(place, mark + text, stat.mode & 0o777);
    return undefined;
  } catch (error) {
    return cannotBeWritten(error);
  }
}

/**
 * Writes a file of ours, new or in the place of an older one; what stands there and is no regular file is left alone.
 * @returns what stopped it, as a sentence without a period, or undefined when the file is written
 */
export function replaceFile(place: string, text: string): string | undefined {
  try {
    const stat = fs.lstatSync(place, { throwIfNoEntry: false });
    if (stat && !stat.isFile()) return "it is no regular file";
    writeBeside(place, text, (stat?.mode ?? 0o644) & 0o777);
    return undefined;
  } catch (error) {
    return cannotBeWritten(error);
  }
}

/** A reader sees the old text or the new one, never a part. */
function writeBeside(place: string, text: string, mode: number): void {
  const beside = path.join(path.dirname(place), `.${path.basename(place)}.${process.pid}.tmp`);
  try {
    fs.writeFileSync(beside, text, { flag: "wx", mode });
    fs.renameSync(beside, place);
  } catch (error) {
    fs.rmSync(beside, { force: true });
    throw error;
  }
}

function cannotBeWritten(error: unknown): string {
  return error instanceof Error && "code" in error ? `it cannot be written (${String(error.code)})` : "it cannot be written";
}
