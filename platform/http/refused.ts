/** A decision of ours, thrown past the network library: it already is in the words that the user will read. */
import type { Refusal } from "./check";

export class Refused extends Error {
  /** @param code the cause code, when a system call or a library gave one */
  constructor(
    readonly refusal: Refusal,
    readonly code?: string,
  ) {
    super(refusal.message);
  }
}
