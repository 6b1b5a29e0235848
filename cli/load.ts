/** From the paths of a command to a language with its files: which roots to read, and which files are meant. */
import { existsSync, statSync } from "node:fs";
import path from "node:path";
import type { Language, Uri } from "#core";
import { createLanguage, fileKind, normalUri } from "#core";
import { nodeClock, nodeFiles, stderrLog, uriOf } from "#platform/node";
import { UsageError } from "./exit";

export interface Loaded {
  readonly language: Language;
  /** The files that the paths mean, in order. */
  readonly uris: readonly Uri[];
  /** Paths in messages are relative to this folder. */
  readonly base: Uri;
}

/**
 * Reads the workspace around the paths.
 * @throws UsageError for a path that is not there, or a file of no kind of ours
 */
export async function load(paths: readonly string[], options: { readonly suppressions?: boolean } = {}): Promise<Loaded> {
  const cwd = process.cwd();
  const language = createLanguage({ files: nodeFiles(), clock: nodeClock, log: stderrLog }, options);
  const targets = (paths.length ? paths : ["."]).map((given) => {
    const full = path.resolve(cwd, given);
    if (!existsSync(full)) throw new UsageError(`There is no file or folder ${given}`);
    const isFolder = statSync(full).isDirectory();
    if (!isFolder && !fileKind(full))
      throw new UsageError(`${given} is not a file of Hookflow's: see \`hookflow --help\` for the kinds`);
    return { full, isFolder };
  });
  const roots = new Set(targets.map(({ full, isFolder }) => rootFolder(cwd, full, isFolder)));
  for (const root of roots) await language.workspace.addFolder(uriOf(root));
  return { language, uris: meant(language, targets), base: normalUri(uriOf(cwd)) };
}

/** Where to begin reading: the nearest `hookflow.yaml` above, else the current folder, else the path itself. */
function rootFolder(cwd: string, full: string, isFolder: boolean): string {
  const folder = isFolder ? full : path.dirname(full);
  const inside = full === cwd || full.startsWith(cwd + path.sep);
  for (let at = folder; ; at = path.dirname(at)) {
    if (["hookflow.yaml", "hookflow.yml"].some((name) => existsSync(path.join(at, name)))) return at;
    if ((inside && at === cwd) || path.dirname(at) === at) break;
  }
  return inside ? cwd : folder;
}

function meant(language: Language, targets: readonly { readonly full: string; readonly isFolder: boolean }[]): readonly Uri[] {
  const all: Uri[] = [];
  for (const project of language.workspace.projects()) {
    for (const { source } of project.files()) if (project.concerns(source.uri)) all.push(source.uri);
    for (const uri of project.unreadableFiles()) all.push(uri);
  }
  const wanted = targets.map(({ full, isFolder }) => ({ uri: normalUri(uriOf(full)), isFolder }));
  return [...new Set(all)]
    .filter((uri) =>
      wanted.some((target) => (target.isFolder ? uri.startsWith(target.uri.replace(/\/?$/, "/")) : uri === target.uri)),
    )
    .sort();
}
