/** `hookflow check`: all findings of files, with an exit status for pull requests. */
import type { Severity } from "#core";
import { exitStatus } from "../exit";
import { load } from "../load";
import { stderrOutput, stdoutOutput } from "../output";
import { jsonReport } from "../reporters/json";
import { reportOf } from "../reporters/report";
import { textReport } from "../reporters/text";

export interface CheckOptions {
  readonly format: "text" | "json";
  readonly failOn: "error" | "warning" | "info" | "never";
  /** False with `--no-ignores`: comments silence nothing. */
  readonly ignores: boolean;
}

const ranks: Readonly<Record<Severity | "never", number>> = { hint: 0, info: 1, warning: 2, error: 3, never: 4 };

export async function check(paths: readonly string[], options: CheckOptions): Promise<number> {
  const { language, uris, base } = await load(paths, { suppressions: options.ignores });
  if (uris.length === 0) {
    stderrOutput.line(
      "Nothing to check: no file of Hookflow's here. A webhook is a file such as promo.webhook.yaml; `hookflow init` makes one",
    );
    return exitStatus.failed;
  }
  const report = reportOf(language, uris, base);
  if (options.format === "json") stdoutOutput.raw(jsonReport(report));
  else textReport(report, stdoutOutput);
  const fails = report.findings.some((finding) => ranks[finding.severity] >= ranks[options.failOn]);
  const unread = report.findings.some((finding) => finding.rule === "unreadable-file");
  return unread ? exitStatus.failed : fails ? exitStatus.findings : exitStatus.clean;
}
