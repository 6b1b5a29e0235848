/** `hookflow/preview`: a message as its reader would get it, with everything the panel shows of it. */
import type { Uri } from "#core";
import type { Data } from "#core/model/data";
import { dataOf, laidOut } from "#core/model/data";
import type { SourceFile } from "#core/model/source-file";
import { messageTypes, workflowModel } from "#core/model/workflow";
import { markHtml } from "#core/preview/mark-html";
import { type Message, type MessagePart, messagePlace, previewMessage } from "#core/preview/message";
import { webhooksOf } from "#core/preview/message-context";
import { smsSize } from "#core/preview/sms-size";
import type { ProjectReader } from "#core/request/index";
import { contactCandidates, contactOf, eventCandidates } from "#core/request/index";
import { eventsOf } from "#core/scope/scope-at";
import { parseYaml } from "#core/yaml/index";
import type { PreviewAnswer, PreviewParams, PreviewPart, PreviewResult } from "#protocol";
import { methods } from "#protocol";
import type { Session } from "../session";
import { chosen, contactItem, eventItem, location } from "./samples";

/** The most of an answer's text that goes to the panel, in UTF-16 units. */
const shownAnswer = 100_000;

export function previewRequests(session: Session): void {
  session.connection.onRequest(methods.preview, async (params: PreviewParams): Promise<PreviewResult | null> => {
    await session.whenReady();
    return session.guard("preview", null, () => previewResult(session, params));
  });
}

interface Answer {
  readonly body: Data;
  readonly from: string;
}

function previewResult(session: Session, params: PreviewParams): PreviewResult | null {
  const file = session.language.file(params.uri);
  if (!file) return null;
  const project = session.language.project(params.uri);
  const block = blockAt(session, file, params.position) ?? params.block;
  const place = messagePlace(project, file, block);
  const events = eventsOf(project, place?.workflow);
  const wanted = chosen(project, params);
  const event = wanted.event ?? events[0];
  const contact = wanted.contact ?? (event && contactOf(project, event).contact) ?? project.contacts()[0];
  const answers = answersOf(project, params, webhooksOf(place));
  const message = previewMessage(project, file, block, {
    contact,
    event,
    responses: new Map([...answers].flatMap(([name, { answer }]) => (answer ? [[name, answer] as const] : []))),
    missing: params.missing ?? [],
    doubles: params.doubles ?? false,
    now: session.now(),
    clock: () => session.now(),
  });
  if (!message) return null;
  const text = message.parts.at(-1);
  return {
    title: message.title,
    block: place?.block.id,
    channel: message.channel,
    parts: message.parts.map((part) => previewPart(session, message, part)),
    markedHtml:
      message.isHtml && text
        ? markHtml(
            text.text,
            text.pieces.map(({ output }) => output),
          )
        : undefined,
    sms: message.channel === "sms" && text ? smsSize(text.text) : undefined,
    problems: message.problems.map(({ severity, message: sentence, uri, span }) => ({
      severity,
      message: sentence,
      location: location(session, uri, span),
    })),
    variables: message.variables.map(({ source, value, from, path, taken, places }) => ({
      source,
      value,
      from,
      path,
      taken,
      locations: places.map(({ uri, span }) => location(session, uri, span)),
    })),
    contacts: contactCandidates(project, []).map(contactItem),
    events: eventCandidates(events, []).map(eventItem),
    contact: contact?.id,
    event: event?.id,
    answers: [...answers].map(([webhook, { answer, recordings }]): PreviewAnswer => {
      const body = answer ? answerText(answer.body) : "";
      return { webhook, from: answer?.from, body: body.slice(0, shownAnswer), recordings };
    }),
    uris: message.uris.map((uri: Uri) => session.spelling(uri)),
  };
}

function previewPart(session: Session, message: Message, part: MessagePart): PreviewPart {
  const variables = new Map(
    message.variables.flatMap((variable) => variable.places.map(({ uri, span }) => [`${uri}@${span.start}`, variable] as const)),
  );
  return {
    field: part.field,
    text: part.text,
    pieces: part.pieces.map(({ output, uri, span }) => {
      const variable = variables.get(`${uri}@${span.start}`);
      return {
        start: output.start,
        end: output.end,
        source: variable?.source ?? session.language.file(uri)?.text.slice(span.start, span.end) ?? "",
        missing: variable !== undefined && variable.value === undefined,
        location: location(session, uri, span),
      };
    }),
  };
}

/** The message block in which the cursor stands. */
function blockAt(session: Session, file: SourceFile, position: PreviewParams["position"]): string | undefined {
  if (!position || file.kind !== "workflow") return undefined;
  const offset = session.lines.of(file.uri).offsetAt(position);
  return [...(workflowModel(file)?.blocks.values() ?? [])].find(
    ({ type, key, node }) => messageTypes.has(type) && key.span.start <= offset && offset <= node.span.end,
  )?.id;
}

/** For each webhook that runs before the message the answer that is shown: the client's, else the chosen or newest recording. */
function answersOf(project: ProjectReader, params: PreviewParams, webhooks: readonly string[]) {
  const given = new Map(params.responses.map(({ webhook, body, from }) => [webhook, { body: jsonOrText(body), from }]));
  return new Map(
    webhooks.map((webhook) => {
      const recordings = project.recordings(webhook);
      const recording = recordings.find(({ id }) => id === params.recordings?.[webhook]) ?? recordings[0];
      const recorded: Answer | undefined = recording && { body: recording.body, from: `recording ${recording.id}` };
      const answer: Answer | undefined = given.get(webhook) ?? recorded;
      return [webhook, { answer, recordings: recordings.map(({ id, status }) => ({ id, title: `${id} (${status})` })) }] as const;
    }),
  );
}

/** An answer's body: data when it is JSON, with its numbers exact, else text. */
function jsonOrText(body: string): Data {
  if (!/^\s*[[{"\d-]|^\s*(true|false|null)\s*$/.test(body)) return body;
  const document = parseYaml(body);
  return document.root && document.problems.length === 0 ? dataOf(document.root) : body;
}

/** A text as it is; everything else as JSON, laid out with all digits of its numbers. */
function answerText(body: Data): string {
  return typeof body === "string" ? body : laidOut(body);
}
