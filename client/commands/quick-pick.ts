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
    // The editor searches what it shows. Where more is to be searched, it is given what was found, and must not filter that again.
    if (items.some(({ search }) => search !== undefined))
      list.onDidChangeValue((typed) => {
        list.items = typed.trim() === "" ? items : items.filter((item) => shows(item, typed)).map(always);
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

function shows<T>({ label, description = "", detail = "", search = "", alwaysShow }: Item<T>, typed: string): boolean {
  return alwaysShow === true || isFound({ label, description, detail, search }, typed);
}

function always<T>(item: Item<T>): Item<T> {
  return { ...item, alwaysShow: true };
}
