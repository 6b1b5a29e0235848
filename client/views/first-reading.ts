/** What a view shows before its first rows are there: an empty one would look as if there were none. */
import * as vscode from "vscode";

/** @returns what hands rows on, and says meanwhile that the workspace is being read: for the first rows of a view only */
export function firstReading<N>(id: string, view: vscode.TreeView<N>): <T>(rows: Promise<T>) => Promise<T> {
  let isRead = false;
  return async (rows) => {
    if (isRead) return rows;
    view.message = "Reading the workspace…";
    try {
      return await vscode.window.withProgress({ location: { viewId: id } }, () => rows);
    } finally {
      isRead = true;
      view.message = "";
    }
  };
}
