/** `hookflow check`: all findings of files, with an exit status for pull requests. */
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import type { Severity } from "#core";
import { fileKind, maxFileBytes, normalUri, relativePath } from "#core";
import { nodeFiles, replaceText, uriOf } from "#platform/node";
import { baselineName, type KnownFinding, readBaseline, writeBaseline } from "../baseline";
import { compare } from "../compare";
import { exitStatus, UsageError } from "../exit";
import { fixedText } from "../fix";
import { type Loaded, load } from "../load";
import { stderrOutput, stdoutOutput } from "../output";
import { Progress } from "../progress";
import { type Format, printReport } from "../reporters/print";
import type { CheckReport, Findings, ReportedFinding } from "../reporters/report";
import { findingsOf, nameFrom, reportOf } from "../reporters/report";
import { textReport } from "../reporters/text";
import { isInShard, type Shard } from "../shard";
import { findingsAt } from "../since";
import { watch } from "../watch";

export interface CheckOptions {
  readonly format: Format;
  readonly failOn: FailOn;
  /** More warnings than this fail, whatever `failOn` says. */
  readonly maxWarnings?: number;
  /** A file of findings that are known and do not count. */
  readonly baseline?: string;
  /** Write the findings as a baseline: to this file, or true for the one of `baseline` or the usual name. */
  readonly writeBaseline?: string | true;
  /** A Git revision: what was found there does not count. */
  readonly since?: string;
  readonly shard?: Shard;
  /** False with `--no-ignores`: comments silence nothing. */
  readonly ignores: boolean;
  readonly fix?: boolean;
  /** The name of a file whose text comes from standard input. */
  readonly stdinFilename?: string;
  readonly watch?: boolean;
}

export type FailOn = "error" | "warning" | "info" | "never";

const ranks: Readonly<Record<Severity | "never", number>> = { hint: 0, info: 1, warning: 2, error: 3, never: 4 };

/** Whether a finding fails a check. */
export function failing(failOn: FailOn): (finding: Pick<ReportedFinding, "severity">) => boolean {
  return ({ severity }) => ranks[severity] >= ranks[failOn];
}

export async function check(paths: readonly string[], options: CheckOptions): Promise<number> {
  refuseContradictions(options);
  // A baseline that cannot be read is told before any work is done.
  const baseline = options.baseline !== undefined && !options.writeBaseline ? readBaseline(options.baseline) : undefined;
  if (options.stdinFilename !== undefined) return checkText(options.stdinFilename, paths, options, baseline);
  const progress = new Progress();
  const loaded = await load(paths, { suppressions: options.ignores, files: progress.counting(nodeFiles()) });
  if (loaded.uris.length === 0) {
    progress.end();
    stderrOutput.line(
      "Nothing to check: no file of Hookflow's here. A webhook is a file such as promo.webhook.yaml; `hookflow init` makes one",
    );
    return exitStatus.failed;
  }
  const written = options.fix ? await fixFiles(loaded) : true;
  const found = checked(loaded, options, progress);
  const report = await judged(found, loaded, options, baseline);
  progress.end();
  const status = print(report, options);
  if (options.watch)
    return watch(paths, loaded, async (uris) => {
      print(await judged(checked({ ...loaded, uris }, options), loaded, options, baseline), options);
    });
  return written ? status : exitStatus.failed;
}

function refuseContradictions({ baseline, writeBaseline, since, watch, shard }: CheckOptions): void {
  if (since !== undefined && (baseline !== undefined || writeBaseline))
    throw new UsageError("--since and a baseline are two ways to say what is known: give one of them");
  for (const [name, given] of [
    ["--since", since],
    ["--write-baseline", writeBaseline],
    ["--shard", shard],
  ] as const)
    if (watch && given !== undefined) throw new UsageError(`--watch stays, and ${name} is for one check: give one of them`);
}

function checked({ language, uris, base }: Loaded, { shard }: CheckOptions, progress?: Progress): Findings {
  const mine = shard ? uris.filter((uri) => isInShard(nameFrom(base, uri), shard)) : uris;
  return findingsOf(language, mine, base, (done) => progress?.step(done, mine.length));
}

/** Takes out what is known, from a baseline or from a Git revision. */
async function judged(
  found: Findings,
  loaded: Loaded,
  options: CheckOptions,
  baseline: readonly KnownFinding[] | undefined,
): Promise<CheckReport> {
  const { language } = loaded;
  const textOf = (file: string) => language.file(uriOf(path.resolve(file)))?.text;
  const { since } = options;
  if (since !== undefined) return compared(found, textOf, "revision", since, await findingsAt(since, loaded, found, options));
  if (options.writeBaseline) {
    const file = options.writeBaseline === true ? (options.baseline ?? baselineName) : options.writeBaseline;
    return compared(found, textOf, "baseline", file, rewritten(file, found));
  }
  if (baseline && options.baseline !== undefined) return compared(found, textOf, "baseline", options.baseline, baseline);
  return reportOf(found, textOf);
}

function compared(
  found: Findings,
  textOf: (file: string) => string | undefined,
  kind: "baseline" | "revision",
  source: string,
  older: readonly KnownFinding[],
): CheckReport {
  const isThere = (file: string) => existsSync(file);
  const { fresh, known, unmatched } = compare(found, older.filter(countsAsKnown), isThere);
  const looked = new Set(found.checked);
  // What nobody looked at is not gone, and of a revision only a part was looked at.
  const gone = kind === "baseline" ? unmatched.filter(({ file }) => looked.has(file) || !isThere(file)) : [];
  return reportOf({ ...found, findings: fresh }, textOf, { source, kind, known, gone });
}

/** A file that cannot be read is no fault to live with: the check could not do its work. */
function countsAsKnown({ rule }: { readonly rule: string }): boolean {
  return rule !== "unreadable-file";
}

/** Writes what was found as a baseline; what it says of files that were not looked at stays. */
function rewritten(file: string, found: Findings): readonly KnownFinding[] {
  const looked = new Set(found.checked);
  const before = existsSync(file) ? readBaseline(file) : [];
  const others = before.filter((known) => !looked.has(known.file) && existsSync(known.file));
  const all = [...found.findings.filter(countsAsKnown), ...others];
  writeBaseline(file, all);
  stderrOutput.line(`${file} holds ${all.length} finding${all.length === 1 ? "" : "s"} now`);
  return all;
}

function print(report: CheckReport, options: CheckOptions): number {
  const fails = failing(options.failOn);
  printReport(report, options.format, fails);
  const failed = report.findings.some(fails);
  const unread = report.findings.some((finding) => !countsAsKnown(finding));
  const tooMany = options.maxWarnings !== undefined && report.warnings > options.maxWarnings;
  if (tooMany && !failed)
    stderrOutput.line(`Too many warnings: ${report.warnings}, and --max-warnings allows ${options.maxWarnings}`);
  return unread ? exitStatus.failed : failed || tooMany ? exitStatus.findings : exitStatus.clean;
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
async function checkText(
  name: string,
  paths: readonly string[],
  options: CheckOptions,
  baseline: readonly KnownFinding[] | undefined,
): Promise<number> {
  if (paths.length > 0 || options.watch || options.writeBaseline || options.shard)
    throw new UsageError(
      "--stdin-filename names the one file to check: give no paths, and no --watch, --shard or --write-baseline",
    );
  const full = path.resolve(name);
  if (!fileKind(full)) throw new UsageError(`${name} is not a file of Hookflow's: see \`hookflow --help\` for the kinds`);
  const text = readFileSync(0, "utf8").replace(/^\ufeff/, "");
  if (Buffer.byteLength(text) > maxFileBytes) throw new UsageError("The text is larger than 1 MiB");
  const loaded = await load([nearestFolder(full)], { suppressions: options.ignores });
  const { language, base } = loaded;
  const uri = normalUri(uriOf(full));
  language.changed(language.workspace.openFile(uri, text, 1));
  const after = options.fix ? (fixedText(language, uri)?.after ?? text) : undefined;
  const report = await judged(findingsOf(language, [uri], base), loaded, options, baseline);
  if (after === undefined) return print(report, options);
  stdoutOutput.raw(after);
  textReport(report, stderrOutput);
  return report.findings.some(failing(options.failOn)) ? exitStatus.findings : exitStatus.clean;
}
