/** Requests about tests, and the list of webhooks: what a test needs, the request as planned. */
import { relativePath } from "#core";
import { answerDifferences } from "#core/lint/answer-differences";
import type { ConnectorModel } from "#core/model/connector";
import type { Recording } from "#core/model/samples";
import { webhookModel } from "#core/model/webhook";
import type { EventSample, ProjectReader, SampleValues } from "#core/request/index";
import { contactCandidates, eventCandidates, eventDraft, formatJson, planRequest, requestNeeds } from "#core/request/index";
import { eventsFor } from "#core/scope/scope-at";
import type {
  NeedsParams,
  NeedsResult,
  PlanConnector,
  PlanParams,
  PlanResult,
  RecordingItem,
  RecordingsParams,
  RecordingsResult,
  WebhookItem,
} from "#protocol";
import { methods } from "#protocol";
import type { Session } from "../session";
import { contactCard, eventForWebhook, location, testValues, writtenEvent } from "./samples";

export function ownRequests(session: Session): void {
  const { connection, language } = session;

  connection.onRequest(methods.needs, async ({ uri, written }: NeedsParams): Promise<NeedsResult | null> => {
    await session.whenReady();
    return session.guard("needs", null, () => {
      const file = language.file(uri);
      if (!file) return null;
      const project = language.project(uri);
      const needs = requestNeeds(project, file);
      const name = webhookModel(file)?.name?.text;
      const items = (events: readonly EventSample[]) =>
        eventCandidates(events, needs.event).map((event) => eventForWebhook(project, name, event));
      const typed = written === undefined ? undefined : writtenEvent(written);
      return {
        webhook: name ?? "",
        ...needs,
        contacts: contactCandidates(project, needs.contact).map(contactCard),
        events: items(eventsFor(project, name)),
        eventDraft: eventDraft(project, name, needs.event),
        ...(written === undefined ? {} : { written: (typed && items([typed])[0]) ?? null }),
      };
    });
  });

  connection.onRequest<PlanResult | null, void>(methods.plan, async (params: PlanParams): Promise<PlanResult | null> => {
    await session.whenReady();
    return session.guard<PlanResult | null>("plan", null, () => {
      const file = language.file(params.uri);
      if (!file) return null;
      const project = language.project(params.uri);
      const values = testValues(project, params);
      const lacking = lackingData(params, values);
      if (lacking) return { ok: false, problems: [{ kind: "definition", ...lacking, location: undefined }] };
      const result = planRequest(project, file, values, {
        unresolved: params.unresolved ?? "refuse",
        breaking: params.breaking ?? "refuse",
      });
      if (!result.ok)
        return {
          ok: false,
          problems: result.problems.map(({ kind, name, message, help, span }) => ({
            kind,
            ...(name === undefined ? {} : { name }),
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
          event: params.written === undefined ? values.event?.id : "typed by hand",
        },
      };
    });
  });

  connection.onRequest(methods.recordings, async ({ uri, body }: RecordingsParams): Promise<RecordingsResult> => {
    await session.whenReady();
    return session.guard<RecordingsResult>("recordings", { recordings: [], differences: [] }, () => {
      const file = language.file(uri);
      const name = file && webhookModel(file)?.name?.text;
      if (name === undefined) return { recordings: [], differences: [] };
      const project = language.project(uri);
      return {
        recordings: project.recordings(name).map((recording) => recordingItem(session, project, recording)),
        differences: body === undefined ? [] : answerDifferences(project, name, body),
      };
    });
  });

  connection.onRequest(methods.webhooks, async (): Promise<readonly WebhookItem[]> => {
    await session.whenReady();
    return session.guard("webhooks", [], () => [...webhookItems(session)]);
  });
}

/** Why the data that a test names cannot be had. */
function lackingData(
  { contact, event, written }: PlanParams,
  values: SampleValues,
): { readonly message: string; readonly help: string } | undefined {
  if (written !== undefined && !values.event)
    return {
      message: "The event that was typed by hand is not an event",
      help: 'Write JSON such as `{ "eventTypeKey": "…", "params": { "name": "value" } }`',
    };
  const help = "Choose other data";
  if (contact !== undefined && !values.contact) return { message: `The contact sample \`${contact}\` is gone`, help };
  return event === undefined || values.event ? undefined : { message: `The event sample \`${event}\` is gone`, help };
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

/** A recording as it is written: its numbers must not pass through ours. */
function recordingItem(session: Session, project: ProjectReader, recording: Recording): RecordingItem {
  const { id, uri, status, headers, recordedAt } = recording;
  const source = project.source(uri);
  const root = source?.document?.root;
  const map = root?.kind === "map" ? root : undefined;
  const body = map?.get("body")?.value;
  const text = map?.get("text")?.value;
  const written = body ? formatJson(source?.text.slice(body.span.start, body.span.end) ?? "") : undefined;
  return {
    id,
    uri: session.spelling(uri),
    status,
    headers,
    body: written ?? (text?.kind === "scalar" ? text.text : ""),
    recordedAt,
  };
}

export function planConnector({ name, type, in: place, parameter, origins }: ConnectorModel): PlanConnector {
  return { name, type, in: place, parameter, origins };
}
