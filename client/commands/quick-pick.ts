/** A list to choose from whose rows and title may have buttons, as one question with one answer. */
import * as vscode from "vscode";

export interface Question<T> {
  readonly title: string;
  readonly placeholder: string;
  readonly buttons?: readonly vscode.QuickInputButton[];
  readonly items: readonly (vscode.QuickPickItem & { readonly value: T })[];
}

/** Undefined: the person backed out. */
export type Asked<T> =
  | { readonly kind: "picked" | "item-button"; readonly value: T }
  | { readonly kind: "button"; readonly button: vscode.QuickInputButton }
  | undefined;

export function ask<T>({ title, placeholder, buttons = [], items }: Question<T>): Promise<Asked<T>> {
  return new Promise((resolve) => {
    const list = vscode.window.createQuickPick<vscode.QuickPickItem & { readonly value: T }>();
    Object.assign(list, { title, placeholder, buttons, items, matchOnDescription: true, matchOnDetail: true });
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
