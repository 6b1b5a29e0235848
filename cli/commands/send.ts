/** `hookflow send`: sends the requests of webhooks, each once, and shows the answers, secrets masked. */
import { readFileSync } from "node:fs";
import type { Http, HttpFailure } from "#core/platform";
import type { PlanProblem, RequestPlan } from "#core/request/index";
import { Redactor, type Secret, signed } from "#core/request/index";
import { environmentProxy, type HttpOptions, nodeHttp } from "#platform/http";
import { writeAnswer } from "../answer-file";
import { ask, isAttended, ownTerminal } from "../ask";
import { exitStatus, UsageError } from "../exit";
import { type Expectations, unmet } from "../expectations";
import { stderrOutput, stdoutOutput } from "../output";
import { type PlannedFile, plannedRequests, type RequestOptions } from "../planned-request";
import { writableFolder } from "../private-file";
import { Progress } from "../progress";
import { type RecordOption, recordingPlaces, writeRecording } from "../recording-file";
import { sentJson } from "../reporters/sent-json";
import { sentJunit } from "../reporters/sent-junit";
import { sentSarif } from "../reporters/sent-sarif";
import { printAnswer, printFaults } from "../reporters/sent-text";
import { type SecretResult, Secrets } from "../secrets";
import type { Fault, Sent } from "../sent";

export interface SendOptions extends RequestOptions, Expectations {
  readonly format: "text" | "json" | "junit" | "sarif";
  readonly yes?: boolean | undefined;
  readonly demo?: boolean | undefined;
  /** Seconds. */
  readonly timeout: number;
  readonly follow?: boolean | undefined;
  readonly ca?: string | undefined;
  /** An address, or `none`. */
  readonly proxy?: string | undefined;
  readonly allowPrivate?: boolean | undefined;
  /** A file for the body of the answer. */
  readonly output?: string | undefined;
  readonly record?: RecordOption;
  /** Show in text also what was sent. */
  readonly verbose?: boolean | undefined;
}

/** The most of an answer that is kept, in bytes. */
const maxBytes = 20 * 1024 * 1024;

interface Ready {
  readonly planned: PlannedFile;
  readonly secret: SecretResult | undefined;
}

export async function send(paths: readonly string[], options: SendOptions): Promise<number> {
  const { output } = options;
  const proxy = proxyRule(options.proxy);
  if (output) writableFolder(output, "--output");
  if (options.ca) readableCertificates(options.ca);
  const files = await plannedRequests(paths, options);
  if (output && files.length > 1) throw new UsageError("--output takes the answer of one webhook");
  const recordings = recordingPlaces(files, options.record);
  const connectors = files.flatMap((planned) => planned.connectors);
  const secrets = new Secrets(options.demo === true, process.env, ownTerminal, connectors);
  const ready: Ready[] = [];
  for (const planned of files) ready.push({ planned, secret: planned.plan && (await secrets.of(planned.plan)) });
  const redactor = new Redactor(ready.flatMap(({ secret }) => (secret?.ok && secret.secret ? [secret.secret] : [])));
  const all: Sent[] = [];
  const tell = (sent: Sent) => {
    if (options.format === "text" && sent.request && all.some(({ request }) => request)) stdoutOutput.raw("\n");
    all.push(sent);
    if (options.format === "text") printAnswer(sent, options);
    printFaults(sent, files.length > 1);
  };
  const leaving = ready.filter(({ secret }) => secret?.ok);
  for (const one of ready) if (!leaving.includes(one)) tell(notSent(one, redactor));
  if (leaving.length > 0) {
    if (!(options.yes || (await confirmed(leaving)))) return exitStatus.findings;
    await sendAll(leaving, { ...options, proxy }, redactor, recordings, tell);
  }
  // A report lists files in their order, whichever of them could not be sent.
  all.sort((a, b) => files.indexOf(a.planned) - files.indexOf(b.planned));
  if (options.format === "json") stdoutOutput.raw(sentJson(all, files.length > 1));
  if (options.format === "junit") stdoutOutput.raw(sentJunit(all));
  if (options.format === "sarif") stdoutOutput.raw(sentSarif(all));
  return all.some(({ faults }) => faults.length > 0) ? exitStatus.findings : exitStatus.clean;
}

/** One after the other, in order: an endpoint may care, and a person can follow. Ctrl-C ends the one that is under way. */
async function sendAll(
  leaving: readonly Ready[],
  options: Omit<SendOptions, "proxy"> & { readonly proxy: HttpOptions["proxy"] },
  redactor: Redactor,
  recordings: ReadonlyMap<PlannedFile, string>,
  tell: (sent: Sent) => void,
): Promise<void> {
  const sender = await httpFor(options);
  const cancel = new AbortController();
  const interrupt = () => cancel.abort();
  process.once("SIGINT", interrupt);
  const progress = new Progress();
  try {
    for (const [at, { planned, secret }] of leaving.entries()) {
      const { plan } = planned;
      if (!plan || !secret?.ok) continue;
      if (leaving.length > 1) progress.sending(at, leaving.length, plan.webhook);
      const { url, headers } = plan.connector && secret.secret ? signed(plan, plan.connector, secret.secret) : plan;
      const request = { method: plan.method, url, headers, body: plan.body };
      const result = await sender.http.send(
        {
          ...request,
          deadline: options.timeout * 1000,
          maxBytes,
          ...(options.follow ? { followRedirects: redirectRules(plan, secret.secret) } : {}),
        },
        cancel.signal,
      );
      progress.end();
      const { addedHeaders: added = [] } = result.ok ? result.value : result.error;
      const base = {
        planned,
        request: { ...request, added },
        redactor,
        response: undefined,
        failure: undefined,
        notes: [],
      };
      if (!result.ok) tell({ ...base, failure: result.error, faults: [failed(result.error)] });
      else {
        const response = result.value;
        if (options.output) await writeAnswer(options.output, response, redactor);
        const place = recordings.get(planned);
        const notes = place ? await writeRecording(place, planned, response, redactor) : [];
        const faults = unmet(response, options).map((message): Fault => ({ kind: "answer-unexpected", message, help: "" }));
        tell({ ...base, response, notes, faults });
      }
    }
  } finally {
    progress.end();
    process.off("SIGINT", interrupt);
    await sender.close();
  }
}

function redirectRules({ allowedHosts }: RequestPlan, secret: Secret | undefined) {
  return { secrets: secret ? [secret] : [], ...(allowedHosts ? { hosts: allowedHosts } : {}) };
}

/** Why a request never left: its definition and data, or its secret. */
function notSent({ planned, secret }: Ready, redactor: Redactor): Sent {
  const fault = ({ message, help, span }: Pick<PlanProblem, "message" | "help"> & { readonly span?: Fault["span"] }): Fault => ({
    kind: "request-not-sent",
    message,
    help,
    span,
  });
  const faults = secret && !secret.ok ? [fault(secret)] : planned.problems.map(fault);
  return { planned, request: undefined, redactor, response: undefined, failure: undefined, notes: [], faults };
}

function failed({ message, help, code, forbidden, mayBeTrusted }: HttpFailure): Fault {
  const own = mayBeTrusted && "If it is your own authority, name the file with its certificate (PEM) with --ca";
  return {
    kind: "request-failed",
    message: `${message}${code ? ` (${code})` : ""}`,
    help: forbidden?.mayBeAllowed
      ? "Add --allow-private, if you trust the definition"
      : (own ?? help).replace(/raise the time limit$/, "$& with --timeout"),
  };
}

async function confirmed(leaving: readonly Ready[]): Promise<boolean> {
  if (!isAttended()) {
    stderrOutput.line("Not sent: nobody is there to confirm it. Add --yes to send without asking");
    return false;
  }
  const lines = leaving.flatMap(({ planned: { plan } }) =>
    plan ? [`${plan.method} ${plan.origin}${plan.connector ? ` with the secret of ${plan.connector.name}` : ""}`] : [],
  );
  if (lines.length > 1) for (const line of lines) stderrOutput.line(`  ${line}`);
  const what = lines.length === 1 ? lines[0] : `these ${lines.length} requests`;
  return /^y(es)?$/i.test((await ask(`Send ${what}? [y/N] `)).trim());
}

/** @throws UsageError for an address that is none of a proxy; it is not repeated, because it may hold a password */
function proxyRule(given: string | undefined): HttpOptions["proxy"] {
  if (given === undefined) return environmentProxy(process.env);
  if (given === "none") return () => undefined;
  const url = given.includes("://") ? given : `http://${given}`;
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol))
    throw new UsageError("--proxy takes an address such as http://proxy.example:3128, or none");
  return () => ({ url, from: "--proxy" });
}

/** @throws UsageError before anything is sent */
function readableCertificates(file: string): void {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "unknown";
    throw new UsageError(`Cannot read ${file} for --ca: ${code === "ENOENT" ? "there is no such file" : code}`);
  }
  if (!text.includes("-----BEGIN CERTIFICATE-----")) throw new UsageError(`${file} holds no certificate: --ca takes a PEM file`);
}

async function httpFor(
  options: Omit<SendOptions, "proxy"> & { readonly proxy: HttpOptions["proxy"] },
): Promise<{ readonly http: Http; close(): Promise<void> }> {
  const common: HttpOptions = {
    ...(options.ca ? { caFile: options.ca } : {}),
    ...(options.proxy ? { proxy: options.proxy } : {}),
    allowPrivate: () => options.allowPrivate === true,
  };
  if (!options.demo) return { http: nodeHttp(common), close: async () => {} };
  const { demoOrigins, startDemoEndpoint } = await import("#platform/endpoint");
  const endpoint = await startDemoEndpoint({});
  return {
    http: nodeHttp({ ...common, demo: { port: endpoint.port, certificate: endpoint.certificate, origins: demoOrigins } }),
    close: () => endpoint.close(),
  };
}
