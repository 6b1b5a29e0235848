/** Quick fixes of the findings at a place, and for each finding the way to silence it with a reason. */
import type { Finding } from "../lint/rule";
import { suppressionText } from "../lint/suppressions";
import type { SourceFile } from "../model/source-file";
import type { TextEdit } from "../text/edit";
import { lineAt, lineEndOf } from "../text/lines";
import type { Span } from "../text/span";
import { overlaps, touches } from "../text/span";

export interface CodeAction {
  readonly title: string;
  readonly kind: "quickfix" | "suppress";
  readonly finding: Finding;
  readonly edits: readonly TextEdit[];
  readonly preferred: boolean;
}

/** The actions for the findings that a selection touches. */
export function codeActions(file: SourceFile, findings: readonly Finding[], selection: Span): readonly CodeAction[] {
  const here = findings.filter(
    (finding) =>
      overlaps(finding.span, selection) || touches(finding.span, selection.start) || touches(finding.span, selection.end),
  );
  const fixes = here.flatMap((finding): CodeAction[] =>
    finding.fix ? [{ title: finding.fix.title, kind: "quickfix", finding, edits: finding.fix.edits, preferred: true }] : [],
  );
  const silences = here.flatMap((finding): CodeAction[] => {
    const edit = suppressEdit(file, finding);
    return edit
      ? [{ title: `Silence \`${finding.rule}\` here, with a reason`, kind: "suppress", finding, edits: [edit], preferred: false }]
      : [];
  });
  return [...fixes, ...silences];
}

/** A comment on the line above the key, at its indentation. Not offered where YAML takes no comment, or for syntax errors. */
function suppressEdit(file: SourceFile, finding: Finding): TextEdit | undefined {
  const { document } = file;
  if (!document || file.uri.endsWith(".json") || finding.rule === "invalid-yaml" || finding.rule === "invalid-suppression")
    return undefined;
  const scalar = file.values.find((value) => value.scalar && touches(value.scalar.span, finding.span.start))?.scalar;
  const at = scalar && scalar.span.start < finding.span.start ? scalar.span.start : finding.span.start;
  const line = lineAt(file.text, at);
  const indent = /^[ \t]*/.exec(file.text.slice(line.start, line.end))?.[0] ?? "";
  return {
    span: { start: line.start, end: line.start },
    newText: `${indent}${suppressionText(finding.rule, "why this is right here")}${lineEndOf(file.text)}`,
  };
}
