/** What one can do with an answer, above it in its document: every action that makes sense for this one, and no other. */
import * as vscode from "vscode";
import { commandIds } from "#protocol";
import { scheme, viewOf } from "../exchange/address";
import { receivedOf, usableAnswer } from "../exchange/exchange";
import { bytes } from "../exchange/facts";
import { isFollowable } from "../exchange/follow";
import { exchangeReport } from "../exchange/report";
import type { History } from "../history/history";
import type { LanguageServer } from "../language-server";
import type { TestLenses } from "../test-lenses";
import { sendingTitle } from "../test-titles";
import { type ResponseDocuments, reportLanguage } from "./response-documents";

export class ExchangeLenses implements vscode.CodeLensProvider, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChangeCodeLenses = this.changed.event;
  private readonly registration = vscode.languages.registerCodeLensProvider({ scheme, language: reportLanguage }, this);

  private readonly subscription: vscode.Disposable;

  constructor(
    private readonly documents: ResponseDocuments,
    private readonly history: History,
    private readonly server: LanguageServer,
    private readonly tests: Pick<TestLenses, "isSending" | "onDidMark">,
    private readonly canSave: (id: string) => boolean,
  ) {
    // A recording may have come or gone.
    this.subscription = vscode.Disposable.from(
      server.onDidChange(() => this.refresh()),
      tests.onDidMark(() => this.refresh()),
    );
  }

  refresh(): void {
    this.changed.fire();
  }

  async provideCodeLenses({ uri }: vscode.TextDocument): Promise<vscode.CodeLens[]> {
    const isReport = /^(latest|report)$/.test(viewOf(uri.query)?.view ?? "");
    const exchange = isReport ? await this.documents.exchangeOf(uri) : undefined;
    if (!exchange) return [];
    const { bodyLine, sentLine } = exchangeReport(exchange);
    // By the document, not by what it shows now: a lens may be clicked while the next answer is on its way into it.
    const lens = (line: number, title: string, command: string, argument: unknown = uri) =>
      new vscode.CodeLens(new vscode.Range(line, 0, line, 0), { title, command, arguments: [argument] });
    // What the next answer makes untrue is taken away before it comes: lenses are drawn later than texts.
    const isSending = this.tests.isSending(exchange.uri);
    const [before, hasRecording] = await Promise.all([this.history.of(exchange.uri), this.hasRecording(exchange.uri)]);
    const came = receivedOf(exchange);
    // What the editor shows of it is not all: a text that is whole is saved as any document is.
    const isPart = came?.binary || came?.isCut;
    const isUsable = usableAnswer(exchange) !== undefined;
    // What is used most comes first: a narrow column cuts the last ones off.
    return [
      ...(isFollowable(exchange) && !isSending ? [lens(0, "$(arrow-right)\u00a0Follow", commandIds.followRedirect)] : []),
      isSending
        ? lens(0, sendingTitle, commandIds.cancelTest, { uri: exchange.uri })
        : lens(0, "$(debug-rerun)\u00a0Send again", commandIds.sendAgain),
      ...(isUsable
        ? [
            lens(0, "Use in previews", commandIds.useInPreview),
            lens(0, "$(save)\u00a0Save as recording", commandIds.saveAsRecording),
          ]
        : []),
      ...(before.some(({ id }) => id < exchange.id)
        ? [lens(1, "$(diff)\u00a0Compare with previous", commandIds.compareWithPrevious)]
        : []),
      ...(isUsable && hasRecording ? [lens(1, "$(diff)\u00a0Compare with recording", commandIds.compareWithRecording)] : []),
      ...(bodyLine === undefined
        ? []
        : [
            ...(isPart && this.canSave(exchange.id)
              ? [lens(bodyLine, `$(desktop-download)\u00a0Save ${bytes(came.size)}…`, commandIds.saveBody)]
              : []),
            lens(bodyLine, "$(file-code)\u00a0Open body", commandIds.openBody),
            ...(came?.binary ? [] : [lens(bodyLine, "as it came", commandIds.openRawBody)]),
          ]),
      lens(sentLine, "$(terminal)\u00a0Copy as cURL", commandIds.copyAsCurl),
    ];
  }

  private async hasRecording(uri: string): Promise<boolean> {
    const { recordings } = await this.server.recordings({ uri }).catch(() => ({ recordings: [] }));
    return recordings.length > 0;
  }

  dispose(): void {
    vscode.Disposable.from(this.registration, this.subscription, this.changed).dispose();
  }
}
