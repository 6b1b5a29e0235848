/** The lens that counts uses: the editor's own list of references, filled with what the server has found. */
import * as vscode from "vscode";
import type { ShowUsesParams } from "#protocol";
import { rangeOf } from "../plain";

export async function showUses(argument: unknown): Promise<void> {
  const { uri, position, uses } = argument as ShowUsesParams;
  const locations = uses.map(({ uri: where, range }) => new vscode.Location(vscode.Uri.parse(where), rangeOf(range)));
  await vscode.commands.executeCommand(
    "editor.action.showReferences",
    vscode.Uri.parse(uri),
    new vscode.Position(position.line, position.character),
    locations,
  );
}
