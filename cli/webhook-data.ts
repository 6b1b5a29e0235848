/** The data of a test on the command line: the named samples, or the ones that fit when nothing is named. */
import type { Language, SourceFile } from "#core";
import { webhookModel } from "#core/model/webhook";
import type { ProjectReader } from "#core/request/index";
import { contactCandidates, contactOf, eventCandidates, requestNeeds, SampleValues } from "#core/request/index";
import { eventsFor } from "#core/scope/scope-at";
import { UsageError } from "./exit";
import { contactNamed, eventNamed } from "./samples";

export interface DataOptions {
  readonly contact?: string | undefined;
  readonly event?: string | undefined;
  /** Values by name, which come before those of the samples: `town`, `contact.TOWN`, `event.orderId`. */
  readonly set?: ReadonlyMap<string, string> | undefined;
}

/**
 * Chooses the data of a webhook: what is named; else the event sample that fits best, the contact it identifies, or the
 * contact that fits best. Asks for nothing the definition does not use.
 */
export function dataFor(project: ProjectReader, file: SourceFile, options: DataOptions): SampleValues {
  const needs = openNeeds(project, file, options);
  const events = eventsFor(project, webhookModel(file)?.name?.text);
  const event = options.event
    ? eventNamed(project, options.event)
    : needs.event.length
      ? eventCandidates(events, needs.event)[0]?.sample
      : undefined;
  const valuesOf = (contact?: SampleValues["contact"]) => new SampleValues(contact, event, options.set);
  if (options.contact) return valuesOf(contactNamed(project, options.contact));
  if (needs.contact.length === 0) return valuesOf();
  const identified = event && contactOf(project, event).contact;
  return valuesOf(identified ?? contactCandidates(project, needs.contact)[0]?.sample);
}

/**
 * A value that no webhook reads is a slip of the pen, and the request would go out without it.
 * @throws UsageError that names it
 */
export function refuseUnusedValues(language: Language, files: readonly SourceFile[], { set }: DataOptions): void {
  if (!set?.size) return;
  const used = new Set(files.flatMap((file) => Object.values(requestNeeds(language.project(file.uri), file)).flat()));
  const folded = new Set([...used].map((name) => name.toLowerCase()));
  for (const name of set.keys()) {
    const bare = name.replace(/^(contact|event)\./, "");
    if (used.has(name) || used.has(bare) || (name.startsWith("contact.") && folded.has(bare.toLowerCase()))) continue;
    const known = used.size > 0 ? `; there is ${[...used].sort().join(", ")}` : "; it uses no values at all";
    throw new UsageError(`--set ${name}: the webhook uses no value of this name${known}`);
  }
}

/** What the samples have to provide: what the webhook reads and nobody gave by hand. */
function openNeeds(project: ProjectReader, file: SourceFile, { set }: DataOptions): ReturnType<typeof requestNeeds> {
  const { contact, event } = requestNeeds(project, file);
  const given = new Set([...(set?.keys() ?? [])].map((name) => name.toLowerCase()));
  const open = (space: string) => (name: string) =>
    !given.has(name.toLowerCase()) && !given.has(`${space}.${name}`.toLowerCase());
  return { contact: contact.filter(open("contact")), event: event.filter(open("event")) };
}
