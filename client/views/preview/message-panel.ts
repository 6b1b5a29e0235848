/**
 * One panel with a message as its reader would get it. The language server renders it, whenever something changes; the panel
 * shows it in a frame that runs no script and loads nothing, and tells what somebody chooses in it.
 */
import * as vscode from "vscode";
import type { PreviewResult, ResponseData, ValuePath } from "#protocol";
import type { Answers } from "../../answers";
import type { Target } from "../../commands/target";
import type { LanguageServer } from "../../language-server";
import { rangeOf } from "../../plain";
import type { MessageChoices, RememberedChoices } from "./choices";
import { page } from "./page";
import { type PanelMessage, panelMessage } from "./panel-messages";

export class MessagePanel implements vscode.Disposable {
  pinned = false;
  private readonly panel: vscode.WebviewPanel;
  private target: Target | undefined;
  /** The block of the target that is shown. */
  private block: string | undefined;
  private position: vscode.Position | undefined;
  private choices: MessageChoices = {};
  /** Answers that were written by hand, by webhook. */
  private readonly edited = new Map<string, string>();
  private latest: PreviewResult | null = null;
  private running: Promise<void> | undefined;
  private again = false;
  private loaded = false;
  private posted = "";

  constructor(
    extension: vscode.Uri,
    private readonly server: LanguageServer,
    private readonly answers: Answers,
    private readonly remembered: RememberedChoices,
  ) {
    const media = vscode.Uri.joinPath(extension, "client", "media");
    const views = vscode.Uri.joinPath(extension, "dist", "views");
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
    webview.onDidReceiveMessage((raw: unknown) => {
      const message = panelMessage(raw);
      if (message) void this.receive(message);
    });
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

  /** Whether this is the message that the panel shows. */
  shows({ uri, block }: Target): boolean {
    const same = this.target?.uri.toString() === uri.toString();
    return same && (block === undefined || block === this.block);
  }

  /** Whether a file is one of those that the shown message is made of. */
  isMadeOf(uri: vscode.Uri): boolean {
    return this.target?.uri.toString() === uri.toString() || (this.latest?.uris.includes(uri.toString()) ?? false);
  }

  /** Shows another message. */
  async show(target: Target): Promise<void> {
    this.target = target;
    this.block = target.block;
    this.position = undefined;
    this.edited.clear();
    this.choices = this.remembered.get(nameOf(target.uri, target.block));
    await this.refresh();
  }

  /** The cursor moved in a file: what is printed from there is marked, and a panel that follows turns to the message there. */
  point(uri: vscode.Uri, position: vscode.Position): void {
    if (!this.isMadeOf(uri)) return;
    const isTarget = this.target?.uri.toString() === uri.toString();
    if (!this.pinned && isTarget) {
      this.position = position;
      void this.refresh();
    }
    this.markAt(uri, position);
  }

  /** Renders the newest text. While one rendering is on its way, further calls become one more after it. */
  refresh(): Promise<void> {
    this.again = this.running !== undefined;
    this.running ??= this.render().finally(() => {
      this.running = undefined;
    });
    return this.running;
  }

  private async render(): Promise<void> {
    do {
      this.again = false;
      const { target } = this;
      if (!target) return;
      const { contact, event, recordings, missing, doubles } = this.choices;
      const latest = await this.server.preview({
        uri: target.uri.toString(),
        block: this.block,
        ...(this.position ? { position: { line: this.position.line, character: this.position.character } } : {}),
        contact,
        event,
        responses: this.responses(),
        ...(recordings ? { recordings } : {}),
        ...(missing ? { missing } : {}),
        ...(doubles === undefined ? {} : { doubles }),
      });
      // Another message was asked for meanwhile.
      if (target !== this.target) {
        this.again = true;
        continue;
      }
      this.latest = latest;
      if (latest && latest.block !== this.block) {
        this.block = latest.block;
        this.choices = this.remembered.get(nameOf(target.uri, latest.block));
        this.edited.clear();
        this.again = true;
      } else this.post();
    } while (this.again);
  }

  /** The answers of this session: written by hand, or the last real one where no recording was chosen in its place. */
  private responses(): readonly ResponseData[] {
    const written = [...this.edited].map(([webhook, body]) => ({ webhook, body, from: "written by hand" }));
    const real = this.answers
      .all()
      .filter(({ webhook }) => !this.edited.has(webhook) && this.choices.recordings?.[webhook] === undefined);
    return [...written, ...real];
  }

  private post(): void {
    if (!this.loaded) return;
    if (this.latest) this.panel.title = this.latest.title;
    const state = {
      pinned: this.pinned,
      doubles: this.choices.doubles ?? false,
      edited: [...this.edited.keys()],
      lastAnswers: this.answers.all().map(({ webhook }) => webhook),
    };
    // What is shown already is not drawn again: an edit elsewhere must not make the message flicker.
    const text = JSON.stringify([this.latest, state]);
    if (text === this.posted) return;
    this.posted = text;
    void this.panel.webview.postMessage({ type: "show", result: this.latest, state });
  }

  /** Marks the values that are printed from the place of the cursor. */
  private markAt(uri: vscode.Uri, position: vscode.Position): void {
    const marks = (this.latest?.parts ?? []).flatMap((part, at) =>
      part.pieces.flatMap(({ location }, piece) =>
        location.uri === uri.toString() && rangeOf(location.range).contains(position) ? [{ part: at, piece }] : [],
      ),
    );
    void this.panel.webview.postMessage({ type: "mark", marks });
  }

  private async receive(message: PanelMessage): Promise<void> {
    switch (message.type) {
      case "ready":
        this.loaded = true;
        this.posted = "";
        this.post();
        return;
      case "pin":
        this.pinned = message.on;
        this.post();
        return;
      case "go":
        await this.go(message);
        return;
      case "edit":
        this.edited.set(message.webhook, message.body);
        break;
      case "answer": {
        this.edited.delete(message.webhook);
        const { [message.webhook]: _before, ...others } = this.choices.recordings ?? {};
        await this.choose({ recordings: message.recording ? { ...others, [message.webhook]: message.recording } : others });
        break;
      }
      case "choose":
        await this.choose({ [message.what]: message.id });
        break;
      case "doubles":
        await this.choose({ doubles: message.on });
        break;
      case "take":
        await this.choose({ missing: taken(this.choices.missing ?? [], message.path, message.taken) });
    }
    await this.refresh();
  }

  private async choose(choice: Partial<MessageChoices>): Promise<void> {
    this.choices = { ...this.choices, ...choice };
    if (this.target) await this.remembered.set(nameOf(this.target.uri, this.block), this.choices);
  }

  private async go(message: PanelMessage & { readonly type: "go" }): Promise<void> {
    const { latest } = this;
    const location =
      message.kind === "problem"
        ? latest?.problems[message.at]?.location
        : message.kind === "variable"
          ? latest?.variables[message.at]?.locations[message.place]
          : latest?.parts[message.part]?.pieces[message.at]?.location;
    if (!location) return;
    await vscode.window.showTextDocument(vscode.Uri.parse(location.uri), {
      selection: rangeOf(location.range),
      viewColumn: vscode.ViewColumn.One,
    });
  }
}

function nameOf(uri: vscode.Uri, block: string | undefined): string {
  return `${uri.toString()}#${block ?? ""}`;
}

function taken(paths: readonly ValuePath[], path: ValuePath, on: boolean): readonly ValuePath[] {
  const name = JSON.stringify(path);
  const others = paths.filter((other) => JSON.stringify(other) !== name);
  return on ? [...others, path] : others;
}
