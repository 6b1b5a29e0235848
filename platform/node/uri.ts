/**
 * File addresses between the editor's spelling and the file system's. Only `file:` addresses have a path: for every other
 * scheme the answer is undefined, so that no path is ever built from an unsaved or virtual document.
 */
import path from "node:path";
import { URI } from "vscode-uri";
import type { Uri } from "#core/platform";
import { isPlainUri } from "#core/text/uri";

/** The path of a `file:` address on this machine; undefined for another scheme, or for text that is no address. */
export function pathOf(uri: Uri): string | undefined {
  // Nearly all are like this: nothing in them is encoded.
  if (path.sep === "/" && isPlainUri(uri)) return uri.slice("file://".length);
  try {
    const parsed = URI.parse(uri, true);
    return parsed.scheme === "file" && !parsed.fsPath.includes("\0") ? parsed.fsPath : undefined;
  } catch {
    return undefined;
  }
}

/** The address of an absolute path, in the editor's spelling (`file:///c%3A/…`). */
export function uriOf(path: string): Uri {
  return URI.file(path).toString();
}
