/** Quick fixes of the findings at a place, the way to silence each with a reason, and all fixes of the file at once. */
import { fixAll } from "../../lint/fix-all";
import type { Finding } from "../../lint/rule";
import { suppressionText } from "../../lint/suppressions";
import { verifiedFix } from "../../lint/verify-fix";
import type { SourceFile } from "../../model/source-file";
import type { TextEdit } from "../../text/edit";
import { lineAt, lineEndOf } from "../../text/lines";
import { touches } from "../../text/span";
import { walk } from "../../velocity/index";
import type { CodeAction } from "./action";

/** The fix of each finding, where one is verified. */
export function fixActions(file: SourceFile, findings: readonly Finding[]): readonly CodeAction[] {
  return findings.flatMap((finding): CodeAction[] => {
    const fix = verifiedFix(file, finding);
    return fix ? [{ title: fix.title, kind: "quickfix", finding, edits: new Map([[file.uri, fix.edits]]), preferred: true }] : [];
  });
}

/** The comment that silences each finding, where the file takes comments. */
export function suppressActions(file: SourceFile, findings: readonly Finding[]): readonly CodeAction[] {
  return findings.flatMap((finding): CodeAction[] => {
    const edit = suppressEdit(file, finding);
    return edit
      ? [
          {
            title: `Silence \`${finding.rule}\` here, with a reason`,
            kind: "suppress",
            finding,
            edits: new Map([[file.uri, [edit]]]),
            preferred: false,
          },
        ]
      : [];
  });
}

/** One action that makes every verified fix of the file. */
export function fixAllAction(file: SourceFile, findings: readonly Finding[]): readonly CodeAction[] {
  const { edits, fixed } = fixAll(file, findings);
  if (edits.length === 0) return [];
  const title =
    fixed.length === 1 ? "Fix the one finding that can be fixed" : `Fix all ${fixed.length} findings that can be fixed`;
  return [{ title, kind: "fix-all", edits: new Map([[file.uri, edits]]), preferred: false }];
}

/** A comment on the line above the key, at its indentation. Not offered where YAML takes no comment, or for syntax errors. */
function suppressEdit(file: SourceFile, finding: Finding): TextEdit | undefined {
  const { document } = file;
  if (file.kind === "template" && finding.rule !== "invalid-suppression") return suppressInTemplate(file, finding);
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

/** The same in a template, where a comment on a line of its own prints nothing; not inside a directive or another comment. */
function suppressInTemplate(file: SourceFile, finding: Finding): TextEdit | undefined {
  const { start } = lineAt(file.text, finding.span.start);
  let isFree = true;
  for (const { template } of file.values)
    if (template)
      walk(template.tree, (node) => {
        const whole = "headSpan" in node ? node.headSpan : node.span;
        const holds = node.kind === "template" || node.kind === "text" || node.kind === "branch";
        if (!holds && whole.start < start && start < whole.end) isFree = false;
      });
  if (!isFree) return undefined;
  const comment = suppressionText(finding.rule, "why this is right here", "template");
  return { span: { start, end: start }, newText: `${comment}${lineEndOf(file.text)}` };
}
