/**
 * An answer as text for comparing: what differs each time although nothing has changed is folded away, times and sizes are left
 * out. It is made in stretches, for bodies may be long.
 */
import type { HeaderPair } from "#core/platform";
import { isVolatileHeader } from "#core/request/header-rules";
import type { RecordingItem } from "#protocol";
import { dataTitle } from "../test-data";
import type { Exchange, Received } from "./exchange";
import { outcomeText, timeOf } from "./facts";
import { bodyInStretches, printable } from "./report";

export function* comparableExchange({ outcome }: Exchange): Generator<void, string> {
  if (outcome.kind === "failure") return `${outcome.failure.kind}: ${outcome.failure.message}\n`;
  return yield* comparable(outcome);
}

/**
 * What a comparison is called: by what may have made the difference. That is the data where it is not the same on both sides,
 * else when it was and how it ended.
 */
export function comparisonTitle(exchange: Exchange, before: Exchange | Pick<RecordingItem, "id">): string {
  if (!("webhook" in before)) return `${exchange.webhook}: recording ${before.id} ↔ ${side(exchange)}`;
  if (before.webhook !== exchange.webhook) return `${before.webhook} ${timeOf(before)} ↔ ${exchange.webhook} ${timeOf(exchange)}`;
  const [left, right] = [before, exchange].map(testData);
  if (left !== right && left && right) return `${exchange.webhook}: ${left} ↔ ${right}`;
  return `${exchange.webhook}: ${moment(before)} ↔ ${moment(exchange)}`;
}

function side(exchange: Exchange): string {
  return testData(exchange) || moment(exchange);
}

function testData({ contact, event }: Exchange): string {
  return dataTitle({ contactTitle: contact, eventTitle: event });
}

function moment(exchange: Exchange): string {
  return `${timeOf(exchange)} (${outcomeText(exchange)})`;
}

export function comparableRecording({ status, headers, body }: RecordingItem): Generator<void, string> {
  return comparable({ status, headers, body, language: "json" });
}

/** An answer with only the headers that a recording has as well. */
export function* comparableWithRecording(exchange: Exchange, recording: RecordingItem): Generator<void, string> {
  const { outcome } = exchange;
  if (outcome.kind === "failure") return yield* comparableExchange(exchange);
  const known = new Set(recording.headers.map(([name]) => name.toLowerCase()));
  return yield* comparable({ ...outcome, headers: outcome.headers.filter(([name]) => known.has(name.toLowerCase())) });
}

type Compared = Pick<Received, "status" | "headers" | "body" | "language" | "isCut">;

function* comparable(answer: Compared): Generator<void, string> {
  const named = answer.headers.map(([name, value]): HeaderPair => [name.toLowerCase(), isVolatileHeader(name) ? "…" : value]);
  // The order of headers says nothing, but that of repeats does, and sorting keeps it.
  named.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  const body = yield* bodyInStretches(answer, false);
  return printable(
    [`HTTP ${answer.status}`, ...named.map(([name, value]) => `${name}: ${value}`), "", body.trimEnd(), ""].join("\n"),
  );
}
