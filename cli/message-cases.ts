/** The messages that a command is about, and the expected texts beside them: what is checked, what is nobody's, what has none. */
import path from "node:path";
import type { Files, Uri } from "#core";
import { baseName, normalUri } from "#core";
import { messageTypes, workflowModel } from "#core/model/workflow";
import type { ContactSample, EventSample } from "#core/request/index";
import { folderOf, isInside } from "#core/text/uri";
import { nodeFiles, uriOf } from "#platform/node";
import { expectedSuffix, named, type Subject, samplesNamed } from "./expected-texts";
import type { Loaded, Plan } from "./load";

/** A message and the file that says what it should be. */
export interface Case {
  readonly subject: Subject;
  readonly file: Uri;
  readonly event: EventSample | undefined;
  readonly contact: ContactSample | undefined;
}

export interface Found {
  readonly cases: readonly Case[];
  readonly orphans: readonly { readonly file: Uri; readonly reason: string }[];
  /** Messages without any expected text. */
  readonly untold: readonly Subject[];
}

/** Templates, and message blocks with a text or a template. */
export function subjectsOf({ language, uris }: Loaded, block: string | undefined): readonly Subject[] {
  return uris.flatMap((uri): readonly Subject[] => {
    const source = language.file(uri);
    if (source?.kind === "template") return block === undefined ? [{ source, block: undefined }] : [];
    if (source?.kind !== "workflow") return [];
    return [...(workflowModel(source)?.blocks.values() ?? [])]
      .filter(({ type, template, node }) => messageTypes.has(type) && (template ?? node.get("text")))
      .filter(({ id }) => block === undefined || id === block)
      .map(({ id }) => ({ source, block: id }));
  });
}

/** All expected texts beside the subjects, and those in the folders of the plan that are nobody's. */
export async function expectedOf(loaded: Loaded, { targets }: Plan, subjects: readonly Subject[]): Promise<Found> {
  const files = nodeFiles();
  const byFolder = new Map<Uri, Subject[]>();
  for (const subject of subjects) {
    const folder = folderOf(subject.source.uri);
    byFolder.set(folder, [...(byFolder.get(folder) ?? []), subject]);
  }
  // Only of a folder that is looked at as a whole can be said what is not in it.
  const whole = targets.flatMap(({ full, isFolder, glob }) => (isFolder && glob === undefined ? [normalUri(uriOf(full))] : []));
  const cases: Case[] = [];
  const orphans: { file: Uri; reason: string }[] = [];
  for (const file of await expectedFiles(files, targets)) {
    const whose = named(baseName(file), byFolder.get(folderOf(file)) ?? []);
    if (whose.kind === "foreign" || isIgnored(loaded, file)) continue;
    if (whose.kind === "orphan") {
      if (whole.some((folder) => isInside(folder, file))) orphans.push({ file, reason: whose.reason });
      continue;
    }
    const samples = samplesNamed(loaded.language.project(whose.subject.source.uri), whose.sample);
    if (samples.ok) cases.push({ subject: whose.subject, file, event: samples.event, contact: samples.contact });
    else orphans.push({ file, reason: samples.reason });
  }
  return { cases, orphans, untold: untoldOf(loaded, subjects, cases) };
}

async function expectedFiles(files: Files, targets: Plan["targets"]): Promise<readonly Uri[]> {
  const found = new Set<Uri>();
  for (const { full, isFolder } of targets) {
    const folder = isFolder ? full : path.dirname(full);
    const listed = await files.list(uriOf(folder), (name) => name.endsWith(expectedSuffix));
    for (const { uri } of listed) if (isFolder || folderOf(uri) === normalUri(uriOf(folder))) found.add(normalUri(uri));
  }
  return [...found].sort();
}

/** Whether `hookflow.yaml` leaves the file's messages out, so that its expected text is nobody's on purpose. */
function isIgnored({ language }: Loaded, file: Uri): boolean {
  return !language.workspace.projectOf(file).concerns(file);
}

/** A template is told of by the expected text of a block that shows it, too; a block without a text of its own by its template's. */
function untoldOf({ language }: Loaded, subjects: readonly Subject[], cases: readonly Case[]): readonly Subject[] {
  const told = new Set(cases.map(({ subject }) => keyOf(subject)));
  return subjects.filter((subject) => {
    if (told.has(keyOf(subject))) return false;
    const { source, block } = subject;
    if (block !== undefined) return !workflowModel(source)?.blocks.get(block)?.template;
    return !language
      .project(source.uri)
      .messagesShowing(source.uri)
      .some((place) => told.has(keyOf({ source: place.workflow.file, block: place.block.id })));
  });
}

function keyOf({ source, block }: Subject): string {
  return `${source.uri}#${block ?? ""}`;
}
