/** Requests about tests, and the list of webhooks: what a test needs, the request as planned. */
import { relativePath } from "#core";
import type { ConnectorModel } from "#core/model/connector";
import { webhookModel } from "#core/model/webhook";
import { contactCandidates, eventCandidates, planRequest, requestNeeds } from "#core/request/index";
import { eventsFor } from "#core/scope/scope-at";
import type { NeedsParams, NeedsResult, PlanConnector, PlanParams, PlanResult, WebhookItem } from "#protocol";
import { methods } from "#protocol";
import type { Session } from "../session";
import { chosen, contactItem, eventItem, location } from "./samples";

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

  connection.onRequest(methods.webhooks, async (): Promise<readonly WebhookItem[]> => {
    await session.whenReady();
    return session.guard("webhooks", [], () => [...webhookItems(session)]);
  });
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

export function planConnector({ name, type, in: place, parameter, origins }: ConnectorModel): PlanConnector {
  return { name, type, in: place, parameter, origins };
}
