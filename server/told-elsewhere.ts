/** What another extension tells of an open file already, so that nothing is said twice. */
import type { Finding, Uri } from "#core";
import type { Elsewhere } from "#protocol";

/** Faults that every reader of YAML or JSON reports; the others are ours alone. */
const syntax: ReadonlySet<string> = new Set([
  "ambiguous-colon",
  "bad-indentation",
  "duplicate-key",
  "invalid-escape",
  "invalid-value-start",
  "missing-colon",
  "tab-indentation",
  "too-many-faults",
  "unclosed-bracket",
  "unclosed-quote",
  "unexpected-text",
  "unfinished-line",
  "unknown-alias",
]);

/** Whether another server reads files of this kind. */
export function isReadElsewhere(uri: Uri, elsewhere: Elsewhere): boolean {
  return /\.ya?ml$/.test(uri) ? elsewhere.yaml : uri.endsWith(".json") && elsewhere.json;
}

/** Whether a finding says what the other server says as well. */
export function isToldElsewhere(finding: Finding, elsewhere: Elsewhere): boolean {
  return (
    finding.rule === "invalid-yaml" &&
    finding.code !== undefined &&
    syntax.has(finding.code) &&
    isReadElsewhere(finding.uri, elsewhere)
  );
}
