/** Everything that can be done about a place: fixes, new files, conversions, and comments that silence. */
import type { Finding } from "../../lint/rule";
import type { SourceFile } from "../../model/source-file";
import type { ProjectReader } from "../../project/reader";
import type { Span } from "../../text/span";
import { overlaps, touches } from "../../text/span";
import type { CodeAction } from "./action";
import { convertActions } from "./convert-form";
import { createActions } from "./create-missing";
import { extractActions } from "./extract-credential";
import { fixActions, fixAllAction, suppressActions } from "./fixes";
import { curlActions } from "./import-curl";

export type { CodeAction } from "./action";

/** The actions for what a selection touches, the likeliest first. */
export function codeActions(
  project: ProjectReader,
  file: SourceFile,
  findings: readonly Finding[],
  selection: Span,
): readonly CodeAction[] {
  const here = findings.filter(
    (finding) =>
      overlaps(finding.span, selection) || touches(finding.span, selection.start) || touches(finding.span, selection.end),
  );
  return [
    ...curlActions(project, file, here),
    ...fixActions(file, here),
    ...extractActions(project, file, here),
    ...createActions(project, file, here, selection),
    ...convertActions(project, file, selection),
    ...suppressActions(file, here),
    ...fixAllAction(file, findings),
  ];
}
