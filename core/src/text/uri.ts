/**
 * Addresses of files. All of the core spells a URI the same way (`normalUri`), so that equal files have equal strings; paths
 * between files always use `/`.
 */
import { URI, Utils } from "vscode-uri";
import type { Uri } from "../platform";

/** Addresses that are spelled the one way already, which nearly all are: nothing in them is encoded or could be. */
const plainUri = /^file:\/\/(?:\/[\w.-]+)+$/;
/** Paths between files without steps up, whose letters nobody encodes. */
const plainPath = /^[\w-][\w.-]*(?:\/[\w-][\w.-]*)*$/;

/** Whether an address is of a file and nothing in it is encoded or could be: what follows `file://` is its path as it is. */
export function isPlainUri(uri: Uri): boolean {
  return plainUri.test(uri);
}

/** The one spelling of an address: as `vscode-uri` prints it. */
export function normalUri(uri: Uri): Uri {
  if (plainUri.test(uri)) return uri;
  return URI.parse(uri).toString();
}

/** The decoded path of an address. */
function pathIn(uri: Uri): string {
  return plainUri.test(uri) ? uri.slice("file://".length) : URI.parse(uri).path;
}

/** The folder of a file, without a slash at its end. */
export function folderOf(uri: Uri): Uri {
  return Utils.dirname(URI.parse(uri)).toString();
}

/** The last part of the path, decoded. */
export function baseName(uri: Uri): string {
  return plainUri.test(uri) ? uri.slice(uri.lastIndexOf("/") + 1) : Utils.basename(URI.parse(uri));
}

/**
 * The file that a relative path written in another file means, or undefined when it is absolute, names another scheme, or
 * leaves `root`.
 */
export function resolveInside(root: Uri, fromFile: Uri, path: string): Uri | undefined {
  if (/^([a-z][a-z0-9+.-]*:|[/\\])/i.test(path) || path.includes("\\") || /%2e|%2f|%5c/i.test(path)) return undefined;
  if (plainUri.test(fromFile) && plainPath.test(path)) {
    const target = fromFile.slice(0, fromFile.lastIndexOf("/") + 1) + path;
    return isInside(root, target) ? target : undefined;
  }
  const target = Utils.joinPath(Utils.dirname(URI.parse(fromFile)), path).toString();
  return isInside(root, target) ? target : undefined;
}

/** Whether a file lies in a folder or below it. */
export function isInside(folder: Uri, file: Uri): boolean {
  return file === folder || file.startsWith(folder.endsWith("/") ? folder : `${folder}/`);
}

/** The decoded path from a folder to a file below it, with `/`; the whole decoded path when it is elsewhere. */
export function relativePath(folder: Uri, file: Uri): string {
  const target = pathIn(file);
  const base = pathIn(folder).replace(/\/?$/, "/");
  return target.startsWith(base) ? target.slice(base.length) : target;
}

/** The decoded path from one file's folder to another file, for writing into the first: `../shared/a.vm`. */
export function pathBetween(fromFile: Uri, toFile: Uri): string {
  const folder = fromFile.slice(0, fromFile.lastIndexOf("/") + 1);
  // Nothing in it is encoded, so the rest of the address is the rest of the path.
  if (toFile.startsWith(folder) && !/[%?#]/.test(toFile)) return toFile.slice(folder.length);
  const from = pathIn(fromFile).split("/").slice(0, -1);
  const to = pathIn(toFile).split("/");
  let same = 0;
  while (same < from.length && same < to.length - 1 && from[same] === to[same]) same++;
  return [...from.slice(same).map(() => ".."), ...to.slice(same)].join("/");
}
