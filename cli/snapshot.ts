/** All files that a check reads, read once: the check gets exactly the texts that the digest was made of. */
import { createHash } from "node:crypto";
import type { Files, ListedFile, Result, Uri } from "#core";
import { type FileProblem, fileKind, normalUri } from "#core";
import { problems } from "#platform/files";
import { uriOf } from "#platform/node";
import { nameFrom } from "./reporters/report";

export interface Snapshot {
  readonly files: Files;
  /** Changes with each name, text and problem, and with nothing else: not with where the folder lies on the machine. */
  readonly digest: string;
  textOf(uri: Uri): string | undefined;
}

/** @param base the folder from which files are named */
export async function snapshotOf(files: Files, roots: readonly string[], base: Uri): Promise<Snapshot> {
  const listings = new Map<Uri, readonly ListedFile[]>();
  const read = new Map<Uri, Result<string, FileProblem>>();
  for (const root of roots) {
    const folder = normalUri(uriOf(root));
    const listed = await files.list(folder, (name) => fileKind(name) !== undefined);
    listings.set(folder, listed);
    for (const { uri, problem } of listed) {
      const known = normalUri(uri);
      if (!read.has(known)) read.set(known, problem ? { ok: false, error: problem } : await files.read(known));
    }
  }
  const hash = createHash("sha256");
  const add = (text: string) => hash.update(`${text.length}:`).update(text);
  for (const folder of listings.keys()) add(nameFrom(base, `${folder}/_`));
  for (const [uri, result] of [...read].sort(([a], [b]) => (a < b ? -1 : 1))) {
    add(nameFrom(base, uri));
    add(result.ok ? `text ${result.value}` : `problem ${JSON.stringify(result.error)}`);
  }
  return {
    digest: hash.digest("hex"),
    files: {
      list: async (folder) => listings.get(normalUri(folder)) ?? [],
      read: async (uri) => read.get(normalUri(uri)) ?? { ok: false, error: problems.missing },
    },
    textOf(uri) {
      const result = read.get(normalUri(uri));
      return result?.ok ? result.value : undefined;
    },
  };
}
