/** Reads files for a language server that has no disk, or none with this folder on it: what the editor opened, the editor can read. */
import * as vscode from "vscode";
import type { FileProblem } from "#core/platform";
import { problem, problems } from "#platform/files";
import type { FolderEntry, ReadFileParams, ReadFileResult, ReadFolderParams, ReadFolderResult } from "#protocol";

export async function readFolder({ uri }: ReadFolderParams): Promise<ReadFolderResult> {
  try {
    const entries = await vscode.workspace.fs.readDirectory(vscode.Uri.parse(uri));
    return { ok: true, value: entries.map(([name, type]) => ({ name, kind: kindOf(type) })) };
  } catch (error) {
    return { ok: false, error: problemOf(error) };
  }
}

export async function readFile({ uri, maxBytes }: ReadFileParams): Promise<ReadFileResult> {
  const place = vscode.Uri.parse(uri);
  try {
    const { type, size } = await vscode.workspace.fs.stat(place);
    const wrong = wrongKind[kindOf(type)] ?? (size > maxBytes ? problems.tooLarge : undefined);
    return wrong ? { ok: false, error: wrong } : { ok: true, value: base64(await vscode.workspace.fs.readFile(place)) };
  } catch (error) {
    return { ok: false, error: problemOf(error) };
  }
}

const wrongKind: Readonly<Record<FolderEntry["kind"], FileProblem | undefined>> = {
  file: undefined,
  folder: problems.folder,
  link: problems.link,
  other: problems.special,
};

/** A link has the bit of what it points to as well, so it is asked for first. */
function kindOf(type: vscode.FileType): FolderEntry["kind"] {
  if (type & vscode.FileType.SymbolicLink) return "link";
  if (type & vscode.FileType.Directory) return "folder";
  return type & vscode.FileType.File ? "file" : "other";
}

function problemOf(error: unknown): FileProblem {
  switch (error instanceof vscode.FileSystemError ? error.code : "") {
    case "FileNotFound":
    case "FileNotADirectory":
      return problems.missing;
    case "FileIsADirectory":
      return problems.folder;
    case "NoPermissions":
      return problems.denied;
    default:
      return problem("unreadable", "the editor cannot read it", "Open it in the editor to see why");
  }
}

/** In pieces, because a call takes a limited number of arguments. */
function base64(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(text);
}
