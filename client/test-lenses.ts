/** Adds to the lenses above a webhook what the client alone knows: the remembered data, whether a test is on its way, the last result. */
import * as vscode from "vscode";
import { commandIds } from "#protocol";
import { everyMinute } from "./every-minute";
import type { History } from "./history/history";
import type { LanguageServer } from "./language-server";
import { plain } from "./plain";
import { dataTitle, type RememberedData } from "./test-data";
import { type TestTitle, testTitles } from "./test-titles";

const commands: Readonly<Record<TestTitle["does"], string>> = {
  send: commandIds.sendTest,
  cancel: commandIds.cancelTest,
  choose: commandIds.sendTestWith,
  show: commandIds.showResult,
};

export class TestLenses implements vscode.Disposable {
  private readonly sending = new Set<string>();
  private readonly marked = new vscode.EventEmitter<void>();
  /** A test of some webhook has begun, or has ended. */
  readonly onDidMark = this.marked.event;
  /** Whether a lens on the screen tells an age. */
  private tellsAge = false;
  private readonly aging = everyMinute(() => this.tellsAge && this.refresh());
  private readonly trusting = vscode.workspace.onDidGrantWorkspaceTrust(() => this.refresh());

  constructor(
    private readonly server: LanguageServer,
    private readonly history: History,
    private readonly remembered: (uri: string) => RememberedData,
  ) {
    server.dressLenses = (document, lenses) => this.dress(document, lenses);
  }

  /** A test of a webhook has begun, or has ended. */
  mark(uri: string, isSending: boolean): void {
    if (isSending) this.sending.add(uri);
    else this.sending.delete(uri);
    this.refresh();
    this.marked.fire();
  }

  isSending(uri: string): boolean {
    return this.sending.has(uri);
  }

  refresh(): void {
    this.tellsAge = false;
    void this.server.refreshLenses();
  }

  private async dress(document: vscode.TextDocument, lenses: readonly vscode.CodeLens[]): Promise<vscode.CodeLens[]> {
    const send = lenses.find(({ command }) => command?.command === commandIds.sendTest);
    if (!send) return [...lenses];
    const uri = document.uri.toString();
    const [last] = await this.history.of(uri);
    this.tellsAge ||= last !== undefined;
    const titles = testTitles(
      {
        isTrusted: vscode.workspace.isTrusted,
        isSending: this.sending.has(uri),
        data: dataTitle(this.remembered(uri)),
        last,
      },
      Date.now(),
    );
    const own = titles.map(
      ({ title, does }) =>
        new vscode.CodeLens(send.range, {
          title: does === "show" || does === "send" ? labelled(title) : title,
          command: commands[does],
          arguments: [{ uri }],
        }),
    );
    return lenses.flatMap((lens) => (lens === send ? own : [lens]));
  }

  dispose(): void {
    this.aging.dispose();
    this.trusting.dispose();
    this.marked.dispose();
  }
}

/** Our own icon in front stays, what files say behind it is plain. */
function labelled(title: string): string {
  const icon = /^\$\([\w~-]+\)/.exec(title)?.[0] ?? "";
  return icon + plain(title.slice(icon.length));
}
