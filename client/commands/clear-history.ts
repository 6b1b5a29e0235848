/** Takes tests out of the history: chosen ones, or all of them after a question. */
import * as vscode from "vscode";
import type { History } from "../history/history";

export async function clearHistory(history: History): Promise<void> {
  const yes = "Clear It";
  const answer = await vscode.window.showWarningMessage(
    "Clear the history of tests?",
    { modal: true, detail: "The requests and responses of all workspaces are removed from the editor's storage." },
    yes,
  );
  if (answer === yes) await history.clear();
}

/** @param selection all selected rows, when there are several */
export async function deleteFromHistory(history: History, argument: unknown, selection: unknown): Promise<void> {
  const rows: readonly unknown[] = Array.isArray(selection) ? selection : [argument];
  const ids = rows.flatMap((row) => {
    const id = (row as { readonly id?: unknown } | null | undefined)?.id;
    return typeof id === "string" ? [id] : [];
  });
  await history.remove(ids);
}
