/**
 * The bytes of the last answers, for saving them as they came: texts and the history hold what people read, which of a picture
 * or of a very long answer is not all. They stay in memory, within a limit, and end with the window.
 */
import type { HttpResponse } from "#core/platform";
import type { Redactor } from "#core/request/redact";
import { maskedBytes } from "#platform/http";
import { inTurns } from "../in-turns";

/** Of all answers together, in bytes; the last one is kept in any case, and is smaller. */
const most = 40 * 1024 * 1024;

/** An answer, or what had arrived of one. */
type Came = Pick<HttpResponse, "headers" | "body" | "undecoded" | "truncated">;

type Kept = Came & { readonly redactor: Redactor };

export class KeptBytes {
  /** By the exchange's id, oldest first. */
  private readonly answers = new Map<string, Kept>();

  /** @param redactor masks the secrets of this request when the bytes are taken */
  keep(id: string, { headers, body, undecoded, truncated }: Came, redactor: Redactor): void {
    this.answers.set(id, { headers, body, truncated, ...(undecoded === undefined ? {} : { undecoded }), redactor });
    let total = 0;
    for (const [other, kept] of [...this.answers].reverse()) {
      total += kept.body.length;
      if (total > most && other !== id) this.answers.delete(other);
    }
  }

  has(id: string): boolean {
    return this.answers.has(id);
  }

  /** The bytes of a body, secrets masked; undefined when they are gone. */
  async take(id: string): Promise<Uint8Array | undefined> {
    const kept = this.answers.get(id);
    return kept && inTurns(maskedBytes(kept, kept.redactor));
  }

  dispose(): void {
    this.answers.clear();
  }
}
