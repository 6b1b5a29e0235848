import { jsonText } from "../output";
import type { CheckReport, ReportedFinding } from "./report";

/** The public JSON form, version 1; it changes only with its version. See docs/api.md. */
export function jsonReport({ files, findings }: Pick<CheckReport, "files" | "findings">): string {
  const count = (...severities: readonly string[]) => findings.filter(({ severity }) => severities.includes(severity)).length;
  const summary = { files, errors: count("error"), warnings: count("warning"), infos: count("info", "hint") };
  return `${jsonText({ version: 1, summary, findings })}\n`;
}

/** Several reports as one: their findings in the order of one check, one that two reports have once. */
export function mergedJson(
  reports: readonly { readonly summary: { readonly files: number }; readonly findings: readonly ReportedFinding[] }[],
): { readonly text: string; readonly findings: readonly ReportedFinding[] } {
  const each = new Map<string, ReportedFinding>();
  for (const finding of reports.flatMap((report) => report.findings))
    each.set(JSON.stringify([finding.file, finding.fingerprint, finding.range.start]), finding);
  const findings = [...each.values()].sort(
    (a, b) =>
      (a.file < b.file ? -1 : a.file > b.file ? 1 : 0) ||
      a.range.start.line - b.range.start.line ||
      a.range.start.character - b.range.start.character,
  );
  const files = reports.reduce((sum, { summary }) => sum + summary.files, 0);
  return { text: jsonReport({ files, findings }), findings };
}
