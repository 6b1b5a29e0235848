/** Writing a definition back: whole or not at all, with its byte order mark and mode, and never over what somebody else has changed. */
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
    const beside = path.join(path.dirname(place), `.${path.basename(place)}.${process.pid}.tmp`);
    try {
      fs.writeFileSync(beside, mark + text, { flag: "wx", mode: stat.mode & 0o777 });
      fs.renameSync(beside, place);
    } catch (error) {
      fs.rmSync(beside, { force: true });
      throw error;
    }
    return undefined;
  } catch (error) {
    return error instanceof Error && "code" in error ? `it cannot be written (${String(error.code)})` : "it cannot be written";
  }
}
