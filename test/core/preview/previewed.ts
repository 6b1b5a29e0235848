/** Messages as texts: the parts, the problems and the variables of a preview, as a person would read them. */
import assert from "node:assert/strict";
import { LineIndex, relativePath } from "#core";
import type { Data } from "#core/model/data";
import type { Message, MessageData } from "#core/preview/message";
import { previewMessage } from "#core/preview/message";
import { workspace } from "../../support/workspace";

export interface Wanted extends Partial<Pick<MessageData, "missing" | "doubles" | "context" | "clock">> {
  readonly block?: string;
  /** Samples by name; the only one when left out. */
  readonly event?: string;
  readonly contact?: string;
  readonly answers?: Readonly<Record<string, Data>>;
}

/** 2026-03-01, noon in Greenwich. */
const now = Date.UTC(2026, 2, 1, 12);

/** The message of the file with the cursor, else of the last file. */
export async function messageOf(marked: string, wanted: Wanted = {}): Promise<{ message: Message; textOf(uri: string): string }> {
  const { language, uri } = await workspace(marked);
  const file = language.file(uri);
  assert.ok(file, `${uri} is no file of ours`);
  const project = language.project(uri);
  const { block, event, contact, answers, ...rest } = wanted;
  const message = previewMessage(project, file, block, {
    event: project.allEvents().find(({ id }) => event === undefined || id === event),
    contact: project.contacts().find(({ id }) => contact === undefined || id === contact),
    responses: new Map(Object.entries(answers ?? {}).map(([name, body]) => [name, { body, from: `answer ${name}` }])),
    now,
    ...rest,
  });
  assert.ok(message, "there is no message");
  return { message, textOf: (place) => language.file(place)?.text ?? "" };
}

/** The text part alone. */
export async function textOf(marked: string, wanted: Wanted = {}): Promise<string> {
  const { message } = await messageOf(marked, wanted);
  return message.parts.at(-1)?.text ?? "";
}

/** A line a part, a problem and a variable. */
export async function previewed(marked: string, wanted: Wanted = {}): Promise<string> {
  const { message, textOf: source } = await messageOf(marked, wanted);
  const at = (uri: string, offset: number) => {
    const { line, character } = new LineIndex(source(uri)).positionAt(offset);
    return `${relativePath("file:///workspace", uri)}:${line + 1}:${character + 1}`;
  };
  return [
    ...message.parts.map(({ field, text }) => `${field}: ${text.trimEnd()}`),
    ...message.problems.map(({ severity, message: said, uri, span }) => `${severity} ${at(uri, span.start)} ${said}`),
    ...message.variables.map(
      ({ source: written, value, from, places }) =>
        `${written} = ${value ?? "nothing"} (${from}) at ${places.map(({ uri, span }) => at(uri, span.start)).join(", ")}`,
    ),
  ].join("\n");
}

/** Compares, without the line break that begins an expected text. */
export async function assertPreview(marked: string, expected: string, wanted: Wanted = {}): Promise<void> {
  assert.equal(await previewed(marked, wanted), expected.replace(/^\n/, "").trimEnd());
}
