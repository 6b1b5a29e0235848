/** Which findings are new: those that an older list of findings does not know, file by file, and through a rename of a file. */
import type { KnownFinding } from "./baseline";
import type { Findings, ReportedFinding } from "./reporters/report";

export interface Compared {
  readonly fresh: readonly ReportedFinding[];
  readonly known: readonly ReportedFinding[];
  /** What was known and is not found now, whether or not anybody looked. */
  readonly unmatched: readonly KnownFinding[];
}

/**
 * Compares findings with known ones. Each known one speaks for one finding.
 * @param isThere whether a file is there now: findings of one that is gone are looked for where it may have gone to
 */
export function compare(found: Findings, older: readonly KnownFinding[], isThere: (file: string) => boolean): Compared {
  const here = pool(older);
  const known = new Set<ReportedFinding>();
  let fresh: ReportedFinding[] = [];
  for (const finding of found.findings) {
    if (take(here, finding.file, finding)) known.add(finding);
    else fresh.push(finding);
  }
  const moved = movedFiles(fresh, here, isThere, new Set(older.map(({ file }) => file)));
  fresh = fresh.filter((finding) => {
    const from = moved.get(finding.file);
    if (from === undefined || !take(here, from, finding)) return true;
    known.add(finding);
    return false;
  });
  const unmatched = [...here.values()].flatMap((file) => [...file.values()].flat());
  return { fresh, known: found.findings.filter((finding) => known.has(finding)), unmatched };
}

/** What is known of each file, by fingerprint. */
type Pool = Map<string, Map<string, KnownFinding[]>>;

function pool(findings: readonly KnownFinding[]): Pool {
  const files: Pool = new Map();
  for (const finding of findings) {
    const file = files.get(finding.file) ?? new Map<string, KnownFinding[]>();
    files.set(finding.file, file);
    file.set(finding.fingerprint, [...(file.get(finding.fingerprint) ?? []), finding]);
  }
  return files;
}

function take(from: Pool, file: string, { fingerprint, rule }: ReportedFinding): boolean {
  const entries = from.get(file)?.get(fingerprint);
  const at = entries?.findIndex((entry) => entry.rule === rule) ?? -1;
  if (at < 0) return false;
  entries?.splice(at, 1);
  return true;
}

/**
 * Where the files went that are no longer there: each to the file of which nothing was known that has most of its findings.
 * Of a file that nothing was known of and that shares nothing, nothing is believed.
 */
function movedFiles(
  fresh: readonly ReportedFinding[],
  older: Pool,
  isThere: (file: string) => boolean,
  namedBefore: ReadonlySet<string>,
): ReadonlyMap<string, string> {
  const gone = [...older].filter(([file, entries]) => entries.size > 0 && !isThere(file));
  if (gone.length === 0) return new Map();
  const shared = new Map<string, { readonly from: string; readonly to: string; count: number }>();
  const holders = new Map<string, string[]>();
  for (const [file, entries] of gone)
    for (const print of entries.keys()) holders.set(print, [...(holders.get(print) ?? []), file]);
  for (const { file: to, fingerprint } of fresh) {
    if (namedBefore.has(to)) continue;
    for (const from of holders.get(fingerprint) ?? []) {
      const key = JSON.stringify([from, to]);
      const pair = shared.get(key) ?? { from, to, count: 0 };
      shared.set(key, pair);
      pair.count++;
    }
  }
  const lastPart = (file: string) => file.slice(file.lastIndexOf("/") + 1);
  const keepsName = ({ from, to }: { readonly from: string; readonly to: string }) => (lastPart(from) === lastPart(to) ? 1 : 0);
  const pairs = [...shared.values()].sort(
    (a, b) => b.count - a.count || keepsName(b) - keepsName(a) || (a.from + a.to < b.from + b.to ? -1 : 1),
  );
  const moved = new Map<string, string>();
  const left = new Set<string>();
  for (const { from, to } of pairs) {
    if (moved.has(to) || left.has(from)) continue;
    moved.set(to, from);
    left.add(from);
  }
  return moved;
}
