/**
 * Links of a file: a template's path leads to its file, a webhook's URL to the site of its host. The link never carries path or
 * query, so following it tells the endpoint nothing.
 */
import type { SourceFile } from "../model/source-file";
import type { Uri } from "../platform";
import type { ProjectReader } from "../project/reader";
import type { Span } from "../text/span";
import { overlaps } from "../text/span";
import { resolveInside } from "../text/uri";

export interface Link {
  readonly span: Span;
  readonly target: Uri;
  readonly title: string;
}

export function links(project: ProjectReader, file: SourceFile): readonly Link[] {
  return [...templateLinks(project, file), ...urlLinks(file)];
}

function* templateLinks(project: ProjectReader, file: SourceFile): Generator<Link> {
  for (const use of file.names) {
    if (use.kind !== "template") continue;
    const target = resolveInside(project.root, file.uri, use.name);
    if (target && project.source(target))
      yield { span: use.scalar.map.toSource({ start: 0, end: use.name.length }), target, title: "Open the template" };
  }
}

function* urlLinks(file: SourceFile): Generator<Link> {
  for (const value of file.values) {
    if (value.place !== "url") continue;
    const origin = /^https:\/\/[A-Za-z0-9.-]+(:\d+)?(?=[/?#]|$)/.exec(value.text)?.[0];
    if (!origin || value.list.references.some(({ span }) => overlaps(span, { start: 0, end: origin.length + 1 }))) continue;
    // The whole address is one link, or the editor would make its own of a part of it.
    const end = /^\S*/.exec(value.text)?.[0].length ?? 0;
    yield { span: value.toFile({ start: 0, end }), target: `${origin}/`, title: `Open ${origin.slice(8)}` };
  }
}
