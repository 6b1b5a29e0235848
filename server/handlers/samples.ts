/** Samples as the client gets them to choose from, and places as it opens them. */
import type { Span, Uri } from "#core";
import { shortText } from "#core/model/data";
import type { Candidate, ContactSample, EventSample, ProjectReader } from "#core/request/index";
import { SampleValues } from "#core/request/index";
import type { Choice, Location, SampleItem } from "#protocol";
import type { Session } from "../session";

/** The samples that a client has chosen. */
export function chosen(project: ProjectReader, { contact, event }: Choice): SampleValues {
  return new SampleValues(
    project.contacts().find((candidate) => candidate.id === contact),
    project.allEvents().find((candidate) => candidate.id === event),
  );
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
