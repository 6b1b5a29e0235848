/** The language server as the client sees it: start, new start after a crash, requests. */
import path from "node:path";
import * as vscode from "vscode";
import {
  CloseAction,
  ErrorAction,
  LanguageClient,
  type LanguageClientOptions,
  type ServerOptions,
} from "vscode-languageclient/node";
import type {
  NeedsResult,
  PlanConnector,
  PlanParams,
  PlanResult,
  PreviewParams,
  PreviewResult,
  ServerSettings,
  WebhookItem,
} from "#protocol";
import { methods } from "#protocol";
import { readingFirst } from "./commands/secrets";
import { CrashPolicy } from "./crash-policy";
import { elsewhere, quietYamlSchemas } from "./other-servers";
import { startProcess } from "./server-process";
import { watchdog } from "./watchdog";

const suffixes = "{webhook,workflow,connector,contact,event}.{yaml,yml}";

/** How often a sign of life is asked for, and how long it may take, in milliseconds. */
const pingEvery = 1_500;
const pingLimit = 3_000;

export class LanguageServer implements vscode.Disposable {
  private readonly client: LanguageClient;
  private readonly changed = new vscode.EventEmitter<void>();
  private readonly renaming = new vscode.EventEmitter<{ readonly newName: string; readonly before: readonly PlanConnector[] }>();
  private readonly policy = new CrashPolicy();
  private readonly aside = new Set<string>();
  private readonly subscriptions: { dispose(): unknown }[] = [this.changed, this.renaming];
  private process: ReturnType<typeof startProcess> | undefined;
  private hung = false;
  /** Something changed that views show. */
  readonly onDidChange = this.changed.event;
  /** A person renames a connector; whether the edit is made is seen in what changes. */
  readonly onWillRenameConnector = this.renaming.event;

  constructor(
    context: vscode.ExtensionContext,
    private readonly log: vscode.LogOutputChannel,
  ) {
    const module = context.asAbsolutePath(path.join("dist", "server.js"));
    const server: ServerOptions = async () => {
      this.process = startProcess(module);
      return this.process;
    };
    const client: LanguageClientOptions = {
      documentSelector: [
        { pattern: `**/*.${suffixes}` },
        { pattern: "**/{contact-fields,hookflow}.{yaml,yml}" },
        { pattern: "**/*.{contact,event,response}.json" },
        { pattern: "**/*.{vm,html}" },
      ],
      initializationOptions: (): ServerSettings => ({
        ...settings(),
        rulePages: vscode.Uri.joinPath(context.extensionUri, "docs", "rules").toString(),
        setAside: [...this.aside],
      }),
      synchronize: { configurationSection: "hookflow" },
      outputChannel: log,
      errorHandler: {
        error: () => ({ action: ErrorAction.Continue }),
        closed: () => this.closed(),
      },
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
      },
    };
    this.client = new LanguageClient("hookflow", "Hookflow", server, client);
    this.client.onNotification(methods.changed, () => this.changed.fire());
  }

  async start(): Promise<void> {
    await this.client.start();
    // Answers wait until the workspace has been read, so the first answer says that it has.
    await this.client.sendRequest(methods.webhooks);
    this.subscriptions.push(
      watchdog(
        {
          isNeeded: () => this.client.isRunning() && vscode.window.visibleTextEditors.length > 0,
          ping: () => this.client.sendRequest(methods.ping),
          end: () => this.endHung(),
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
    await this.client.restart();
    this.changed.fire();
  }

  /** Another extension came or went: who tells of syntax errors may have changed. */
  private async meetOthers(): Promise<void> {
    await quietYamlSchemas(this.log);
    if (this.client.isRunning()) await this.client.sendNotification("workspace/didChangeConfiguration", { settings: settings() });
  }

  private endHung(): void {
    this.hung = true;
    this.log.error(`The language server did not answer for ${pingLimit / 1000} seconds and is ended`);
    this.process?.kill("SIGKILL");
  }

  private closed() {
    const { hung } = this;
    this.hung = false;
    const { restart, setAside } = this.policy.crashed(Date.now());
    // What it had said may be old; the new one says it again.
    this.client.diagnostics?.clear();
    if (setAside !== undefined) {
      this.aside.add(setAside);
      void vscode.window.showWarningMessage(
        `Hookflow sets ${nameOf(setAside)} aside: its language server failed on it twice. It is checked again when you change it.`,
      );
    } else if (hung && restart)
      void vscode.window.showWarningMessage(
        `Hookflow's language server did not answer${this.policy.suspect ? ` after a change of ${nameOf(this.policy.suspect)}` : ""} and was started again.`,
      );
    if (restart) return { action: CloseAction.Restart, handled: true };
    void this.offerRestart();
    return { action: CloseAction.DoNotRestart, handled: true };
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

  needs(uri: string): Promise<NeedsResult | null> {
    return this.client.sendRequest(methods.needs, { uri });
  }

  plan(params: PlanParams): Promise<PlanResult | null> {
    return this.client.sendRequest(methods.plan, params);
  }

  preview(params: PreviewParams): Promise<PreviewResult | null> {
    return this.client.sendRequest(methods.preview, params);
  }

  webhooks(): Promise<readonly WebhookItem[]> {
    return this.client.sendRequest(methods.webhooks);
  }

  connectors(): Promise<readonly PlanConnector[]> {
    return this.client.sendRequest(methods.connectors);
  }

  async dispose(): Promise<void> {
    for (const subscription of this.subscriptions) subscription.dispose();
    await this.client.dispose();
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
