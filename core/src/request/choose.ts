/** Choosing samples: by name for a command line, by fit for a picker, and the contact that an event means. */

import { shortText } from "../model/data";
import type { ContactSample, EventSample } from "../model/samples";
import { identifiers } from "../model/samples";
import type { WorkflowModel } from "../model/workflow";
import type { ProjectReader } from "../project/reader";
import { renderValue } from "./render-value";
import { SampleValues } from "./values";

/** Samples with what they provide of the names needed; the best fit first. */
export interface Candidate<T> {
  readonly sample: T;
  readonly provides: number;
  readonly missing: readonly string[];
}

export function contactCandidates(project: ProjectReader, names: readonly string[]): readonly Candidate<ContactSample>[] {
  return ranked(project.contacts(), names, (contact, name) => new SampleValues(contact, undefined).lookup(name) !== undefined);
}

export function eventCandidates(events: readonly EventSample[], names: readonly string[]): readonly Candidate<EventSample>[] {
  return ranked(events, names, (event, name) => event.parameters.has(name));
}

/** What was found for an event: the one contact, or how many there are. None and several are told apart: neither is guessed. */
export interface Identified {
  readonly contact: ContactSample | undefined;
  readonly matches: number;
  /** Whether the event says at all who it is about. */
  readonly asked: boolean;
}

/** The contact that an event identifies by its own parameters, in the platform's order of identifiers. */
export function contactOf(project: ProjectReader, event: EventSample): Identified {
  const values = identifiers(event);
  return identified(project, (property) => {
    const value = values.get(property);
    return value === undefined ? undefined : shortText(value, 500);
  });
}

/**
 * The contact that a run of a webhook is about when this event starts it: what the webhook's blocks say in `contactId`,
 * `contactEmail` and `phone` comes first, the event's own parameters after it. Blocks that mean different contacts are as good
 * as two matches.
 */
export function contactForWebhook(project: ProjectReader, webhook: string | undefined, event: EventSample): Identified {
  const found = blocksRunning(project, webhook, event).flatMap(({ workflow, block }) => {
    const values = new SampleValues(undefined, event);
    const one = identified(project, (property) => {
      const field = blockFields[property];
      const path = field === undefined ? undefined : ["blocks", block, field];
      const written = path && workflow.file.values.find((value) => isAt(value.path, path));
      const rendered = written && renderValue(written, values, (text) => text);
      return rendered && rendered.unresolved.length === 0 && rendered.text !== "" ? rendered.text : undefined;
    });
    return one.asked ? [one] : [];
  });
  const [first] = found;
  if (!first) return contactOf(project, event);
  const different = new Set(found.flatMap(({ contact }) => (contact ? [contact.uri] : [])));
  return different.size > 1
    ? { contact: undefined, matches: different.size, asked: true }
    : (found.find(({ contact }) => contact) ?? first);
}

/** By which field of a webhook's block a contact is named. */
const blockFields: Readonly<Record<string, string>> = { id: "contactId", email: "contactEmail", phone: "phone" };

function blocksRunning(
  project: ProjectReader,
  webhook: string | undefined,
  event: EventSample,
): readonly { readonly workflow: WorkflowModel; readonly block: string }[] {
  if (webhook === undefined) return [];
  return project
    .workflowsRunning(webhook)
    .filter((workflow) => workflow.start?.event?.text === event.event)
    .flatMap((workflow) =>
      [...workflow.blocks.values()]
        .filter((block) => block.webhook?.text === webhook)
        .map((block) => ({ workflow, block: block.id })),
    );
}

function isAt(path: readonly (string | number)[], wanted: readonly string[]): boolean {
  return path.length === wanted.length && wanted.every((step, at) => path[at] === step);
}

/** @param valueBy the value that identifies by a property; undefined: this property is not used */
function identified(project: ProjectReader, valueBy: (property: string) => string | undefined): Identified {
  const contacts = project.contacts();
  let asked = false;
  for (const property of ["id", "externalCustomerId", "email", "phone"]) {
    const value = valueBy(property);
    if (value === undefined) continue;
    asked = true;
    const wanted = comparable(property, value);
    const found = contacts.filter((contact) => {
      const own = contact.properties.get(property);
      return own !== undefined && comparable(property, shortText(own, 500)) === wanted;
    });
    if (found.length) return { contact: found.length === 1 ? found[0] : undefined, matches: found.length, asked };
  }
  return { contact: undefined, matches: 0, asked };
}

/** Identity compares exactly, but for e-mail, whose case does not count. */
function comparable(property: string, text: string): string {
  return property === "email" ? text.toLowerCase() : text;
}

function ranked<T>(
  samples: readonly T[],
  names: readonly string[],
  has: (sample: T, name: string) => boolean,
): readonly Candidate<T>[] {
  return samples
    .map((sample) => {
      const missing = names.filter((name) => !has(sample, name));
      return { sample, provides: names.length - missing.length, missing };
    })
    .sort((a, b) => a.missing.length - b.missing.length);
}
