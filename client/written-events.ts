/** Events that are typed by hand: an untitled document begun with what the webhook reads, and a lens that sends the test with it, and completion of what is missing. */
import * as vscode from "vscode";
import { commandIds } from "#protocol";
import { plain } from "./plain";
import { eventCompletions } from "./written-event-completion";

interface Draft {
  readonly uri: string;
  readonly webhook: string;
  /** The parameters that it reads. */
  readonly names: readonly string[];
}

export class WrittenEvents implements vscode.CodeLensProvider, vscode.CompletionItemProvider, vscode.Disposable {
  /** By the address of the untitled document. */
  private readonly drafts = new Map<string, Draft>();
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChangeCodeLenses = this.changed.event;
  private readonly subscriptions: readonly vscode.Disposable[];

  constructor() {
    this.subscriptions = [
      this.changed,
      vscode.languages.registerCodeLensProvider({ scheme: "untitled" }, this),
      vscode.languages.registerCompletionItemProvider({ scheme: "untitled", language: "json" }, this, '"'),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => void this.drafts.delete(uri.toString())),
    ];
  }

  /** @param text what it begins with */
  async open(draft: Draft, text: string): Promise<void> {
    const document = await vscode.workspace.openTextDocument({ language: "json", content: text });
    this.drafts.set(document.uri.toString(), draft);
    // The first value that is still empty is the first to be typed.
    const empty = text.indexOf('""');
    const start = document.positionAt(empty < 0 ? 0 : empty + 1);
    await vscode.window.showTextDocument(document, { selection: new vscode.Range(start, start) });
    this.changed.fire();
  }

  /** The webhook and the event that a document stands for. */
  draftOf(argument: unknown): { readonly uri: string; readonly written: string } | undefined {
    const given = (argument as { readonly draft?: unknown } | undefined)?.draft;
    const wanted = typeof given === "string" ? given : vscode.window.activeTextEditor?.document.uri.toString();
    const draft = wanted === undefined ? undefined : this.drafts.get(wanted);
    const document = vscode.workspace.textDocuments.find(({ uri }) => uri.toString() === wanted);
    return draft && document && { uri: draft.uri, written: document.getText() };
  }

  provideCodeLenses({ uri }: vscode.TextDocument): vscode.CodeLens[] {
    const draft = this.drafts.get(uri.toString());
    if (!draft) return [];
    const command = {
      title: plain(`Send test of ${draft.webhook} with this event`),
      command: commandIds.sendWrittenEvent,
      arguments: [{ draft: uri.toString() }],
    };
    return [new vscode.CodeLens(new vscode.Range(0, 0, 0, 0), { ...command, title: `$(play)\u00a0${command.title}` })];
  }

  provideCompletionItems(document: vscode.TextDocument, position: vscode.Position): vscode.CompletionItem[] {
    const draft = this.drafts.get(document.uri.toString());
    if (!draft) return [];
    const found = eventCompletions(document.getText(), document.offsetAt(position), draft.names);
    return found.map(({ name, start, end, newText, value }) => {
      const item = new vscode.CompletionItem(name, vscode.CompletionItemKind.Property);
      item.detail = plain(`${draft.webhook} reads it`);
      item.range = new vscode.Range(document.positionAt(start), document.positionAt(end));
      item.filterText = JSON.stringify(name);
      const snippet = new vscode.SnippetString().appendText(newText.slice(0, value));
      item.insertText = value === undefined ? newText : snippet.appendTabstop().appendText(newText.slice(value));
      return item;
    });
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
    this.drafts.clear();
  }
}
