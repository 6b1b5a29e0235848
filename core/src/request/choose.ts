/** Choosing samples: by name for a command line, by fit for a picker, and the contact that an event means. */

import { shortText } from "../model/data";
import type { ContactSample, EventSample } from "../model/samples";
import { identifiers } from "../model/samples";
import type { ProjectReader } from "../project/reader";
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

/**
 * The one contact that an event identifies, by the platform's order of identifiers. None and several are told apart: neither
 * is guessed.
 */
export function contactOf(
  project: ProjectReader,
  event: EventSample,
): { readonly contact: ContactSample | undefined; readonly matches: number } {
  const contacts = project.contacts();
  for (const property of ["id", "externalCustomerId", "email", "phone"]) {
    const value = identifiers(event).get(property);
    if (value === undefined) continue;
    const wanted = comparable(property, shortText(value, 500));
    const found = contacts.filter((contact) => {
      const own = contact.properties.get(property);
      return own !== undefined && comparable(property, shortText(own, 500)) === wanted;
    });
    if (found.length) return { contact: found.length === 1 ? found[0] : undefined, matches: found.length };
  }
  return { contact: undefined, matches: 0 };
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
