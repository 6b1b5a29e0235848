/** Asks for the contact and the event of a test: only for what the webhook uses, the best fit first, the last choice on top. */
import * as vscode from "vscode";
import type { ContactItem, EventItem, NeedsResult } from "#protocol";
import { plain } from "../plain";
import { contactOfEvent, type RememberedData, segmentsOf } from "../test-data";
import { type Asked, ask } from "./quick-pick";
import { sampleRow } from "./sample-rows";

/** Remembers choices per webhook file, for this workspace. */
export class Choices {
  constructor(private readonly state: vscode.Memento) {}

  get(uri: string): RememberedData {
    return this.state.get<RememberedData>(key(uri), {});
  }

  async set(uri: string, choice: RememberedData): Promise<void> {
    await this.state.update(key(uri), choice);
  }
}

/** What came of asking: data, the wish to type an event by hand, or nothing because the person backed out. */
export type Chosen = { readonly data: RememberedData } | { readonly byHand: true } | undefined;

/** @param written an event that was typed by hand already */
export async function chooseData(needs: NeedsResult, before: RememberedData, written?: string): Promise<Chosen> {
  let data: RememberedData = written === undefined ? {} : { written, eventTitle: "typed by hand" };
  let event = needs.written ?? undefined;
  if (needs.event.length && written === undefined) {
    const picked = await pickEvent(needs, before.event);
    if (picked === undefined) return undefined;
    if (picked === "by hand") return { byHand: true };
    event = picked;
    data = { event: event.id, eventTitle: event.title };
  }
  // Where there is no contact at all, the request says what it lacks, and how to go on; and what is no event, that it is none.
  if (!needs.contact.length || needs.contacts.length === 0 || needs.written === null) return { data };
  const meant = event && contactOfEvent(needs, event);
  const contact = meant && "contact" in meant ? meant.contact : await pickContact(needs, before.contact, meant?.sentence);
  return contact && { data: { ...data, contact: contact.id, contactTitle: contact.title } };
}

async function pickEvent(needs: NeedsResult, before: string | undefined): Promise<EventItem | "by hand" | undefined> {
  const byHand = { label: "$(edit) Type an event by hand…", alwaysShow: true, value: "by hand" as const };
  const answer = await ask<EventItem | "by hand">({
    title: plain(`Event for ${needs.webhook}`),
    placeholder: plain(
      needs.events.length
        ? `It reads ${needs.event.join(", ")}. Search by name or value`
        : "There is no event sample yet: type one, or add a file such as order.event.json",
    ),
    items: [...lastFirst(needs.events, before).map((item) => ({ ...row(item, before), value: item })), byHand],
  });
  return answer?.kind === "picked" ? answer.value : undefined;
}

const filter: vscode.QuickInputButton = { iconPath: new vscode.ThemeIcon("filter"), tooltip: "Filter by segment" };
const eye: vscode.QuickInputButton = { iconPath: new vscode.ThemeIcon("eye"), tooltip: "Show all fields" };

async function pickContact(
  needs: NeedsResult,
  before: string | undefined,
  why: string | undefined,
): Promise<ContactItem | undefined> {
  const segments = segmentsOf(needs.contacts);
  let segment: string | undefined;
  for (;;) {
    const shown = needs.contacts.filter((contact) => segment === undefined || contact.segments.includes(segment));
    const answer: Asked<ContactItem> = await ask<ContactItem>({
      title: plain(`Contact for ${needs.webhook}${segment === undefined ? "" : `, in ${segment}`}`),
      placeholder: plain(`${why ? `${why}: choose one. ` : ""}It reads ${needs.contact.join(", ")}. Search by any field`),
      buttons: segments.length ? [filter] : [],
      items: lastFirst(shown, before).map((item) => ({ ...row(item, before), buttons: [eye], value: item })),
    });
    if (answer?.kind === "picked") return answer.value;
    if (!answer) return undefined;
    if (answer.kind === "item-button") {
      const chosen = await showCard(answer.value);
      if (chosen === "chosen") return answer.value;
      if (chosen === undefined) return undefined;
    } else {
      const picked = await pickSegment(segments, needs.contacts.length);
      if (!picked) return undefined;
      segment = picked.segment;
    }
  }
}

async function pickSegment(
  segments: ReturnType<typeof segmentsOf>,
  all: number,
): Promise<{ readonly segment: string | undefined } | undefined> {
  const answer = await ask<{ readonly segment: string | undefined }>({
    title: "Contacts of a segment",
    placeholder: "A segment",
    items: [
      { label: "All contacts", description: String(all), value: { segment: undefined } },
      ...segments.map(({ segment, count }) => ({ label: plain(segment), description: String(count), value: { segment } })),
    ],
  });
  return answer?.kind === "picked" ? answer.value : undefined;
}

/** All fields of a contact. @returns undefined when the person closed it */
async function showCard(contact: ContactItem): Promise<"chosen" | "back" | undefined> {
  const answer = await ask<undefined>({
    title: plain(`${contact.title}: Enter takes this contact`),
    placeholder: "All fields of this contact",
    buttons: [vscode.QuickInputButtons.Back],
    items: [
      ...contact.fields.map(({ name, value }) => ({ label: plain(name), description: plain(value), value: undefined })),
      ...(contact.segments.length
        ? [{ label: "Segments", description: plain(contact.segments.join(", ")), value: undefined }]
        : []),
    ],
  });
  return answer?.kind === "picked" ? "chosen" : answer ? "back" : undefined;
}

function lastFirst<T extends { readonly id: string }>(items: readonly T[], before: string | undefined): readonly T[] {
  return [...items].sort((a, b) => Number(b.id === before) - Number(a.id === before));
}

function row(item: ContactItem | EventItem, before: string | undefined) {
  const { label, description, detail, search } = sampleRow(item, before);
  return {
    label: plain(label),
    description: plain(description),
    search,
    ...(detail === undefined ? {} : { detail: plain(detail) }),
  };
}

function key(uri: string): string {
  return `hookflow.choice.${uri}`;
}
