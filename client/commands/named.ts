/** What a webhook and a connector have in common when they are managed: their uses, another name everywhere, and going to the trash. */
import * as vscode from "vscode";
import type { Range } from "#protocol";
import { askText } from "../form/inputs";
import { nameProblem } from "../form/validate";
import { plain, rangeOf } from "../plain";

/** A thing with a name, and where that name stands. */
export interface Named {
  readonly name: string;
  readonly uri: string;
  readonly range: Range;
}

/** Every place that names it, but for its own. */
export async function usesOf({ uri, range }: Named): Promise<readonly vscode.Location[]> {
  const place = vscode.Uri.parse(uri);
  const { start } = rangeOf(range);
  const found = await vscode.commands.executeCommand<vscode.Location[] | undefined>(
    "vscode.executeReferenceProvider",
    place,
    start,
  );
  return (found ?? []).filter((use) => !(use.uri.toString() === place.toString() && use.range.start.isEqual(start)));
}

/** The editor's own list of references. */
export async function listUses(kind: string, thing: Named): Promise<void> {
  const uses = await usesOf(thing);
  if (uses.length === 0) {
    void vscode.window.showInformationMessage(`Nothing uses the ${kind} "${plain(thing.name)}".`);
    return;
  }
  const { start } = rangeOf(thing.range);
  await vscode.commands.executeCommand("editor.action.showReferences", vscode.Uri.parse(thing.uri), start, [...uses]);
}

/** Asks for another name and gives it in all files, as one step that can be undone. What speaks against a name is said in the form. */
export async function renameEverywhere(kind: string, thing: Named): Promise<void> {
  let edit: vscode.WorkspaceEdit | undefined;
  const answer = await askText({
    title: `Rename the ${kind} "${thing.name}"`,
    prompt: "The new name. Everything that names it follows, in all files.",
    value: thing.name,
    problem: async (name) => {
      const problem = name === thing.name ? undefined : nameProblem(name, []);
      if (problem !== undefined || name === thing.name) return problem;
      edit = await renameEdit(thing, name);
      return edit ? undefined : "The language server found nothing to rename: open the file and press F2 on the name";
    },
  });
  if (typeof answer === "string" || !edit) return;
  // As a refactoring, so that files which are not open are saved as F2 would save them.
  await vscode.workspace.applyEdit(edit, { isRefactoring: true });
}

/** @throws {Error} with the reason why the name is refused */
function renameEdit({ uri, range }: Named, name: string): Thenable<vscode.WorkspaceEdit | undefined> {
  const { start } = rangeOf(range);
  return vscode.commands.executeCommand("vscode.executeDocumentRenameProvider", vscode.Uri.parse(uri), start, name);
}

/**
 * Shows what uses a thing and asks whether it goes.
 * @param more what else happens, as sentences
 */
export async function confirmDeletion(kind: string, thing: Named, more: string): Promise<boolean> {
  const uses = await usesOf(thing);
  const places = uses.slice(0, 5).map(({ uri, range }) => `${vscode.workspace.asRelativePath(uri)}:${range.start.line + 1}`);
  const others = uses.length > places.length ? [`and ${uses.length - places.length} more`] : [];
  const told = uses.length
    ? `It is used in ${[...places, ...others].join(", ")}. These will be reported as unknown. `
    : "Nothing uses it. ";
  const [yes, show] = ["Move to Trash", "Show Uses"];
  const answer = await vscode.window.showWarningMessage(
    `Delete the ${kind} "${plain(thing.name)}"?`,
    { modal: true, detail: `${told}${more}` },
    ...(uses.length ? [show, yes] : [yes]),
  );
  if (answer === show) await listUses(kind, thing);
  return answer === yes;
}

/** Deletes a file: to the trash, or for good where there is none. @returns what it said, for restoring */
export async function deleteFile(uri: vscode.Uri): Promise<string> {
  // So that the trash has what the person saw, and no tab goes on showing what is gone.
  const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
  if (open?.isDirty) await open.save();
  // Read from the disk: opening it as a document would keep it open for minutes.
  const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  await vscode.window.tabGroups.close(
    tabs.filter(({ input }) => input instanceof vscode.TabInputText && input.uri.toString() === uri.toString()),
  );
  try {
    await vscode.workspace.fs.delete(uri, { useTrash: true });
  } catch {
    // Remote and virtual folders have no trash.
    await vscode.workspace.fs.delete(uri, { useTrash: false });
  }
  return text;
}
