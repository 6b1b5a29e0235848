/** The language server's process as the client sees it: start, restart, requests. It gets the least environment and no secret. */
import path from "node:path";
import * as vscode from "vscode";
import { LanguageClient, type LanguageClientOptions, type ServerOptions, TransportKind } from "vscode-languageclient/node";
import type { NeedsResult, PlanConnector, PlanParams, PlanResult, PreviewParams, PreviewResult, WebhookItem } from "#protocol";
import { methods } from "#protocol";

const suffixes = "{webhook,workflow,connector,contact,event}.{yaml,yml}";

export class LanguageServer implements vscode.Disposable {
  private readonly client: LanguageClient;
  private readonly changed = new vscode.EventEmitter<void>();
  /** Something changed that views show. */
  readonly onDidChange = this.changed.event;

  constructor(context: vscode.ExtensionContext, log: vscode.LogOutputChannel) {
    const module = context.asAbsolutePath(path.join("dist", "server.js"));
    const options = {
      execArgv: ["--max-old-space-size=512", "--disallow-code-generation-from-strings"],
      env: leastEnvironment(),
    };
    const server: ServerOptions = {
      run: { module, transport: TransportKind.ipc, options },
      debug: { module, transport: TransportKind.ipc, options },
    };
    const client: LanguageClientOptions = {
      documentSelector: [
        { pattern: `**/*.${suffixes}` },
        { pattern: "**/{contact-fields,hookflow}.{yaml,yml}" },
        { pattern: "**/*.{contact,event,response}.json" },
        { pattern: "**/*.{vm,html}" },
      ],
      initializationOptions: { ...settings(), rulePages: vscode.Uri.joinPath(context.extensionUri, "docs", "rules").toString() },
      synchronize: { configurationSection: "hookflow" },
      outputChannel: log,
    };
    this.client = new LanguageClient("hookflow", "Hookflow", server, client);
    this.client.onNotification(methods.changed, () => this.changed.fire());
  }

  async start(): Promise<void> {
    await this.client.start();
    // Answers wait until the workspace has been read, so the first answer says that it has.
    await this.client.sendRequest(methods.webhooks);
  }

  async restart(): Promise<void> {
    await this.client.restart();
    this.changed.fire();
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
    this.changed.dispose();
    await this.client.dispose();
  }
}

function settings(): object {
  const settings = vscode.workspace.getConfiguration("hookflow");
  return {
    hookflow: {
      diagnostics: { scope: settings.get("diagnostics.scope") },
      inlayHints: { sampleValues: settings.get("inlayHints.sampleValues") },
    },
  };
}

/** What Node needs to run, and nothing of the user's shell: secrets in it stay out. */
function leastEnvironment(): NodeJS.ProcessEnv {
  const wanted = ["PATH", "HOME", "LANG", "TZ", "TMPDIR", "TEMP", "SystemRoot", "USERPROFILE", "ELECTRON_RUN_AS_NODE"];
  return Object.fromEntries(wanted.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])));
}
