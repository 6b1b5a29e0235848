/**
 * `check --since`: what was found at a Git revision. The tree of the revision is checked as a whole, with today's
 * configuration, so that a finding which a change elsewhere brings about is new.
 */
import { existsSync } from "node:fs";
import type { Files } from "#core";
import { createLanguage, fileKind, normalUri } from "#core";
import { problems } from "#platform/files";
import { filesAt } from "#platform/git";
import { nodeClock, nodeFiles, pathOf, stderrLog, uriOf } from "#platform/node";
import type { KnownFinding } from "./baseline";
import { UsageError } from "./exit";
import { concernedFiles, type Plan } from "./load";
import { type Findings, findingsOf, nameFrom } from "./reporters/report";

/**
 * The findings of a revision, as far as they may be those that are there now: of the files that have findings, and of those
 * that are gone, which may have another name now.
 * @throws UsageError when the revision cannot be read
 */
export async function findingsAt(
  revision: string,
  { roots, base }: Pick<Plan, "roots" | "base">,
  now: Findings,
  options: { readonly ignores: boolean },
): Promise<readonly KnownFinding[]> {
  // A wrong revision is told also where nothing depends on it.
  const files = withConfigOf(nodeFiles(), treesAt(roots, revision));
  if (now.findings.length === 0) return [];
  const language = createLanguage({ files, clock: nodeClock, log: stderrLog }, { suppressions: options.ignores });
  for (const root of roots) await language.workspace.addFolder(uriOf(root));
  const concerned = new Set(now.findings.map(({ file }) => file));
  const uris = concernedFiles(language.workspace).filter((uri) => {
    const place = pathOf(uri);
    return concerned.has(nameFrom(base, uri)) || (place !== undefined && !existsSync(place));
  });
  return findingsOf(language, uris, base).findings;
}

/** The trees of several folders, which may be of several repositories, as one. */
function treesAt(roots: readonly string[], revision: string): Files {
  const trees = new Map<string, Files>();
  for (const root of roots) {
    const tree = filesAt(root, revision);
    if (!tree.ok) throw new UsageError(tree.error);
    trees.set(normalUri(uriOf(root)), tree.value);
  }
  return {
    list: async (folder, wanted) => (await trees.get(normalUri(folder))?.list(folder, wanted)) ?? [],
    async read(file) {
      for (const tree of trees.values()) {
        const read = await tree.read(file);
        if (read.ok || read.error.kind !== "missing") return read;
      }
      return { ok: false, error: problems.missing };
    },
  };
}

/** The files of `past`, and the configuration of `present`. */
function withConfigOf(present: Files, past: Files): Files {
  const isConfig = (name: string) => fileKind(name) === "config";
  return {
    async list(folder, wanted) {
      return [
        ...(await past.list(folder, (name) => wanted(name) && !isConfig(name))),
        ...(await present.list(folder, (name) => wanted(name) && isConfig(name))),
      ];
    },
    read: (file) => (isConfig(file) ? present.read(file) : past.read(file)),
  };
}
