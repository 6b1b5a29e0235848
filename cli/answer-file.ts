/** The body of an answer as a file: exactly as it came, except that secrets in it are masked. */
import type { HttpResponse, Redactor } from "#core/request/index";
import { exactText } from "#core/request/index";
import { writePrivateFile } from "./private-file";

/** @throws NothingFound when the system refuses */
export async function writeAnswer(file: string, response: HttpResponse, redactor: Redactor): Promise<void> {
  await writePrivateFile(file, maskedBytes(response, redactor));
}

function maskedBytes(response: HttpResponse, redactor: Redactor): Uint8Array {
  const text = exactText(response);
  const written = text ?? Buffer.from(response.body).toString("latin1");
  const masked = redactor.text(written);
  if (masked === written) return response.body;
  return Buffer.from(masked, text === undefined ? "latin1" : "utf8");
}
