/** A decision of ours, thrown past the network library: it already is in the words that the user will read. */
import type { Refusal } from "./check";

export class Refused extends Error {
  constructor(readonly refusal: Refusal) {
    super(refusal.message);
  }
}
