/**
 * All projects of an editor window or a command: finds the roots, reads the files, and keeps both in step with changes.
 * A root is a folder with a `hookflow.yaml`, or else the folder that was opened. The text of an open editor wins over the disk.
 */

import { fileKind } from "../model/kinds";
import type { FileProblem, Files, Uri } from "../platform";
import { folderOf, isInside, normalUri } from "../text/uri";
import type { ChangedKeys } from "./project";
import { Project } from "./project";

/** A project in which a change happened, and what it altered. */
export interface Change {
  readonly project: Project;
  readonly keys: ChangedKeys;
  /** The file that changed. */
  readonly uri: Uri;
}

const asideProblem: FileProblem = {
  kind: "unreadable",
  message: "the language server failed on it twice",
  help: "Change it, and it is checked again; please report the file to the makers of Hookflow",
};

export class Workspace {
  /** Files that are left out, with the text that they were left out with, once it is known. */
  private readonly aside = new Map<Uri, string | undefined>();
  private readonly folders = new Set<Uri>();
  private readonly projectsByRoot = new Map<Uri, Project>();
  private readonly open = new Map<Uri, { readonly text: string; readonly version: number }>();
  /** Roots that a `hookflow.yaml` makes, below the opened folders. */
  private readonly marked = new Set<Uri>();

  constructor(private readonly files: Files) {}

  /** Reads all our files below a folder. Calling it again reads them afresh. */
  async addFolder(folderUri: Uri): Promise<void> {
    const folder = normalUri(folderUri);
    this.folders.add(folder);
    const listed = await this.files.list(folder, (name) => fileKind(name) !== undefined);
    for (const { uri } of listed) if (fileKind(uri) === "config") this.marked.add(folderOf(normalUri(uri)));
    // An editor may have opened files before their root was known.
    this.rehome();
    await inBatches(listed, 32, async (entry) => {
      const uri = normalUri(entry.uri);
      if (entry.problem) this.projectOf(uri).refuse(uri, entry.problem);
      else await this.readFromDisk(uri);
    });
  }

  removeFolder(folderUri: Uri): void {
    const folder = normalUri(folderUri);
    this.folders.delete(folder);
    for (const root of [...this.projectsByRoot.keys()])
      if (isInside(folder, root) && ![...this.folders].some((other) => isInside(other, root))) this.projectsByRoot.delete(root);
  }

  projects(): Iterable<Project> {
    return this.projectsByRoot.values();
  }

  /** The project a file belongs to: the nearest marked root, else the opened folder, else the file's own folder. */
  projectOf(uri: Uri): Project {
    const root = this.rootOf(uri);
    let project = this.projectsByRoot.get(root);
    if (!project) {
      project = new Project(root);
      this.projectsByRoot.set(root, project);
    }
    return project;
  }

  /**
   * Leaves a file out, as one that could not be read: it has brought a reader down before. A new text of it is read again.
   */
  setAside(fileUri: Uri): void {
    this.aside.set(normalUri(fileUri), undefined);
  }

  /** The text of a file that is open in an editor, with the editor's version. */
  openFile(fileUri: Uri, text: string, version: number): readonly Change[] {
    const uri = normalUri(fileUri);
    this.open.set(uri, { text, version });
    const left = this.aside.has(uri) ? (this.aside.get(uri) ?? text) : undefined;
    if (left === text) {
      this.aside.set(uri, text);
      const project = this.projectOf(uri);
      return [{ project, keys: project.refuse(uri, asideProblem), uri }];
    }
    this.aside.delete(uri);
    return this.put(uri, text, version);
  }

  /** The editor let go of the file: the disk counts again. */
  async closeFile(fileUri: Uri): Promise<readonly Change[]> {
    const uri = normalUri(fileUri);
    this.open.delete(uri);
    return this.readFromDisk(uri);
  }

  /** The file was made, changed or deleted on disk. */
  async fileChanged(fileUri: Uri): Promise<readonly Change[]> {
    const uri = normalUri(fileUri);
    if (this.open.has(uri) || !fileKind(uri)) return [];
    return this.readFromDisk(uri);
  }

  isOpen(uri: Uri): boolean {
    return this.open.has(uri);
  }

  openFiles(): Iterable<Uri> {
    return this.open.keys();
  }

  private rootOf(uri: Uri): Uri {
    const folder = [...this.folders].filter((candidate) => isInside(candidate, uri)).sort((a, b) => b.length - a.length)[0];
    const root = [...this.marked].filter((candidate) => isInside(candidate, uri)).sort((a, b) => b.length - a.length)[0];
    if (root && (!folder || isInside(folder, root))) return root;
    return folder ?? folderOf(uri);
  }

  private put(uri: Uri, text: string, version: number): readonly Change[] {
    const kind = fileKind(uri);
    if (!kind) return [];
    const moved = kind === "config" ? this.mark(uri) : [];
    const project = this.projectOf(uri);
    return [...moved, { project, keys: project.update(uri, kind, text, version), uri }];
  }

  private async readFromDisk(uri: Uri): Promise<readonly Change[]> {
    const read = this.aside.has(uri) ? ({ ok: false, error: asideProblem } as const) : await this.files.read(uri);
    const now = this.open.get(uri);
    // The editor may have opened it meanwhile: its text wins.
    if (now) return this.put(uri, now.text, now.version);
    if (read.ok) return this.put(uri, read.value, 0);
    const project = this.projectOf(uri);
    if (read.error.kind !== "missing") return [{ project, keys: project.refuse(uri, read.error), uri }];
    const keys = project.remove(uri);
    const moved = fileKind(uri) === "config" ? this.unmark(uri) : [];
    return [...moved, { project, keys, uri }];
  }

  /** A new configuration makes its folder a root: files below it move there. */
  private mark(config: Uri): readonly Change[] {
    const root = folderOf(config);
    if (this.marked.has(root)) return [];
    this.marked.add(root);
    return this.rehome();
  }

  private unmark(config: Uri): readonly Change[] {
    this.marked.delete(folderOf(config));
    return this.rehome();
  }

  private rehome(): readonly Change[] {
    const changes: Change[] = [];
    for (const project of [...this.projectsByRoot.values()])
      for (const { source } of [...project.files()]) {
        const home = this.projectOf(source.uri);
        if (home === project) continue;
        changes.push({ project, keys: project.remove(source.uri), uri: source.uri });
        changes.push({ project: home, keys: home.update(source.uri, source.kind, source.text, source.version), uri: source.uri });
      }
    return changes;
  }
}

/** Runs `work` for all items, at most `width` at a time. */
async function inBatches<T>(items: readonly T[], width: number, work: (item: T) => Promise<unknown>): Promise<void> {
  for (let at = 0; at < items.length; at += width) await Promise.all(items.slice(at, at + width).map(work));
}
