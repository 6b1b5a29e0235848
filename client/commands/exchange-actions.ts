/**
 * What a person can do with an exchange, wherever it is shown: open it or its body, compare, copy, keep as a recording, put
 * into previews. Nothing here sends.
 */
import * as vscode from "vscode";
import { curlCommand } from "#core/request/curl-command";
import { withoutPersonalData } from "#core/request/personal-data";
import { recordingFile } from "#core/request/recording-text";
import type { RecordingItem } from "#protocol";
import type { Answers } from "../answers";
import { comparableRecording, comparableWithRecording, comparisonTitle } from "../exchange/comparable";
import type { Answer, Exchange } from "../exchange/exchange";
import { receivedOf, storable, usableAnswer } from "../exchange/exchange";
import { ago, timeOf } from "../exchange/facts";
import type { History } from "../history/history";
import { inTurns } from "../in-turns";
import type { LanguageServer } from "../language-server";
import { plain } from "../plain";
import { address, type ResponseDocuments, reportLanguage } from "../views/response-documents";
import { ask } from "./quick-pick";
import { targetOf, webhookName } from "./target";

const languages = { json: "json", xml: "xml", html: "html", plaintext: "txt" } as const;

export class ExchangeActions {
  constructor(
    private readonly history: History,
    private readonly documents: ResponseDocuments,
    private readonly server: LanguageServer,
    private readonly answers: Answers,
  ) {}

  /** The exchange that a lens, a row of the history or an editor's title is about; arguments are never trusted. */
  async exchangeOf(argument: unknown): Promise<Exchange | undefined> {
    const id = (argument as { readonly id?: unknown } | null | undefined)?.id;
    // Only a command without an argument means the active editor: a wrong one means nothing.
    const active = argument === undefined ? vscode.window.activeTextEditor?.document.uri : undefined;
    const uri = argument instanceof vscode.Uri ? argument : active;
    const found = typeof id === "string" ? await this.history.get(id) : uri && (await this.documents.exchangeOf(uri));
    if (!found) void vscode.window.showInformationMessage("This result was not kept: send the test again.");
    return found;
  }

  async open(argument: unknown): Promise<void> {
    const exchange = await this.exchangeOf(argument);
    if (!exchange) return;
    const name = `${exchange.webhook} ${timeOf(exchange)}.response.http`;
    await this.documents.show(name, { view: "report", id: exchange.id }, { language: reportLanguage, here: true });
  }

  /** The newest result of a webhook. */
  async showLatest(argument: unknown): Promise<void> {
    const target = targetOf(argument, webhookName);
    const [newest] = target ? await this.history.of(target.uri.toString()) : [];
    const exchange = newest && (await this.history.get(newest.id));
    if (exchange) await this.documents.showLatest(exchange);
    else void vscode.window.showInformationMessage("No result of this webhook is kept: send a test first.");
  }

  async openBody(argument: unknown, raw: boolean): Promise<void> {
    const exchange = await this.exchangeOf(argument);
    if (!exchange) return;
    const came = receivedOf(exchange);
    if (!came || came.body === "") {
      void vscode.window.showInformationMessage("This result has no body.");
      return;
    }
    // Half a JSON text is coloured like one, and not called wrong for what was cut off.
    const [language, ending] =
      came.isCut && came.language === "json" ? ["jsonl", "txt"] : [came.language, languages[came.language]];
    const name = `${exchange.webhook} ${timeOf(exchange)}${raw ? " as it came" : ""}.${ending}`;
    await this.documents.show(name, { view: raw ? "raw" : "body", id: exchange.id }, { language, here: true });
  }

  async copyAsCurl(argument: unknown): Promise<void> {
    const exchange = await this.exchangeOf(argument);
    if (!exchange) return;
    // What is copied ends in tickets: credentials that stand in the definition are not in it either.
    await vscode.env.clipboard.writeText(curlCommand(storable(exchange).request));
    const { connector } = exchange.request;
    vscode.window.setStatusBarMessage(
      connector ? "$(check) Copied; the secret is a shell variable" : "$(check) Copied as cURL",
      8000,
    );
  }

  async compareWithPrevious(argument: unknown): Promise<void> {
    const exchange = await this.exchangeOf(argument);
    if (!exchange) return;
    const before = (await this.history.of(exchange.uri)).find(({ id }) => id < exchange.id);
    const previous = before && (await this.history.get(before.id));
    if (previous) await this.compare(previous, exchange);
    else void vscode.window.showInformationMessage("There is no earlier result of this webhook.");
  }

  /** Two rows of the history. */
  async compareSelected(_argument: unknown, selection: unknown): Promise<void> {
    const ids = Array.isArray(selection)
      ? selection.flatMap((row: { readonly id?: unknown } | null) => (typeof row?.id === "string" ? [row.id] : []))
      : [];
    const [first, second] = await Promise.all(ids.sort().map((id) => this.history.get(id)));
    if (first && second && ids.length === 2) await this.compare(first, second);
    else void vscode.window.showInformationMessage("Select two results of the history to compare them.");
  }

  async compareWithRecording(argument: unknown): Promise<void> {
    const exchange = await this.exchangeOf(argument);
    if (!exchange) return;
    const { recordings } = await this.server.recordings({ uri: exchange.uri });
    const recording = await pickRecording(recordings);
    if (!recording) return;
    const left = this.documents.textAddress(`${recording.id} recorded.http`, await inTurns(comparableRecording(recording)));
    const right = this.documents.textAddress(
      `${exchange.webhook} ${timeOf(exchange)} beside the recording.http`,
      await inTurns(comparableWithRecording(exchange, recording)),
    );
    await this.documents.showDifference(left, right, plain(comparisonTitle(exchange, recording)));
  }

  async saveAsRecording(argument: unknown): Promise<void> {
    const exchange = await this.exchangeOf(argument);
    const answer = exchange && textAnswer(exchange);
    if (!exchange || !answer) return;
    const body = await this.withoutPersons(exchange, answer);
    if (body === undefined) return;
    const text = recordingFile({
      webhook: exchange.webhook,
      status: answer.status,
      headers: storedHeaders(exchange),
      body,
      recordedAt: new Date(exchange.at).toISOString(),
      sample: { contact: exchange.data.contact, event: exchange.data.event },
    });
    const place = await freePlace(vscode.Uri.parse(exchange.uri), exchange.webhook);
    await vscode.workspace.fs.writeFile(place, new TextEncoder().encode(text));
    await vscode.window.showTextDocument(place, { viewColumn: vscode.ViewColumn.Active });
  }

  /** Previews take the last answer by themselves; this puts an older one in its place. */
  async useInPreview(argument: unknown): Promise<void> {
    const exchange = await this.exchangeOf(argument);
    const answer = exchange && textAnswer(exchange);
    if (!exchange || !answer) return;
    this.answers.add({ webhook: exchange.webhook, body: answer.body, from: `test of ${timeOf(exchange)}` });
    vscode.window.setStatusBarMessage(`$(check) Previews of messages now read this answer of ${plain(exchange.webhook)}`, 8000);
  }

  async search(): Promise<void> {
    const rows = (await this.history.all()).filter(({ uri }) => isOfWorkspace(uri));
    const answer = await ask({
      title: "History of tests",
      placeholder: "Search by webhook, result, address, data or the beginning of the answer",
      items: rows.map((row) => ({
        label: plain(`${row.webhook}  ${row.outcome}`),
        description: plain([ago(Date.now() - row.at), row.data].filter(Boolean).join("  ·  ")),
        detail: plain(`${row.method} ${row.url}  ${row.search}`),
        value: row,
      })),
    });
    if (answer?.kind === "picked") await this.open(answer.value);
  }

  private async compare(before: Exchange, after: Exchange): Promise<void> {
    const side = (exchange: Exchange) =>
      address(`${exchange.webhook} ${timeOf(exchange)}.http`, { view: "compare", id: exchange.id });
    await this.documents.showDifference(side(before), side(after), plain(comparisonTitle(after, before)));
  }

  /** The body as it may become a file of the repository; undefined when the person backed out. */
  private async withoutPersons(exchange: Exchange, answer: Answer): Promise<string | undefined> {
    const needs = await this.server.needs(exchange.uri);
    const known = needs?.contacts.find(({ id }) => id === exchange.data.contact)?.fields ?? [];
    const { text, found } = withoutPersonalData(answer.body, known);
    if (found.length === 0) return answer.body;
    const [maskIt, keepIt] = ["Mask It", "Keep It"];
    const chosen = await vscode.window.showWarningMessage(
      "The answer holds personal data",
      {
        modal: true,
        detail: `Found: ${found.map(plain).join(", ")}. A recording is a file of the workspace, and others will read it.`,
      },
      maskIt,
      keepIt,
    );
    return chosen === maskIt ? text : chosen === keepIt ? answer.body : undefined;
  }
}

/** Whether a webhook's file belongs to a folder that is open here. */
export function isOfWorkspace(uri: string): boolean {
  return vscode.workspace.getWorkspaceFolder(vscode.Uri.parse(uri)) !== undefined;
}

function textAnswer(exchange: Exchange): Answer | undefined {
  const answer = usableAnswer(exchange);
  if (answer) return answer;
  const { outcome } = exchange;
  const why = outcome.kind === "answer" && outcome.isCut ? "is too long to be kept whole" : "has no text that could be kept";
  void vscode.window.showInformationMessage(`This result ${why}.`);
  return undefined;
}

function storedHeaders(exchange: Exchange): Answer["headers"] {
  const { outcome } = storable(exchange);
  return outcome.kind === "answer" ? outcome.headers : [];
}

async function pickRecording(recordings: readonly RecordingItem[]): Promise<RecordingItem | undefined> {
  if (recordings.length === 0)
    void vscode.window.showInformationMessage("This webhook has no recording yet: Save as Recording makes one.");
  if (recordings.length < 2) return recordings[0];
  const answer = await ask({
    title: "Compare with which recording?",
    placeholder: "A recording",
    items: recordings.map((recording) => ({
      label: plain(recording.id),
      description: plain(`${recording.status}, ${recording.recordedAt}`),
      value: recording,
    })),
  });
  return answer?.kind === "picked" ? answer.value : undefined;
}

/** Beside the webhook: `WH5.response.json`, or the first number that is free; nothing is ever overwritten. */
async function freePlace(webhook: vscode.Uri, name: string): Promise<vscode.Uri> {
  const stem = name.replace(/[^\p{L}\p{N}_-]+/gu, "-") || "answer";
  for (let at = 1; ; at++) {
    const place = vscode.Uri.joinPath(webhook, "..", `${stem}${at === 1 ? "" : `-${at}`}.response.json`);
    const isTaken = await vscode.workspace.fs.stat(place).then(
      () => true,
      () => false,
    );
    if (!isTaken) return place;
  }
}
