/**
 * The state of one client: its open documents and what has to be told to it. Edits are taken in at once; findings are worked
 * out after the messages that already wait, newest text only, a file at a time, so that typing never queues up.
 */
import type { Connection, Diagnostic, InitializeParams, TextDocumentContentChangeEvent } from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";
import type { Change, Finding, Language, Uri } from "#core";
import { createLanguage, fileKind, normalUri } from "#core";
import type { Elsewhere, ServerSettings } from "#protocol";
import { methods } from "#protocol";
import { diagnostic, Lines } from "./convert";
import type { ServerPlatform } from "./platform";
import { isReadElsewhere, isToldElsewhere } from "./told-elsewhere";
import { later, Typing } from "./typing";

interface Settings {
  /** The folder with the pages of the rules, as an address. */
  readonly pages: string | undefined;
  readonly scope: "openFiles" | "workspace";
  readonly sampleValues: boolean;
  readonly elsewhere: Elsewhere;
}

export class Session {
  readonly language: Language;
  readonly lines: Lines;
  readonly typing: Typing;
  private readonly documents = new Map<Uri, TextDocument>();
  /** The editor's own spelling of an address: answers use it, so that the editor recognises its document. */
  private readonly spelled = new Map<Uri, Uri>();
  private readonly published = new Set<Uri>();
  private readonly stale = new Set<Uri>();
  private settings: Settings = {
    scope: "openFiles",
    pages: undefined,
    sampleValues: false,
    elsewhere: { yaml: false, json: false },
  };
  private folders: readonly Uri[] = [];
  private canWatch = false;
  /** Whether the client makes files as part of an edit. */
  canCreateFiles = false;
  /** Whether the client places the cursor inside of what it inserts. */
  knowsSnippets = false;
  private canRefreshLenses = false;
  private canRefreshTokens = false;
  private canRefreshHints = false;
  /** Whether files changed that are not the one being typed in: what editors have drawn of others may be old. */
  private othersChanged = false;
  private scheduled = false;
  private stopped = false;
  /** How many readings of folders are on their way. */
  private reading = 0;
  private ready: Promise<void> = Promise.resolve();

  constructor(
    readonly connection: Connection,
    private readonly platform: ServerPlatform,
  ) {
    this.language = createLanguage(platform);
    this.lines = new Lines(this.language);
    this.typing = new Typing(platform.later ?? later, (uri) => this.markStale(uri));
  }

  initialize(params: InitializeParams, settings: unknown): void {
    this.folders = params.workspaceFolders?.map((folder) => folder.uri) ?? (params.rootUri ? [params.rootUri] : []);
    this.canWatch = params.capabilities.workspace?.didChangeWatchedFiles?.dynamicRegistration ?? false;
    this.canCreateFiles = params.capabilities.workspace?.workspaceEdit?.resourceOperations?.includes("create") ?? false;
    this.knowsSnippets = params.capabilities.textDocument?.completion?.completionItem?.snippetSupport ?? false;
    this.canRefreshLenses = params.capabilities.workspace?.codeLens?.refreshSupport ?? false;
    this.canRefreshTokens = params.capabilities.workspace?.semanticTokens?.refreshSupport ?? false;
    this.canRefreshHints = params.capabilities.workspace?.inlayHint?.refreshSupport ?? false;
    this.readSettings(settings);
    for (const uri of (settings as ServerSettings | undefined)?.setAside ?? []) this.language.workspace.setAside(uri);
  }

  /** Asks the client to tell of changes on disk, where it can. */
  watchFiles(register: () => Promise<unknown>): void {
    if (this.canWatch) void register().catch((error: unknown) => this.platform.log.warn(`Cannot watch files: ${String(error)}`));
  }

  /** Reads the workspace folders; answers wait for it. */
  start(): void {
    this.connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
      for (const folder of removed) this.language.workspace.removeFolder(folder.uri);
      this.read(() => Promise.all(added.map((folder) => this.addFolder(folder.uri))));
    });
    this.read(async () => {
      for (const folder of this.folders) await this.addFolder(folder);
    });
  }

  /** Resolves when the workspace has been read. */
  whenReady(): Promise<void> {
    return this.ready;
  }

  open(uri: Uri, text: string, version: number): void {
    const file = normalUri(uri);
    this.spelled.set(file, uri);
    this.documents.set(file, TextDocument.create(uri, "yaml", version, text));
    this.take(this.language.workspace.openFile(file, text, version));
  }

  change(uri: Uri, changes: readonly TextDocumentContentChangeEvent[], version: number): void {
    const file = normalUri(uri);
    const document = this.documents.get(file);
    // A version that does not grow is a message out of order; what it describes is not the text we hold.
    if (!document || version <= document.version) {
      this.platform.log.warn(`Ignored a change of ${file}: version ${version} after ${document?.version ?? "none"}`);
      return;
    }
    this.typing.edited(file, document, changes);
    const updated = TextDocument.update(document, [...changes], version);
    this.documents.set(file, updated);
    this.take(this.language.workspace.openFile(file, updated.getText(), version));
  }

  close(uri: Uri): void {
    const file = normalUri(uri);
    this.typing.leave();
    this.documents.delete(file);
    this.spelled.delete(file);
    void this.language.workspace.closeFile(file).then((changes) => this.take(changes));
  }

  filesChanged(uris: readonly Uri[]): void {
    void Promise.all(uris.map((uri) => this.language.workspace.fileChanged(uri)))
      .then((changes) => this.take(changes.flat()))
      .catch((error: unknown) => this.platform.log.error(`Cannot read changed files: ${String(error)}`));
  }

  configure(settings: unknown): void {
    this.readSettings(settings);
    this.markAll();
  }

  /** The clock of the platform, in milliseconds. */
  now(): number {
    return this.platform.clock.now();
  }

  /** The editor's spelling of an address. */
  spelling(uri: Uri): Uri {
    return this.spelled.get(uri) ?? uri;
  }

  /** Whether another extension has the outline and the folds of a file. */
  isReadElsewhere(uri: Uri): boolean {
    return isReadElsewhere(uri, this.settings.elsewhere);
  }

  /** The version of an open document, which an edit is for; null for a file on disk. */
  version(uri: Uri): number | null {
    return this.documents.get(uri)?.version ?? null;
  }

  /** Whether sample values stand behind references. */
  get showsSampleValues(): boolean {
    return this.settings.sampleValues;
  }

  /** The client is going: nothing more is said to it. */
  stop(): void {
    this.stopped = true;
    this.typing.stop();
    this.stale.clear();
  }

  /** A finding as the client gets it. */
  diagnostic(finding: Finding): Diagnostic {
    return diagnostic(finding, this.lines, this.settings.pages);
  }

  /** Runs a handler: a fault becomes an empty answer and a line in the log, and never carries text of a file. */
  guard<T>(name: string, nothing: T, work: () => T): T {
    const started = this.platform.clock.now();
    try {
      return work();
    } catch (error) {
      this.platform.log.error(`${name} failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
      return nothing;
    } finally {
      const took = this.platform.clock.now() - started;
      if (took > 100) this.platform.log.warn(`${name} took ${took} ms`);
    }
  }

  private take(changes: readonly Change[]): void {
    const affected = this.language.changed(changes);
    for (const uri of affected) this.stale.add(uri);
    if (affected.size > 1) this.othersChanged = true;
    this.schedule();
  }

  private markStale(uri: Uri): void {
    this.stale.add(uri);
    this.schedule();
  }

  private markAll(): void {
    for (const project of this.language.workspace.projects()) {
      for (const file of project.files()) this.stale.add(file.source.uri);
      for (const uri of project.unreadableFiles()) this.stale.add(uri);
    }
    for (const uri of this.published) this.stale.add(uri);
    this.othersChanged = true;
    this.schedule();
  }

  private schedule(): void {
    // Half of a workspace would make names unknown that the other half defines.
    if (this.scheduled || this.stale.size === 0 || this.reading > 0) return;
    this.scheduled = true;
    this.platform.inTurn(() => {
      this.scheduled = false;
      if (!this.stopped) this.publishNext();
    });
  }

  /** One file at a time, open ones first: between two of them new messages get their turn. */
  private publishNext(): void {
    const next = [...this.stale].find((uri) => this.documents.has(uri)) ?? this.stale.values().next().value;
    if (next === undefined) return;
    this.stale.delete(next);
    this.publish(next);
    if (this.stale.size > 0) this.schedule();
    else this.settled();
  }

  private publish(uri: Uri): void {
    const document = this.documents.get(uri);
    const shown = fileKind(uri) !== undefined && (document !== undefined || this.settings.scope === "workspace");
    const all = shown
      ? this.typing.ripe(
          uri,
          this.guard("diagnostics", [], () => this.language.findings(uri)),
        )
      : [];
    // Others read open files only.
    const findings = document ? all.filter((finding) => !isToldElsewhere(finding, this.settings.elsewhere)) : all;
    if (findings.length === 0 && !this.published.has(uri) && !document) return;
    if (findings.length > 0 || document) this.published.add(uri);
    else this.published.delete(uri);
    const diagnostics = findings.map((finding) => this.diagnostic(finding));
    void this.connection.sendDiagnostics(
      document ? { uri: this.spelling(uri), version: document.version, diagnostics } : { uri: this.spelling(uri), diagnostics },
    );
  }

  /** All findings are out: views and lenses may look again. */
  private settled(): void {
    void this.connection.sendNotification(methods.changed);
    if (this.canRefreshLenses) this.refresh("workspace/codeLens/refresh");
    if (!this.othersChanged) return;
    this.othersChanged = false;
    if (this.canRefreshTokens) this.refresh("workspace/semanticTokens/refresh");
    if (this.canRefreshHints) this.refresh("workspace/inlayHint/refresh");
  }

  private refresh(method: string): void {
    this.connection.sendRequest(method).catch(() => undefined);
  }

  /** Reads something of the workspace. What waits for it, and all findings, come afterwards. */
  private read(work: () => Promise<unknown>): void {
    this.reading++;
    this.ready = Promise.all([this.ready, work()]).then(() => {
      this.reading--;
      this.markAll();
    });
  }

  private async addFolder(folder: Uri): Promise<void> {
    try {
      await this.language.workspace.addFolder(folder);
    } catch (error) {
      this.platform.log.error(`Cannot read the folder ${folder}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }

  private readSettings(settings: unknown): void {
    const given = settings as ServerSettings | undefined;
    const { settings: before } = this;
    this.settings = {
      scope: given?.hookflow ? (given.hookflow.diagnostics?.scope === "workspace" ? "workspace" : "openFiles") : before.scope,
      sampleValues: given?.hookflow ? given.hookflow.inlayHints?.sampleValues === true : before.sampleValues,
      pages: typeof given?.rulePages === "string" ? given.rulePages : before.pages,
      elsewhere: given?.elsewhere ?? before.elsewhere,
    };
  }
}
