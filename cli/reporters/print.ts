/** All forms in which findings are printed, by name. */
import { stdoutOutput } from "../output";
import { githubReport } from "./github";
import { jsonReport } from "./json";
import { junitReport } from "./junit";
import { markdownReport } from "./markdown";
import type { CheckReport, ReportedFinding } from "./report";
import { sarifReport } from "./sarif";
import { textReport } from "./text";

export const formats = ["text", "json", "sarif", "github", "junit", "markdown"] as const;
export type Format = (typeof formats)[number];

/** @param fails whether a finding fails the check */
export function printReport(report: CheckReport, format: Format, fails: (finding: ReportedFinding) => boolean): void {
  if (format === "text") textReport(report, stdoutOutput);
  else if (format === "github") githubReport(report, stdoutOutput);
  else if (format === "junit") stdoutOutput.raw(junitReport(report, fails));
  else stdoutOutput.raw(documents[format](report));
}

const documents = { json: jsonReport, sarif: sarifReport, markdown: markdownReport } as const;
