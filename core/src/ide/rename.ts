/** Renaming what stands at the cursor: whether it can be, what is replaced, and all edits or the reason against them. */
import type { SourceFile } from "../model/source-file";
import type { Uri } from "../platform";
import type { ProjectReader } from "../project/reader";
import type { TextEdit } from "../text/edit";
import type { Span } from "../text/span";
import type { Naming } from "../usage/namings";
import { namingAt } from "../usage/occurrences";
import { type RenameAnswer, rename, renameRefusal, templateMoved, workflowMoved } from "../usage/rename";

export type { RenameAnswer } from "../usage/rename";

export type RenameStart =
  | { readonly kind: "name"; readonly span: Span; readonly text: string }
  | { readonly kind: "refused"; readonly reason: string };

const nothing =
  "Nothing here has a name of your own: put the cursor on a webhook, event, parameter, contact field, block, template, or a variable or macro of a text";

/** The name that would be replaced. */
export function renameStart(project: ProjectReader, file: SourceFile, offset: number): RenameStart {
  const at = renamedAt(project, file, offset);
  if (!at) return { kind: "refused", reason: nothing };
  const reason = renameRefusal(project, at.thing);
  if (reason) return { kind: "refused", reason };
  const text = at.written.kind === "scalar" ? at.written.scalar.text : at.thing.kind === "template" ? "" : at.thing.name;
  return { kind: "name", span: at.span, text };
}

/** The edits for a new name. */
export function renameAt(project: ProjectReader, file: SourceFile, offset: number, newName: string): RenameAnswer {
  const at = renamedAt(project, file, offset);
  return at ? rename(project, at, newName) : { kind: "refused", reason: nothing };
}

/**
 * What a rename at the offset is about. A reference stands for its first name as a whole, but whoever puts the cursor on a member
 * behind it, `$data.get('WH5').get('co|de')`, means the member and not the webhook.
 */
function renamedAt(project: ProjectReader, file: SourceFile, offset: number): Naming | undefined {
  const own = project.file(file.uri);
  const at = own && namingAt(project, own, offset);
  if (at?.written.kind !== "reference" || at.written.reference.path.length === 0) return at;
  return /^['")\]}]*$/.test(file.text.slice(at.span.end, offset)) ? at : undefined;
}

/** The edits that keep all paths right when a file is moved or renamed in the editor's tree. */
export function fileMoved(project: ProjectReader, from: Uri, to: Uri): ReadonlyMap<Uri, readonly TextEdit[]> {
  const kind = project.source(from)?.kind;
  if (kind === "template") return templateMoved(project, from, to) ?? new Map();
  const own = kind === "workflow" ? workflowMoved(project, from, to) : [];
  return own.length ? new Map([[from, own]]) : new Map();
}
