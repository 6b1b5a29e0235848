/** Webhooks that were deleted: by the command, with their text in the editor's own storage; and those that Git remembers. */
import * as vscode from "vscode";
import { ago } from "../../exchange/facts";
import { exists } from "../../exists";
import { type DeletedText, readDeleted, withDeleted } from "./deleted-texts";

export interface DeletedFile {
  readonly uri: vscode.Uri;
  /** "just now", "in Git, 3 May 2026". */
  readonly when: string;
  read(): Promise<string>;
}

/** Deleted files that something else remembers, newest first. Undefined where there is nothing to ask, as in a browser. */
export type History = (() => Promise<readonly DeletedFile[]>) | undefined;

const key = "hookflow.deleted";

export class DeletedFiles implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.changed.event;
  /** What is remembered elsewhere is asked for once, and again when a person refreshes: a history can be long. */
  private remembered: Promise<readonly DeletedFile[]> | undefined;
  private shown: readonly DeletedFile[] = [];

  /** @param state of this workspace, outside of it */
  constructor(
    private readonly history: History,
    private readonly state: vscode.Memento,
  ) {}

  /** Whether there can be any at all. */
  get isEmpty(): boolean {
    return this.history === undefined && this.texts.length === 0;
  }

  /** Where there is no trash, this is all that is left of a file. */
  async add(uri: vscode.Uri, text: string): Promise<void> {
    await this.keep(withDeleted(this.texts, { uri: uri.toString(), text, at: Date.now() }));
  }

  async restored({ uri }: DeletedFile): Promise<void> {
    await this.keep(this.texts.filter((one) => one.uri !== uri.toString()));
  }

  private get texts(): readonly DeletedText[] {
    return readDeleted(this.state.get(key));
  }

  private async keep(texts: readonly DeletedText[]): Promise<void> {
    await this.state.update(key, texts);
    this.changed.fire();
  }

  /** Looks again. */
  refresh(): void {
    this.remembered = undefined;
    this.changed.fire();
  }

  /** All of them, those that the command deleted first; what is there again is left out. */
  async all(): Promise<readonly DeletedFile[]> {
    this.remembered ??= this.history?.();
    const remembered = (await this.remembered) ?? [];
    const kept = this.texts.map(({ uri, text, at }) => ({
      uri: vscode.Uri.parse(uri),
      when: ago(Math.max(0, Date.now() - at)),
      read: async () => text,
    }));
    const known = new Set(this.texts.map(({ uri }) => uri));
    const all = [...kept, ...remembered.filter(({ uri }) => !known.has(uri.toString()))];
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
