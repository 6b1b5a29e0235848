/** What a view shows before its first rows are there: an empty one would look as if there were none. */
import * as vscode from "vscode";

/**
 * @param view the id of a view
 * @returns what hands rows on, with the view's progress bar meanwhile: for its first rows only. A sentence in its place would move
 *   the rows under the mouse when it goes
 */
export function firstReading(view: string): <T>(rows: Promise<T>) => Promise<T> {
  let isRead = false;
  return async (rows) => {
    if (!isRead) await vscode.window.withProgress({ location: { viewId: view } }, () => rows);
    isRead = true;
    return rows;
  };
}
