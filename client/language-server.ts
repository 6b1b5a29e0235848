/** The language server as the client sees it: start, new start after a crash, requests. */
import * as vscode from "vscode";
import type { LanguageClientOptions } from "vscode-languageclient";
import type {
  ConnectorItem,
  EditConnectorParams,
  EditConnectorResult,
  NeedsResult,
  NewFileParams,
  NewFileResult,
  PlanConnector,
  PlanParams,
  PlanResult,
  PreviewParams,
  PreviewResult,
  ReadFileResult,
  ReadFolderResult,
  RecordingsParams,
  RecordingsResult,
  SamplesResult,
  ServerSettings,
  WebhookItem,
} from "#protocol";
import { methods } from "#protocol";
import { readingFirst } from "./commands/secret-move";
import type { Connect, Connected } from "./connect";
import { CrashPolicy } from "./crash-policy";
import { readFile, readFolder } from "./editor-files";
import { elsewhere, quietYamlSchemas } from "./other-servers";
import { watchdog } from "./watchdog";

const suffixes = "{webhook,workflow,connector,contact,event}.{yaml,yml}";

/** How often a sign of life is asked for, and how long it may take, in milliseconds. */
const pingEvery = 1_500;
const pingLimit = 3_000;

/** What the server does: nothing yet, its first reading, its work; or it has stopped for good. */
export type ServerState = "idle" | "reading" | "ready" | "failed";

export class LanguageServer implements vscode.Disposable {
  private connected: Promise<Connected> | undefined;
  private readonly changed = new vscode.EventEmitter<void>();
  private readonly renaming = new vscode.EventEmitter<{ readonly newName: string; readonly before: readonly PlanConnector[] }>();
  private readonly stateChanged = new vscode.EventEmitter<void>();
  private now: ServerState = "idle";
  private readonly policy = new CrashPolicy();
  private readonly aside = new Set<string>();
  private readonly subscriptions: { dispose(): unknown }[] = [this.changed, this.renaming, this.stateChanged];
  private hung = false;
  /** Adds to the server's lenses what the client alone knows. */
  dressLenses: (document: vscode.TextDocument, lenses: readonly vscode.CodeLens[]) => vscode.ProviderResult<vscode.CodeLens[]> = (
    _document,
    lenses,
  ) => [...lenses];
  /** Something changed that views show. */
  readonly onDidChange = this.changed.event;
  /** What the status bar tells has changed. */
  readonly onDidChangeState = this.stateChanged.event;
  /** A person renames a connector; whether the edit is made is seen in what changes. */
  readonly onWillRenameConnector = this.renaming.event;

  constructor(
    private readonly context: vscode.ExtensionContext,
    private readonly log: vscode.LogOutputChannel,
    private readonly connect: Connect,
  ) {}

  async start(): Promise<void> {
    const { client, end } = await this.connection();
    this.tell("reading");
    await client.start();
    // Answers wait until the workspace has been read, so the first answer says that it has.
    await client.sendRequest(methods.webhooks);
    this.tell("ready");
    this.subscriptions.push(
      watchdog(
        {
          isNeeded: () => client.isRunning() && vscode.window.visibleTextEditors.length > 0,
          ping: () => client.sendRequest(methods.ping),
          end: () => {
            this.hung = true;
            this.log.error(`The language server did not answer for ${pingLimit / 1000} seconds and is ended`);
            end();
          },
        },
        pingEvery,
        pingLimit,
      ),
      vscode.extensions.onDidChange(() => void this.meetOthers()),
    );
    void quietYamlSchemas(this.log);
  }

  async restart(): Promise<void> {
    this.policy.forgive();
    this.aside.clear();
    const { client } = await this.connection();
    this.tell("reading");
    await client.stop();
    await client.start();
    this.changed.fire();
    this.tell("ready");
  }

  get state(): ServerState {
    return this.now;
  }

  private tell(state: ServerState): void {
    this.now = state;
    this.stateChanged.fire();
  }

  /** The client is made once, by the first who needs it; the server starts with its first request. */
  private connection(): Promise<Connected> {
    this.connected ??= this.connect(this.options(), () => this.closed()).then((connected) => {
      connected.client.onNotification(methods.changed, () => {
        // All findings are out, also of a server that was started again.
        this.tell("ready");
        this.changed.fire();
      });
      connected.client.onRequest<ReadFolderResult, void>(methods.readFolder, readFolder);
      connected.client.onRequest<ReadFileResult, void>(methods.readFile, readFile);
      return connected;
    });
    return this.connected;
  }

  private async request<T>(method: string, params?: object): Promise<T> {
    const { client } = await this.connection();
    return params ? client.sendRequest<T>(method, params) : client.sendRequest<T>(method);
  }

  private options(): LanguageClientOptions {
    return {
      documentSelector: [
        { pattern: `**/*.${suffixes}` },
        { pattern: "**/{contact-fields,hookflow}.{yaml,yml}" },
        { pattern: "**/*.{contact,event,response}.json" },
        { pattern: "**/*.{vm,html}" },
      ],
      initializationOptions: (): ServerSettings => ({
        ...settings(),
        rulePages: vscode.Uri.joinPath(this.context.extensionUri, "docs", "rules").toString(),
        setAside: [...this.aside],
      }),
      synchronize: { configurationSection: "hookflow" },
      outputChannel: this.log,
      middleware: {
        didOpen: (document, next) => {
          this.policy.touched(document.uri.toString(), Date.now());
          return next(document);
        },
        provideCodeActions: async (document, range, context, token, next) =>
          readingFirst(await next(document, range, context, token)),
        provideRenameEdits: async (document, position, newName, token, next) => {
          const edit = await next(document, position, newName, token);
          if (edit?.entries().some(([uri]) => isConnector(uri))) this.renaming.fire({ newName, before: await this.connectors() });
          return edit;
        },
        didChange: (event, next) => {
          this.policy.touched(event.document.uri.toString(), Date.now());
          this.aside.delete(event.document.uri.toString());
          return next(event);
        },
        provideCodeLenses: async (document, token, next) => {
          const lenses = await next(document, token);
          return lenses && this.dressLenses(document, lenses);
        },
      },
    };
  }

  /** Another extension came or went: who tells of syntax errors may have changed. */
  private async meetOthers(): Promise<void> {
    await quietYamlSchemas(this.log);
    const { client } = await this.connection();
    if (client.isRunning()) await client.sendNotification("workspace/didChangeConfiguration", { settings: settings() });
  }

  /** The server has gone by itself. @returns whether it is started again */
  private closed(): boolean {
    const { hung } = this;
    this.hung = false;
    const { restart, setAside } = this.policy.crashed(Date.now());
    // What it had said may be old; the new one says it again.
    void this.connected?.then(({ client }) => client.diagnostics?.clear());
    if (setAside !== undefined) {
      this.aside.add(setAside);
      void vscode.window.showWarningMessage(
        `Hookflow sets ${nameOf(setAside)} aside: its language server failed on it twice. It is checked again when you change it.`,
      );
    } else if (hung && restart)
      void vscode.window.showWarningMessage(
        `Hookflow's language server did not answer${this.policy.suspect ? ` after a change of ${nameOf(this.policy.suspect)}` : ""} and was started again.`,
      );
    this.tell(restart ? "reading" : "failed");
    if (!restart) void this.offerRestart();
    return restart;
  }

  private async offerRestart(): Promise<void> {
    const again = "Restart";
    const answer = await vscode.window.showErrorMessage(
      "Hookflow's language server stopped five times in three minutes, so nothing is checked or completed now.",
      again,
      "Show Log",
    );
    if (answer === again) await this.restart();
    else if (answer) this.log.show();
  }

  /** @param written an event that was typed by hand */
  needs(uri: string, written?: string): Promise<NeedsResult | null> {
    return this.request(methods.needs, { uri, written });
  }

  plan(params: PlanParams): Promise<PlanResult | null> {
    return this.request(methods.plan, params);
  }

  preview(params: PreviewParams): Promise<PreviewResult | null> {
    return this.request(methods.preview, params);
  }

  recordings(params: RecordingsParams): Promise<RecordingsResult> {
    return this.request(methods.recordings, params);
  }

  /** Lenses are asked for again: what the client adds to them has changed. */
  async refreshLenses(): Promise<void> {
    const { client } = await this.connection();
    if (!client.isRunning()) return;
    const feature = client.getFeature("textDocument/codeLens");
    for (const { document } of vscode.window.visibleTextEditors) feature.getProvider(document)?.onDidChangeCodeLensEmitter.fire();
  }

  webhooks(): Promise<readonly WebhookItem[]> {
    return this.request(methods.webhooks);
  }

  connectors(): Promise<readonly ConnectorItem[]> {
    return this.request(methods.connectors);
  }

  samples(): Promise<SamplesResult> {
    return this.request(methods.samples);
  }

  newFile(params: NewFileParams): Promise<NewFileResult> {
    return this.request(methods.newFile, params);
  }

  editConnector(params: EditConnectorParams): Promise<EditConnectorResult> {
    return this.request(methods.editConnector, params);
  }

  async dispose(): Promise<void> {
    for (const subscription of this.subscriptions) subscription.dispose();
    await (await this.connected)?.dispose();
  }
}

function isConnector({ path: place }: vscode.Uri): boolean {
  return /\.connector\.ya?ml$/.test(place);
}

function nameOf(uri: string): string {
  return vscode.workspace.asRelativePath(vscode.Uri.parse(uri));
}

function settings(): ServerSettings {
  const section = vscode.workspace.getConfiguration("hookflow");
  return {
    hookflow: {
      diagnostics: { scope: section.get("diagnostics.scope") ?? "workspace" },
      inlayHints: { sampleValues: section.get("inlayHints.sampleValues") ?? false },
    },
    elsewhere: elsewhere(),
  };
}
