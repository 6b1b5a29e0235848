/**
 * A message as its reader would get it: the text of a block or template, rendered with an event, a contact and the answers
 * of webhooks. Nothing is sent and nothing is loaded; answers come from recordings or from the caller.
 */
import { builtinFields } from "../model/builtin-fields";
import type { Data } from "../model/data";
import { isDataMap, shortText } from "../model/data";
import type { ContactSample, EventSample } from "../model/samples";
import type { ReferenceValue, SourceFile } from "../model/source-file";
import { messageTypes, webhooksBefore, workflowModel } from "../model/workflow";
import type { Uri } from "../platform";
import type { MessagePlace, ProjectReader } from "../project/reader";
import { velocityData } from "../request/render-value";
import { SampleValues } from "../request/values";
import type { Span } from "../text/span";
import { resolveInside } from "../text/uri";
import { fillMergeTags } from "./merge-tags";
import { renderPartly } from "./render-partly";

export interface MessageData {
  readonly contact: ContactSample | undefined;
  readonly event: EventSample | undefined;
  /** Answers by webhook name; recordings fill what is missing. */
  readonly responses: ReadonlyMap<string, { readonly body: Data; readonly from: string }>;
  /** Milliseconds since 1970, for the date tool. */
  readonly now: number;
  /** Gives milliseconds while rendering, so that a template that runs away is stopped in time. */
  readonly clock?: () => number;
}

export interface Message {
  readonly title: string;
  readonly channel: string;
  readonly subject: string | undefined;
  readonly text: string;
  readonly isHtml: boolean;
  readonly problems: readonly MessageProblem[];
  readonly variables: readonly MessageVariable[];
  /** The files the message is made of. */
  readonly uris: readonly Uri[];
}

export interface MessageProblem {
  /** error: the platform would fail the whole message. */
  readonly severity: "error" | "warning";
  readonly message: string;
  readonly uri: Uri;
  readonly span: Span;
}

export interface MessageVariable {
  readonly text: string;
  /** Undefined: missing. */
  readonly value: string | undefined;
  readonly from: string;
  readonly uri: Uri;
  readonly span: Span;
}

/** The message a workflow block sends, or a template file as the first message that shows it; undefined when there is none. */
export function previewMessage(
  project: ProjectReader,
  file: SourceFile,
  block: string | undefined,
  data: MessageData,
): Message | undefined {
  const place = messagePlace(project, file, block);
  const content = place ? contentOf(project, place) : file.kind === "template" ? { file, value: file.values[0] } : undefined;
  if (!content?.value) return undefined;
  const context = messageContext(project, place, data);
  const body = renderText(content.file, content.value, context, data);
  const subjectValue = place && fieldOf(place, place.block.type === "email" ? "subject" : "title");
  const subject = subjectValue && place ? renderText(place.workflow.file, subjectValue, context, data) : undefined;
  const channel = place?.block.type ?? "email";
  return {
    title: place ? `${place.workflow.name?.text ?? "Workflow"}: ${place.block.id}` : (file.uri.split("/").at(-1) ?? file.uri),
    channel,
    subject: subject?.text,
    text: body.text,
    isHtml: channel === "email" && /<[a-z!/]/i.test(body.text),
    problems: [...(subject?.problems ?? []), ...body.problems],
    variables: [...(subject?.variables ?? []), ...body.variables],
    uris: [...new Set([content.file.uri, ...(place ? [place.workflow.file.uri] : [])])],
  };
}

/** Which message is meant: the block, the first message of the workflow, or the first one that shows the template. */
export function messagePlace(project: ProjectReader, file: SourceFile, block: string | undefined): MessagePlace | undefined {
  if (file.kind === "template") return project.messagesShowing(file.uri)[0];
  const workflow = workflowModel(file);
  if (!workflow) return undefined;
  const chosen =
    block === undefined
      ? [...workflow.blocks.values()].find((candidate) => messageTypes.has(candidate.type))
      : workflow.blocks.get(block);
  return chosen && { workflow, block: chosen };
}

function contentOf(
  project: ProjectReader,
  { workflow, block }: MessagePlace,
): { readonly file: SourceFile; readonly value: ReferenceValue | undefined } | undefined {
  if (block.template) {
    const uri = resolveInside(project.root, workflow.file.uri, block.template.text);
    const file = uri === undefined ? undefined : project.source(uri);
    return file && { file, value: file.values[0] };
  }
  return { file: workflow.file, value: fieldOf({ workflow, block }, "text") };
}

function fieldOf({ workflow, block }: MessagePlace, key: string): ReferenceValue | undefined {
  return workflow.file.values.find((value) => value.block === block.id && value.path.length === 3 && value.path[2] === key);
}

interface MessageContext {
  readonly velocity: ReadonlyMap<string, unknown>;
  readonly from: (name: string) => string | undefined;
}

/**
 * What a message can read: event parameters and answers by name, and all of them under `data`. A block's JSON field puts the
 * inside of an object there instead. Contact fields are reached by name when nothing else has it.
 */
function messageContext(project: ProjectReader, place: MessagePlace | undefined, data: MessageData): MessageContext {
  const values = new Map<string, { value: Data; from: string }>();
  const inside = place && jsonField(place, data);
  for (const [name, value] of inside ?? data.event?.parameters ?? [])
    values.set(name, { value, from: `event ${data.event?.id ?? ""}` });
  for (const webhook of place ? webhooksBefore(place.workflow, place.block.id).keys() : data.responses.keys()) {
    const given = data.responses.get(webhook);
    const [recorded] = given ? [] : project.recordings(webhook);
    if (given) values.set(webhook, { value: given.body, from: given.from });
    else if (recorded) values.set(webhook, { value: recorded.body, from: `recording ${recorded.id}` });
  }
  const names = new Map<string, unknown>([...values].map(([name, { value }]) => [name, velocityData(value)]));
  const context = new Map<string, unknown>(names);
  const contact = new SampleValues(data.contact, undefined);
  for (const field of builtinFields)
    for (const name of field.names) {
      const found = contact.lookup(name);
      if (found && !context.has(name)) context.set(name, velocityData(found.value));
    }
  for (const [key, value] of data.contact?.fields ?? []) if (!names.has(key)) names.set(key, velocityData(value));
  context.set("data", names);
  return { velocity: context, from: (name) => values.get(name)?.from ?? contact.lookup(name)?.from };
}

/** `json: ${object}`: the inside of that object, or of the JSON text in it, is what the message sees. */
function jsonField({ block }: MessagePlace, data: MessageData): ReadonlyMap<string, Data> | undefined {
  const field = block.node.get("json")?.value;
  const name = field?.kind === "scalar" ? /^\$(?:!?\{(\w+)\}|<(?:event\.)?(\w+)>)$/.exec(field.text.trim()) : undefined;
  const value = name && data.event?.parameters.get(name[1] ?? name[2] ?? "");
  return isDataMap(value) ? value : undefined;
}

function renderText(
  file: SourceFile,
  value: ReferenceValue,
  context: MessageContext,
  data: MessageData,
): { readonly text: string; readonly problems: readonly MessageProblem[]; readonly variables: readonly MessageVariable[] } {
  const timeZone = data.contact?.properties.get("timeZone");
  const result = renderPartly(value.text, context.velocity, {
    now: data.now,
    doubles: "all",
    ...(data.clock ? { clock: data.clock } : {}),
    ...(typeof timeZone === "string" ? { timeZone } : {}),
  });
  const printed = new Map(result.trace.map(({ span, output }) => [span.start, result.text.slice(output.start, output.end)]));
  const variables = result.used.map((used): MessageVariable => {
    const reference = value.list.references.find((candidate) => candidate.span.start === used.span.start);
    return {
      text: used.source,
      value: used.missing ? undefined : shortText(printed.get(used.span.start) ?? plainText(used.value), 200),
      from: (reference && context.from(reference.name)) ?? "template",
      uri: file.uri,
      span: value.toFile(used.span),
    };
  });
  return {
    text: fillMergeTags(result.text, new SampleValues(data.contact, data.event)),
    problems: result.problems.map((problem) => ({
      severity: problem.severity === "error" ? "error" : "warning",
      message: problem.message,
      uri: file.uri,
      span: value.toFile(problem.span),
    })),
    variables: unique(variables),
  };
}

function plainText(value: unknown): Data {
  if (value === undefined) return null;
  if (
    typeof value === "string" ||
    typeof value === "number" ||
    typeof value === "boolean" ||
    typeof value === "bigint" ||
    value === null
  )
    return value;
  if (Array.isArray(value)) return value.map(plainText);
  if (value instanceof Map) return new Map([...value].map(([key, item]) => [String(key), plainText(item)]));
  return new Map(Object.entries(value as Record<string, unknown>).map(([key, item]) => [key, plainText(item)]));
}

/** A reference in a loop is used many times; its first value stands for it. */
function unique(variables: readonly MessageVariable[]): readonly MessageVariable[] {
  const seen = new Set<number>();
  return variables.filter((variable) => !seen.has(variable.span.start) && seen.add(variable.span.start));
}
