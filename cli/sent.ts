/** What became of one webhook of `hookflow send`, as all reporters take it: every text in it is masked already where it is ours. */
import type { HttpFailure, HttpResponse } from "#core/platform";
import type { Redactor } from "#core/request/index";
import type { PlannedFile } from "./planned-request";

export interface Sent {
  readonly planned: PlannedFile;
  readonly response: HttpResponse | undefined;
  readonly failure: HttpFailure | undefined;
  /** Why this counts as failed; none when all is well. */
  readonly faults: readonly Fault[];
  /** What else a person should know: where the recording is, what personal data it holds. */
  readonly notes: readonly string[];
  /** Masks the secrets of the whole run: for texts of the answer. */
  readonly redactor: Redactor;
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
