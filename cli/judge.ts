/**
 * From findings to a report: what counts of them, after a look at a baseline or at a Git revision. What a baseline says of
 * files that nobody looked at is neither told nor lost.
 */
import { existsSync } from "node:fs";
import { baselineName, type KnownFinding, readBaseline, writeBaseline } from "./baseline";
import { compare } from "./compare";
import { isUnread } from "./fail-on";
import type { Plan } from "./load";
import { stderrOutput } from "./output";
import { type CheckReport, type Findings, reportOf } from "./reporters/report";
import { findingsAt } from "./since";

/** What is known from before. */
export interface JudgeOptions {
  /** A file of findings that are known and do not count. */
  readonly baseline?: string;
  /** Write the findings as a baseline: to this file, or true for the one of `baseline` or the usual name. */
  readonly writeBaseline?: string | true;
  /** A Git revision: what was found there does not count. */
  readonly since?: string;
  /** False with `--no-ignores`: comments silence nothing. */
  readonly ignores: boolean;
}

/** Takes out what is known, from a baseline or from a Git revision. */
export async function judged(
  found: Findings,
  plan: Pick<Plan, "roots" | "base">,
  textOf: (file: string) => string | undefined,
  options: JudgeOptions,
  baseline: readonly KnownFinding[] | undefined,
): Promise<CheckReport> {
  const { since } = options;
  if (since !== undefined) return compared(found, textOf, "revision", since, await findingsAt(since, plan, found, options));
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
  const { fresh, known, unmatched } = compare(
    found,
    older.filter((known) => !isUnread(known)),
    isThere,
  );
  const looked = new Set(found.checked);
  // What nobody looked at is not gone, and of a revision only a part was looked at.
  const gone = kind === "baseline" ? unmatched.filter(({ file }) => looked.has(file) || !isThere(file)) : [];
  return reportOf({ ...found, findings: fresh }, textOf, { source, kind, known, gone });
}

/** Writes what was found as a baseline; what it says of files that were not looked at stays. */
function rewritten(file: string, found: Findings): readonly KnownFinding[] {
  const looked = new Set(found.checked);
  const before = existsSync(file) ? readBaseline(file) : [];
  const others = before.filter((known) => !looked.has(known.file) && existsSync(known.file));
  const all = [...found.findings.filter((finding) => !isUnread(finding)), ...others];
  writeBaseline(file, all);
  stderrOutput.line(`${file} holds ${all.length} finding${all.length === 1 ? "" : "s"} now`);
  return all;
}
