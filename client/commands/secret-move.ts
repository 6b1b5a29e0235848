/** Moving a credential out of a document: what a quick fix hands to whoever keeps secrets. No value is in it. */
import * as vscode from "vscode";
import type { SetSecretParams } from "#protocol";
import { commandIds } from "#protocol";

export interface SecretMove extends SetSecretParams {
  readonly edit?: vscode.WorkspaceEdit;
}

export function isMove(argument: unknown): argument is SecretMove {
  return typeof argument === "object" && argument !== null && "connector" in argument && "places" in argument;
}

/** Makes one command of the edit and the command behind it, for the actions that take a secret out of a document. */
export function readingFirst<T extends vscode.Command | vscode.CodeAction>(actions: T[] | null | undefined): T[] | undefined {
  for (const action of actions ?? []) {
    if (!(action instanceof vscode.CodeAction) || !action.edit || action.command?.command !== commandIds.setSecret) continue;
    const move: SecretMove = { ...(action.command.arguments?.[0] as SetSecretParams), edit: action.edit };
    action.command = { ...action.command, arguments: [move] };
    delete action.edit;
  }
  return actions ?? undefined;
}
