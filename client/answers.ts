/** The last answers of webhooks in this session, for previews. Who sends puts them in; where nothing can be sent, it stays empty. */
import * as vscode from "vscode";
import type { ResponseData } from "#protocol";

/** How a test of a webhook ended. */
export interface TestOutcome {
  readonly webhook: string;
  /** Whether the endpoint answered with a status below 400. */
  readonly ok: boolean;
  /** "200, 143 ms"; for a failure its kind. */
  readonly text: string;
}

export class Answers implements vscode.Disposable {
  private readonly byWebhook = new Map<string, ResponseData>();
  private readonly changed = new vscode.EventEmitter<void>();
  /** A webhook has answered. */
  readonly onDidChange = this.changed.event;

  private readonly outcomes = new Map<string, TestOutcome>();
  private readonly ended = new vscode.EventEmitter<void>();
  /** A test has ended, with an answer or without. */
  readonly onDidTest = this.ended.event;

  lastTest(webhook: string): TestOutcome | undefined {
    return this.outcomes.get(webhook);
  }

  tested(outcome: TestOutcome): void {
    this.outcomes.set(outcome.webhook, outcome);
    this.ended.fire();
  }

  all(): readonly ResponseData[] {
    return [...this.byWebhook.values()];
  }

  add(answer: ResponseData): void {
    this.byWebhook.set(answer.webhook, answer);
    this.changed.fire();
  }

  dispose(): void {
    this.changed.dispose();
    this.ended.dispose();
  }
}
