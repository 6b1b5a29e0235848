/** The body of an answer as a file gets it: exactly as it came, except that secrets in it are masked. */
import type { HttpResponse } from "#core/platform";
import type { Redactor } from "#core/request/redact";
import { exactText } from "#core/request/response-text";

/**
 * Yields between stretches of a long body.
 * @returns the very bytes when no secret is in them
 */
export function* maskedBytes(
  response: Pick<HttpResponse, "headers" | "body" | "undecoded" | "truncated">,
  redactor: Redactor,
): Generator<void, Uint8Array> {
  const text = exactText(response);
  const written = text ?? Buffer.from(response.body).toString("latin1");
  const masked = yield* redactor.inStretches(written, response.truncated);
  if (masked === written) return response.body;
  return Buffer.from(masked, text === undefined ? "latin1" : "utf8");
}
