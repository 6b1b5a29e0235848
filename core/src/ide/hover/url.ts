/** The URL as a test would send it, with the samples that fit best. Nothing is sent, and a secret is never in it. */
import type { SourceFile } from "../../model/source-file";
import { active } from "../../model/source-file";
import { webhookModel } from "../../model/webhook";
import type { ProjectReader } from "../../project/reader";
import {
  contactCandidates,
  contactForWebhook,
  eventCandidates,
  planRequest,
  requestNeeds,
  SampleValues,
} from "../../request/index";
import { eventsFor } from "../../scope/scope-at";
import { touches } from "../../text/span";
import type { Hover } from "./section";

export function urlHover(project: ProjectReader, file: SourceFile, offset: number): Hover | undefined {
  const value = file.values.find((candidate) => candidate.place === "url");
  if (file.kind !== "webhook" || !value?.scalar || !touches(value.scalar.span, offset) || active(value).length === 0)
    return undefined;
  const needs = requestNeeds(project, file);
  const webhook = webhookModel(file)?.name?.text;
  const events = eventsFor(project, webhook);
  const event = needs.event.length ? eventCandidates(events, needs.event)[0]?.sample : undefined;
  const contact = needs.contact.length
    ? ((event && contactForWebhook(project, webhook, event).contact) ?? contactCandidates(project, needs.contact)[0]?.sample)
    : undefined;
  if (!event && !contact) return undefined;
  const result = planRequest(project, file, new SampleValues(contact, event), { unresolved: "refuse", breaking: "as-is" });
  if (!result.ok) return undefined;
  const data = [contact && `the contact ${contact.title}`, event && `the event ${event.id}`].filter((part) => part !== undefined);
  return {
    span: value.scalar.span,
    title: `${result.plan.method} ${result.plan.url}`,
    parts: [{ text: `With ${data.join(" and ")}`, source: "foreign" }],
  };
}
