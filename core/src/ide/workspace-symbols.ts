/** The things of a workspace by name: webhooks, workflows and their blocks, connectors, event types, fields, templates. */
import type { Uri } from "../platform";
import type { ProjectFile } from "../project/facts";
import type { ProjectReader } from "../project/reader";
import type { Span } from "../text/span";
import { baseName, relativePath } from "../text/uri";

export interface WorkspaceSymbol {
  readonly name: string;
  readonly kind: "webhook" | "workflow" | "block" | "connector" | "event" | "field" | "template";
  /** The workflow of a block, the folder of a file. */
  readonly container: string;
  readonly uri: Uri;
  readonly span: Span;
}

/** Those whose name holds the letters of the query in their order, whatever their case; at most 500. */
export function workspaceSymbols(project: ProjectReader, query: string): readonly WorkspaceSymbol[] {
  const wanted = query.toLowerCase();
  const found: WorkspaceSymbol[] = [];
  for (const file of project.everyFile())
    for (const symbol of symbolsOf(project, file)) {
      if (!holds(symbol.name.toLowerCase(), wanted)) continue;
      found.push(symbol);
      if (found.length === 500) return found;
    }
  return found;
}

function holds(name: string, wanted: string): boolean {
  let at = 0;
  for (const letter of wanted) {
    at = name.indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return true;
}

function* symbolsOf(project: ProjectReader, file: ProjectFile): Generator<WorkspaceSymbol> {
  const { source, webhook, workflow, connector, event } = file;
  const { uri } = source;
  const container = relativePath(project.root, uri);
  if (webhook?.name) yield { name: webhook.name.text, kind: "webhook", container, uri, span: webhook.name.span };
  if (workflow?.name) yield { name: workflow.name.text, kind: "workflow", container, uri, span: workflow.name.span };
  for (const block of workflow?.blocks.values() ?? [])
    yield { name: block.id, kind: "block", container: workflow?.name?.text ?? container, uri, span: block.key.span };
  if (connector) yield { name: connector.name, kind: "connector", container, uri, span: connector.nameScalar.span };
  if (event) yield { name: event.event, kind: "event", container, uri, span: event.keyScalar.span };
  for (const field of file.fields ?? []) yield { name: field.key, kind: "field", container, uri, span: field.keyScalar.span };
  if (source.kind === "template") yield { name: baseName(uri), kind: "template", container, uri, span: { start: 0, end: 0 } };
}
