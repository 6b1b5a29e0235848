/**
 * Read-only documents for requests and answers: search, folding, copying and saving are the editor's own. A document is made
 * of the exchange that its address names, so a window that was loaded again shows the same.
 */
import * as vscode from "vscode";
import { addressOf, scheme, type View, viewOf } from "../exchange/address";
import { comparableExchange } from "../exchange/comparable";
import { type Exchange, receivedOf } from "../exchange/exchange";
import { bodyInStretches, exchangeReport, printable } from "../exchange/report";
import type { History } from "../history/history";
import { inTurns } from "../in-turns";

export interface ShowOptions {
  /** The editor's language. */
  readonly language: string;
  /** Whether it comes in the place of the active editor, and takes the focus. */
  readonly here?: boolean;
}

/** The editor's language for what is no body alone. */
export const reportLanguage = "hookflow-http";

const noBody = { language: "plaintext", body: "" } as const;

const gone = "This answer was not kept: it belongs to an earlier session, or the history was cleared.\n";

export class ResponseDocuments implements vscode.TextDocumentContentProvider, vscode.Disposable {
  /** What is no exchange, for as long as the session lasts. */
  private readonly texts = new Map<string, string>();
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.changed.event;
  private readonly registration = vscode.workspace.registerTextDocumentContentProvider(scheme, this);

  constructor(private readonly history: History) {}

  async provideTextDocumentContent(uri: vscode.Uri): Promise<string> {
    const view = viewOf(uri.query);
    if (view?.view === "text") return this.texts.get(view.key) ?? gone;
    const exchange = view && (await this.exchangeAt(view));
    if (!view || !exchange) return gone;
    switch (view.view) {
      case "latest":
      case "report":
        return exchangeReport(exchange).text;
      case "compare":
        return inTurns(comparableExchange(exchange));
      case "body":
      case "raw":
        return printable(await inTurns(bodyInStretches(receivedOf(exchange) ?? noBody, view.view === "raw")));
    }
  }

  /** The exchange that a document shows. */
  async exchangeOf(uri: vscode.Uri): Promise<Exchange | undefined> {
    const view = uri.scheme === scheme ? viewOf(uri.query) : undefined;
    return view && this.exchangeAt(view);
  }

  /** Brings the document of a webhook's newest exchange up to date, where it stands open. */
  updateLatest(exchange: Exchange): vscode.Uri {
    const uri = address(`${exchange.webhook}.response.http`, { view: "latest", webhook: exchange.uri });
    this.changed.fire(uri);
    // One may stand open by an older name of the webhook.
    for (const { uri: other } of vscode.workspace.textDocuments) {
      const view = other.scheme === scheme ? viewOf(other.query) : undefined;
      if (view?.view === "latest" && view.webhook === exchange.uri && other.path !== uri.path) this.changed.fire(other);
    }
    return uri;
  }

  /** Opens the document of a webhook's newest exchange beside the editor, or brings it up to date. */
  async showLatest(exchange: Exchange): Promise<void> {
    await this.open(this.updateLatest(exchange), { language: reportLanguage });
  }

  async showText(name: string, text: string, options: ShowOptions): Promise<void> {
    await this.open(this.textAddress(name, text), options);
  }

  /** The address of a text that is no exchange. */
  textAddress(name: string, text: string): vscode.Uri {
    const uri = address(name, { view: "text", key: name });
    this.texts.set(name, text);
    this.changed.fire(uri);
    return uri;
  }

  async show(name: string, view: View, options: ShowOptions): Promise<void> {
    await this.open(address(name, view), options);
  }

  /** Two answers beside each other, coloured as an answer is. */
  async showDifference(left: vscode.Uri, right: vscode.Uri, title: string): Promise<void> {
    for (const uri of [left, right]) await inLanguage(await vscode.workspace.openTextDocument(uri), reportLanguage);
    await vscode.commands.executeCommand("vscode.diff", left, right, title);
  }

  private async exchangeAt(view: View): Promise<Exchange | undefined> {
    if (view.view === "text") return undefined;
    if (view.view !== "latest") return this.history.get(view.id);
    const [newest] = await this.history.of(view.webhook);
    return newest && this.history.get(newest.id);
  }

  private async open(uri: vscode.Uri, { language, here = false }: ShowOptions): Promise<void> {
    const document = await vscode.workspace.openTextDocument(uri);
    await inLanguage(document, language);
    await vscode.window.showTextDocument(document, {
      viewColumn: here ? vscode.ViewColumn.Active : columnOf(uri),
      preserveFocus: !here,
      preview: here,
    });
  }

  dispose(): void {
    this.registration.dispose();
    this.changed.dispose();
    this.texts.clear();
  }
}

/** A language that the editor does not have leaves a document as it is. */
async function inLanguage(document: vscode.TextDocument, language: string): Promise<void> {
  if (document.languageId !== language)
    await vscode.languages.setTextDocumentLanguage(document, language).then(undefined, () => undefined);
}

/** Where a document stands already; else beside the active editor, unless that one is a result too. */
function columnOf(uri: vscode.Uri): vscode.ViewColumn {
  const group = vscode.window.tabGroups.all.find(({ tabs }) =>
    tabs.some(({ input }) => input instanceof vscode.TabInputText && input.uri.toString() === uri.toString()),
  );
  const isResult = vscode.window.activeTextEditor?.document.uri.scheme === scheme;
  return group?.viewColumn ?? (isResult ? vscode.ViewColumn.Active : vscode.ViewColumn.Beside);
}

export function address(name: string, view: View): vscode.Uri {
  return vscode.Uri.from({ scheme, ...addressOf(name, view) });
}
