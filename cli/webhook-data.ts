/** The data of a test on the command line: the named samples, or the ones that fit when nothing is named. */
import type { SourceFile } from "#core";
import { webhookModel } from "#core/model/webhook";
import type { ProjectReader } from "#core/request/index";
import { contactCandidates, contactOf, eventCandidates, requestNeeds, SampleValues } from "#core/request/index";
import { eventsFor } from "#core/scope/scope-at";
import { contactNamed, eventNamed } from "./samples";

export interface DataOptions {
  readonly contact?: string | undefined;
  readonly event?: string | undefined;
}

/**
 * Chooses the data of a webhook: what is named; else the event sample that fits best, the contact it identifies, or the
 * contact that fits best. Asks for nothing the definition does not use.
 */
export function dataFor(project: ProjectReader, file: SourceFile, options: DataOptions): SampleValues {
  const needs = requestNeeds(project, file);
  const events = eventsFor(project, webhookModel(file)?.name?.text);
  const event = options.event
    ? eventNamed(project, options.event)
    : needs.event.length
      ? eventCandidates(events, needs.event)[0]?.sample
      : undefined;
  if (options.contact) return new SampleValues(contactNamed(project, options.contact), event);
  if (needs.contact.length === 0) return new SampleValues(undefined, event);
  const identified = event && contactOf(project, event).contact;
  return new SampleValues(identified ?? contactCandidates(project, needs.contact)[0]?.sample, event);
}
