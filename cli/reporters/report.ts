/** What `check` found, as all reporters take it: findings with lines and characters, files with relative names. */
import type { Finding, Language, Range, Severity, Uri } from "#core";
import { LineIndex, relativePath } from "#core";
import { fingerprint } from "./fingerprint";

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

export interface CheckReport {
  readonly files: number;
  readonly findings: readonly ReportedFinding[];
  readonly errors: number;
  readonly warnings: number;
  readonly infos: number;
  /** The text of a file of the report, for showing the line of a finding. */
  textOf(file: string): string | undefined;
}

/** Collects the findings of files, in order of file and place. */
export function reportOf(language: Language, uris: readonly Uri[], base: Uri): CheckReport {
  const indexes = new Map<Uri, LineIndex>();
  const texts = new Map<string, string>();
  const rangeIn = (uri: Uri, span: { readonly start: number; readonly end: number }): Range => {
    let index = indexes.get(uri);
    if (!index) {
      const text = language.file(uri)?.text ?? "";
      index = new LineIndex(text);
      indexes.set(uri, index);
      texts.set(relativePath(base, uri), text);
    }
    return index.rangeOf(span);
  };
  const seen = new Map<string, number>();
  const findings = uris.flatMap((uri) =>
    language.findings(uri).map((finding): ReportedFinding => {
      const file = relativePath(base, uri);
      return {
        rule: finding.rule,
        severity: finding.severity,
        message: finding.message,
        help: finding.help ?? "",
        file,
        range: rangeIn(uri, finding.span),
        related: finding.related.map((related) => ({
          file: relativePath(base, related.uri),
          range: rangeIn(related.uri, related.span),
          message: related.message,
        })),
        fix: finding.fix
          ? {
              title: finding.fix.title,
              edits: finding.fix.edits.map((edit) => ({ range: rangeIn(uri, edit.span), newText: edit.newText })),
            }
          : null,
        fingerprint: fingerprintOf(finding, file, language.file(uri)?.text ?? "", seen),
      };
    }),
  );
  const count = (...severities: readonly Severity[]) =>
    findings.filter((finding) => severities.includes(finding.severity)).length;
  return {
    files: uris.length,
    findings,
    errors: count("error"),
    warnings: count("warning"),
    infos: count("info", "hint"),
    textOf: (file) => texts.get(file),
  };
}

/** The same fault keeps its fingerprint when lines move: it is made of rule, file, token and how many like it came before. */
function fingerprintOf(finding: Finding, file: string, text: string, seen: Map<string, number>): string {
  const key = [finding.rule, file, text.slice(finding.span.start, Math.min(finding.span.end, finding.span.start + 200))].join(
    "\u0000",
  );
  const times = seen.get(key) ?? 0;
  seen.set(key, times + 1);
  return fingerprint(`${key}\u0000${times}`);
}
