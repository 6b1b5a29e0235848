/** Samples by the name that a person gives on the command line. */
import type { ContactSample, EventSample, ProjectReader } from "#core/request/index";
import { UsageError } from "./exit";

/** The contact of `--contact`: a sample's name, its file, its e-mail or its id. */
export function contactNamed(project: ProjectReader, name: string): ContactSample {
  const found = project.contacts().find((contact) => {
    const own = [contact.id, contact.uri, contact.properties.get("email"), contact.properties.get("id")];
    return (
      own.some((text) => text !== undefined && String(text) === name) || decodeURIComponent(contact.uri).endsWith(`/${name}`)
    );
  });
  if (!found)
    throw new UsageError(`There is no contact sample ${name}${listed(project.contacts().map((contact) => contact.id))}`);
  return found;
}

/** The event of `--event`: a sample's name or its file. */
export function eventNamed(project: ProjectReader, name: string): EventSample {
  const found = project.allEvents().find((event) => event.id === name || decodeURIComponent(event.uri).endsWith(`/${name}`));
  if (!found) throw new UsageError(`There is no event sample ${name}${listed(project.allEvents().map((event) => event.id))}`);
  return found;
}

function listed(names: readonly string[]): string {
  return names.length ? `; there are ${names.join(", ")}` : "; this workspace has none yet";
}
