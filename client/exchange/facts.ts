/** What an exchange comes to, in few words: for a lens, a list, a status bar; and what one should know of an answer. */
import type { HttpFailure } from "#core/platform";
import { certificateWarning } from "#core/request/certificate";
import type { Exchange } from "./exchange";
import { redirectTarget } from "./exchange";

/** "200, 143 ms", "refused", "cancelled". */
export function outcomeText({ outcome }: Exchange): string {
  if (outcome.kind === "answer") return `${outcome.status}, ${milliseconds(outcome.timings.total)}`;
  return outcome.failure.kind.replaceAll("-", " ");
}

/** "with contact Ann Smith and event promo-ann", or nothing. */
export function dataText({ contact, event }: Pick<Exchange, "contact" | "event">): string {
  const parts = [contact && `contact ${contact}`, event && `event ${event}`].filter(Boolean);
  return parts.length ? `with ${parts.join(" and ")}` : "";
}

/** Hours to seconds, as a clock on the wall has them. */
export function timeOf({ at }: Pick<Exchange, "at">): string {
  return new Date(at).toTimeString().slice(0, 8).replaceAll(":", ".");
}

/** How long ago something was, as one would say it. */
export function ago(elapsed: number): string {
  const minutes = Math.floor(elapsed / 60_000);
  if (minutes < 1) return "just now";
  if (minutes < 60) return `${minutes} min ago`;
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return `${hours} h ago`;
  const days = Math.floor(hours / 24);
  return days === 1 ? "1 day ago" : `${days} days ago`;
}

export function milliseconds(value: number): string {
  return value < 9_999.5 ? `${Math.round(value)} ms` : `${(value / 1000).toFixed(1)} s`;
}

export function bytes(count: number): string {
  return count === 1 ? "1 byte" : `${count.toLocaleString("en-US")} bytes`;
}

/** What a reader should know of the answer, most pressing first. */
export function findingsOf(exchange: Exchange): readonly string[] {
  const { outcome, at } = exchange;
  if (outcome.kind !== "answer") return [];
  const target = redirectTarget(exchange);
  // The demo endpoint's certificate is made for one run.
  const ending = outcome.tls && !outcome.answeredBy && certificateWarning(outcome.tls, at);
  return [
    ...(target ? [`It redirects to ${target}; that was not followed`] : []),
    ...(ending ? [ending] : []),
    ...outcome.findings,
  ];
}

/** What only describes an answer: how large it is, what it is. Findings are kept as sentences, so they are told by their beginnings. */
const description = /^(Binary, |The body is empty$|It is long: )/;

/** Whether an answer is not what it should be, whatever its status. */
export function isDoubtful(exchange: Exchange): boolean {
  return findingsOf(exchange).some((finding) => !description.test(finding));
}

/** What to do about a failure, a sentence each without a period. */
export function adviceOf({ kind, phase, code, help }: Pick<HttpFailure, "kind" | "phase" | "code" | "help">): readonly string[] {
  const isCutOff =
    kind === "unknown-host" ||
    (kind === "timeout" && (phase === "lookup" || phase === "connect")) ||
    /^(ENETUNREACH|EHOSTUNREACH)$/.test(code ?? "");
  // Through a proxy, each of these would have been the proxy's failure.
  return isCutOff ? [help, "No proxy was used, and one from a PAC file is not known here: name yours in `http.proxy`"] : [help];
}
