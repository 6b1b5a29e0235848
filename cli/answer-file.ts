/** The body of an answer as a file: exactly as it came, except that secrets in it are masked. */
import type { HttpResponse, Redactor } from "#core/request/index";
import { finished } from "#core/text/stretches";
import { maskedBytes } from "#platform/http";
import { writePrivateFile } from "./private-file";

/** @throws NothingFound when the system refuses */
export async function writeAnswer(file: string, response: HttpResponse, redactor: Redactor): Promise<void> {
  await writePrivateFile(file, finished(maskedBytes(response, redactor)));
}
