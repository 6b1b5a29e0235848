/** A small workspace to try things on: the sample that ships, copied into the open folder. Never overwrites a file. */
import * as vscode from "vscode";
import { exists } from "../exists";
import { nearby } from "../make-file";
import { openAt } from "../open-at";

/** What is copied: a folder of a page cannot be listed, so its files are named. A test holds them against samples/promo. */
export const sampleFiles = [
  "WH5.response.json",
  "WH5.webhook.yaml",
  "ann.contact.yaml",
  "bohdan.contact.yaml",
  "contacts_get_by_email.response.json",
  "contacts_get_by_email.webhook.yaml",
  "hookflow.yaml",
  "promo-ann.event.json",
  "promo-bohdan.event.json",
  "promo-by-city.workflow.yaml",
  "promo.vm",
] as const;

export async function addSample(extension: vscode.Uri): Promise<void> {
  const [workspace] = vscode.workspace.workspaceFolders ?? [];
  const near = nearby();
  const root = vscode.workspace.getWorkspaceFolder(near)?.uri ?? workspace?.uri ?? near;
  const folder = vscode.Uri.joinPath(root, "hookflow-sample");
  for (const name of sampleFiles) {
    const target = vscode.Uri.joinPath(folder, name);
    // What is there stays as the person left it.
    if (await exists(target)) continue;
    const source = vscode.Uri.joinPath(extension, "samples", "promo", name);
    await vscode.workspace.fs.writeFile(target, await vscode.workspace.fs.readFile(source));
  }
  await openAt(vscode.Uri.joinPath(folder, "WH5.webhook.yaml"));
}
