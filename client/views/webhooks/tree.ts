/** How webhooks are grouped, filtered and told apart in their view. No editor. */
import type { WebhookItem } from "#protocol";

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
