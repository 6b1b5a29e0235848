/** The data of a test on the command line: the named samples, or the ones that fit when nothing is named. */
import type { Language, SourceFile } from "#core";
import { webhookModel } from "#core/model/webhook";
import type { Needs, ProjectReader } from "#core/request/index";
import { contactCandidates, contactForWebhook, eventCandidates, requestNeeds, SampleValues } from "#core/request/index";
import { eventsFor } from "#core/scope/scope-at";
import { UsageError } from "./exit";
import { contactNamed, eventNamed } from "./samples";

export interface DataOptions {
  readonly contact?: string | undefined;
  readonly event?: string | undefined;
  /** Values by name, which come before those of the samples: `town`, `contact.TOWN`, `event.orderId`. */
  readonly set?: ReadonlyMap<string, string> | undefined;
}

/** What a request is made of; or, as one sentence, why a person has to choose the contact. */
export interface ChosenData {
  readonly values: SampleValues;
  readonly doubt?: string;
}

/**
 * Chooses the data of a webhook: what is named; else the event sample that fits best, the contact it identifies, or, of an
 * event that tells of nobody, the contact that fits best. Asks for nothing the definition does not use.
 */
export function dataFor(project: ProjectReader, file: SourceFile, options: DataOptions): ChosenData {
  const set = namedAsUsed(requestNeeds(project, file), options.set);
  const needs = openNeeds(project, file, options);
  const webhook = webhookModel(file)?.name?.text;
  const events = eventsFor(project, webhook);
  const event = options.event
    ? eventNamed(project, options.event)
    : needs.event.length
      ? eventCandidates(events, needs.event)[0]?.sample
      : undefined;
  const valuesOf = (contact?: SampleValues["contact"]) => ({ values: new SampleValues(contact, event, set) });
  if (options.contact) return valuesOf(contactNamed(project, options.contact));
  if (needs.contact.length === 0) return valuesOf();
  const meant = event && contactForWebhook(project, webhook, event);
  if (meant?.contact) return valuesOf(meant.contact);
  if (!meant?.asked || project.contacts().length === 0) return valuesOf(contactCandidates(project, needs.contact)[0]?.sample);
  const found = meant.matches === 0 ? "No contact sample fits" : `${meant.matches} contact samples fit`;
  return { ...valuesOf(), doubt: `${found} the event ${event?.id}` };
}

/**
 * A value that no webhook reads is a slip of the pen, and the request would go out without it.
 * @throws UsageError that names it
 */
export function refuseUnusedValues(language: Language, files: readonly SourceFile[], { set }: DataOptions): void {
  if (!set?.size) return;
  const needs = files.map((file) => requestNeeds(language.project(file.uri), file));
  const used = new Set(needs.flatMap((need) => Object.values(need).flat()));
  // The names of contact fields ignore case, those of event parameters do not.
  const folded = new Set(needs.flatMap(({ contact }) => contact.map((name) => name.toLowerCase())));
  for (const name of set.keys()) {
    const bare = name.replace(/^(contact|event)\./, "");
    if (used.has(name) || used.has(bare) || (!name.startsWith("event.") && folded.has(bare.toLowerCase()))) continue;
    const known = used.size > 0 ? `; there is ${[...used].sort().join(", ")}` : "; it uses no values at all";
    throw new UsageError(`--set ${name}: the webhook uses no value of this name${known}`);
  }
}

/** Names of contact fields ignore case: what is no name as it is written may be one of theirs. */
function namedAsUsed({ contact, event }: Needs, set: DataOptions["set"]): ReadonlyMap<string, string> {
  const exact = new Set([...contact, ...event]);
  const folded = new Set(contact.map((name) => name.toLowerCase()));
  return new Map(
    [...(set ?? [])].map(([name, value]) =>
      exact.has(name) || !folded.has(name.toLowerCase()) ? [name, value] : [`contact.${name}`, value],
    ),
  );
}

/** What the samples have to provide: what the webhook reads and nobody gave by hand. */
function openNeeds(project: ProjectReader, file: SourceFile, { set }: DataOptions): ReturnType<typeof requestNeeds> {
  const { contact, event } = requestNeeds(project, file);
  const given = new Set([...(set?.keys() ?? [])].map((name) => name.toLowerCase()));
  const open = (space: string) => (name: string) =>
    !given.has(name.toLowerCase()) && !given.has(`${space}.${name}`.toLowerCase());
  return { contact: contact.filter(open("contact")), event: event.filter(open("event")) };
}
