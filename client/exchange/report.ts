/**
 * An exchange as text, in the order in which people ask: what came back, how long it took, what to look at, the headers and
 * the body, what was sent and where each value came from. What must be exact or long, the body alone, has a document of its own.
 */

import type { HttpHop, HttpTimings } from "#core/platform";
import { formatJson, jsonLayout } from "#core/request/json-layout";
import type { Plan, PlanConnector, PlanValue } from "#protocol";
import { type Answer, type Exchange, type Failure, type Received, receivedOf } from "./exchange";
import { adviceOf, bytes, dataText, findingsOf, milliseconds } from "./facts";

export interface ReportText {
  readonly text: string;
  /** The line before the body, counted from 0; undefined when there is no body. */
  readonly bodyLine: number | undefined;
  /** The line that says what was sent, or would have been. */
  readonly sentLine: number;
}

/** More of a body than this, in UTF-16 units, is shown in its own document only. */
const longestShown = 256 * 1024;

export function exchangeReport(exchange: Exchange): ReportText {
  const report = reports.get(exchange) ?? reportOf(exchange);
  reports.set(exchange, report);
  return report;
}

/** A document and its lenses ask one after the other, and again whenever the history changes. */
const reports = new WeakMap<Exchange, ReportText>();

function reportOf(exchange: Exchange): ReportText {
  const { outcome, request } = exchange;
  const when = new Date(exchange.at).toISOString().replace("T", " ").slice(0, 19);
  const head = [
    ...(outcome.kind === "answer" ? [`HTTP ${outcome.status} ${outcome.reason}`.trimEnd()] : failureHead(outcome)),
    `# ${[exchange.webhook, dataText(exchange), `at ${when} UTC`].filter(Boolean).join(" ")}`,
  ];
  const came = receivedOf(exchange);
  const lines = [...head, ...(outcome.kind === "answer" ? answerFacts(exchange, outcome) : hopLines(outcome.hops)), ""];
  let bodyLine: number | undefined;
  if (came) {
    if (outcome.kind === "failure") lines.push(...arrivedHead(came));
    lines.push(...came.headers.map(([name, value]) => `${name}: ${value}`), "");
    if (came.body !== "") {
      bodyLine = lines.length - 1;
      lines.push(...linesOf(shownBody(came)), "");
    }
  }
  const sentLine = lines.length;
  lines.push(
    `### What ${wasSent(outcome) ? "was" : "would have been"} sent${exchange.data.unresolved === "empty" ? ", names without a value empty" : ""}`,
    "",
  );
  lines.push(...requestLines(request, request.connector));
  if (request.added.length)
    lines.push("", "# Added by the sender", ...request.added.map(([name, value]) => `#   ${name}: ${value}`));
  lines.push("", ...valueLines(request.values));
  return { text: printable(lines.join("\n")), bodyLine, sentLine };
}

/** Whether anything of the request has left: what failed before a connection stood has sent nothing, unless a redirect led there. */
function wasSent(outcome: Answer | Failure): boolean {
  if (outcome.kind === "answer" || outcome.hops?.length) return true;
  return outcome.failure.kind === "redirect" || /^(wait|download)$/.test(outcome.failure.phase);
}

/** A request that has not been sent. */
export function requestReport(plan: Plan): string {
  const lines = ["# Not sent: this is what Send Test would send"];
  const data = dataText(plan);
  if (data) lines.push(`# ${data.charAt(0).toUpperCase()}${data.slice(1)}`);
  return printable([...lines, "", ...requestLines(plan, plan.connector), "", ...valueLines(plan.values)].join("\n"));
}

/**
 * The body alone, made in stretches: it may be long, and whoever drives this has other work too.
 * @param raw as it came; else JSON is laid out, and only white space differs
 */
export function* bodyInStretches({ language, body, isCut = false }: ShownBody, raw: boolean): Generator<void, string> {
  const layout = language === "json" && !raw ? yield* jsonLayout(body, { isCut }) : undefined;
  return layout ?? body;
}

type ShownBody = Pick<Received, "language" | "body" | "isCut">;

/** The phases below one another, each a bar that begins where the one before ended. Narrow: half a window must not break their lines. */
export function waterfall(timings: HttpTimings, width = 16): readonly string[] {
  const phases = [
    ["lookup", timings.lookup],
    ["connect", timings.connect],
    ["TLS", timings.tls],
    ["wait", timings.wait],
    ["download", timings.download],
  ] as const;
  const column = (spent: number) => (timings.total > 0 ? Math.min(width, Math.round((spent / timings.total) * width)) : 0);
  let before = 0;
  return phases.map(([name, spent]) => {
    const from = column(before);
    before += spent;
    const bar = spent > 0 ? "█".repeat(column(before) - from) || "▏" : "";
    return `${name.padEnd(9)}${milliseconds(spent).padStart(8)}  ${" ".repeat(from)}${bar}`.trimEnd();
  });
}

function failureHead({ failure }: Failure): readonly string[] {
  if (failure.kind === "cancelled")
    return ["CANCELLED", `# After ${milliseconds(failure.elapsed)}, ${phaseTitles[failure.phase] ?? failure.phase}`];
  return [
    `FAILED ${failure.message}${failure.code ? ` (${failure.code})` : ""}`,
    ...adviceOf(failure).map((advice) => `# ${advice}`),
    `# After ${milliseconds(failure.elapsed)}, ${phaseTitles[failure.phase] ?? failure.phase}`,
  ];
}

const phaseTitles: Readonly<Record<string, string>> = {
  request: "before anything was sent",
  lookup: "while the host was looked up",
  connect: "while connecting",
  tls: "during the TLS handshake",
  wait: "while waiting for the answer",
  download: "while the answer was read",
};

function answerFacts(exchange: Exchange, answer: Answer): readonly string[] {
  const { tls, timings, remoteAddress, answeredBy, route } = answer;
  return [
    `# ${milliseconds(timings.total)} in all`,
    ...waterfall(timings).map((line) => `#   ${line}`),
    `# ${sizes(answer)}${remoteAddress ? ` from ${remoteAddress}` : ""}${answeredBy ? `, answered by the ${answeredBy}` : ""}`,
    ...(route ? [`# Connected ${route}`] : []),
    ...(tls
      ? [`# ${tls.protocol}, certificate of ${tls.subject}, issued by ${tls.issuer}, valid to ${tls.validTo.slice(0, 10)}`]
      : []),
    ...hopLines(answer.hops),
    ...findingsOf(exchange).map((finding) => `#! ${finding}`),
  ];
}

/** The redirects that were followed: what was asked, where it led, what became of the request, what stayed behind. */
function hopLines(hops: readonly HttpHop[] = []): readonly string[] {
  if (hops.length === 0) return [];
  return [
    `# Followed ${hops.length === 1 ? "1 redirect" : `${hops.length} redirects`}`,
    ...hops.flatMap(({ method, url, status, location, rule, removed, milliseconds: spent }) => [
      `#   ${status} in ${milliseconds(spent)} from ${method} ${url}`,
      `#       to ${location}`,
      `#       ${rule}${removed.length ? `; removed: ${removed.join(", ")}` : ""}`,
    ]),
  ];
}

/** Of a failure: how far the answer came. */
function arrivedHead(came: Received): readonly string[] {
  return [
    "### What had arrived until then",
    "",
    `HTTP ${came.status} ${came.reason}`.trimEnd(),
    `# ${sizes(came)}`,
    ...came.findings.map((finding) => `#! ${finding}`),
    "",
  ];
}

function sizes({ size, wireBytes }: Received): string {
  return wireBytes === size ? bytes(size) : `${bytes(size)}, ${bytes(wireBytes)} on the wire`;
}

function shownBody(came: Received): string {
  const { language, body, isCut = false } = came;
  const laidOut = language === "json" ? formatJson(body, { isCut, most: longestShown }) : body;
  if (laidOut.length <= longestShown) return laidOut.replace(/\n+$/, "");
  const end = laidOut.lastIndexOf("\n", longestShown);
  return `${laidOut.slice(0, end > 0 ? end : longestShown)}\n\n# The first ${bytes(longestShown)} of it: Open Body shows more`;
}

/** As the editor counts them: lenses stand at a line. */
function linesOf(text: string): readonly string[] {
  return text.split(/\r\n|\r|\n/);
}

function requestLines(
  request: {
    readonly method: string;
    readonly url: string;
    readonly headers: Plan["headers"];
    readonly body: string | undefined;
  },
  connector: PlanConnector | undefined,
): readonly string[] {
  const secret =
    connector &&
    (connector.type === "apiKey"
      ? connector.in === "header"
        ? connector.parameter
        : `?${connector.parameter}=`
      : "Authorization");
  return [
    `${request.method} ${request.url}`,
    ...request.headers.map(([name, value]) => `${name}: ${value}`),
    ...(connector ? [`${secret}: <secret of ${connector.name}>`] : []),
    ...(request.body === undefined ? [] : ["", request.body.replace(/\n$/, "")]),
  ];
}

function valueLines(values: readonly PlanValue[]): readonly string[] {
  if (values.length === 0) return ["# It holds no variables"];
  const width = Math.max(...values.map((value) => value.name.length));
  return [
    "# Values",
    ...values.map((value) => `#   ${value.name.padEnd(width)}  ${value.value}  (${value.place}, from ${value.from})`),
  ];
}

/** Control characters of an answer are shown, not obeyed. */
export function printable(text: string): string {
  return text.replace(
    /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
