/**
 * The message preview: a panel that shows a message as its reader would get it and follows every edit. The template is
 * rendered by the language server; the panel only shows, in a frame that runs no script and loads nothing.
 */
import * as vscode from "vscode";
import type { Choice, PreviewResult } from "#protocol";
import type { Answers } from "../answers";
import { messageName, targetOf } from "../commands/target";
import type { LanguageServer } from "../language-server";
import { rangeOf } from "../plain";

/** What the panel may say. Everything else is ignored. */
type PanelMessage =
  | { readonly type: "ready" }
  | { readonly type: "choose"; readonly what: "contact" | "event"; readonly id: string }
  | { readonly type: "go"; readonly at: number; readonly kind: "problem" | "variable" };

export class MessagePreviews implements vscode.Disposable {
  private readonly open_ = new Map<string, MessagePreview>();
  private readonly subscriptions: vscode.Disposable[];

  constructor(
    private readonly context: vscode.ExtensionContext,
    private readonly server: LanguageServer,
    private readonly answers: Answers,
  ) {
    const refreshAll = () => {
      for (const preview of this.open_.values()) preview.refresh();
    };
    this.subscriptions = [
      vscode.workspace.onDidChangeTextDocument(refreshAll),
      server.onDidChange(refreshAll),
      answers.onDidChange(refreshAll),
    ];
  }

  /** The command: one panel per message. */
  async open(argument: unknown): Promise<void> {
    const target = targetOf(argument, messageName);
    if (!target) {
      void vscode.window.showInformationMessage("Open a workflow or a template to preview its message.");
      return;
    }
    const key = `${target.uri.toString()}#${target.block ?? ""}`;
    const known = this.open_.get(key);
    if (known) {
      known.reveal();
      return;
    }
    const preview = new MessagePreview(this.context, this.server, this.answers, target.uri, target.block);
    this.open_.set(key, preview);
    preview.onDidDispose(() => this.open_.delete(key));
    await preview.refresh();
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
    for (const preview of this.open_.values()) preview.dispose();
  }
}

class MessagePreview {
  private readonly panel: vscode.WebviewPanel;
  private choice: Choice = {};
  private latest: PreviewResult | null = null;
  private running = false;
  private again = false;
  private loaded = false;
  private posted = "";

  constructor(
    context: vscode.ExtensionContext,
    private readonly server: LanguageServer,
    private readonly answers: Answers,
    private readonly uri: vscode.Uri,
    private readonly block: string | undefined,
  ) {
    const media = vscode.Uri.joinPath(context.extensionUri, "client", "media");
    const views = vscode.Uri.joinPath(context.extensionUri, "dist", "views");
    this.panel = vscode.window.createWebviewPanel(
      "hookflow.message",
      "Message",
      { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true },
      { enableScripts: true, localResourceRoots: [media, views], retainContextWhenHidden: true },
    );
    const { webview } = this.panel;
    webview.html = page({
      script: webview.asWebviewUri(vscode.Uri.joinPath(views, "message-preview.js")).toString(),
      style: webview.asWebviewUri(vscode.Uri.joinPath(media, "message-preview.css")).toString(),
      source: webview.cspSource,
      nonce: crypto.randomUUID(),
    });
    webview.onDidReceiveMessage((message: unknown) => this.receive(message));
  }

  onDidDispose(listener: () => void): void {
    this.panel.onDidDispose(listener);
  }

  reveal(): void {
    this.panel.reveal(undefined, true);
  }

  dispose(): void {
    this.panel.dispose();
  }

  /** Renders the newest text. While one rendering is on its way, further calls become one more after it. */
  async refresh(): Promise<void> {
    if (this.running) {
      this.again = true;
      return;
    }
    this.running = true;
    try {
      do {
        this.again = false;
        this.latest = await this.server.preview({
          uri: this.uri.toString(),
          block: this.block,
          ...this.choice,
          responses: this.answers.all(),
        });
        this.post();
      } while (this.again);
    } finally {
      this.running = false;
    }
  }

  private post(): void {
    if (!this.loaded) return;
    if (this.latest) this.panel.title = this.latest.title;
    // What is shown already is not drawn again: an edit elsewhere must not make the message flicker.
    const text = JSON.stringify(this.latest);
    if (text === this.posted) return;
    this.posted = text;
    void this.panel.webview.postMessage({ type: "show", result: this.latest });
  }

  private async receive(raw: unknown): Promise<void> {
    const message = checked(raw);
    if (message?.type === "ready") {
      this.loaded = true;
      this.posted = "";
      this.post();
    } else if (message?.type === "choose") {
      this.choice = { ...this.choice, [message.what]: message.id };
      await this.refresh();
    } else if (message?.type === "go") {
      const list = message.kind === "problem" ? this.latest?.problems : this.latest?.variables;
      const location = list?.[message.at]?.location;
      if (location)
        await vscode.window.showTextDocument(vscode.Uri.parse(location.uri), {
          selection: rangeOf(location.range),
          viewColumn: vscode.ViewColumn.One,
        });
    }
  }
}

/** A message of the closed set, or undefined. The panel can choose and point; it can name no path and run no command. */
function checked(raw: unknown): PanelMessage | undefined {
  if (typeof raw !== "object" || raw === null) return undefined;
  const { type, what, id, at, kind } = raw as Record<string, unknown>;
  if (type === "ready") return { type };
  if (type === "choose" && (what === "contact" || what === "event") && typeof id === "string" && id.length < 500)
    return { type, what, id };
  if (type === "go" && typeof at === "number" && (kind === "problem" || kind === "variable")) return { type, at, kind };
  return undefined;
}

/** The page. Inline styles are allowed because messages are made of them; scripts run by nonce only, and nothing is loaded. */
export function page({
  script,
  style,
  source,
  nonce,
}: {
  readonly script: string;
  readonly style: string;
  readonly source: string;
  readonly nonce: string;
}): string {
  const policy = `default-src 'none'; script-src 'nonce-${nonce}'; style-src ${source} 'unsafe-inline'; img-src data:; font-src 'none'; connect-src 'none'; form-action 'none'; base-uri 'none'`;
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${style}">
<title>Message</title>
</head>
<body>
<header>
<div class="choices">
<label>Event <select id="event"></select></label>
<label>Contact <select id="contact"></select></label>
<fieldset class="width" aria-label="Width"><button id="desktop" type="button" aria-pressed="true">Desktop</button><button id="phone" type="button" aria-pressed="false">Phone</button></fieldset>
</div>
<div class="subject" id="subject" hidden></div>
</header>
<section id="problems" aria-live="polite" hidden></section>
<main id="stage" data-width="desktop"></main>
<section id="variables" aria-label="Variables"></section>
<script nonce="${nonce}" src="${script}"></script>
</body>
</html>`;
}
