/** Where the thing under the cursor is made, and everywhere it is named. */
import type { SourceFile } from "../model/source-file";
import type { Uri } from "../platform";
import type { ProjectReader } from "../project/reader";
import type { Span } from "../text/span";
import type { Naming } from "../usage/namings";
import { definitionsOf, namingAt, occurrences, occurrencesIn } from "../usage/occurrences";

export interface Place {
  readonly uri: Uri;
  readonly span: Span;
}

export interface Highlight {
  readonly span: Span;
  readonly kind: "definition" | "use";
}

/** All definitions of what stands at the offset; several when several samples define an event or parameter. */
export function definition(project: ProjectReader, file: SourceFile, offset: number): readonly Place[] {
  const at = thingUnder(project, file, offset);
  return at ? definitionsOf(project, at.thing) : [];
}

/** Every place that names what stands at the offset, by file and place. */
export function references(project: ProjectReader, file: SourceFile, offset: number, definitions: boolean): readonly Place[] {
  const at = thingUnder(project, file, offset);
  if (!at) return [];
  return occurrences(project, at.thing)
    .filter((naming) => definitions || naming.role === "use")
    .map(({ uri, span }) => ({ uri, span }));
}

/** The same in this file alone. */
export function nameHighlights(project: ProjectReader, file: SourceFile, offset: number): readonly Highlight[] {
  const own = project.file(file.uri);
  const at = own && namingAt(project, own, offset);
  return own && at ? occurrencesIn(project, own, at.thing).map(({ span, role }) => ({ span, kind: role })) : [];
}

function thingUnder(project: ProjectReader, file: SourceFile, offset: number): Naming | undefined {
  const own = project.file(file.uri);
  return own && namingAt(project, own, offset);
}
