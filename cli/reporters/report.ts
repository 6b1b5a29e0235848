/** What `check` found, as all reporters take it: findings with lines and characters, files with relative names. */
import type { Finding, Language, Range, Severity, Span, Uri } from "#core";
import { LineIndex } from "#core";
import { isAboutSecret } from "#core/lint/secret-rules";
import { stablePlace } from "#core/lint/stable-place";
import { pathBetween } from "#core/text/uri";
import type { KnownFinding } from "../baseline";
import { fingerprint } from "./fingerprint";
import { maskedSpans } from "./masked";

export interface ReportedFinding {
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  readonly help: string;
  readonly file: string;
  readonly range: Range;
  readonly related: readonly { readonly file: string; readonly range: Range; readonly message: string }[];
  readonly fix: { readonly title: string; readonly edits: readonly { readonly range: Range; readonly newText: string }[] } | null;
  readonly fingerprint: string;
}

/** A finding that a comment silences, with the comment's reason. */
export interface SilencedFinding extends ReportedFinding {
  readonly reason: string;
}

/** What was found, without the texts: all of it is plain data. */
export interface Findings {
  /** The names of the files that were checked. */
  readonly checked: readonly string[];
  /** What counts: all findings, or the new ones when there was something to compare with. */
  readonly findings: readonly ReportedFinding[];
  readonly silenced: readonly SilencedFinding[];
  /** Which part of the files these are of: `1/4`. */
  readonly shard?: string;
}

export interface CheckReport extends Findings {
  readonly files: number;
  readonly errors: number;
  readonly warnings: number;
  readonly infos: number;
  /** Set when the findings were compared with older ones. */
  readonly compared?: Comparison;
  /** The text of a file of the report, for showing the line of a finding; credentials in it are masked. */
  textOf(file: string): string | undefined;
}

export interface Comparison {
  /** What the findings were compared with, as it was given: a file or a Git revision. */
  readonly source: string;
  readonly kind: "baseline" | "revision";
  /** The findings that were there before, as they are now. They do not count. */
  readonly known: readonly ReportedFinding[];
  /** What a baseline knows and nobody finds any longer. */
  readonly gone: readonly KnownFinding[];
}

/** The name of a file from a folder on, also of one that lies elsewhere: never the whole path of this machine. */
export function nameFrom(base: Uri, uri: Uri): string {
  return pathBetween(`${base.replace(/\/$/, "")}/_`, uri);
}

/**
 * Collects the findings of files, in order of file and place.
 * @param step is called with the number of files that are done
 */
export function findingsOf(language: Language, uris: readonly Uri[], base: Uri, step?: (done: number) => void): Findings {
  const indexes = new Map<Uri, LineIndex>();
  const rangeIn = (uri: Uri, span: Span): Range => {
    let index = indexes.get(uri);
    if (!index) {
      index = new LineIndex(language.file(uri)?.text ?? "");
      indexes.set(uri, index);
    }
    return index.rangeOf(span);
  };
  const reported = (finding: Finding, file: string, seen: Map<string, number>): ReportedFinding => ({
    rule: finding.rule,
    severity: finding.severity,
    message: finding.message,
    help: finding.help ?? "",
    file,
    range: rangeIn(finding.uri, finding.span),
    related: finding.related.map((related) => ({
      file: nameFrom(base, related.uri),
      range: rangeIn(related.uri, related.span),
      message: related.message,
    })),
    fix: finding.fix
      ? {
          title: finding.fix.title,
          edits: finding.fix.edits.map((edit) => ({ range: rangeIn(finding.uri, edit.span), newText: edit.newText })),
        }
      : null,
    fingerprint: fingerprintOf(language, finding, seen),
  });
  const findings: ReportedFinding[] = [];
  const silenced: SilencedFinding[] = [];
  const checked = uris.map((uri, at) => {
    step?.(at);
    const file = nameFrom(base, uri);
    const seen = new Map<string, number>();
    for (const finding of language.findings(uri)) findings.push(reported(finding, file, seen));
    const seenSilenced = new Map<string, number>();
    for (const { finding, reason } of language.silenced(uri)) silenced.push({ ...reported(finding, file, seenSilenced), reason });
    return file;
  });
  return { checked, findings, silenced };
}

/** Counts findings; with `textOf` the reporters may show their lines. */
export function reportOf(found: Findings, textOf: (file: string) => string | undefined, compared?: Comparison): CheckReport {
  const count = (...severities: readonly Severity[]) =>
    found.findings.filter((finding) => severities.includes(finding.severity)).length;
  const secrets = new Map<string, Range[]>();
  for (const { rule, file, range } of [...found.findings, ...found.silenced, ...(compared?.known ?? [])])
    if (isAboutSecret(rule)) {
      const places = secrets.get(file);
      if (places) places.push(range);
      else secrets.set(file, [range]);
    }
  return {
    ...found,
    files: found.checked.length,
    errors: count("error"),
    warnings: count("warning"),
    infos: count("info", "hint"),
    ...(compared ? { compared } : {}),
    textOf: (file) => {
      const text = textOf(file);
      return text === undefined ? undefined : maskedSpans(text, secrets.get(file) ?? []);
    },
  };
}

/** The same fault keeps its fingerprint when lines move: rule, place in the model and token, and how many like it came before. */
function fingerprintOf(language: Language, finding: Finding, seen: Map<string, number>): string {
  const key = JSON.stringify(stablePlace(language.file(finding.uri), finding));
  const times = seen.get(key) ?? 0;
  seen.set(key, times + 1);
  return fingerprint(`${key}${times}`);
}
