/** "Send test": plans the request, shows what is missing, signs it, sends it once, and opens the answer. */
import * as vscode from "vscode";
import type { HttpFailure, HttpResponse } from "#core/platform";
import { Redactor } from "#core/request/redact";
import { bodyText } from "#core/request/response-text";
import type { Secret } from "#core/request/sign";
import { signed } from "#core/request/sign";
import type { HttpOptions } from "#platform/http";
import { environmentProxy, nodeHttp, proxyExcept } from "#platform/http";
import type { Plan } from "#protocol";
import type { Answers } from "../answers";
import { targetOf, webhookName } from "../commands/target";
import type { RequestPlanner } from "../request-planner";
import type { ResponseDocuments } from "../views/response-documents";
import { responseReport } from "../views/response-report";
import type { DemoEndpoint } from "./demo-endpoint";
import type { Secrets } from "./secrets";

/** The most of an answer that is kept, in bytes. */
const maxBytes = 20 * 1024 * 1024;

export class Sender implements vscode.Disposable {
  private readonly sending = new Map<string, AbortController>();

  constructor(
    private readonly planner: RequestPlanner,
    private readonly secrets: Secrets,
    private readonly demo: DemoEndpoint,
    private readonly documents: ResponseDocuments,
    private readonly answers: Answers,
  ) {}

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
    const plan = await this.planner.plan(uri);
    if (plan) await this.send(uri, plan);
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
    const took = Math.round(response.timings.total);
    this.answers.tested({ webhook: plan.webhook, ok: response.status < 400, text: `${response.status}, ${took} ms` });
    this.answers.add({ webhook: plan.webhook, body: redactor.text(body.text), from: "last test" });
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
    this.answers.tested({ webhook: plan.webhook, ok: false, text: failure.kind });
    const code = failure.code ? ` (${failure.code})` : "";
    void vscode.window.showErrorMessage(redactor.text(`${failure.message}${code}. ${failure.help}.`));
  }

  dispose(): void {
    for (const abort of this.sending.values()) abort.abort();
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
