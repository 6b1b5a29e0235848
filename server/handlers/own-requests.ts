/** Our own requests: what a test needs, the request as planned, a message as previewed, the list of webhooks. */

import type { Span, Uri } from "#core";
import { relativePath } from "#core";
import type { ConnectorModel } from "#core/model/connector";
import type { Data } from "#core/model/data";
import { dataOf, shortText } from "#core/model/data";
import { webhookModel } from "#core/model/webhook";
import { messagePlace, previewMessage } from "#core/preview/message";
import type { Candidate, ContactSample, EventSample, ProjectReader } from "#core/request/index";
import { contactCandidates, contactOf, eventCandidates, planRequest, requestNeeds, SampleValues } from "#core/request/index";
import { eventsFor, eventsOf } from "#core/scope/scope-at";
import { parseYaml } from "#core/yaml/index";
import type {
  Choice,
  Location,
  NeedsParams,
  NeedsResult,
  PlanConnector,
  PlanParams,
  PlanResult,
  PreviewParams,
  PreviewResult,
  SampleItem,
  WebhookItem,
} from "#protocol";
import { methods } from "#protocol";
import type { Session } from "../session";

export function ownRequests(session: Session): void {
  const { connection, language } = session;

  connection.onRequest(methods.needs, async ({ uri }: NeedsParams): Promise<NeedsResult | null> => {
    await session.whenReady();
    return session.guard("needs", null, () => {
      const file = language.file(uri);
      if (!file) return null;
      const project = language.project(uri);
      const needs = requestNeeds(project, file);
      const name = webhookModel(file)?.name?.text;
      return {
        webhook: name ?? "",
        ...needs,
        contacts: contactCandidates(project, needs.contact).map(contactItem),
        events: eventCandidates(eventsFor(project, name), needs.event).map(eventItem),
      };
    });
  });

  connection.onRequest<PlanResult | null, void>(methods.plan, async (params: PlanParams): Promise<PlanResult | null> => {
    await session.whenReady();
    return session.guard<PlanResult | null>("plan", null, () => {
      const file = language.file(params.uri);
      if (!file) return null;
      const project = language.project(params.uri);
      const values = chosen(project, params);
      const result = planRequest(project, file, values, {
        unresolved: params.unresolved ?? "refuse",
        breaking: params.breaking ?? "refuse",
      });
      if (!result.ok)
        return {
          ok: false,
          problems: result.problems.map(({ kind, message, help, span }) => ({
            kind,
            message,
            help,
            location: span && location(session, params.uri, span),
          })),
        };
      const { uri: _uri, origin: _origin, connector, values: planned, ...plan } = result.plan;
      return {
        ok: true,
        plan: {
          ...plan,
          connector: connector && planConnector(connector),
          values: planned.map(({ name, place, from, value }) => ({ name, place, from, value })),
          contact: values.contact?.title,
          event: values.event?.id,
        },
      };
    });
  });

  connection.onRequest(methods.preview, async (params: PreviewParams): Promise<PreviewResult | null> => {
    await session.whenReady();
    return session.guard("preview", null, () => previewResult(session, params));
  });

  connection.onRequest(methods.connectors, async (): Promise<readonly PlanConnector[]> => {
    await session.whenReady();
    return session.guard("connectors", [], () =>
      [...language.workspace.projects()].flatMap((project) => project.reader().connectors().map(planConnector)),
    );
  });

  connection.onRequest(methods.webhooks, async (): Promise<readonly WebhookItem[]> => {
    await session.whenReady();
    return session.guard("webhooks", [], () => [...webhookItems(session)]);
  });
}

function previewResult(session: Session, params: PreviewParams): PreviewResult | null {
  const { language } = session;
  const file = language.file(params.uri);
  if (!file) return null;
  const project = language.project(params.uri);
  const place = messagePlace(project, file, params.block);
  const events = eventsOf(project, place?.workflow);
  const wanted = chosen(project, params);
  const event = wanted.event ?? events[0];
  const contact = wanted.contact ?? (event && contactOf(project, event).contact) ?? project.contacts()[0];
  const responses = new Map(params.responses.map(({ webhook, body, from }) => [webhook, { body: jsonOrText(body), from }]));
  const message = previewMessage(project, file, params.block, {
    contact,
    event,
    responses,
    now: session.now(),
    clock: () => session.now(),
  });
  if (!message) return null;
  return {
    title: message.title,
    channel: message.channel,
    subject: message.subject,
    text: message.text,
    isHtml: message.isHtml,
    problems: message.problems.map(({ severity, message: text, uri, span }) => ({
      severity,
      message: text,
      location: location(session, uri, span),
    })),
    variables: message.variables.map(({ text, value, from, uri, span }) => ({
      text,
      value,
      from,
      location: location(session, uri, span),
    })),
    contacts: contactCandidates(project, []).map(contactItem),
    events: eventCandidates(events, []).map(eventItem),
    contact: contact?.id,
    event: event?.id,
    uris: message.uris.map((uri) => session.spelling(uri)),
  };
}

function* webhookItems({ language, lines }: Session): Generator<WebhookItem> {
  for (const project of language.workspace.projects())
    for (const { webhook, source } of project.files()) {
      if (!webhook) continue;
      const findings = language.findings(source.uri);
      const path = relativePath(project.root, source.uri);
      yield {
        name: webhook.name?.text ?? path,
        method: webhook.method?.text ?? "",
        url: webhook.url?.text ?? "",
        uri: source.uri,
        range: lines.of(source.uri).rangeOf(webhook.name?.span ?? { start: 0, end: 0 }),
        folder: [decodeURIComponent(project.root.slice(project.root.lastIndexOf("/") + 1)), ...path.split("/").slice(0, -1)].join(
          "/",
        ),
        errors: findings.filter((finding) => finding.severity === "error").length,
        warnings: findings.filter((finding) => finding.severity === "warning").length,
      };
    }
}

function chosen(project: ProjectReader, { contact, event }: Choice): SampleValues {
  return new SampleValues(
    project.contacts().find((candidate) => candidate.id === contact),
    project.allEvents().find((candidate) => candidate.id === event),
  );
}

/** An answer's body: data when it is JSON, with its numbers exact, else text. */
function jsonOrText(body: string): Data {
  if (!/^\s*[[{"\d-]|^\s*(true|false|null)\s*$/.test(body)) return body;
  const document = parseYaml(body);
  return document.root && document.problems.length === 0 ? dataOf(document.root) : body;
}

function contactItem({ sample, provides, missing }: Candidate<ContactSample>): SampleItem {
  const values = [...sample.properties.values(), ...sample.fields.values(), ...sample.segments].map((value) =>
    shortText(value, 40),
  );
  return {
    id: sample.id,
    uri: sample.uri,
    title: sample.title,
    detail: [sample.properties.get("email"), sample.properties.get("town")]
      .filter((value) => value !== undefined)
      .map(String)
      .join(", "),
    search: values.join(" "),
    provides,
    missing,
  };
}

function eventItem({ sample, provides, missing }: Candidate<EventSample>): SampleItem {
  const values = [...sample.parameters].map(([name, value]) => `${name}: ${shortText(value, 30)}`);
  return { id: sample.id, uri: sample.uri, title: sample.id, detail: sample.event, search: values.join(", "), provides, missing };
}

function planConnector({ name, type, in: place, parameter, origins }: ConnectorModel): PlanConnector {
  return { name, type, in: place, parameter, origins };
}

function location(session: Session, uri: Uri, span: Span): Location {
  return { uri: session.spelling(uri), range: session.lines.of(uri).rangeOf(span) };
}
