/** All fixes of a file at once: those that do not touch each other, each one verified, and all of them together. */
import type { SourceFile } from "../model/source-file";
import type { TextEdit } from "../text/edit";
import type { Finding } from "./rule";
import { editsHold, verifiedFix } from "./verify-fix";

export interface FixedAll {
  readonly edits: readonly TextEdit[];
  /** The findings that the edits mend. */
  readonly fixed: readonly Finding[];
}

/** The edits of every fix that holds; of two that touch the same text the first. Another round may find more. */
export function fixAll(file: SourceFile, findings: readonly Finding[]): FixedAll {
  let edits: readonly TextEdit[] = [];
  const fixed: Finding[] = [];
  for (const finding of findings) {
    const fix = finding.fix?.isGuess ? undefined : verifiedFix(file, finding);
    if (!fix) continue;
    const more = [...edits, ...fix.edits];
    if (touchEachOther(edits, fix.edits) || (edits.length > 0 && !editsHold(file, more))) continue;
    edits = more;
    fixed.push(finding);
  }
  return { edits, fixed };
}

function touchEachOther(known: readonly TextEdit[], edits: readonly TextEdit[]): boolean {
  return edits.some((edit) => known.some((other) => edit.span.start <= other.span.end && other.span.start <= edit.span.end));
}
