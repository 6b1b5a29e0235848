/** Asks for the contact and the event of a test: only for what the webhook uses, the best fit first, the last choice remembered. */
import * as vscode from "vscode";
import type { Choice, NeedsResult, SampleItem } from "#protocol";
import { plain } from "../plain";

/** Remembers choices per webhook file, for this workspace. */
export class Choices {
  constructor(private readonly state: vscode.Memento) {}

  get(uri: string): Choice {
    return this.state.get<Choice>(key(uri), {});
  }

  async set(uri: string, choice: Choice): Promise<void> {
    await this.state.update(key(uri), choice);
  }
}

/**
 * The data for a test.
 * @returns undefined when the person backed out
 */
export async function chooseData(needs: NeedsResult, before: Choice): Promise<Choice | undefined> {
  let event: string | undefined;
  if (needs.event.length) {
    const picked = await pick(
      `Event for ${needs.webhook}`,
      `It reads ${needs.event.join(", ")}`,
      needs.events,
      before.event,
      "There is no event sample yet: add a file such as order.event.json",
    );
    if (!picked) return undefined;
    event = picked.id;
  }
  if (!needs.contact.length) return { event };
  const contact = await pick(
    `Contact for ${needs.webhook}`,
    `It reads ${needs.contact.join(", ")}`,
    needs.contacts,
    before.contact,
    "There is no contact sample yet: add a file such as ann.contact.yaml",
  );
  return contact && { contact: contact.id, event };
}

async function pick(
  title: string,
  placeHolder: string,
  items: readonly SampleItem[],
  before: string | undefined,
  none: string,
): Promise<SampleItem | undefined> {
  if (items.length === 0) {
    void vscode.window.showWarningMessage(none);
    return undefined;
  }
  const ordered = [...items].sort((a, b) => Number(b.id === before) - Number(a.id === before));
  const picked = await vscode.window.showQuickPick(
    ordered.map((item) => ({
      label: plain(item.title),
      description: [
        plain(item.detail),
        item.id === before ? "last used" : "",
        item.missing.length ? `lacks ${item.missing.join(", ")}` : "",
      ]
        .filter(Boolean)
        .join("  ·  "),
      detail: plain(item.search),
      item,
    })),
    { title: plain(title), placeHolder: plain(placeHolder), matchOnDescription: true, matchOnDetail: true },
  );
  return picked?.item;
}

function key(uri: string): string {
  return `hookflow.choice.${uri}`;
}
