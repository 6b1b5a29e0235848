/**
 * The findings that a team lives with, as a file that is reviewed: sorted, without line numbers, an entry a finding. The
 * names of files are relative to the baseline's own folder, so that it serves from wherever the command is called.
 */
import { readFileSync } from "node:fs";
import path from "node:path";
import { replaceFile } from "#platform/node";
import { UsageError } from "./exit";
import { jsonText } from "./output";

/** A finding as it is known from before: by what it is, not by its line. */
export interface KnownFinding {
  readonly file: string;
  readonly rule: string;
  readonly fingerprint: string;
  readonly message: string;
}

export const baselineName = "hookflow-baseline.json";
const maxBytes = 64 * 1024 * 1024;

/**
 * Reads a baseline; its files are named from the current folder on.
 * @throws UsageError for a file that is not there or is no baseline
 */
export function readBaseline(file: string): readonly KnownFinding[] {
  return parsed(file).map((entry) => ({ ...entry, file: named(path.resolve(path.dirname(file), entry.file), ".") }));
}

function parsed(file: string): readonly KnownFinding[] {
  let text: string;
  try {
    text = readFileSync(file, "utf8").replace(/^\ufeff/, "");
  } catch (error) {
    const missing = error instanceof Error && "code" in error && error.code === "ENOENT";
    throw new UsageError(
      missing
        ? `There is no baseline ${file}: \`hookflow check --write-baseline ${file}\` makes one`
        : `The baseline ${file} cannot be read: give a file`,
    );
  }
  const broken = (what: string) =>
    new UsageError(`${file} is no baseline, for ${what}: mend it, or name another file and write it with --write-baseline`);
  if (text.length > maxBytes) throw broken("it is larger than 64 MiB");
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw broken(/^(<{7}|>{7}|={7}) ?/m.test(text) ? "a merge left conflict marks in it" : "it is no JSON");
  }
  const { version, findings } = (typeof value === "object" && value !== null ? value : {}) as Record<string, unknown>;
  if (version !== 1) throw broken("it has no version 1");
  if (!Array.isArray(findings)) throw broken("it has no list of findings");
  const at = findings.findIndex((entry) => !isKnown(entry));
  if (at >= 0) throw broken(`entry ${at + 1} is not made of file, rule, fingerprint and message`);
  return findings;
}

function isKnown(entry: unknown): entry is KnownFinding {
  if (typeof entry !== "object" || entry === null) return false;
  const { file, rule, fingerprint, message } = entry as Record<string, unknown>;
  return [file, rule, fingerprint, message].every((value) => typeof value === "string");
}

/**
 * Writes findings as a baseline.
 * @throws UsageError when the file cannot be written
 */
export function writeBaseline(file: string, findings: readonly KnownFinding[]): void {
  const entries = findings
    .map((finding) => ({
      file: named(path.resolve(finding.file), path.dirname(file)),
      rule: finding.rule,
      fingerprint: finding.fingerprint,
      message: finding.message,
    }))
    .sort((a, b) => compare(a.file, b.file) || compare(a.rule, b.rule) || compare(a.fingerprint, b.fingerprint));
  const problem = replaceFile(file, `${jsonText({ version: 1, findings: entries })}\n`);
  if (problem !== undefined) throw new UsageError(`The baseline ${file} is not written: ${problem}`);
}

/** By code unit, so that the order is the same on every machine. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function named(full: string, folder: string): string {
  return path.relative(path.resolve(folder), full).split(path.sep).join("/");
}
