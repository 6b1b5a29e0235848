/** What a test is made of, without the editor: whether anything has to be asked, and what goes without saying. */
import type { ContactItem, EventItem, NeedsResult, TestData } from "#protocol";

/** The data of the last test, with the titles by which people know it. */
export interface RememberedData extends TestData {
  readonly contactTitle?: string | undefined;
  readonly eventTitle?: string | undefined;
}

/** What the remembered data still gives of what a webhook needs now; undefined when something has to be asked. */
export function stillGood(needs: NeedsResult, before: RememberedData): RememberedData | undefined {
  const { written } = before;
  const event = needs.event.length ? needs.events.find(({ id }) => id === before.event) : undefined;
  const contact = needs.contact.length ? needs.contacts.find(({ id }) => id === before.contact) : undefined;
  if (needs.event.length && !event && written === undefined) return undefined;
  // Where there is none to choose from, asking again would help nobody.
  if (needs.contact.length && needs.contacts.length && !contact) return undefined;
  return {
    ...(contact ? { contact: contact.id, contactTitle: contact.title } : {}),
    ...(event && written === undefined ? { event: event.id, eventTitle: event.title } : {}),
    ...(needs.event.length && written !== undefined ? { written, eventTitle: "typed by hand" } : {}),
    ...(before.typed ? { typed: before.typed } : {}),
  };
}

/** Which contact an event means, or what to say before one is asked for. */
export function contactOfEvent(
  { contacts }: Pick<NeedsResult, "contacts">,
  { contact, matches }: Pick<EventItem, "contact" | "matches">,
): { readonly contact: ContactItem } | { readonly sentence: string } {
  const found = contacts.find(({ id }) => id === contact);
  if (found) return { contact: found };
  return { sentence: matches === 0 ? "No contact sample fits this event" : `${matches} contact samples fit this event` };
}

/** The segments of all contacts, with how many are in each. */
export function segmentsOf(contacts: readonly ContactItem[]): readonly { readonly segment: string; readonly count: number }[] {
  const counts = new Map<string, number>();
  for (const { segments } of contacts)
    for (const segment of new Set(segments)) counts.set(segment, (counts.get(segment) ?? 0) + 1);
  return [...counts].map(([segment, count]) => ({ segment, count })).sort((a, b) => a.segment.localeCompare(b.segment));
}

/** "contact Ann Smith, event promo-ann", for a lens. */
export function dataTitle({ contactTitle, eventTitle }: RememberedData): string {
  return [contactTitle && `contact ${contactTitle}`, eventTitle && `event ${eventTitle}`].filter(Boolean).join(", ");
}
