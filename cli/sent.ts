/** What became of one webhook of `hookflow send`, as all reporters take it: every text in it is masked already where it is ours. */
import type { HttpFailure, HttpRequest, HttpResponse } from "#core/platform";
import type { Redactor } from "#core/request/index";
import type { PlannedFile } from "./planned-request";

export interface Sent {
  readonly planned: PlannedFile;
  /** What left, signed; its texts are masked where they are shown. Undefined when nothing did. */
  readonly request: SentRequest | undefined;
  readonly response: HttpResponse | undefined;
  readonly failure: HttpFailure | undefined;
  /** Why this counts as failed; none when all is well. */
  readonly faults: readonly Fault[];
  /** What else a person should know: where the recording is, what personal data it holds. */
  readonly notes: readonly string[];
  /** Masks the secrets of the whole run: for texts of the answer. */
  readonly redactor: Redactor;
}

export interface SentRequest extends Pick<HttpRequest, "method" | "url" | "headers" | "body"> {
  /** What the sender wrote itself, such as the host; nothing when the request did not get so far. */
  readonly added: HttpRequest["headers"];
}

export interface Fault {
  /** It never left; there was no answer; the answer is not what was expected. */
  readonly kind: "request-not-sent" | "request-failed" | "answer-unexpected";
  readonly message: string;
  readonly help: string;
  /** In the text of the webhook; its URL when undefined. */
  readonly span?: { readonly start: number; readonly end: number } | undefined;
}

/** The webhook's name, or its file's when it could not be read so far. */
export function titleOf({ planned: { plan, file } }: Sent): string {
  return plan?.webhook || file;
}

/** "with contact ann and event promo-ann"; nothing when no sample was needed. */
export function samplesText({ planned: { values } }: Sent): string {
  const parts = [values.contact && `contact ${values.contact.id}`, values.event && `event ${values.event.id}`].filter(Boolean);
  return parts.length > 0 ? ` with ${parts.join(" and ")}` : "";
}
