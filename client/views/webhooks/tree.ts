/** How webhooks are grouped, filtered and told apart in their view. No editor. */
import type { WebhookItem } from "#protocol";
import { ago } from "../../exchange/facts";
import { outcomeLooks } from "../../history/outcome-looks";
import type { Summary } from "../../history/summary";

export type Grouping = "folder" | "host";

export interface Group {
  readonly title: string;
  readonly items: readonly WebhookItem[];
}

/** In alphabetical order, groups and webhooks alike. */
export function grouped(items: readonly WebhookItem[], by: Grouping): readonly Group[] {
  const groups = new Map<string, WebhookItem[]>();
  for (const item of items) {
    const title = by === "folder" ? item.folder : hostOf(item.url) || "no host yet";
    const group = groups.get(title);
    if (group) group.push(item);
    else groups.set(title, [item]);
  }
  return [...groups]
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([title, group]) => ({ title, items: group.sort((a, b) => a.name.localeCompare(b.name)) }));
}

/** Those that hold every word somewhere: in name, method, address or folder. */
export function filtered(items: readonly WebhookItem[], filter: string): readonly WebhookItem[] {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
  return items.filter(({ name, method, url, folder }) => {
    const text = `${name}\n${method}\n${url}\n${folder}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

/** The host of an address; a reference in it is shown as it is written. */
export function hostOf(url: string): string {
  return /^https?:\/\/([^/?#]+)/i.exec(url)?.[1] ?? "";
}

/** A webhook's row beside its name. */
export interface RowText {
  readonly description: string;
  readonly tooltip: string;
  /** The editor's colour for how the last test ended; undefined when there was none, or it was cancelled. */
  readonly color: string | undefined;
}

/**
 * A side bar is narrow, and what changes is read first: how the last test went, then method and host.
 * @param last its newest test, as the history has it
 * @param now milliseconds since 1970-01-01 UTC
 */
export function rowText(
  { method, url, errors, warnings }: WebhookItem,
  last: Summary | undefined,
  grouping: Grouping,
  now: number,
): RowText {
  const where = grouping === "host" ? "" : hostOf(url);
  return {
    description: [
      // The status without its time: "200", "refused".
      ...(last ? [last.outcome.replace(/,.*/, ""), ago(Math.max(0, now - last.at))] : []),
      [method, where].filter(Boolean).join(" "),
    ].join(" · "),
    tooltip: [
      `${method} ${url}`,
      ...counted(errors, "error"),
      ...counted(warnings, "warning"),
      last
        ? `Last test: ${[last.outcome, last.data].filter(Boolean).join(" ")}, ${new Date(last.at).toLocaleString()}`
        : "Not tested yet",
    ].join("\n"),
    color: last && outcomeLooks[last.kind].color,
  };
}

function counted(count: number, what: string): readonly string[] {
  return count === 0 ? [] : [`${count} ${what}${count === 1 ? "" : "s"}`];
}
