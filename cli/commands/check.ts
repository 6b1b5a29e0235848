/** `hookflow check`: all findings of files, with an exit status for pull requests. */
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import type { Severity } from "#core";
import { fileKind, maxFileBytes, normalUri, relativePath } from "#core";
import { replaceText, uriOf } from "#platform/node";
import { exitStatus, UsageError } from "../exit";
import { fixedText } from "../fix";
import { type Loaded, load } from "../load";
import { stderrOutput, stdoutOutput } from "../output";
import { jsonReport } from "../reporters/json";
import type { CheckReport } from "../reporters/report";
import { reportOf } from "../reporters/report";
import { textReport } from "../reporters/text";
import { watch } from "../watch";

export interface CheckOptions {
  readonly format: "text" | "json";
  readonly failOn: "error" | "warning" | "info" | "never";
  /** More warnings than this fail, whatever `failOn` says. */
  readonly maxWarnings?: number;
  /** False with `--no-ignores`: comments silence nothing. */
  readonly ignores: boolean;
  readonly fix?: boolean;
  /** The name of a file whose text comes from standard input. */
  readonly stdinFilename?: string;
  readonly watch?: boolean;
}

const ranks: Readonly<Record<Severity | "never", number>> = { hint: 0, info: 1, warning: 2, error: 3, never: 4 };

export async function check(paths: readonly string[], options: CheckOptions): Promise<number> {
  if (options.stdinFilename !== undefined) return checkText(options.stdinFilename, paths, options);
  const loaded = await load(paths, { suppressions: options.ignores });
  if (loaded.uris.length === 0) {
    stderrOutput.line(
      "Nothing to check: no file of Hookflow's here. A webhook is a file such as promo.webhook.yaml; `hookflow init` makes one",
    );
    return exitStatus.failed;
  }
  const written = options.fix ? await fixFiles(loaded) : true;
  const status = print(reportOf(loaded.language, loaded.uris, loaded.base), options);
  if (options.watch) return watch(paths, loaded, (uris) => void print(reportOf(loaded.language, uris, loaded.base), options));
  return written ? status : exitStatus.failed;
}

function print(report: CheckReport, options: CheckOptions): number {
  if (options.format === "json") stdoutOutput.raw(jsonReport(report));
  else textReport(report, stdoutOutput);
  const fails = report.findings.some((finding) => ranks[finding.severity] >= ranks[options.failOn]);
  const unread = report.findings.some((finding) => finding.rule === "unreadable-file");
  const tooMany = options.maxWarnings !== undefined && report.warnings > options.maxWarnings;
  if (tooMany && !fails)
    stderrOutput.line(`Too many warnings: ${report.warnings}, and --max-warnings allows ${options.maxWarnings}`);
  return unread ? exitStatus.failed : fails || tooMany ? exitStatus.findings : exitStatus.clean;
}

/** Mends what can be mended in place; false when a file could not be written. */
async function fixFiles({ language, uris, base }: Loaded): Promise<boolean> {
  let files = 0;
  let findings = 0;
  let ok = true;
  for (const uri of uris) {
    const fixed = fixedText(language, uri);
    if (!fixed) continue;
    const problem = replaceText(uri, fixed.before, fixed.after);
    // What is on the disk counts again.
    language.changed(await language.workspace.closeFile(uri));
    if (problem !== undefined) {
      ok = false;
      stderrOutput.line(`${relativePath(base, uri)} is not fixed: ${problem}`);
      continue;
    }
    files++;
    findings += fixed.fixed;
  }
  if (findings > 0)
    stderrOutput.line(`Fixed ${findings} finding${findings === 1 ? "" : "s"} in ${files} file${files === 1 ? "" : "s"}`);
  return ok;
}

/** The folder of a file that may be in folders which are not there yet. */
function nearestFolder(file: string): string {
  const folder = path.dirname(file);
  return existsSync(folder) || folder === file ? folder : nearestFolder(folder);
}

/** The text of standard input as one file of the workspace; with `--fix` the mended text goes to standard output. */
async function checkText(name: string, paths: readonly string[], options: CheckOptions): Promise<number> {
  if (paths.length > 0 || options.watch)
    throw new UsageError("--stdin-filename names the one file to check: give no paths, and no --watch");
  const full = path.resolve(name);
  if (!fileKind(full)) throw new UsageError(`${name} is not a file of Hookflow's: see \`hookflow --help\` for the kinds`);
  const text = readFileSync(0, "utf8").replace(/^\ufeff/, "");
  if (Buffer.byteLength(text) > maxFileBytes) throw new UsageError("The text is larger than 1 MiB");
  const { language, base } = await load([nearestFolder(full)], { suppressions: options.ignores });
  const uri = normalUri(uriOf(full));
  language.changed(language.workspace.openFile(uri, text, 1));
  if (!options.fix) return print(reportOf(language, [uri], base), options);
  stdoutOutput.raw(fixedText(language, uri)?.after ?? text);
  const report = reportOf(language, [uri], base);
  textReport(report, stderrOutput);
  return report.findings.some((finding) => ranks[finding.severity] >= ranks[options.failOn])
    ? exitStatus.findings
    : exitStatus.clean;
}
