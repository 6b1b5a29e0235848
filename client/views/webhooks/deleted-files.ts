/** Webhooks that were deleted: those of this session with their text in memory, and those that Git remembers, read when wanted. */
import * as vscode from "vscode";
import { exists } from "../../exists";

export interface DeletedFile {
  readonly uri: vscode.Uri;
  /** "just now", "in Git, 3 May 2026". */
  readonly when: string;
  read(): Promise<string>;
}

/** Deleted files that something else remembers, newest first. Undefined where there is nothing to ask, as in a browser. */
export type History = (() => Promise<readonly DeletedFile[]>) | undefined;

export class DeletedFiles implements vscode.Disposable {
  private readonly ofSession = new Map<string, DeletedFile>();
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.changed.event;
  /** What is remembered elsewhere is asked for once, and again when a person refreshes: a history can be long. */
  private remembered: Promise<readonly DeletedFile[]> | undefined;
  private shown: readonly DeletedFile[] = [];

  constructor(private readonly history: History) {}

  /** Whether there can be any at all. */
  get isEmpty(): boolean {
    return this.history === undefined && this.ofSession.size === 0;
  }

  add(uri: vscode.Uri, text: string): void {
    this.ofSession.set(uri.toString(), { uri, when: "in this session", read: async () => text });
    this.changed.fire();
  }

  restored({ uri }: DeletedFile): void {
    this.ofSession.delete(uri.toString());
    this.changed.fire();
  }

  /** Looks again. */
  refresh(): void {
    this.remembered = undefined;
    this.changed.fire();
  }

  /** All of them, those of this session first; what is there again is left out. */
  async all(): Promise<readonly DeletedFile[]> {
    this.remembered ??= this.history?.();
    const remembered = (await this.remembered) ?? [];
    const all = [...this.ofSession.values(), ...remembered.filter(({ uri }) => !this.ofSession.has(uri.toString()))];
    const there = await Promise.all(all.map(({ uri }) => exists(uri)));
    this.shown = all.filter((_, at) => !there[at]);
    return this.shown;
  }

  /** The one that a tree hands over, by its address among those that were shown. */
  find(argument: unknown): DeletedFile | undefined {
    const uri = (argument as { readonly deleted?: { readonly uri?: unknown } } | undefined)?.deleted?.uri;
    return this.shown.find((file) => file.uri === uri);
  }

  dispose(): void {
    this.changed.dispose();
  }
}
