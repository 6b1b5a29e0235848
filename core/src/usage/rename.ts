/**
 * Another name for a thing, everywhere at once: in keys and values, in every form of reference, in the way each is written. A
 * name that Velocity cannot say switches the form, `$WH5.code` to `$data.get('promo code').code`. What would change the
 * meaning of anything is refused with the reason, before a single edit is made.
 */
import { type ReadText, readText } from "../model/read-text";
import { readSource } from "../model/source-file";
import { templateOf } from "../model/value-template";
import type { Uri } from "../platform";
import type { ProjectReader } from "../project/reader";
import { lexReferences } from "../reference/index";
import type { TextEdit } from "../text/edit";
import { applyEdits } from "../text/edit";
import { LineIndex } from "../text/lines";
import { baseName, folderOf, pathBetween, resolveInside } from "../text/uri";
import { walk } from "../velocity/index";
import type { YamlScalar } from "../yaml/index";
import { replaceAllInScalar, replaceInScalar } from "../yaml/index";
import { newNameProblem, unreadableProblem } from "./name-problems";
import { keyAskedFor, type Naming } from "./namings";
import { occurrences } from "./occurrences";
import { type NameChange, rewriteName } from "./rewrite-name";
import type { Thing } from "./thing";

export type RenameAnswer =
  | {
      readonly kind: "edits";
      readonly edits: ReadonlyMap<Uri, readonly TextEdit[]>;
      /** A template's new name is its file's. */
      readonly moves: readonly { readonly from: Uri; readonly to: Uri }[];
    }
  /** One sentence without a period. */
  | { readonly kind: "refused"; readonly reason: string };

/** Why a thing can have no other name, if so. */
export function renameRefusal(project: ProjectReader, thing: Thing): string | undefined {
  if (thing.kind === "given") return `\`${thing.name}\` is given by the platform and keeps its name`;
  if (thing.kind === "contact-field" && thing.standard) return `\`${thing.name}\` is a standard field of every account`;
  if (thing.kind === "template" && !project.source(thing.uri)) return "There is no such template to rename";
  return undefined;
}

/** All edits that give the thing at a place its new name. */
export function rename(project: ProjectReader, at: Naming, newName: string): RenameAnswer {
  const thing = at.thing;
  const refusal = renameRefusal(project, thing);
  if (refusal) return { kind: "refused", reason: refusal };
  if (thing.kind === "template") return renameTemplate(project, at, thing.uri, newName);
  const places = occurrences(project, thing);
  const problem = newNameProblem(project, thing, places, newName) ?? unreadableProblem(project, thing);
  if (problem) return { kind: "refused", reason: problem };
  return rewriteAll(project, places, newName);
}

function rewriteAll(project: ProjectReader, places: readonly Naming[], newName: string): RenameAnswer {
  const edits = new Map<Uri, readonly TextEdit[]>();
  for (const [uri, namings] of grouped(places)) {
    const made = editsOfFile(project, uri, namings, newName);
    if (typeof made === "string") return { kind: "refused", reason: made };
    edits.set(uri, made);
  }
  return { kind: "edits", edits, moves: [] };
}

interface Change extends NameChange {
  readonly naming: Naming;
}

/** The edits of one file, or the reason why it cannot say the name; checked by reading the file that they make. */
function editsOfFile(
  project: ProjectReader,
  uri: Uri,
  namings: readonly Naming[],
  newName: string,
): readonly TextEdit[] | string {
  const file = project.source(uri);
  if (!file) return `\`${baseName(uri)}\` is not there any more`;
  const cannot = ({ span, written }: Naming) => {
    const place = written.kind === "reference" ? written.value.toFile(written.reference.span) : span;
    const line = new LineIndex(file.text).positionAt(place.start).line + 1;
    const text = file.text.slice(place.start, place.end);
    return `\`${text}\` in line ${line} of \`${baseName(uri)}\` cannot be written with the name \`${newName}\``;
  };
  const edits: TextEdit[] = [];
  const byScalar = new Map<YamlScalar | undefined, Change[]>();
  for (const naming of namings) {
    const change = rewriteName(naming, newName);
    if (!change) return cannot(naming);
    const scalar = naming.written.kind === "scalar" ? naming.written.scalar : naming.written.value.scalar;
    const known = byScalar.get(scalar);
    if (known) known.push({ ...change, naming });
    else byScalar.set(scalar, [{ ...change, naming }]);
  }
  for (const [scalar, changes] of byScalar) {
    const unsaid = changes.find(({ naming }) => !isSaidBy(naming, changes, newName));
    if (unsaid) return cannot(unsaid.naming);
    const [first] = changes;
    if (!first) continue;
    if (!isReadAlike(changes)) return cannot(first.naming);
    if (!scalar) {
      edits.push(...changes.map(({ span, text }) => ({ span, newText: text })));
      continue;
    }
    const made = file.document && replaceAllInScalar(file.document, scalar, changes);
    if (!made) return cannot(first.naming);
    edits.push(...made);
  }
  edits.sort((a, b) => a.span.start - b.span.start);
  const before = file.document?.problems.length ?? 0;
  const after = readSource(uri, file.kind, applyEdits(file.text, edits), 0).document?.problems.length ?? 0;
  return after > before ? cannot(namings[0] as Naming) : edits;
}

/** Whether the text with the changes still reads as a reference of the new name at this place. */
function isSaidBy(naming: Naming, changes: readonly Change[], newName: string): boolean {
  if (naming.written.kind !== "reference") return true;
  const { value } = naming.written;
  const text = changed(value.text, changes);
  const isField = naming.thing.kind === "contact-field";
  const references = lexReferences(text, value.place).references.map((reference) => keyAskedFor(text, reference) ?? reference);
  const said = references.filter(
    (reference) => !reference.literal && (reference.name === newName || (isField && reference.dotted.startsWith(newName))),
  );
  // In the JSON of a launched event names stand beside references.
  return said.length >= changes.filter((change) => change.naming.written.kind === "reference").length;
}

/** Whether the text whose own names change is made of the same parts as before: `\#name` depends on a macro of that name. */
function isReadAlike(changes: readonly Change[]): boolean {
  const [written] = changes.flatMap(({ naming }) => (naming.written.kind === "local" ? [naming.written] : []));
  if (!written) return true;
  const { place, read } = written.value;
  const after = readText(place, changed(read.text, changes));
  const grown = (offset: number): number =>
    changes.reduce((sum, { span, text }) => (span.end <= offset ? sum + text.length - (span.end - span.start) : sum), offset);
  return partsOf(after, (offset) => offset) === partsOf(read, grown);
}

/** The nodes of a text, each with its kind and where it begins. */
function partsOf(read: ReadText, place: (offset: number) => number): string {
  const parts: string[] = [];
  const template = templateOf(read);
  if (template) walk(template.tree, ({ kind, span }) => void parts.push(`${kind} ${place(span.start)}`));
  return parts.join();
}

function changed(text: string, changes: readonly NameChange[]): string {
  return applyEdits(
    text,
    changes.map((change) => ({ span: change.span, newText: change.text })),
  );
}

/** The file moves, and every block that shows it says its new path. */
function renameTemplate(project: ProjectReader, at: Naming, from: Uri, newPath: string): RenameAnswer {
  const to = resolveInside(project.root, at.uri, newPath);
  if (!to) return { kind: "refused", reason: `\`${newPath}\` leads out of the workspace` };
  if (!/.\.(vm|html)$/.test(to)) return { kind: "refused", reason: "A template's name ends with `.vm` or `.html`" };
  if (project.source(to)) return { kind: "refused", reason: `There is a file \`${newPath}\` already` };
  const edits = templateMoved(project, from, to);
  return edits ? { kind: "edits", edits, moves: [{ from, to }] } : { kind: "refused", reason: "A block cannot say this path" };
}

/** The edits that keep every block's path right when a template's file moves. */
export function templateMoved(project: ProjectReader, from: Uri, to: Uri): ReadonlyMap<Uri, readonly TextEdit[]> | undefined {
  const edits = new Map<Uri, readonly TextEdit[]>();
  for (const [uri, namings] of grouped(occurrences(project, { kind: "template", uri: from }))) {
    const made = pathEdits(project, uri, namings, () => pathBetween(uri, to));
    if (!made) return undefined;
    edits.set(uri, made);
  }
  return edits;
}

/** The edits that keep a workflow's own paths right when it moves to another folder. */
export function workflowMoved(project: ProjectReader, from: Uri, to: Uri): readonly TextEdit[] {
  const file = project.source(from);
  if (file?.kind !== "workflow" || folderOf(from) === folderOf(to)) return [];
  return file.names.flatMap((use) => {
    const target = use.kind === "template" ? resolveInside(project.root, from, use.name) : undefined;
    if (!target || !file.document) return [];
    return replaceInScalar(file.document, use.scalar, { start: 0, end: use.scalar.text.length }, pathBetween(to, target)) ?? [];
  });
}

function pathEdits(
  project: ProjectReader,
  uri: Uri,
  namings: readonly Naming[],
  path: () => string,
): readonly TextEdit[] | undefined {
  const document = project.source(uri)?.document;
  const made = namings.map(({ written }) =>
    document && written.kind === "scalar"
      ? replaceInScalar(document, written.scalar, { start: 0, end: written.scalar.text.length }, path())
      : undefined,
  );
  return made.every((edits) => edits !== undefined) ? made.flatMap((edits) => edits ?? []) : undefined;
}

function grouped(places: readonly Naming[]): ReadonlyMap<Uri, readonly Naming[]> {
  const files = new Map<Uri, Naming[]>();
  for (const place of places) {
    const known = files.get(place.uri);
    if (known) known.push(place);
    else files.set(place.uri, [place]);
  }
  return files;
}
