/** `hookflow check`: all findings of files, with an exit status for pull requests. */
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { setFlagsFromString } from "node:v8";
import { fileKind, maxFileBytes, normalUri } from "#core";
import { nodeFiles, replaceText, uriOf } from "#platform/node";
import { type KnownFinding, readBaseline } from "../baseline";
import { cacheFile, cacheKey, remember, remembered } from "../cache";
import { exitStatus, NothingFound, UsageError } from "../exit";
import { type FailOn, failing, isUnread } from "../fail-on";
import { fixedText } from "../fix";
import { type JudgeOptions, judged } from "../judge";
import { type Loaded, load, loadPlan, type Plan, planOf } from "../load";
import { stderrOutput, stdoutOutput } from "../output";
import { Progress } from "../progress";
import { type Format, printReport } from "../reporters/print";
import type { CheckReport, Findings } from "../reporters/report";
import { findingsOf, nameFrom } from "../reporters/report";
import { textReport } from "../reporters/text";
import { isInShard, type Shard } from "../shard";
import { snapshotOf } from "../snapshot";
import { watch } from "../watch";

export interface CheckOptions extends JudgeOptions {
  readonly format: Format;
  readonly failOn: FailOn;
  /** More warnings than this fail, whatever `failOn` says. */
  readonly maxWarnings?: number;
  readonly shard?: Shard;
  /** Where answers are kept: a file, or true for one in the person's own cache folder. */
  readonly cache?: string | true;
  readonly fix?: boolean;
  /** The name of a file whose text comes from standard input. */
  readonly stdinFilename?: string;
  readonly watch?: boolean;
}

export async function check(paths: readonly string[], options: CheckOptions): Promise<number> {
  refuseContradictions(options);
  if (!options.watch) runOnce();
  // A baseline that cannot be read is told before any work is done.
  const baseline = options.baseline !== undefined && !options.writeBaseline ? readBaseline(options.baseline) : undefined;
  if (options.stdinFilename !== undefined) return checkText(options.stdinFilename, paths, options, baseline);
  const progress = new Progress();
  try {
    return await checkFiles(paths, options, baseline, progress);
  } finally {
    progress.end();
  }
}

/**
 * Sets the engine up for a check that ends. It keeps nearly all that it reads to its end: looking for garbage early and often finds
 * none, which takes no more memory so, and for 10,000 files a tenth less time. And much of its code runs just long enough to be
 * compiled by the optimizing compiler, whose threads then compete with the check for the cores: with less of it inlined they are
 * done a quarter sooner, and on two cores the check a tenth.
 */
function runOnce(): void {
  const flags = ["--heap-growing-percent=1000", "--semi-space-growth-factor=16", "--max-inlined-bytecode-size-cumulative=200"];
  for (const flag of flags) setFlagsFromString(flag);
}

async function checkFiles(
  paths: readonly string[],
  options: CheckOptions,
  baseline: readonly KnownFinding[] | undefined,
  progress: Progress,
): Promise<number> {
  const plan = planOf(paths);
  if (options.cache !== undefined) {
    const { found, textOf } = await checkedOnce(plan, options, options.cache, progress);
    return end(await judged(found, plan, textOf, options, baseline), options, progress);
  }
  const loaded = await loadPlan(plan, { suppressions: options.ignores, files: progress.counting(nodeFiles()) });
  const textOf = (file: string) => loaded.language.file(uriOf(path.resolve(file)))?.text;
  if (loaded.uris.length === 0) throw nothingHere();
  const written = options.fix ? await fixFiles(loaded) : true;
  const report = await judged(checked(loaded, options, progress), plan, textOf, options, baseline);
  const status = end(report, options, progress);
  if (options.watch)
    return watch(paths, loaded, async (uris) => {
      print(await judged(checked({ ...loaded, uris }, options), plan, textOf, options, baseline), options);
    });
  return written ? status : exitStatus.failed;
}

function end(report: CheckReport, options: CheckOptions, progress: Progress): number {
  progress.end();
  return print(report, options);
}

function nothingHere(): NothingFound {
  return new NothingFound(
    "Nothing to check: no file of Hookflow's here. A webhook is a file such as promo.webhook.yaml; `hookflow init` makes one",
  );
}

/** The findings from the cache, when nothing that they depend on has changed. */
async function checkedOnce(
  plan: Plan,
  options: CheckOptions,
  cache: string | true,
  progress: Progress,
): Promise<{ readonly found: Findings; textOf(file: string): string | undefined }> {
  const { targets, roots, base } = plan;
  const file = cacheFile(cache, [process.cwd(), ...roots]);
  const snapshot = await snapshotOf(progress.counting(nodeFiles()), roots, base);
  const textOf = (name: string) => snapshot.textOf(uriOf(path.resolve(name)));
  const meant = targets.map(({ full, ...target }) => ({ ...target, name: path.relative(process.cwd(), full) }));
  const key = cacheKey([snapshot.digest, meant, options.ignores, options.shard ?? null]);
  const known = remembered(file, key);
  if (known) return { found: known, textOf };
  const loaded = await loadPlan(plan, { suppressions: options.ignores, files: snapshot.files });
  if (loaded.uris.length === 0) throw nothingHere();
  const found = checked(loaded, options, progress);
  const problem = remember(file, key, found);
  if (problem !== undefined) stderrOutput.line(`The cache ${file} is not kept: ${problem}`);
  return { found, textOf };
}

function refuseContradictions(options: CheckOptions): void {
  const { baseline, writeBaseline, since, watch, shard, cache, fix, stdinFilename } = options;
  if (since !== undefined && (baseline !== undefined || writeBaseline))
    throw new UsageError("--since and a baseline are two ways to say what is known: give one of them");
  for (const [name, given] of [
    ["--since", since],
    ["--write-baseline", writeBaseline],
    ["--shard", shard],
    ["--cache", cache],
  ] as const)
    if (watch && given !== undefined) throw new UsageError(`--watch stays, and ${name} is for one check: give one of them`);
  if (cache !== undefined && (fix || stdinFilename !== undefined))
    throw new UsageError("--cache is for checks of files as they are: not with --fix or --stdin-filename");
}

function checked({ language, uris, base }: Loaded, { shard }: CheckOptions, progress?: Progress): Findings {
  const mine = shard ? uris.filter((uri) => isInShard(nameFrom(base, uri), shard)) : uris;
  const found = findingsOf(language, mine, base, (done) => progress?.step(done, mine.length));
  return shard ? { ...found, shard: `${shard.index}/${shard.of}` } : found;
}

function print(report: CheckReport, options: CheckOptions): number {
  const fails = failing(options.failOn);
  printReport(report, options.format, fails);
  const failed = report.findings.some(fails);
  const unread = report.findings.some(isUnread);
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
      stderrOutput.line(`${nameFrom(base, uri)} is not fixed: ${problem}`);
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
  const textOf = () => language.file(uri)?.text;
  const report = await judged(findingsOf(language, [uri], base), loaded, textOf, options, baseline);
  if (after === undefined) return print(report, options);
  stdoutOutput.raw(after);
  textReport(report, stderrOutput);
  return report.findings.some(failing(options.failOn)) ? exitStatus.findings : exitStatus.clean;
}
