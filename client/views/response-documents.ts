/** Read-only documents for requests and answers: search, folding, copying and saving are the editor's own. */
import * as vscode from "vscode";

export const scheme = "hookflow-response";

/** A text for people to read, in one of the editor's languages. */
export interface Report {
  readonly kind: "request" | "response";
  readonly language: string;
  readonly text: string;
}

export class ResponseDocuments implements vscode.TextDocumentContentProvider, vscode.Disposable {
  private readonly texts = new Map<string, string>();
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.changed.event;
  private readonly registration = vscode.workspace.registerTextDocumentContentProvider(scheme, this);

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.texts.get(uri.toString()) ?? "This answer belongs to an earlier session and was not kept.";
  }

  /** Opens a report beside the editor, or brings the one of the same webhook up to date. */
  async show(webhook: string, report: Report): Promise<void> {
    const uri = vscode.Uri.from({ scheme, path: `/${webhook.replace(/[\\/]/g, "_")}.${report.kind}.http` });
    this.texts.set(uri.toString(), report.text);
    this.changed.fire(uri);
    const document = await vscode.workspace.openTextDocument(uri);
    if (document.languageId !== report.language)
      await vscode.languages.setTextDocumentLanguage(document, report.language).then(undefined, () => undefined);
    await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true, preview: false });
  }

  dispose(): void {
    this.registration.dispose();
    this.changed.dispose();
    this.texts.clear();
  }
}
