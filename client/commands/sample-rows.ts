/** The rows of a picker of samples: short to read, and found by every value of the sample. No editor. */
import type { ContactItem, EventItem } from "#protocol";

export interface SampleRow {
  readonly label: string;
  readonly description: string;
  readonly detail?: string;
  /** What it is found by beside what is shown. */
  readonly search: string;
}

/** A contact is known by its e-mail and town and by its segments, an event by its type and its values. @param before the id of the last choice */
export function sampleRow(item: ContactItem | EventItem, before: string | undefined): SampleRow {
  const lacks = item.missing.length ? `lacks ${item.missing.join(", ")}` : "";
  const detail = "segments" in item ? item.segments.join(", ") : item.search;
  return {
    label: item.title,
    description: [item.detail, item.id === before ? "last used" : "", lacks].filter(Boolean).join("  ·  "),
    ...(detail ? { detail } : {}),
    search: item.search,
  };
}

/** Whether every word that was typed stands somewhere in a row, shown or not. */
export function isFound({ label, description, detail = "", search }: SampleRow, typed: string): boolean {
  const text = `${label}\n${description}\n${detail}\n${search}`.toLowerCase();
  return typed
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}
