/** "Send test": plans the request, shows what is missing, signs it, sends it once, keeps what became of it, and opens the answer. */
import * as vscode from "vscode";
import type { FollowedRedirect, RedirectRules } from "#core/platform";
import { Redactor } from "#core/request/redact";
import type { Secret } from "#core/request/sign";
import { signed } from "#core/request/sign";
import type { HttpOptions } from "#platform/http";
import { editorProxy, nodeHttp } from "#platform/http";
import type { Plan } from "#protocol";
import { targetOf, webhookName } from "../commands/target";
import { answered, type Exchange, exchangeId, failed, type Sent, usableAnswer, withFindings } from "../exchange/exchange";
import { adviceOf, outcomeText } from "../exchange/facts";
import { followedFrom, isFollowable } from "../exchange/follow";
import { sendAllowing } from "../exchange/private-ways";
import { outcomeLooks } from "../history/outcome-looks";
import { kindOf } from "../history/summary";
import type { Parts } from "../host";
import { inTurns, nextTurn } from "../in-turns";
import { plain } from "../plain";
import type { Planned, PlanWishes } from "../request-planner";
import { spoken } from "../spoken";
import { isTrusted } from "../trusted";
import type { DemoEndpoint } from "./demo-endpoint";
import type { KeptBytes } from "./kept-bytes";
import type { PrivateHosts } from "./private-hosts";
import type { Secrets } from "./secrets";

/** The most of an answer that is kept, in bytes. */
const maxBytes = 20 * 1024 * 1024;

/** How a request treats redirects. */
interface Way {
  /** Undefined: as the person's settings say. */
  readonly follow?: boolean;
  /** The redirect that it goes on from. */
  readonly from?: Exchange;
}

/** What sending needs of the rest of the extension. */
export type SenderParts = Omit<Parts, "context" | "log">;

export class Sender implements vscode.Disposable {
  private readonly sending = new Map<string, AbortController>();
  /** Requests that have begun, until the history has them. */
  private readonly begun = new Set<Promise<void>>();

  constructor(
    private readonly parts: SenderParts,
    private readonly secrets: Secrets,
    private readonly demo: DemoEndpoint,
    private readonly hosts: PrivateHosts,
    private readonly kept: KeptBytes,
  ) {}

  /** The command. @param wishes other data than the last time */
  async sendTest(argument: unknown, wishes: PlanWishes = {}): Promise<void> {
    const target = targetOf(argument, webhookName);
    if (!target) {
      void vscode.window.showInformationMessage("Open a webhook (*.webhook.yaml) to send a test.");
      return;
    }
    const uri = target.uri.toString();
    await this.sendPlanned(uri, () => this.parts.planner.plan(uri, wishes));
  }

  /** The same webhook with the same data once more; redirects are followed if they were. */
  async sendAgain({ uri, data, outcome }: Exchange): Promise<void> {
    await this.sendPlanned(uri, () => this.parts.planner.again(uri, data), outcome.hops ? { follow: true } : {});
  }

  /** Goes on where a redirect leads. */
  async follow(exchange: Exchange): Promise<void> {
    const { uri, data } = exchange;
    if (isFollowable(exchange))
      await this.sendPlanned(uri, () => this.parts.planner.again(uri, data), { follow: true, from: exchange });
    else void vscode.window.showInformationMessage("This result is no redirect that leads anywhere.");
  }

  cancel(argument: unknown): void {
    const target = targetOf(argument, webhookName);
    if (target) this.sending.get(target.uri.toString())?.abort();
  }

  private async sendPlanned(uri: string, plan: () => Promise<Planned | undefined>, way: Way = {}): Promise<void> {
    if (!(await isTrusted("Sending is"))) return;
    const running = this.sending.get(uri);
    if (running) {
      const stop = "Cancel It";
      if ((await vscode.window.showWarningMessage("A test of this webhook is on its way.", stop)) === stop) running.abort();
      return;
    }
    const planned = await plan();
    if (planned) await this.send(uri, planned, way);
  }

  private async send(uri: string, planned: Planned, way: Way): Promise<void> {
    const { plan } = planned;
    const { origin } = new URL(plan.url);
    if (!this.demo.options && isReserved(origin) && !(await this.offerDemo(origin))) return;
    const asking = { method: plan.method, webhook: plan.webhook, uri };
    const secret = plan.connector && (await this.secrets.get(plan.connector, origin, asking));
    // The questions above may have stood open while another test of the same webhook began.
    if ((plan.connector && !secret) || this.sending.has(uri)) return;
    const redactor = new Redactor(secret ? [secret] : []);
    const follow = way.follow ?? vscode.workspace.getConfiguration("hookflow").get("send.followRedirects", false);
    const followed = way.from && followedFrom(way.from, plan, redactor);
    if (typeof followed === "string") {
      const fromStart = "Send Again and Follow";
      const answer = await vscode.window.showWarningMessage(
        `${spoken(followed)}. It can be sent again from the beginning.`,
        fromStart,
      );
      if (answer === fromStart) await this.send(uri, planned, { follow: true });
      return;
    }
    const begun = this.begin(uri, planned, redactor, (signal) => {
      const send = (behind: readonly FollowedRedirect[]) =>
        vscode.window.withProgress({ location: vscode.ProgressLocation.Window, title: `Sending ${plain(plan.webhook)}` }, () =>
          this.exchange(plan, secret, signal, follow ? redirectRules(plan, secret, behind) : undefined),
        );
      return sendAllowing(send, followed ? [followed] : [], (host) => this.hosts.ask(host, asking));
    });
    this.begun.add(begun);
    await begun.finally(() => this.begun.delete(begun));
  }

  /** Sends, shows what came of it and keeps it. @param send gives undefined when nothing was sent */
  private async begin(
    uri: string,
    { plan, data }: Planned,
    redactor: Redactor,
    send: (signal: AbortSignal) => ReturnType<typeof sendAllowing>,
  ): Promise<void> {
    const at = Date.now();
    const sent: Sent = {
      id: exchangeId(at, Math.random()),
      uri,
      webhook: plan.webhook,
      at,
      data,
      contact: plan.contact,
      event: plan.event,
    };
    const abort = new AbortController();
    this.sending.set(uri, abort);
    this.parts.lenses.mark(uri, true);
    try {
      const result = await send(abort.signal);
      if (!result) return;
      // A large answer has just been put together; making it readable is another turn's work.
      await nextTurn();
      const came = result.ok ? result.value : result.error.arrived && { ...result.error.arrived, truncated: true };
      if (came) this.kept.keep(sent.id, came, redactor);
      const exchange = await inTurns(
        result.ok ? answered(sent, plan, result.value, redactor) : failed(sent, plan, result.error, redactor),
      );
      this.sending.delete(uri);
      await this.keep(await this.judged(exchange));
    } finally {
      this.sending.delete(uri);
      this.parts.lenses.mark(uri, false);
    }
  }

  /** Whether to go on, with the demo endpoint or without. */
  private async offerDemo(origin: string): Promise<boolean> {
    const [start, anyway] = ["Start Demo Endpoint", "Send Anyway"];
    const answer = await vscode.window.showInformationMessage(
      `${origin} is an example host. The demo endpoint can answer for it.`,
      start,
      anyway,
    );
    if (answer === start) await this.demo.start();
    return answer === start || answer === anyway;
  }

  /** With what the recordings say of the answer. That is an extra: an answer is shown also when the server cannot tell. */
  private async judged(exchange: Exchange): Promise<Exchange> {
    const { outcome, uri } = exchange;
    if (outcome.kind !== "answer" || outcome.language !== "json" || outcome.isCut || outcome.status >= 300) return exchange;
    const { differences } = await this.parts.server
      .recordings({ uri, body: outcome.body })
      .catch(() => ({ differences: [] as readonly string[] }));
    return withFindings(exchange, differences);
  }

  private async keep(exchange: Exchange): Promise<void> {
    const { documents, answers, history } = this.parts;
    const { outcome, webhook } = exchange;
    await history.add(exchange);
    const { icon } = outcomeLooks[kindOf(exchange)];
    const said = `${plain(webhook)}: ${outcomeText(exchange).replace(", ", " in ")}`;
    if (outcome.kind === "answer") {
      if (usableAnswer(exchange)) answers.add({ webhook, body: outcome.body, from: "last test" });
      await documents.showLatest(exchange);
      vscode.window.setStatusBarMessage(`$(${icon}) ${said}`, 8000);
      return;
    }
    documents.updateLatest(exchange);
    const { failure } = outcome;
    if (failure.kind === "cancelled") {
      vscode.window.setStatusBarMessage(`$(${icon}) ${said}`, 8000);
      return;
    }
    void this.tellFailure(
      exchange,
      `${failure.message}${failure.code ? ` (${failure.code})` : ""}. ${adviceOf(failure).join(". ")}.`,
    );
  }

  private async tellFailure(exchange: Exchange, sentence: string): Promise<void> {
    const [show, again] = ["Show Details", "Send Again"];
    const chosen = await vscode.window.showErrorMessage(spoken(sentence), show, again);
    if (chosen === show) await this.parts.documents.showLatest(exchange);
    if (chosen === again) await this.sendAgain(exchange);
  }

  /** @param redirects undefined: a redirect is the answer */
  private exchange(plan: Plan, secret: Secret | undefined, signal: AbortSignal, redirects: RedirectRules | undefined) {
    const settings = vscode.workspace.getConfiguration("hookflow");
    const caFile = settings.get<string>("send.caFile");
    const options: HttpOptions = {
      ...(caFile ? { caFile } : {}),
      ...(this.demo.options ? { demo: this.demo.options } : {}),
      proxy: proxyRule(),
      allowPrivate: (host) => this.hosts.isAllowed(host),
    };
    const request = plan.connector && secret ? signed(plan, plan.connector, secret) : plan;
    const deadline = settings.get<number>("send.timeout", 30) * 1000;
    return nodeHttp(options).send(
      {
        method: plan.method,
        url: request.url,
        headers: request.headers,
        body: plan.body,
        deadline,
        maxBytes,
        ...(redirects ? { followRedirects: redirects } : {}),
      },
      signal,
    );
  }

  /** What is on its way ends with the window, which waits until the history tells of it. It is never taken up again by itself. */
  async end(): Promise<void> {
    this.dispose();
    await Promise.allSettled(this.begun);
  }

  dispose(): void {
    for (const abort of this.sending.values()) abort.abort();
  }
}

function redirectRules({ allowedHosts }: Plan, secret: Secret | undefined, followed: readonly FollowedRedirect[]): RedirectRules {
  return { secrets: secret ? [secret] : [], ...(allowedHosts ? { hosts: allowedHosts } : {}), followed };
}

/** The person's own proxy settings, else the environment's. What a workspace says of proxies does not count. */
function proxyRule(): NonNullable<HttpOptions["proxy"]> {
  const http = vscode.workspace.getConfiguration("http");
  const own = <T>(name: string) => {
    const found = http.inspect<T>(name);
    return found?.globalValue ?? found?.defaultValue;
  };
  return editorProxy(
    {
      proxy: own<string>("proxy"),
      noProxy: own<readonly string[]>("noProxy"),
      proxySupport: own<string>("proxySupport"),
      proxyAuthorization: own<string | null>("proxyAuthorization"),
    },
    process.env,
  );
}

/** Example hosts never answer on the Internet (RFC 2606). */
function isReserved(origin: string): boolean {
  return /(^|\.)(example\.(com|org|net)|example)$/.test(new URL(origin).hostname);
}
