/** Samples as the client gets them to choose from, and places as it opens them. */
import type { Span, Uri } from "#core";
import { builtinFields } from "#core/model/builtin-fields";
import { shortText } from "#core/model/data";
import { eventSample } from "#core/model/samples";
import { readSource } from "#core/model/source-file";
import type { Candidate, ContactSample, EventSample, ProjectReader } from "#core/request/index";
import { contactForWebhook, SampleValues } from "#core/request/index";
import type { Choice, ContactItem, EventItem, Location, SampleItem, TestData } from "#protocol";
import type { Session } from "../session";

/** The samples that a client has chosen. */
export function chosen(project: ProjectReader, { contact, event }: Choice): SampleValues {
  return new SampleValues(contactOfId(project, contact), eventOfId(project, event));
}

/** The data of a test: what was chosen, and what was typed in its place. */
export function testValues(project: ProjectReader, data: TestData): SampleValues {
  const event = data.written === undefined ? eventOfId(project, data.event) : writtenEvent(data.written);
  return new SampleValues(contactOfId(project, data.contact), event, undefined, new Map(Object.entries(data.typed ?? {})));
}

/** An event that was typed by hand; undefined when the text is none. */
export function writtenEvent(text: string): EventSample | undefined {
  const file = readSource("untitled:typed by hand.event.json", "event", text, 0);
  return file.document?.problems.length ? undefined : eventSample(file);
}

function contactOfId(project: ProjectReader, id: string | undefined): ContactSample | undefined {
  return project.contacts().find((candidate) => candidate.id === id);
}

function eventOfId(project: ProjectReader, id: string | undefined): EventSample | undefined {
  return project.allEvents().find((candidate) => candidate.id === id);
}

export function contactItem({ sample, provides, missing }: Candidate<ContactSample>): SampleItem {
  const values = [...sample.properties.values(), ...sample.fields.values(), ...sample.segments].map((value) =>
    shortText(value, 40),
  );
  return {
    id: sample.id,
    uri: sample.uri,
    title: sample.title,
    detail: contactDetail(sample),
    search: values.join(" "),
    provides,
    missing,
  };
}

/** A contact with its card. */
export function contactCard(candidate: Candidate<ContactSample>): ContactItem {
  const { properties, fields, segments } = candidate.sample;
  const standard = builtinFields.filter(
    ({ property }, at) => builtinFields.findIndex((other) => other.property === property) === at,
  );
  const named = [
    ...standard.flatMap(({ property, names }) => {
      const value = properties.get(property);
      return value === undefined ? [] : [[names[0] ?? property, value] as const];
    }),
    ...fields,
  ];
  return {
    ...contactItem(candidate),
    segments,
    fields: named.map(([name, value]) => ({ name, value: shortText(value, 200) })),
  };
}

/** An event with the contact that a run of the webhook would be about. */
export function eventForWebhook(
  project: ProjectReader,
  webhook: string | undefined,
  candidate: Candidate<EventSample>,
): EventItem {
  const { contact, matches } = contactForWebhook(project, webhook, candidate.sample);
  return { ...eventItem(candidate), contact: contact?.id, matches };
}

/** One line that tells a contact from others. */
export function contactDetail({ properties }: ContactSample): string {
  return [properties.get("email"), properties.get("town")]
    .filter((value) => value !== undefined)
    .map(String)
    .join(", ");
}

export function eventItem({ sample, provides, missing }: Candidate<EventSample>): SampleItem {
  const values = [...sample.parameters].map(([name, value]) => `${name}: ${shortText(value, 30)}`);
  return { id: sample.id, uri: sample.uri, title: sample.id, detail: sample.event, search: values.join(", "), provides, missing };
}

export function location(session: Session, uri: Uri, span: Span): Location {
  return { uri: session.spelling(uri), range: session.lines.of(uri).rangeOf(span) };
}
