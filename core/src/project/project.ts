/**
 * All files of one workspace root and who says what. One project is one name space: names never cross its border.
 * Invariant: `facts` of all files together are the index; nothing else has to be kept in step.
 */

import type { Config } from "../model/config";
import { defaultConfig } from "../model/config";
import type { FileKind } from "../model/kinds";
import { readSource } from "../model/source-file";
import type { FileProblem, Uri } from "../platform";
import { relativePath } from "../text/uri";
import type { ProjectFile } from "./facts";
import { familyOf, projectFile } from "./facts";
import { isIgnored } from "./glob";
import { Multimap } from "./multimap";
import type { ProjectIndex } from "./reader";
import { ProjectReader } from "./reader";

/** The keys whose facts a change has altered. */
export type ChangedKeys = ReadonlySet<string>;

export class Project implements ProjectIndex {
  private readonly byUri = new Map<Uri, ProjectFile>();
  private readonly providers = new Multimap<Uri>();
  private readonly unreadable = new Map<Uri, FileProblem>();
  private configKnown: Config | undefined;
  /** What was worked out of several files, with the keys it was made of. */
  private readonly derived = new Map<string, { readonly value: unknown; readonly asked: ReadonlySet<string> }>();
  /** By key: what was made of it. */
  private readonly derivedOf = new Multimap<string>();

  constructor(readonly root: Uri) {}

  /** Puts a file in, or its new text. */
  update(uri: Uri, kind: FileKind, text: string, version: number): ChangedKeys {
    this.unreadable.delete(uri);
    const before = this.byUri.get(uri);
    const source = readSource(uri, kind, text, version, before?.source);
    return this.replace(uri, before, projectFile(this.root, source));
  }

  /** Takes a file out. */
  remove(uri: Uri): ChangedKeys {
    this.unreadable.delete(uri);
    return this.replace(uri, this.byUri.get(uri), undefined);
  }

  /** Notes a file that is there but could not be read. */
  refuse(uri: Uri, problem: FileProblem): ChangedKeys {
    const changed = this.remove(uri);
    this.unreadable.set(uri, problem);
    return changed;
  }

  file(uri: Uri): ProjectFile | undefined {
    return this.byUri.get(uri);
  }

  files(): Iterable<ProjectFile> {
    return this.byUri.values();
  }

  problemOf(uri: Uri): FileProblem | undefined {
    return this.unreadable.get(uri);
  }

  unreadableFiles(): Iterable<Uri> {
    return this.unreadable.keys();
  }

  providersOf(key: string): ProjectFile[] {
    return this.resolveAll(this.providers.get(key));
  }

  providersIn(prefix: string): ProjectFile[] {
    const seen = new Set<Uri>();
    for (const key of this.providers.keysFrom(prefix)) for (const uri of this.providers.get(key)) seen.add(uri);
    return this.resolveAll(seen);
  }

  /** The settings of the workspace; the first configuration by address, when there are two. */
  get config(): Config {
    this.configKnown ??= this.providersOf("config")[0]?.config ?? defaultConfig;
    return this.configKnown;
  }

  /**
   * Whether a file is ours to speak of: not when the configuration leaves it alone, and not an HTML page that no workflow
   * shows, which is some other program's.
   */
  concerns(uri: Uri): boolean {
    const { ignore } = this.config;
    if (ignore.length > 0 && isIgnored(relativePath(this.root, uri), ignore)) return false;
    return !uri.endsWith(".html") || this.providers.has(`shows:${uri}`);
  }

  /**
   * The way to ask the project.
   * @param asked gets each key that was asked for: what the answer depends on
   */
  reader(asked?: Set<string>): ProjectReader {
    return new ProjectReader(this, asked);
  }

  /**
   * Something worked out of many files, once for all who ask, until a key that it was made of changes.
   * @param asked gets a key of its own, which changes with any of those that it was made of: they can be thousands
   */
  derive<T>(name: string, asked: Set<string> | undefined, work: (project: ProjectReader) => T): T {
    let known = this.derived.get(name);
    if (!known) {
      const own = new Set<string>();
      known = { value: work(this.reader(own)), asked: own };
      this.derived.set(name, known);
      for (const key of own) this.derivedOf.add(key, name);
    }
    asked?.add(derivedKey(name));
    return known.value as T;
  }

  /** By address, so that answers do not depend on the order in which files were read. */
  private resolveAll(uris: Iterable<Uri>): ProjectFile[] {
    const files: ProjectFile[] = [];
    for (const uri of uris) {
      const file = this.byUri.get(uri);
      if (file) files.push(file);
    }
    return files.length > 1 ? files.sort((a, b) => (a.source.uri < b.source.uri ? -1 : 1)) : files;
  }

  private replace(uri: Uri, before: ProjectFile | undefined, after: ProjectFile | undefined): ChangedKeys {
    const changed = new Set<string>();
    for (const [key, fingerprint] of before?.facts ?? []) if (after?.facts.get(key) !== fingerprint) changed.add(key);
    for (const [key, fingerprint] of after?.facts ?? []) if (before?.facts.get(key) !== fingerprint) changed.add(key);
    for (const key of before?.facts.keys() ?? []) if (!after?.facts.has(key)) this.providers.delete(key, uri);
    for (const key of after?.facts.keys() ?? []) this.providers.add(key, uri);
    if (changed.has("config")) this.configKnown = undefined;
    if (after) this.byUri.set(uri, after);
    else this.byUri.delete(uri);
    for (const key of [...changed]) changed.add(familyOf(key));
    // What was derived may be part of something derived: the walk also reaches the keys that it adds.
    for (const key of changed)
      for (const name of [...this.derivedOf.get(key)]) {
        this.forget(name);
        changed.add(derivedKey(name));
      }
    return changed;
  }

  private forget(name: string): void {
    for (const key of this.derived.get(name)?.asked ?? []) this.derivedOf.delete(key, name);
    this.derived.delete(name);
  }
}

function derivedKey(name: string): string {
  return `derived:${name}`;
}
