/** The last lines of a report for people: how much was checked and found, and what became of the findings known before. */
import type { CheckReport } from "./report";

const maxGone = 20;

export function plural(count: number, one: string): string {
  return `${count} ${one}${count === 1 ? "" : "s"}`;
}

/** `3 errors, 1 warning`, `1 new error`, or nothing. */
export function countsOf(report: CheckReport): string {
  const fresh = report.compared ? "new " : "";
  const parts = [
    [report.errors, "error"],
    [report.warnings, "warning"],
    [report.infos, "note"],
  ] as const;
  return parts
    .filter(([count]) => count > 0)
    .map(([count, name]) => plural(count, fresh + name))
    .join(", ");
}

export function summaryLine(report: CheckReport): string {
  const checked = `${plural(report.files, "file")} checked`;
  const counts = countsOf(report);
  const known = knownText(report);
  if (!counts && !known) return `${checked}, nothing ${report.compared ? "new " : ""}to report`;
  return `${checked}: ${[counts || "nothing new", ...(known ? [known] : [])].join("; ")}`;
}

/** `12 known from main`. */
export function knownText({ compared }: CheckReport): string {
  return compared && compared.known.length > 0 ? `${compared.known.length} known from ${compared.source}` : "";
}

/** What the baseline knows and nobody finds, so that it can be taken out. */
export function comparisonLines({ compared }: CheckReport): readonly string[] {
  const gone = compared?.gone ?? [];
  if (!compared || gone.length === 0) return [];
  const lines = gone.slice(0, maxGone).map(({ file, rule, message }) => `  ${file} ${rule} ${message}`);
  if (gone.length > maxGone) lines.push(`  and ${gone.length - maxGone} more`);
  return [
    `${plural(gone.length, "finding")} of ${compared.source} ${gone.length === 1 ? "is" : "are"} no longer there; --write-baseline takes ${gone.length === 1 ? "it" : "them"} out:`,
    ...lines,
  ];
}
