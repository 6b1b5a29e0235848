/** New files of the workspace: the server says what stands in them and where, the editor makes them, as one step that can be undone. */
import * as vscode from "vscode";
import type { Wanted } from "#protocol";
import type { LanguageServer } from "./language-server";
import { openAt } from "./open-at";

export interface Made {
  readonly uri: vscode.Uri;
  readonly text: string;
}

/** The place and text of a file. @throws {Error} with the sentence that speaks against it */
export async function planFile(server: LanguageServer, wanted: Wanted, near = nearby()): Promise<Made> {
  const folder = (vscode.workspace.getWorkspaceFolder(near) ?? vscode.workspace.workspaceFolders?.[0])?.uri ?? near;
  const result = await server.newFile({ near: near.toString(), folder: folder.toString(), wanted });
  if (!result.ok) throw new Error(result.error);
  return { uri: vscode.Uri.parse(result.value.uri), text: result.value.text };
}

/** Makes files at once; none of them may be there. @throws {Error} when one is */
export async function makeFiles(files: readonly Made[]): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  for (const { uri, text } of files)
    edit.createFile(uri, { overwrite: false, ignoreIfExists: false, contents: new TextEncoder().encode(text) });
  if (!(await vscode.workspace.applyEdit(edit))) {
    const [first] = files;
    throw new Error(
      `Cannot make ${first ? vscode.workspace.asRelativePath(first.uri) : "the files"}: look whether it is there already`,
    );
  }
}

/** Makes a file and opens it, the caret behind a text of it. */
export async function makeAndOpen(file: Made, caretBehind?: string): Promise<void> {
  await makeFiles([file]);
  const at = caretBehind === undefined ? -1 : file.text.indexOf(caretBehind);
  const lines = file.text.slice(0, at < 0 ? 0 : at + (caretBehind?.length ?? 0)).split(/\r\n|\r|\n/);
  await openAt(file.uri, new vscode.Position(lines.length - 1, lines.at(-1)?.length ?? 0));
}

/**
 * What a new file belongs to: the file that is being edited, else the workspace.
 * @throws {Error} when no folder is open
 */
export function nearby(): vscode.Uri {
  const active = vscode.window.activeTextEditor?.document.uri;
  if (active && vscode.workspace.getWorkspaceFolder(active)) return active;
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  if (!folder) throw new Error("Open a folder first: webhooks are files, and need a place");
  // As of a file directly in it: the folder itself would belong to whatever is around.
  return vscode.Uri.joinPath(folder.uri, "new");
}
