/** An answer as text for comparing: what differs each time although nothing has changed is folded away, times and sizes are left out. */
import type { HeaderPair } from "#core/platform";
import { isVolatileHeader } from "#core/request/header-rules";
import { formatJson } from "#core/request/json-layout";
import type { RecordingItem } from "#protocol";
import type { Exchange } from "./exchange";
import { printable } from "./report";

export function comparableExchange({ outcome }: Exchange): string {
  if (outcome.kind === "failure") return `${outcome.failure.kind}: ${outcome.failure.message}\n`;
  return comparable(outcome.status, outcome.headers, outcome.body);
}

export function comparableRecording(recording: RecordingItem): string {
  return comparable(recording.status, recording.headers, recording.body);
}

/** An answer with only the headers that a recording has as well. */
export function comparableWithRecording({ outcome }: Exchange, recording: RecordingItem): string {
  if (outcome.kind === "failure") return `${outcome.failure.kind}: ${outcome.failure.message}\n`;
  const known = new Set(recording.headers.map(([name]) => name.toLowerCase()));
  return comparable(
    outcome.status,
    outcome.headers.filter(([name]) => known.has(name.toLowerCase())),
    outcome.body,
  );
}

function comparable(status: number, headers: readonly HeaderPair[], body: string): string {
  const named = headers.map(([name, value]) => [name.toLowerCase(), isVolatileHeader(name) ? "…" : value] as const);
  // The order of headers says nothing, but that of repeats does, and sorting keeps it.
  named.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return printable(
    [`HTTP ${status}`, ...named.map(([name, value]) => `${name}: ${value}`), "", formatJson(body).trimEnd(), ""].join("\n"),
  );
}
