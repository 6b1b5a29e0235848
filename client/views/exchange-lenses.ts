/** What one can do with an answer, above it in its document: every action that makes sense for this one, and no other. */
import * as vscode from "vscode";
import { commandIds } from "#protocol";
import { scheme } from "../exchange/address";
import { receivedOf } from "../exchange/exchange";
import { bytes } from "../exchange/facts";
import { isFollowable } from "../exchange/follow";
import { exchangeReport } from "../exchange/report";
import type { History } from "../history/history";
import { type ResponseDocuments, reportLanguage } from "./response-documents";

export class ExchangeLenses implements vscode.CodeLensProvider, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChangeCodeLenses = this.changed.event;
  private readonly registration = vscode.languages.registerCodeLensProvider({ scheme, language: reportLanguage }, this);

  constructor(
    private readonly documents: ResponseDocuments,
    private readonly history: History,
    private readonly canSave: (id: string) => boolean,
  ) {}

  refresh(): void {
    this.changed.fire();
  }

  async provideCodeLenses({ uri }: vscode.TextDocument): Promise<vscode.CodeLens[]> {
    const exchange = await this.documents.exchangeOf(uri);
    if (!exchange) return [];
    // By the document, not by what it shows now: a lens may be clicked while the next answer is on its way into it.
    const lens = (line: number, title: string, command: string) =>
      new vscode.CodeLens(new vscode.Range(line, 0, line, 0), { title, command, arguments: [uri] });
    const { bodyLine, sentLine } = exchangeReport(exchange);
    const hasPrevious = (await this.history.of(exchange.uri)).some(({ id }) => id < exchange.id);
    const answer = exchange.outcome.kind === "answer" ? exchange.outcome : undefined;
    const came = receivedOf(exchange);
    // What the editor shows of it is not all: a text that is whole is saved as any document is.
    const isPart = came?.binary || came?.isCut;
    return [
      ...(isFollowable(exchange) ? [lens(0, "$(arrow-right)\u00a0Follow", commandIds.followRedirect)] : []),
      lens(0, "$(debug-rerun)\u00a0Send again", commandIds.sendAgain),
      ...(hasPrevious ? [lens(0, "$(diff)\u00a0Compare with previous", commandIds.compareWithPrevious)] : []),
      ...(answer && !isPart
        ? [
            lens(0, "Compare with recording", commandIds.compareWithRecording),
            lens(0, "$(save)\u00a0Save as recording", commandIds.saveAsRecording),
            lens(0, "Use in previews", commandIds.useInPreview),
          ]
        : []),
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

  dispose(): void {
    this.registration.dispose();
    this.changed.dispose();
  }
}
