import * as vscode from "vscode";
import { spoken } from "./spoken";

/** Runs a command; a fault is told to the user in one sentence and to the log in full. */
export async function guarded(log: vscode.LogOutputChannel, run: () => unknown): Promise<unknown> {
  try {
    return await run();
  } catch (error) {
    log.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
    void vscode.window.showErrorMessage(`Hookflow: ${spoken(error instanceof Error ? error.message : String(error))}`);
    return undefined;
  }
}
