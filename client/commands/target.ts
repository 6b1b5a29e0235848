/** Which file a command is about: what a lens or the tree hands over, else the active editor. Arguments are never trusted. */
import * as vscode from "vscode";

export interface Target {
  readonly uri: vscode.Uri;
  readonly block: string | undefined;
}

/** The target of a command, or undefined when there is none of this kind. */
export function targetOf(argument: unknown, name: RegExp): Target | undefined {
  const given = argument as { readonly uri?: unknown; readonly block?: unknown } | undefined;
  const written =
    typeof given?.uri === "string" ? vscode.Uri.parse(given.uri) : given?.uri instanceof vscode.Uri ? given.uri : undefined;
  const uri = written ?? vscode.window.activeTextEditor?.document.uri;
  if (!uri || !name.test(uri.path)) return undefined;
  return { uri, block: typeof given?.block === "string" ? given.block : undefined };
}

export const webhookName = /\.webhook\.ya?ml$/;
export const messageName = /\.(workflow\.ya?ml|vm|html)$/;
