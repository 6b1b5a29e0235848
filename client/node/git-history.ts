/** The deleted webhooks that Git remembers, of every folder that is open. Without Git, or in an untrusted workspace, there are none. */
import * as vscode from "vscode";
import { deletedPaths, textOfDeleted } from "#platform/git";
import type { DeletedFile } from "../views/webhooks/deleted-files";

export async function deletedInGit(log: (sentence: string) => void): Promise<readonly DeletedFile[]> {
  // A repository's settings can name programs; the editor's own Git waits for trust, too.
  if (!vscode.workspace.isTrusted) return [];
  const folders = (vscode.workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === "file");
  const found = await Promise.all(folders.map((folder) => deletedIn(folder.uri, log)));
  return found.flat();
}

async function deletedIn(folder: vscode.Uri, log: (sentence: string) => void): Promise<readonly DeletedFile[]> {
  const deleted = await deletedPaths(folder.fsPath, [".webhook.yaml", ".webhook.yml"]);
  if (!deleted.ok) {
    log(`Deleted webhooks of ${folder.fsPath} are not known: ${deleted.error}`);
    return [];
  }
  return deleted.value.map((entry) => ({
    uri: vscode.Uri.joinPath(folder, entry.path),
    when: entry.time === undefined ? "not committed yet" : `in Git, ${new Date(entry.time * 1000).toLocaleDateString()}`,
    async read() {
      const text = await textOfDeleted(folder.fsPath, entry);
      if (!text.ok) throw new Error(text.error);
      return text.value;
    },
  }));
}
