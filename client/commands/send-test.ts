/** "Send test": plans the request, shows what is missing, signs it, sends it once, and opens the answer. */
import * as vscode from "vscode";
import type { HttpFailure, HttpResponse } from "#core/platform";
import { Redactor } from "#core/request/redact";
import { bodyText } from "#core/request/response-text";
import type { Secret } from "#core/request/sign";
import { signed } from "#core/request/sign";
import type { HttpOptions } from "#platform/http";
import { environmentProxy, nodeHttp, proxyExcept } from "#platform/http";
import type { Choice, Plan, PlanProblem, PlanResult, ResponseData } from "#protocol";
import type { LanguageServer } from "../language-server";
import type { ResponseDocuments } from "../views/response-documents";
import { responseReport } from "../views/response-report";
import { Choices, chooseData } from "./choose-data";
import type { DemoEndpoint } from "./demo-endpoint";
import type { Secrets } from "./secrets";
import { targetOf, webhookName } from "./target";

/** The most of an answer that is kept, in bytes. */
const maxBytes = 20 * 1024 * 1024;

export class Sender implements vscode.Disposable {
  readonly choices: Choices;
  private readonly sending = new Map<string, AbortController>();
  private readonly answers = new Map<string, ResponseData>();
  private readonly answered = new vscode.EventEmitter<string>();
  /** A webhook has answered; its name. */
  readonly onDidAnswer = this.answered.event;

  constructor(
    private readonly server: LanguageServer,
    private readonly secrets: Secrets,
    private readonly demo: DemoEndpoint,
    private readonly documents: ResponseDocuments,
    state: vscode.Memento,
  ) {
    this.choices = new Choices(state);
  }

  /** The last answers of this session, for previews. */
  responses(): readonly ResponseData[] {
    return [...this.answers.values()];
  }

  /** The command. */
  async sendTest(argument: unknown): Promise<void> {
    if (!vscode.workspace.isTrusted) {
      const manage = "Manage Trust";
      const answer = await vscode.window.showWarningMessage("Sending is off until this workspace is trusted.", manage);
      if (answer === manage) await vscode.commands.executeCommand("workbench.trust.manage");
      return;
    }
    const target = targetOf(argument, webhookName);
    if (!target) {
      void vscode.window.showInformationMessage("Open a webhook (*.webhook.yaml) to send a test.");
      return;
    }
    const uri = target.uri.toString();
    const running = this.sending.get(uri);
    if (running) {
      const stop = "Cancel It";
      if ((await vscode.window.showWarningMessage("A test of this webhook is on its way.", stop)) === stop) running.abort();
      return;
    }
    const plan = await this.plan(uri);
    if (plan) await this.send(uri, plan);
  }

  /** Asks for data and plans the request; tells why when it cannot be made. */
  async plan(uri: string): Promise<Plan | undefined> {
    const needs = await this.server.needs(uri);
    if (!needs) throw new Error("The language server could not read this webhook");
    const choice = await chooseData(needs, this.choices.get(uri));
    if (!choice) return undefined;
    await this.choices.set(uri, choice);
    return this.planWith(uri, choice, {});
  }

  private async planWith(
    uri: string,
    choice: Choice,
    options: { unresolved?: "empty"; breaking?: "escape" | "as-is" },
  ): Promise<Plan | undefined> {
    const result: PlanResult | null = await this.server.plan({ uri, ...choice, ...options });
    if (!result) throw new Error("The language server could not plan this request");
    if (result.ok) return result.plan;
    const again = await this.explain(result.problems);
    return again && this.planWith(uri, choice, { ...options, ...again });
  }

  /** One message that names everything, with the ways on. */
  private async explain(
    problems: readonly PlanProblem[],
  ): Promise<{ unresolved?: "empty"; breaking?: "escape" | "as-is" } | undefined> {
    const [first] = problems;
    if (!first) return undefined;
    const kinds = new Set(problems.map((problem) => problem.kind));
    const actions = ["Show"];
    if (kinds.size === 1 && kinds.has("unresolved")) actions.push("Send Empty");
    if (kinds.size === 1 && kinds.has("breaking")) actions.push("Send Escaped", "Send As It Is");
    const message = problems.map((problem) => problem.message).join(". ");
    const answer = await vscode.window.showErrorMessage(`Not sent. ${message}. ${first.help}.`, ...actions);
    if (answer === "Show" && first.location)
      await vscode.window.showTextDocument(vscode.Uri.parse(first.location.uri), { selection: rangeOf(first.location.range) });
    if (answer === "Send Empty") return { unresolved: "empty" };
    if (answer === "Send Escaped") return { breaking: "escape" };
    if (answer === "Send As It Is") return { breaking: "as-is" };
    return undefined;
  }

  private async send(uri: string, plan: Plan): Promise<void> {
    const { origin } = new URL(plan.url);
    if (!this.demo.options && isReserved(origin)) {
      const start = "Start Demo Endpoint";
      const anyway = "Send Anyway";
      const answer = await vscode.window.showInformationMessage(
        `${origin} is an example host. The demo endpoint can answer for it.`,
        start,
        anyway,
      );
      if (answer === start) await this.demo.start();
      else if (answer !== anyway) return;
    }
    const secret = plan.connector && (await this.secrets.get(plan.connector, origin));
    if (plan.connector && !secret) return;
    const redactor = new Redactor(secret ? [secret] : []);
    const abort = new AbortController();
    this.sending.set(uri, abort);
    try {
      const answer = await vscode.window.withProgress(
        { location: vscode.ProgressLocation.Notification, title: `Sending ${plan.webhook}`, cancellable: true },
        async (_progress, token) => {
          token.onCancellationRequested(() => abort.abort());
          return this.exchange(plan, secret, abort.signal);
        },
      );
      if (answer.ok) await this.show(plan, answer.value, redactor);
      else await this.showFailure(plan, answer.error, redactor);
    } finally {
      this.sending.delete(uri);
    }
  }

  private exchange(plan: Plan, secret: Secret | undefined, signal: AbortSignal) {
    const settings = vscode.workspace.getConfiguration("hookflow");
    const caFile = settings.get<string>("send.caFile");
    const options: HttpOptions = {
      ...(caFile ? { caFile } : {}),
      ...(this.demo.options ? { demo: this.demo.options } : {}),
      proxy: proxyRule(),
    };
    const request = plan.connector && secret ? signed(plan, plan.connector, secret) : plan;
    const deadline = settings.get<number>("send.timeout", 30) * 1000;
    return nodeHttp(options).send(
      { method: plan.method, url: request.url, headers: request.headers, body: plan.body, deadline, maxBytes },
      signal,
    );
  }

  private async show(plan: Plan, response: HttpResponse, redactor: Redactor): Promise<void> {
    const body = bodyText(response);
    const report = responseReport(plan, response, body, redactor);
    this.answers.set(plan.webhook, { webhook: plan.webhook, body: redactor.text(body.text), from: "last test" });
    this.answered.fire(plan.webhook);
    await this.documents.show(plan.webhook, report);
    vscode.window.setStatusBarMessage(
      `$(check) ${plan.webhook}: ${response.status} in ${Math.round(response.timings.total)} ms`,
      8000,
    );
  }

  private async showFailure(plan: Plan, failure: HttpFailure, redactor: Redactor): Promise<void> {
    if (failure.kind === "cancelled") {
      vscode.window.setStatusBarMessage(`$(circle-slash) ${plan.webhook}: cancelled`, 8000);
      return;
    }
    const code = failure.code ? ` (${failure.code})` : "";
    void vscode.window.showErrorMessage(redactor.text(`${failure.message}${code}. ${failure.help}.`));
  }

  dispose(): void {
    for (const abort of this.sending.values()) abort.abort();
    this.answered.dispose();
  }
}

/** The editor's own proxy settings, else the environment's. */
function proxyRule(): NonNullable<HttpOptions["proxy"]> {
  const http = vscode.workspace.getConfiguration("http");
  const url = http.get<string>("proxy");
  return url
    ? proxyExcept({ url, from: "http.proxy" }, http.get<readonly string[]>("noProxy", []))
    : environmentProxy(process.env);
}

/** Example hosts never answer on the Internet (RFC 2606). */
function isReserved(origin: string): boolean {
  return /(^|\.)(example\.(com|org|net)|example)$/.test(new URL(origin).hostname);
}

export function rangeOf(range: {
  readonly start: { readonly line: number; readonly character: number };
  readonly end: { readonly line: number; readonly character: number };
}): vscode.Range {
  return new vscode.Range(range.start.line, range.start.character, range.end.line, range.end.character);
}
