/** Finding the name somebody most likely meant, for "did you mean" help. */

/**
 * The candidate nearest to `name`, ignoring case, or undefined when none is near enough to be a slip of the fingers:
 * at most one edit for each three characters. Of several spellings of one name the one in the case of `name` is given.
 * A name of one letter is like nothing.
 * @param isClosed whether the candidates are all there is; otherwise names that differ in their digits alone (`line1`, `line2`) are
 *   taken for different things
 */
export function nearest(name: string, candidates: Iterable<string>, isClosed = false): string | undefined {
  if (name.length < 2) return undefined;
  const wanted = name.toLowerCase();
  let best: string | undefined;
  let bestDistance = Math.max(1, Math.floor(wanted.length / 3)) + 1;
  for (const candidate of candidates) {
    if (best?.toLowerCase() === candidate.toLowerCase()) {
      if (isCloserInCase(name, candidate, best)) best = candidate;
      continue;
    }
    if (Math.abs(candidate.length - name.length) >= bestDistance) continue;
    const lower = candidate.toLowerCase();
    if (!isClosed && differInDigits(wanted, lower)) continue;
    const far = distance(wanted, lower, bestDistance);
    if (far < bestDistance) {
      best = candidate;
      bestDistance = far;
    }
  }
  return best;
}

/** Whether two names differ, and in their digits alone. */
export function differInDigits(a: string, b: string): boolean {
  return a !== b && a.replace(/\d+/g, "") === b.replace(/\d+/g, "");
}

/** Whether one of two spellings of the same name is written as `name` is: `TOWN` beside `town`, for `TOWNN`. */
function isCloserInCase(name: string, candidate: string, best: string): boolean {
  const limit = name.length + candidate.length;
  return distance(name, candidate, limit) < distance(name, best, limit);
}

/** Edit distance with transpositions (optimal string alignment), cut off at `limit`. */
function distance(a: string, b: string, limit: number): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    let smallest = i;
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) cost = Math.min(cost, (beforeLast[j - 2] ?? 0) + 1);
      row.push(cost);
      smallest = Math.min(smallest, cost);
    }
    if (smallest >= limit) return limit;
    beforeLast = last;
    last = row;
  }
  return last[b.length] ?? limit;
}
