/** `hookflow send`: sends a webhook's request once and shows the answer, secrets masked. */
import { createInterface } from "node:readline/promises";
import type { Http, HttpResponse } from "#core";
import type { RequestPlan } from "#core/request/index";
import { bodyText, Redactor, signed } from "#core/request/index";
import { environmentProxy, nodeHttp } from "#platform/http";
import { writableFolder, writeAnswer } from "../answer-file";
import { exitStatus } from "../exit";
import { stderrOutput, stdoutOutput, styled } from "../output";
import type { RequestOptions } from "../planned-request";
import { plannedRequest } from "../planned-request";
import { secretFromEnvironment } from "../secrets";

export interface SendOptions extends RequestOptions {
  readonly format: "text" | "json";
  readonly yes?: boolean | undefined;
  readonly demo?: boolean | undefined;
  /** Seconds. */
  readonly timeout: number;
  readonly ca?: string | undefined;
  readonly allowPrivate?: boolean | undefined;
  readonly expectStatus?: number | undefined;
  /** A file for the body of the answer. */
  readonly output?: string | undefined;
}

/** The most of an answer that is kept, in bytes. */
const maxBytes = 20 * 1024 * 1024;

export async function send(file: string, options: SendOptions): Promise<number> {
  if (options.output) writableFolder(options.output);
  const plan = await plannedRequest(file, options);
  if (!plan) return exitStatus.findings;
  const signing = secretOf(plan, options.demo === true);
  if (!signing.ok) {
    stderrOutput.line(`${styled(stderrOutput, "red", "not sent")} ${signing.message}`);
    stderrOutput.line(`    ${styled(stderrOutput, "dim", "help:")} ${signing.help}`);
    return exitStatus.findings;
  }
  if (!(options.yes || (await confirmed(plan)))) return exitStatus.findings;
  const redactor = new Redactor(signing.secret ? [signing.secret] : []);
  const request = plan.connector && signing.secret ? signed(plan, plan.connector, signing.secret) : plan;
  const sender = await httpFor(options);
  try {
    const answer = await sender.http.send(
      {
        method: plan.method,
        url: request.url,
        headers: request.headers,
        body: plan.body,
        deadline: options.timeout * 1000,
        maxBytes,
      },
      interrupted(),
    );
    if (!answer.ok) {
      stderrOutput.line(
        redactor.text(
          `${styled(stderrOutput, "red", "failed")} ${answer.error.message}${answer.error.code ? ` (${answer.error.code})` : ""}`,
        ),
      );
      stderrOutput.line(redactor.text(`    ${styled(stderrOutput, "dim", "help:")} ${answer.error.help}`));
      return exitStatus.findings;
    }
    if (options.format === "json") stdoutOutput.json(answerJson(plan, answer.value, redactor));
    else printAnswer(plan, answer.value, redactor, options.output);
    if (options.output) await writeAnswer(options.output, answer.value, redactor);
    if (options.expectStatus !== undefined && answer.value.status !== options.expectStatus) {
      stderrOutput.line(`Expected status ${options.expectStatus}, got ${answer.value.status}`);
      return exitStatus.findings;
    }
    return options.expectStatus === undefined && answer.value.status >= 400 ? exitStatus.findings : exitStatus.clean;
  } finally {
    await sender.close();
  }
}

type Signing =
  | { readonly ok: true; readonly secret: Record<string, string> | undefined }
  | { readonly ok: false; readonly message: string; readonly help: string };

/** Against the demo endpoint no real secret is needed, and none is sent. */
function secretOf(plan: RequestPlan, demo: boolean): Signing {
  const { connector, origin } = plan;
  if (!connector) return { ok: true, secret: undefined };
  // A changed URL must not carry a secret somewhere new: the connector says where it may go.
  if (!connector.origins.includes(origin))
    return {
      ok: false,
      message: `The secret of ${connector.name} may not go to ${origin}: its connector does not list this origin`,
      help: `Add ${origin} under \`origins\` of the connector, if it belongs there`,
    };
  if (demo) return { ok: true, secret: { login: "demo", password: "demo-password", token: "demo-token", key: "demo-key" } };
  const found = secretFromEnvironment(connector, process.env);
  return found.ok ? { ok: true, secret: found.secret } : found;
}

async function confirmed(plan: RequestPlan): Promise<boolean> {
  if (!process.stdin.isTTY) {
    stderrOutput.line("Not sent: nobody is there to confirm it. Add --yes to send without asking");
    return false;
  }
  const secret = plan.connector ? ` with the secret of ${plan.connector.name}` : "";
  const ask = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const answer = await ask.question(`Send ${plan.method} ${plan.origin}${secret}? [y/N] `);
    return /^y(es)?$/i.test(answer.trim());
  } finally {
    ask.close();
  }
}

async function httpFor(options: SendOptions): Promise<{ readonly http: Http; close(): Promise<void> }> {
  const common = {
    ...(options.ca ? { caFile: options.ca } : {}),
    allowPrivate: () => options.allowPrivate === true,
    proxy: environmentProxy(process.env),
  };
  if (!options.demo) return { http: nodeHttp(common), close: async () => {} };
  const { demoOrigins, startDemoEndpoint } = await import("#platform/endpoint");
  const endpoint = await startDemoEndpoint({});
  return {
    http: nodeHttp({ ...common, demo: { port: endpoint.port, certificate: endpoint.certificate, origins: demoOrigins } }),
    close: () => endpoint.close(),
  };
}

/** Ctrl-C cancels the request instead of leaving its socket behind. */
function interrupted(): AbortSignal {
  const controller = new AbortController();
  process.once("SIGINT", () => controller.abort());
  return controller.signal;
}

function printAnswer(plan: RequestPlan, response: HttpResponse, redactor: Redactor, output: string | undefined): void {
  const out = stdoutOutput;
  const show = (text: string) => out.line(redactor.text(text));
  const colour = response.status < 300 ? "green" : response.status < 400 ? "yellow" : "red";
  show(`${styled(out, "bold", plan.method)} ${plan.url}`);
  show(
    `${styled(out, colour, `${response.status} ${response.reason}`)}  ${styled(out, "dim", `${Math.round(response.timings.total)} ms, ${response.wireBytes.toLocaleString("en-US")} bytes${response.answeredBy ? `, answered by the ${response.answeredBy}` : ""}`)}`,
  );
  const location = response.headers.find(([name]) => name.toLowerCase() === "location")?.[1];
  if (response.status >= 300 && response.status < 400 && location)
    show(styled(out, "yellow", `The endpoint redirects to ${location}; it was not followed`));
  for (const [name, value] of response.headers) show(`${styled(out, "dim", `${name}:`)} ${value}`);
  const body = bodyText(response);
  for (const note of body.notes) show(styled(out, "yellow", note));
  if (output) {
    out.line(styled(out, "dim", `The body is in ${output}`));
    return;
  }
  out.raw("\n");
  for (const line of redactor.text(body.text).split("\n")) out.line(line);
}

/** Masked value by value: a mask over the document as a whole could change its keys, or miss a text that JSON escapes. */
function answerJson(plan: RequestPlan, response: HttpResponse, redactor: Redactor): object {
  return {
    webhook: plan.webhook,
    method: plan.method,
    url: redactor.text(plan.url),
    status: response.status,
    reason: redactor.text(response.reason),
    headers: response.headers.map(([name, value]) => ({ name: redactor.text(name), value: redactor.text(value) })),
    body: redactor.text(bodyText(response).text),
    truncated: response.truncated,
    milliseconds: Math.round(response.timings.total),
    answeredBy: response.answeredBy ?? null,
  };
}
