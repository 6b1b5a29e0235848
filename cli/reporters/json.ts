import { jsonText } from "../output";
import type { CheckReport } from "./report";

/** The public JSON form, version 1; it changes only with its version. See docs/api.md. */
export function jsonReport(report: CheckReport): string {
  const { files, errors, warnings, infos, findings } = report;
  return `${jsonText({ version: 1, summary: { files, errors, warnings, infos }, findings })}\n`;
}
