/** `hookflow report merge`: the reports of several jobs, in JSON or SARIF, as one. */
import { readFileSync } from "node:fs";
import { exitStatus, NothingFound, UsageError } from "../exit";
import { type FailOn, failing, isUnread } from "../fail-on";
import { stdoutOutput } from "../output";
import { mergedJson } from "../reporters/json";
import type { ReportedFinding } from "../reporters/report";
import { countedSeverity, mergedSarif, type SarifLog } from "../reporters/sarif";

const maxBytes = 256 * 1024 * 1024;

export interface JsonReport {
  readonly version: 1;
  readonly summary: { readonly files: number };
  readonly findings: readonly ReportedFinding[];
}

/**
 * @throws NothingFound for a file that cannot be read, is no report, or is not there although others speak of it
 * @throws UsageError for reports of two forms
 */
export function mergeReports(files: readonly string[], { failOn }: { readonly failOn: FailOn }): number {
  const read = files.map((file) => ({ file, value: contentOf(file) }));
  const json = read.flatMap(({ value }) => (isJsonReport(value) ? [value] : []));
  const sarif = read.flatMap(({ value }) => (isSarif(value) ? [value] : []));
  const stranger = read.find(({ value }) => !isJsonReport(value) && !isSarif(value));
  if (stranger) throw new NothingFound(`${stranger.file} is no report of \`hookflow check\` in JSON or SARIF`);
  if (json.length > 0 && sarif.length > 0) throw new UsageError("The reports are of two forms: give JSON or SARIF, not both");
  const fails = failing(failOn);
  if (json.length > 0) {
    const { text, findings } = mergedJson(json);
    stdoutOutput.raw(text);
    if (findings.some(isUnread)) return exitStatus.failed;
    return findings.some(fails) ? exitStatus.findings : exitStatus.clean;
  }
  const { text, results, missing, successful } = mergedSarif(sarif);
  if (missing.length > 0) throw new NothingFound(`These shards have no report here: ${missing.join(", ")}`);
  stdoutOutput.raw(text);
  if (!successful) return exitStatus.failed;
  const counted = results.flatMap((result) => countedSeverity(result) ?? []);
  return counted.some((severity) => fails({ severity })) ? exitStatus.findings : exitStatus.clean;
}

function contentOf(file: string): unknown {
  let text: string;
  try {
    text = readFileSync(file, "utf8").replace(/^\ufeff/, "");
  } catch (error) {
    const missing = error instanceof Error && "code" in error && error.code === "ENOENT";
    throw new NothingFound(missing ? `There is no file ${file}` : `${file} cannot be read`);
  }
  if (text.length > maxBytes) throw new NothingFound(`${file} is larger than 256 MiB`);
  try {
    return JSON.parse(text);
  } catch {
    throw new NothingFound(`${file} is no JSON: a job may have ended before its report did`);
  }
}

function isJsonReport(value: unknown): value is JsonReport {
  const { version, summary, findings } = recordOf(value);
  return (
    version === 1 &&
    typeof recordOf(summary).files === "number" &&
    Array.isArray(findings) &&
    findings.every((finding) => {
      const { rule, severity, file, range, fingerprint } = recordOf(finding);
      const words = [rule, severity, file, fingerprint];
      return words.every((word) => typeof word === "string") && typeof recordOf(recordOf(range).start).line === "number";
    })
  );
}

function isSarif(value: unknown): value is SarifLog {
  const { version, runs } = recordOf(value);
  return (
    version === "2.1.0" &&
    Array.isArray(runs) &&
    runs.length > 0 &&
    runs.every((run) => {
      const { tool, results, invocations } = recordOf(run);
      return (
        recordOf(recordOf(tool).driver).name === "Hookflow" &&
        Array.isArray(invocations) &&
        Array.isArray(results) &&
        results.every((result) => typeof recordOf(result).ruleId === "string" && typeof recordOf(result).level === "string")
      );
    })
  );
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}
