/** Small conversions between what the server and files say and what the editor takes. */
import * as vscode from "vscode";
import type { Range } from "#protocol";

/** Text of a file as a label: no icons, one line. */
export function plain(text: string): string {
  return text.replace(/\p{Cc}+/gu, " ").replaceAll("$(", "$\u200b(");
}

export function rangeOf({ start, end }: Range): vscode.Range {
  return new vscode.Range(start.line, start.character, end.line, end.character);
}
