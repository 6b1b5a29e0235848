/**
 * All previews of messages. One panel follows the editor, as a preview of Markdown does; a pinned one keeps its message. Every
 * edit, answer and change of a file is told to all of them.
 */
import * as vscode from "vscode";
import type { Answers } from "../../answers";
import { messageName, type Target, targetOf } from "../../commands/target";
import type { LanguageServer } from "../../language-server";
import { RememberedChoices } from "./choices";
import { MessagePanel } from "./message-panel";

export class MessagePreviews implements vscode.Disposable {
  private readonly panels = new Set<MessagePanel>();
  private readonly choices: RememberedChoices;
  private readonly subscriptions: vscode.Disposable[];

  constructor(
    private readonly context: vscode.ExtensionContext,
    private readonly server: LanguageServer,
    private readonly answers: Answers,
  ) {
    this.choices = new RememberedChoices(context.workspaceState);
    const refreshAll = () => {
      for (const panel of this.panels) void panel.refresh();
    };
    this.subscriptions = [
      vscode.workspace.onDidChangeTextDocument(refreshAll),
      server.onDidChange(refreshAll),
      answers.onDidChange(refreshAll),
      vscode.window.onDidChangeActiveTextEditor((editor) => editor && this.follow(editor)),
      vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => this.follow(textEditor)),
    ];
  }

  /** The command: shows a message in the panel that follows, or beside those that are pinned. */
  async open(argument: unknown): Promise<void> {
    const target = targetOf(argument, messageName);
    if (!target) {
      void vscode.window.showInformationMessage("Open a workflow or a template to preview its message.");
      return;
    }
    const known = [...this.panels].find((panel) => panel.shows(target)) ?? this.following();
    const panel = known ?? new MessagePanel(this.context.extensionUri, this.server, this.answers, this.choices);
    if (!known) {
      this.panels.add(panel);
      panel.onDidDispose(() => this.panels.delete(panel));
    }
    panel.reveal();
    await panel.show(target);
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
    for (const panel of this.panels) panel.dispose();
  }

  private following(): MessagePanel | undefined {
    return [...this.panels].find((panel) => !panel.pinned);
  }

  private follow(editor: vscode.TextEditor): void {
    const { document, selection } = editor;
    if (!messageName.test(document.uri.path)) return;
    for (const panel of this.panels) panel.point(document.uri, selection.active);
    const panel = this.following();
    const target: Target = { uri: document.uri, block: undefined };
    if (panel && !panel.isMadeOf(document.uri)) void panel.show(target);
  }
}
