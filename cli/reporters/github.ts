/**
 * Findings as annotations of a GitHub workflow: what is new first, the gravest first, ten of a kind, for more are not shown.
 * The others follow as ordinary lines, so that the log has all of them.
 */
import path from "node:path";
import type { Severity } from "#core";
import type { Output } from "../output";
import { harmless } from "../output";
import type { CheckReport, ReportedFinding } from "./report";
import { comparisonLines, summaryLine } from "./summary";

const maxOfKind = 10;
const kinds = { error: "error", warning: "warning", info: "notice", hint: "notice" } as const satisfies Record<Severity, string>;
type Kind = (typeof kinds)[Severity];

export function githubReport(report: CheckReport, out: Output): void {
  const annotations: Record<Kind, string[]> = { error: [], warning: [], notice: [] };
  const rest: ReportedFinding[] = [];
  const add = (kind: Kind, title: string, finding: ReportedFinding): boolean =>
    annotations[kind].length < maxOfKind && annotations[kind].push(annotation(kind, title, finding)) > 0;
  for (const finding of report.findings) if (!add(kinds[finding.severity], finding.rule, finding)) rest.push(finding);
  // What was there before is told quietly, and only where there is room.
  for (const finding of report.compared?.known ?? []) add("notice", `${finding.rule} (known)`, finding);
  for (const kind of ["error", "warning", "notice"] as const) for (const line of annotations[kind]) out.raw(`${line}\n`);
  for (const { file, range, severity, message, rule } of rest)
    out.line(`${file}:${range.start.line + 1}:${range.start.character + 1} ${severity} ${message} ${rule}`);
  for (const line of comparisonLines(report)) out.line(line);
  out.line(summaryLine(report));
  if (rest.length > 0)
    out.line(
      `GitHub shows ${maxOfKind} annotations of a kind: ${counted(rest)} stand${rest.length === 1 ? "s" : ""} above as plain lines`,
    );
}

function counted(findings: readonly ReportedFinding[]): string {
  const count = (kind: Kind) => findings.filter(({ severity }) => kinds[severity] === kind).length;
  return (["error", "warning", "notice"] as const)
    .flatMap((kind) => (count(kind) ? [`${count(kind)} more ${kind}${count(kind) === 1 ? "" : "s"}`] : []))
    .join(", ");
}

function annotation(kind: Kind, title: string, { file, range, message, help }: ReportedFinding): string {
  const { start, end } = range;
  const properties = {
    file: fromWorkspace(file),
    line: start.line + 1,
    endLine: end.line + 1,
    // Columns are shown for findings on one line only.
    ...(start.line === end.line ? { col: start.character + 1, endColumn: end.character + 1 } : {}),
    title,
  };
  const text = Object.entries(properties).map(([name, value]) => `${name}=${property(String(value))}`);
  return `::${kind} ${text.join(",")}::${data(message)}${help ? `%0A${data(help)}` : ""}`;
}

/** Annotations name files from the checkout on, wherever the command runs in it. */
function fromWorkspace(file: string): string {
  const workspace = process.env.GITHUB_WORKSPACE;
  if (!workspace) return file;
  const named = path.relative(workspace, path.resolve(file));
  return named.startsWith("..") || path.isAbsolute(named) ? file : named.split(path.sep).join("/");
}

/** The command's own signs as the runner decodes them; what else a terminal would act on is spelled out before. */
function data(text: string): string {
  return harmless(text).replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function property(text: string): string {
  return data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
