/** What a list shows of an exchange and is searched by, without its bodies: thousands of these cost little. */
import type { Exchange } from "../exchange/exchange";
import { dataText, isDoubtful, outcomeText } from "../exchange/facts";

export interface Summary {
  readonly id: string;
  readonly uri: string;
  readonly webhook: string;
  readonly at: number;
  /** "200, 143 ms", "refused", "cancelled". */
  readonly outcome: string;
  /** `doubtful`: a good status, and something in the answer that is not as it should be. */
  readonly kind: "good" | "doubtful" | "redirect" | "bad" | "failed" | "cancelled";
  /** "with contact Ann Smith", or nothing. */
  readonly data: string;
  readonly method: string;
  readonly url: string;
  /** What else it is found by: values that were sent, the beginning of the answer or why there is none. */
  readonly search: string;
}

/** So much of an answer can be found, in UTF-16 units. */
const searched = 300;

export function summaryOf(exchange: Exchange): Summary {
  const { id, uri, webhook, at, request, outcome } = exchange;
  const values = request.values.map(({ name, value }) => `${name}: ${value.slice(0, 60)}`);
  const said = outcome.kind === "answer" ? outcome.body.slice(0, searched) : outcome.failure.message;
  return {
    id,
    uri,
    webhook,
    at,
    outcome: outcomeText(exchange),
    kind: kindOf(exchange),
    data: dataText(exchange),
    method: request.method,
    url: request.url,
    search: [...values, said].join("  ").replace(/\s+/g, " "),
  };
}

/** How an exchange ended, in one word. */
export function kindOf(exchange: Exchange): Summary["kind"] {
  const { outcome } = exchange;
  if (outcome.kind === "failure") return outcome.failure.kind === "cancelled" ? "cancelled" : "failed";
  if (outcome.status >= 300) return outcome.status < 400 ? "redirect" : "bad";
  return isDoubtful(exchange) ? "doubtful" : "good";
}
