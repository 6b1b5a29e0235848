/** From the paths of a command to a language with its files: which roots to read, and which files are meant. */
import { existsSync, lstatSync, statSync } from "node:fs";
import path from "node:path";
import type { Files, Language, Uri } from "#core";
import { createLanguage, fileKind, normalUri } from "#core";
import { matchesGlob } from "#core/project/glob";
import { nodeClock, nodeFiles, stderrLog, uriOf } from "#platform/node";
import { NothingFound, UsageError } from "./exit";

export interface Loaded {
  readonly language: Language;
  /** The files that the paths mean, in order. */
  readonly uris: readonly Uri[];
  /** Paths in messages are relative to this folder. */
  readonly base: Uri;
  /** The folders that were read. */
  readonly roots: readonly string[];
}

/** What a command is asked to look at: which roots to read, and which files of them are meant. */
export interface Plan {
  readonly targets: readonly Target[];
  /** The folders that are read. */
  readonly roots: readonly string[];
  readonly base: Uri;
}

/**
 * @throws NothingFound for a path that is not there
 * @throws UsageError for a file of no kind of ours
 */
export function planOf(paths: readonly string[]): Plan {
  const cwd = process.cwd();
  const targets = (paths.length ? paths : ["."]).map((given) => targetOf(cwd, given));
  const roots = new Set(targets.map(({ full, isFolder }) => rootFolder(cwd, full, isFolder)));
  return { targets, roots: [...roots], base: normalUri(uriOf(cwd)) };
}

/** Reads the workspace of a plan. */
export async function loadPlan(
  { targets, roots, base }: Plan,
  options: { readonly suppressions?: boolean; readonly files?: Files } = {},
): Promise<Loaded> {
  const { files = nodeFiles(), ...lint } = options;
  const language = createLanguage({ files, clock: nodeClock, log: stderrLog }, lint);
  for (const root of roots) await language.workspace.addFolder(uriOf(root));
  return { language, uris: meant(language, targets), base, roots };
}

/**
 * Reads the workspace around the paths.
 * @throws NothingFound for a path that is not there
 * @throws UsageError for a file of no kind of ours
 */
export function load(paths: readonly string[], options: { readonly suppressions?: boolean } = {}): Promise<Loaded> {
  return loadPlan(planOf(paths), options);
}

/** The files that the paths mean now, after files came or went. */
export function meantBy(language: Language, paths: readonly string[]): readonly Uri[] {
  const cwd = process.cwd();
  return meant(
    language,
    (paths.length ? paths : ["."]).map((given) => targetOf(cwd, given)),
  );
}

/** What one path means: a file, a folder, or the files below a folder that match a glob. */
export interface Target {
  readonly full: string;
  readonly isFolder: boolean;
  readonly glob?: string;
}

function targetOf(cwd: string, given: string): Target {
  const full = path.resolve(cwd, given);
  // A link that leads nowhere is there, too: it is reported as a link.
  if (!lstatSync(full, { throwIfNoEntry: false })) return globOf(cwd, given);
  const isFolder = statSync(full, { throwIfNoEntry: false })?.isDirectory() ?? false;
  if (!isFolder && !fileKind(full))
    throw new UsageError(`${given} is not a file of Hookflow's: see \`hookflow --help\` for the kinds`);
  return { full, isFolder };
}

/** A glob that the shell has left alone: `*`, `?` and `**`, from the folder before its first star on. */
function globOf(cwd: string, given: string): Target {
  const parts = given.split(path.sep === "\\" ? /[\\/]/ : "/");
  const star = parts.findIndex((part) => /[*?]/.test(part));
  const full = path.resolve(cwd, parts.slice(0, Math.max(0, star)).join("/") || (given.startsWith("/") ? "/" : "."));
  if (star < 0 || !statSync(full, { throwIfNoEntry: false })?.isDirectory())
    throw new NothingFound(`There is no file or folder ${given}`);
  return { full, isFolder: true, glob: parts.slice(star).join("/") };
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

/** Every file that is ours to speak of, also one that could not be read. */
export function concernedFiles(workspace: Language["workspace"]): readonly Uri[] {
  const all = new Set<Uri>();
  for (const project of workspace.projects()) {
    for (const { source } of project.files()) if (project.concerns(source.uri)) all.add(source.uri);
    for (const uri of project.unreadableFiles()) all.add(uri);
  }
  return [...all].sort();
}

function meant(language: Language, targets: readonly Target[]): readonly Uri[] {
  const wanted = targets.map((target) => ({ ...target, uri: normalUri(uriOf(target.full)).replace(/\/$/, "") }));
  return concernedFiles(language.workspace).filter((uri) =>
    wanted.some((target) => {
      if (!target.isFolder) return uri === target.uri;
      if (!uri.startsWith(`${target.uri}/`)) return false;
      return target.glob === undefined || matchesGlob(decodeURIComponent(uri.slice(target.uri.length + 1)), target.glob);
    }),
  );
}
