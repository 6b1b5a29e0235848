/** Findings for people: the place, what is wrong, the line with the token underlined, and what to do. */
import type { Severity } from "#core";
import type { Output } from "../output";
import { styled } from "../output";
import { maskedLine } from "./masked";
import type { CheckReport, ReportedFinding } from "./report";
import { comparisonLines, countsOf, summaryLine } from "./summary";

const colours = { error: "red", warning: "yellow", info: "blue", hint: "cyan" } as const satisfies Record<Severity, string>;

export function textReport(report: CheckReport, out: Output): void {
  const texts = new Map<string, readonly string[]>();
  const linesOf = (file: string): readonly string[] => {
    const lines = texts.get(file) ?? report.textOf(file)?.split(/\r\n|\r|\n/) ?? [];
    texts.set(file, lines);
    return lines;
  };
  for (const finding of report.findings) printFinding(finding, linesOf(finding.file)[finding.range.start.line], out);
  for (const line of comparisonLines(report)) out.line(line);
  out.line(styled(out, countsOf(report) === "" ? "green" : "bold", summaryLine(report)));
}

function printFinding(finding: ReportedFinding, line: string | undefined, out: Output): void {
  const { start, end } = finding.range;
  const place = `${finding.file}:${start.line + 1}:${start.character + 1}`;
  out.line(
    `${styled(out, "bold", place)} ${styled(out, colours[finding.severity], finding.severity)} ${finding.message} ${styled(out, "dim", finding.rule)}`,
  );
  if (line !== undefined && line.trim() !== "") {
    const from = Math.max(0, Math.min(start.character - 40, line.length - 100));
    // What stands further to the left says whether a credential follows.
    const left = Math.max(0, from - 200);
    const shown = maskedLine(line.slice(left, from + 120))
      .slice(from - left)
      .replaceAll("\t", " ");
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
