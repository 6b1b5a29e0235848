/**
 * A message as its reader would get it: the texts of a block or template, rendered with an event, a contact and the answers of
 * webhooks. Nothing is sent and nothing is loaded; answers come from recordings or from the caller.
 */
import type { ReferenceValue, SourceFile } from "../model/source-file";
import { type BlockModel, messageTypes, type WorkflowModel, workflowModel } from "../model/workflow";
import type { Uri } from "../platform";
import type { MessagePlace, ProjectReader } from "../project/reader";
import type { Span } from "../text/span";
import { baseName, resolveInside } from "../text/uri";
import { type MessageData, messageContext, type ValuePath } from "./message-context";
import { type RenderedText, renderText, type UsedValue } from "./rendered-text";

export type { MessageData, ValuePath } from "./message-context";

export interface Message {
  readonly title: string;
  /** The type of its block, such as `email`; of a template that no workflow shows what the caller says. */
  readonly channel: string;
  /** Subject, preheader, title and text, those that there are, the text last. */
  readonly parts: readonly MessagePart[];
  readonly isHtml: boolean;
  readonly problems: readonly MessageProblem[];
  readonly variables: readonly MessageVariable[];
  /** Of the values that were to be taken away those that were not there. */
  readonly absent: readonly ValuePath[];
  /** The files the message is made of. */
  readonly uris: readonly Uri[];
}

export interface MessagePart {
  readonly field: "subject" | "preheader" | "title" | "text";
  readonly text: string;
  /** Which stretch of the text came from where. */
  readonly pieces: readonly { readonly output: Span; readonly uri: Uri; readonly span: Span }[];
}

export interface MessageProblem {
  /** error: the platform would fail the whole message. */
  readonly severity: "error" | "warning";
  readonly message: string;
  readonly uri: Uri;
  readonly span: Span;
}

/** A reference or merge tag with what it gives, and everywhere it is used. */
export interface MessageVariable {
  readonly source: string;
  /** Undefined: missing. */
  readonly value: string | undefined;
  readonly from: string;
  readonly path: ValuePath | undefined;
  /** Its own path was taken away. */
  readonly taken: boolean;
  readonly places: readonly { readonly uri: Uri; readonly span: Span }[];
}

const fields = ["subject", "preheader", "title", "text"] as const;

/** The message a workflow block sends, or a template file as the first message that shows it; undefined when there is none. */
export function previewMessage(
  project: ProjectReader,
  file: SourceFile,
  block: string | undefined,
  data: MessageData,
): Message | undefined {
  const place = messagePlace(project, file, block);
  const sources = fields.flatMap((field) => sourceOf(project, place, file, field) ?? []);
  if (!sources.some(({ field }) => field === "text")) return undefined;
  const read = sources.flatMap(({ value }) => value.list.references.map((reference) => reference.name));
  const context = messageContext(project, place, data, read);
  const rendered = sources.map((source) => ({ ...source, result: renderText(source.value, context, data) }));
  const channel = place?.block.type ?? data.channel ?? "email";
  const body = rendered.at(-1)?.result.text ?? "";
  return {
    title: place ? `${place.workflow.name?.text ?? "Workflow"}: ${place.block.id}` : baseName(file.uri),
    channel,
    parts: rendered.map(({ field, file: { uri }, result }) => partWith(field, uri, result)),
    isHtml: channel === "email" && /<[a-z!/]/i.test(body),
    problems: rendered.flatMap(({ file: { uri }, result }) => result.problems.map((problem) => ({ ...problem, uri }))),
    variables: variablesOf(rendered, (path) => context.isTaken(path)),
    absent: context.absent,
    uris: [...new Set([...rendered.map(({ file: { uri } }) => uri), ...(place ? [place.workflow.file.uri] : [])])],
  };
}

/** A part as it is shown: blanks around a subject or a title are not. */
function partWith(field: MessagePart["field"], uri: Uri, { text, pieces }: RenderedText): MessagePart {
  const shown = field === "text" ? text : text.trim();
  const before = field === "text" ? 0 : text.length - text.trimStart().length;
  const inside = (offset: number) => Math.min(Math.max(0, offset - before), shown.length);
  return {
    field,
    text: shown,
    pieces: pieces.map(({ output, span }) => ({
      output: { start: inside(output.start), end: inside(output.end) },
      uri,
      span,
    })),
  };
}

/** The text of one part of a message; undefined when it has none. */
export function partOf(message: Message, field: MessagePart["field"]): string | undefined {
  return message.parts.find((part) => part.field === field)?.text;
}

/** Which message is meant: the block, or the first one of the workflow; of a template the first, or this, block that shows it. */
export function messagePlace(project: ProjectReader, file: SourceFile, block: string | undefined): MessagePlace | undefined {
  if (file.kind === "template")
    return project.messagesShowing(file.uri).find((place) => block === undefined || place.block.id === block);
  const workflow = workflowModel(file);
  if (!workflow) return undefined;
  const chosen = block === undefined ? firstMessage(workflow) : workflow.blocks.get(block);
  return chosen && { workflow, block: chosen };
}

/** The first message whose text is ours, before those that the platform keeps. */
function firstMessage({ blocks }: WorkflowModel): BlockModel | undefined {
  const messages = [...blocks.values()].filter(({ type }) => messageTypes.has(type));
  return messages.find(({ template, node }) => template ?? node.get("text")) ?? messages[0];
}

interface PartSource {
  readonly field: MessagePart["field"];
  readonly file: SourceFile;
  readonly value: ReferenceValue;
}

function sourceOf(
  project: ProjectReader,
  place: MessagePlace | undefined,
  template: SourceFile,
  field: MessagePart["field"],
): PartSource | undefined {
  if (!place) {
    if (field !== "text") return undefined;
    const value = template.kind === "template" ? template.values[0] : undefined;
    return value && { field, file: template, value };
  }
  const { workflow, block } = place;
  if (field === "text" && block.template) {
    const uri = resolveInside(project.root, workflow.file.uri, block.template.text);
    const file = uri === undefined ? undefined : project.source(uri);
    const value = file?.values[0];
    return file && value && { field, file, value };
  }
  const value = workflow.file.values.find(
    (candidate) => candidate.block === block.id && candidate.path.length === 3 && candidate.path[2] === field,
  );
  return value && { field, file: workflow.file, value };
}

/** One entry for each way of writing, with all its places; in a loop the first value stands for the others. */
function variablesOf(
  rendered: readonly { readonly file: SourceFile; readonly result: RenderedText }[],
  isTaken: (path: ValuePath) => boolean,
): readonly MessageVariable[] {
  const found = new Map<string, { use: UsedValue; places: Map<string, { uri: Uri; span: Span }> }>();
  for (const { file, result } of rendered)
    for (const use of result.used) {
      const known = found.get(use.source) ?? { use, places: new Map() };
      found.set(use.source, known);
      const key = `${file.uri}@${use.span.start}`;
      if (!known.places.has(key)) known.places.set(key, { uri: file.uri, span: use.span });
    }
  return [...found.values()].map(({ use: { source, value, from, path }, places }) => ({
    source,
    value,
    from,
    path,
    taken: path !== undefined && isTaken(path),
    places: [...places.values()],
  }));
}
