/** Findings for people: the place, what is wrong, the line with the token underlined, and what to do. */
import type { Severity } from "#core";
import type { Output } from "../output";
import { styled } from "../output";
import type { CheckReport, ReportedFinding } from "./report";

const colours = { error: "red", warning: "yellow", info: "blue", hint: "cyan" } as const satisfies Record<Severity, string>;

export function textReport(report: CheckReport, out: Output): void {
  for (const finding of report.findings) printFinding(finding, report, out);
  const plural = (count: number, one: string) => `${count} ${one}${count === 1 ? "" : "s"}`;
  const parts = [
    [report.errors, "error"],
    [report.warnings, "warning"],
    [report.infos, "note"],
  ] as const;
  const found = parts.filter(([count]) => count > 0).map(([count, name]) => plural(count, name));
  const checked = `${plural(report.files, "file")} checked`;
  if (found.length === 0) out.line(styled(out, "green", `${checked}, nothing to report`));
  else out.line(`${checked}: ${styled(out, "bold", found.join(", "))}`);
}

function printFinding(finding: ReportedFinding, report: CheckReport, out: Output): void {
  const { start, end } = finding.range;
  const place = `${finding.file}:${start.line + 1}:${start.character + 1}`;
  out.line(
    `${styled(out, "bold", place)} ${styled(out, colours[finding.severity], finding.severity)} ${finding.message} ${styled(out, "dim", finding.rule)}`,
  );
  const line = report.textOf(finding.file)?.split(/\r\n|\r|\n/)[start.line];
  if (line !== undefined && line.trim() !== "") {
    const from = Math.max(0, Math.min(start.character - 40, line.length - 100));
    const shown = line.slice(from, from + 120).replaceAll("\t", " ");
    const length = (end.line === start.line ? end.character : line.length) - start.character;
    const number = String(start.line + 1);
    out.line(`  ${styled(out, "dim", `${number} |`)} ${shown}`);
    const underline = "^".repeat(Math.max(1, Math.min(length, 120 - (start.character - from))));
    out.line(
      `  ${" ".repeat(number.length)} ${styled(out, "dim", "|")} ${" ".repeat(start.character - from)}${styled(out, colours[finding.severity], underline)}`,
    );
  }
  if (finding.help) out.line(`    ${styled(out, "dim", "help:")} ${finding.help}`);
  for (const related of finding.related)
    out.line(
      `    ${styled(out, "dim", "see:")} ${related.file}:${related.range.start.line + 1}:${related.range.start.character + 1} ${related.message}`,
    );
  out.raw("\n");
}
