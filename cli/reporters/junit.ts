/**
 * JUnit XML: a suite a file, a case a finding. What fails the check fails its case; what is only told is a case that passes,
 * with the finding as its output; what was known before is skipped. A file without findings is one case that passes.
 */
import { isUnread } from "../fail-on";
import type { CheckReport, ReportedFinding } from "./report";

/** @param fails whether a finding fails the check */
export function junitReport(report: CheckReport, fails: (finding: ReportedFinding) => boolean): string {
  const byFile = new Map<string, string[]>(report.checked.map((file) => [file, []]));
  const totals = { tests: 0, failures: 0, errors: 0, skipped: 0 };
  const counts = new Map<string, typeof totals>();
  const add = (finding: ReportedFinding, outcome: "failures" | "errors" | "skipped" | "tests", inner: string) => {
    const count = counts.get(finding.file) ?? { tests: 0, failures: 0, errors: 0, skipped: 0 };
    counts.set(finding.file, count);
    count.tests++;
    if (outcome !== "tests") count[outcome]++;
    const { start } = finding.range;
    const name = `${finding.rule} at ${start.line + 1}:${start.character + 1}`;
    const cases = byFile.get(finding.file) ?? [];
    byFile.set(finding.file, cases);
    cases.push(`    <testcase classname="${xml(finding.file)}" name="${xml(name)}">${inner}</testcase>`);
  };
  for (const finding of report.findings) {
    const { rule, message } = finding;
    const text = `\n${details(finding).map(xml).join("\n")}\n    `;
    if (isUnread(finding)) add(finding, "errors", `<error type="${xml(rule)}" message="${xml(message)}">${text}</error>`);
    else if (fails(finding)) add(finding, "failures", `<failure type="${xml(rule)}" message="${xml(message)}">${text}</failure>`);
    else add(finding, "tests", `<system-out>${text}</system-out>`);
  }
  for (const finding of report.compared?.known ?? [])
    add(finding, "skipped", `<skipped message="${xml(`Known from ${report.compared?.source}: ${finding.message}`)}"/>`);
  const suites = [...byFile].map(([file, cases]) => {
    const count = counts.get(file) ?? { tests: 1, failures: 0, errors: 0, skipped: 0 };
    for (const key of ["tests", "failures", "errors", "skipped"] as const) totals[key] += count[key];
    const lines = cases.length > 0 ? cases : [`    <testcase classname="${xml(file)}" name="nothing to report"/>`];
    return `  <testsuite name="${xml(file)}"${attributes(count)}>\n${lines.join("\n")}\n  </testsuite>\n`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="hookflow"${attributes(totals)}>\n${suites.join("")}</testsuites>\n`;
}

function attributes(counts: Readonly<Record<string, number>>): string {
  return Object.entries(counts)
    .map(([name, count]) => ` ${name}="${count}"`)
    .join("");
}

function details({ file, range, severity, message, help, rule }: ReportedFinding): readonly string[] {
  const place = `${file}:${range.start.line + 1}:${range.start.character + 1}`;
  return [`${place} ${severity} ${message} ${rule}`, ...(help ? [`help: ${help}`] : [])];
}

const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** Text for XML 1.0: what it cannot hold, and what a terminal would act on, is spelled out. */
export function xml(text: string): string {
  return text
    .replace(
      /(?!\n)[\p{Cc}\p{Surrogate}\u2028\u2029\u202a-\u202e\u2066-\u2069\ufffe\uffff]/gu,
      (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`,
    )
    .replace(/[&<>"]/g, (sign) => entities[sign] ?? sign)
    .replaceAll("##[", "##\\[")
    .replaceAll("\n", "&#10;");
}
