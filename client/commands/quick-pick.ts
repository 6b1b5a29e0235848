/** A list to choose from whose rows and title may have buttons, as one question with one answer. */
import * as vscode from "vscode";
import { isFound } from "./sample-rows";

export interface Question<T> {
  readonly title: string;
  readonly placeholder: string;
  readonly buttons?: readonly vscode.QuickInputButton[];
  readonly items: readonly Item<T>[];
}

interface Item<T> extends vscode.QuickPickItem {
  readonly value: T;
  /** It is found by this, too. */
  readonly search?: string;
}

/** Undefined: the person backed out. */
export type Asked<T> =
  | { readonly kind: "picked" | "item-button"; readonly value: T }
  | { readonly kind: "button"; readonly button: vscode.QuickInputButton }
  | undefined;

export function ask<T>({ title, placeholder, buttons = [], items }: Question<T>): Promise<Asked<T>> {
  return new Promise((resolve) => {
    const list = vscode.window.createQuickPick<Item<T>>();
    Object.assign(list, { title, placeholder, buttons, items, matchOnDescription: true, matchOnDetail: true });
    // The editor searches what it shows. What is found by more is to be shown always; the order of the rows never changes, for the
    // editor names them by their place, and an Enter may come at the same time.
    let before: ReadonlySet<Item<T>> = new Set();
    list.onDidChangeValue((typed) => {
      const found = new Set(items.filter((item) => typed.trim() !== "" && isHit(item, typed)));
      if (found.size !== before.size || [...found].some((item) => !before.has(item)))
        list.items = items.map((item) => (found.has(item) ? { ...item, alwaysShow: true } : item));
      before = found;
    });
    const answer = (asked: Asked<T>) => {
      resolve(asked);
      list.hide();
    };
    list.onDidAccept(() => {
      const [picked] = list.selectedItems;
      if (picked) answer({ kind: "picked", value: picked.value });
    });
    list.onDidTriggerItemButton(({ item }) => answer({ kind: "item-button", value: item.value }));
    list.onDidTriggerButton((button) => answer({ kind: "button", button }));
    list.onDidHide(() => {
      resolve(undefined);
      list.dispose();
    });
    list.show();
  });
}

function isHit<T>({ label, description = "", detail = "", search }: Item<T>, typed: string): boolean {
  return search !== undefined && isFound({ label, description, detail, search }, typed);
}
