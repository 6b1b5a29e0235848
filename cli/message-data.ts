/** The data of a message on the command line: named samples or those that fit, answers from files, values taken away, the time. */
import { readFile } from "node:fs/promises";
import type { SourceFile } from "#core";
import type { Data } from "#core/model/data";
import { dataOf, isDataMap } from "#core/model/data";
import type { MessageData, ValuePath } from "#core/preview/message";
import { messagePlace } from "#core/preview/message";
import { webhooksOf } from "#core/preview/message-context";
import type { MessagePlace } from "#core/project/reader";
import type { ContactSample, EventSample, ProjectReader } from "#core/request/index";
import { contactCandidates, contactOf, parseJsonPath } from "#core/request/index";
import { eventsOf } from "#core/scope/scope-at";
import { parseYaml } from "#core/yaml/index";
import { nodeClock } from "#platform/node";
import { UsageError } from "./exit";
import { contactNamed, eventNamed } from "./samples";

export interface MessageOptions {
  readonly block?: string | undefined;
  readonly contact?: string | undefined;
  readonly event?: string | undefined;
  /** Webhook names to files with their answers, as `NAME=FILE`. */
  readonly response?: readonly string[] | undefined;
  /** A JSON file that is the whole context. */
  readonly data?: string | undefined;
  readonly channel?: string | undefined;
  readonly missing?: readonly ValuePath[] | undefined;
  readonly doubles?: boolean | undefined;
  /** Milliseconds since 1970. */
  readonly now?: number | undefined;
}

/** What `hookflow preview` is told: the data, and what becomes of the messages. */
export interface PreviewOptions extends MessageOptions {
  readonly format?: "text" | "html" | "json" | undefined;
  readonly check?: boolean | undefined;
  readonly update?: boolean | undefined;
}

/** @throws UsageError for a sample, an answer or a context that is not there or is no JSON */
export async function messageData(project: ProjectReader, source: SourceFile, options: MessageOptions): Promise<MessageData> {
  const event = options.event === undefined ? undefined : eventNamed(project, options.event);
  const contact = options.contact === undefined ? undefined : contactNamed(project, options.contact);
  const read =
    options.data === undefined
      ? samplesOf(project, source, options.block, event, contact)
      : { context: await contextOf(options.data), event: undefined, contact: undefined };
  return {
    ...read,
    responses: await answersOf(messagePlace(project, source, options.block), options.response ?? []),
    missing: options.missing ?? [],
    doubles: options.doubles ?? false,
    now: options.now ?? nodeClock.now(),
    clock: nodeClock.now,
    ...(options.channel === undefined ? {} : { channel: options.channel }),
  };
}

/** The samples that were chosen; else an event of the workflow's start and the contact it identifies. */
export function samplesOf(
  project: ProjectReader,
  source: SourceFile,
  block: string | undefined,
  event: EventSample | undefined,
  contact: ContactSample | undefined,
) {
  const used = event ?? eventsOf(project, messagePlace(project, source, block)?.workflow)[0];
  const identified = used && contactOf(project, used).contact;
  return { event: used, contact: contact ?? identified ?? contactCandidates(project, [])[0]?.sample };
}

async function answersOf(
  place: MessagePlace | undefined,
  pairs: readonly string[],
): Promise<ReadonlyMap<string, { body: Data; from: string }>> {
  const answers = new Map<string, { body: Data; from: string }>();
  for (const pair of pairs) {
    const at = pair.indexOf("=");
    if (at <= 0 || at === pair.length - 1) throw new UsageError("--response takes NAME=FILE, such as WH5=answer.json");
    const name = pair.slice(0, at);
    const readable = webhooksOf(place);
    if (place && !readable.includes(name))
      throw new UsageError(
        `The message cannot read an answer of ${name}: before it ${readable.length ? `run ${readable.join(", ")}` : "runs no webhook"}`,
      );
    const file = pair.slice(at + 1);
    answers.set(name, { body: await jsonData(file), from: file });
  }
  return answers;
}

async function contextOf(file: string) {
  const data = await jsonData(file);
  if (!isDataMap(data)) throw new UsageError(`${file} must hold a JSON object: the names that the template can read`);
  return data;
}

/** Whole numbers keep all their digits, and objects the order of their members. */
async function jsonData(file: string): Promise<Data> {
  let text: string;
  try {
    text = await readFile(file, "utf8");
  } catch {
    throw new UsageError(`Cannot read ${file}`);
  }
  const document = parseYaml(text.replace(/^\ufeff/, ""));
  const problem = document.problems.find(({ severity }) => severity !== "warning");
  if (problem || !document.root) throw new UsageError(`${file} is not JSON: ${problem?.message ?? "it is empty"}`);
  return dataOf(document.root);
}

/** `cart.items[0].title`, and `['promo code'].code` for names that hold a dot, a bracket or a quote: a name comes first. */
export function valuePath(text: string): ValuePath | undefined {
  const path = parseJsonPath(text);
  return typeof path?.[0] === "string" ? path : undefined;
}

/** A path as a person writes it. */
export function pathText(path: ValuePath): string {
  return path.reduce<string>((text, step) => {
    if (typeof step === "number") return `${text}[${step}]`;
    if (/[.[\]]/.test(step)) return `${text}['${step}']`;
    return text ? `${text}.${step}` : step;
  }, "");
}
