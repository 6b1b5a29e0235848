/** The body of an answer as a file: exactly as it came, except that secrets in it are masked. Only its owner may read it. */
import { statSync } from "node:fs";
import { rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import type { HttpResponse, Redactor } from "#core/request/index";
import { exactText } from "#core/request/index";
import { NothingFound, UsageError } from "./exit";

/**
 * Looked at before anything is sent: an answer that cannot be kept is a request for nothing.
 * @throws UsageError when the file's folder is not there, or the file is a folder
 */
export function writableFolder(file: string): void {
  if (statSync(file, { throwIfNoEntry: false })?.isDirectory())
    throw new UsageError(`${file} is a folder: --output takes a file`);
  const folder = path.dirname(path.resolve(file));
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory())
    throw new UsageError(`There is no folder ${path.dirname(file)} for --output`);
}

/**
 * Writes the decoded body beside the file, and then into its place.
 * @throws NothingFound when the system refuses
 */
export async function writeAnswer(file: string, response: HttpResponse, redactor: Redactor): Promise<void> {
  const part = `${file}.${process.pid}.part`;
  try {
    await writeFile(part, maskedBytes(response, redactor), { mode: 0o600, flag: "wx" });
    await rename(part, file);
  } catch (error) {
    await rm(part, { force: true });
    throw new NothingFound(`Cannot write ${file}: ${error instanceof Error && "code" in error ? String(error.code) : "unknown"}`);
  }
}

function maskedBytes(response: HttpResponse, redactor: Redactor): Uint8Array {
  const text = exactText(response);
  const written = text ?? Buffer.from(response.body).toString("latin1");
  const masked = redactor.text(written);
  if (masked === written) return response.body;
  return Buffer.from(masked, text === undefined ? "latin1" : "utf8");
}
