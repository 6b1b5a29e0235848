/** The last answers of webhooks in this session, for previews. Who sends puts them in; where nothing can be sent, it stays empty. */
import * as vscode from "vscode";
import type { ResponseData } from "#protocol";

export class Answers implements vscode.Disposable {
  private readonly byWebhook = new Map<string, ResponseData>();
  private readonly changed = new vscode.EventEmitter<void>();
  /** A webhook has answered. */
  readonly onDidChange = this.changed.event;

  all(): readonly ResponseData[] {
    return [...this.byWebhook.values()];
  }

  add(answer: ResponseData): void {
    this.byWebhook.set(answer.webhook, answer);
    this.changed.fire();
  }

  dispose(): void {
    this.changed.dispose();
  }
}
