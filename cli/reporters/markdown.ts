/**
 * A comment for a pull request: a table of what is new, the gravest first. Names and texts of files may come from a stranger:
 * in it they make no link, no picture, no markup and call nobody.
 */
import type { Severity } from "#core";
import { harmless } from "../output";
import type { CheckReport, ReportedFinding } from "./report";
import { countsOf, knownText, plural } from "./summary";

/** A comment holds 65,536 characters, and no reviewer reads a longer table. */
const maxRows = 50;
const maxText = 300;
const names = { error: "error", warning: "warning", info: "note", hint: "note" } as const satisfies Record<Severity, string>;
const severities = Object.keys(names);

export function markdownReport(report: CheckReport): string {
  const counts = countsOf(report);
  const known = knownText(report);
  const title = counts || (report.compared ? "nothing new to report" : "nothing to report");
  const lines = [`### Hookflow: ${title}`, ""];
  const sorted = [...report.findings].sort((a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity));
  if (sorted.length > 0) lines.push("| Severity | Where | What | What to do |", "|---|---|---|---|");
  for (const finding of sorted.slice(0, maxRows)) lines.push(row(finding));
  if (sorted.length > maxRows) lines.push("", `And ${sorted.length - maxRows} more: \`hookflow check\` prints them all.`);
  const gone = report.compared?.gone.length ?? 0;
  const notes = [
    `${plural(report.files, "file")} checked`,
    ...(known ? [text(known)] : []),
    ...(gone > 0 ? [`${gone} of the baseline no longer there`] : []),
    ...(report.silenced.length > 0 ? [`${report.silenced.length} silenced by comments`] : []),
  ];
  if (sorted.length > 0) lines.push("");
  lines.push(`${notes.join("; ")}.${sorted.length > 0 ? " `hookflow explain RULE` says why." : ""}`);
  return `${lines.join("\n")}\n`;
}

function row({ severity, file, range, message, help, rule }: ReportedFinding): string {
  const place = code(`${file}:${range.start.line + 1}`);
  return `| ${names[severity]} | ${place} | ${text(message)}<br>${code(rule)} | ${text(help)} |`;
}

/** What our sentences put between backticks stays code; everything else is text and nothing more. */
function text(sentence: string): string {
  const parts = cut(harmless(sentence)).split("`");
  // An odd one at the end opens nothing.
  return parts.map((part, at) => (at % 2 === 1 && at < parts.length - 1 ? code(part) : literal(part))).join("");
}

/** A code span: longer fences than the text has, so that nothing in it ends it. */
function code(part: string): string {
  const safe = cut(harmless(part)).replaceAll("|", "\\|");
  if (safe.trim() === "") return "` `";
  const longest = Math.max(0, ...[...safe.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  const pad = longest > 0 ? " " : "";
  return `${fence}${pad}${safe}${pad}${fence}`;
}

/**
 * Signs as entities never mark anything up, and an address without its colon or first dot is none; a mention and a number of
 * an issue are broken by a space without width.
 */
function literal(part: string): string {
  return part
    .replace(/[\\`*_{}[\]<>#|~@!&$^]|:(?!\s)/g, (sign) => `&#${sign.charCodeAt(0)};`)
    .replace(/&#(?:64|35);/g, "$&&#8203;")
    .replace(/\bwww\./gi, (match) => `${match.slice(0, 3)}&#46;`);
}

function cut(long: string): string {
  return long.length > maxText ? `${long.slice(0, maxText)}…` : long;
}
