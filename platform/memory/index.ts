/**
 * A small world for tests and for the browser: files in a map, a clock that stands still, a log that remembers, and an
 * http port that answers from a script. Nothing here touches Node or the network.
 */
export { type MemoryFiles, memoryFiles } from "./files";
export { failure, response, type ScriptedHttp, scriptedHttp } from "./http";

import type { Clock, Log } from "#core/platform";

/** A clock that moves only when told. @param start milliseconds since 1970-01-01 UTC; without it 2026-01-15T10:00:00Z */
export function fixedClock(start = Date.UTC(2026, 0, 15, 10)): Clock & { advance(milliseconds: number): void } {
  let now = start;
  return {
    now: () => now,
    advance: (milliseconds) => {
      now += milliseconds;
    },
  };
}

/** A log that keeps its entries, as `warning: …` and `error: …`. */
export function collectingLog(): Log & { readonly entries: readonly string[] } {
  const entries: string[] = [];
  return {
    entries,
    warn: (message) => void entries.push(`warning: ${message}`),
    error: (message) => void entries.push(`error: ${message}`),
  };
}
