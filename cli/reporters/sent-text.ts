/** An answer for people: what came, the facts of the exchange, the body. Faults go to standard error. */
import type { HeaderPair, HttpFailure, HttpHop, HttpResponse } from "#core/platform";
import { bodyText, certificateWarning, type Redactor } from "#core/request/index";
import { isRedirect } from "#core/request/redirect";
import { nodeClock } from "#platform/node";
import { type Output, stderrOutput, stdoutOutput, styled } from "../output";
import { printProblems } from "../planned-request";
import { type Sent, type SentRequest, samplesText, titleOf } from "../sent";
import { printValues } from "./planned-text";

interface AnswerOptions {
  /** The file that the body went to, instead of the screen. */
  readonly output?: string | undefined;
  /** Print the headers and the body of the request too. */
  readonly verbose?: boolean | undefined;
}

export function printAnswer(sent: Sent, { output, verbose }: AnswerOptions): void {
  const { response, notes, redactor } = sent;
  const out = stdoutOutput;
  const show = (text: string) => out.line(redactor.text(text));
  if (sent.request) printRequest(sent, sent.request, verbose === true);
  if (!response) return;
  const colour = response.status < 300 ? "green" : response.status < 400 ? "yellow" : "red";
  for (const hop of response.hops ?? []) show(styled(out, "dim", hopLine(hop)));
  show(
    `${styled(out, colour, `${response.status} ${response.reason}`)}  ${styled(out, "dim", `${milliseconds(response.timings.total)}, ${response.wireBytes.toLocaleString("en-US")} bytes${response.answeredBy ? `, answered by the ${response.answeredBy}` : ""}`)}`,
  );
  for (const fact of facts(response)) show(styled(out, "dim", fact));
  const location = response.headers.find(([name]) => name.toLowerCase() === "location")?.[1];
  if (isRedirect(response.status) && location)
    show(styled(out, "yellow", `The endpoint redirects to ${location}; it was not followed`));
  const warning = response.tls && !response.answeredBy && certificateWarning(response.tls, nodeClock.now());
  if (warning) show(styled(out, "yellow", warning));
  printHeaders(out, response.headers, redactor);
  const body = bodyText(response, redactor);
  for (const note of body.notes) show(styled(out, "yellow", note));
  if (output) out.line(styled(out, "dim", `The body is in ${output}`));
  else {
    out.raw("\n");
    for (const line of body.text.split("\n")) out.line(line);
  }
  for (const note of notes) show(styled(out, "dim", note));
}

/** What left: where to and with which data; with headers and body when they are wished for. */
function printRequest(sent: Sent, { method, url, headers, added, body }: SentRequest, isWhole: boolean): void {
  const { redactor } = sent;
  const out = stdoutOutput;
  out.line(redactor.text(`${styled(out, "bold", method)} ${url}${styled(out, "dim", samplesText(sent))}`));
  if (!isWhole) return;
  printHeaders(out, headers, redactor);
  for (const [name, value] of added) out.line(redactor.text(styled(out, "dim", `${name}: ${value} (added by the sender)`)));
  if (body !== undefined) {
    out.raw("\n");
    for (const line of redactor.text(body).replace(/\n$/, "").split("\n")) out.line(line);
  }
  printValues(sent.planned.plan?.values ?? [], (text) => redactor.text(text));
  out.raw("\n");
}

function printHeaders(out: Output, headers: readonly HeaderPair[], redactor: Redactor): void {
  for (const [name, value] of headers) out.line(redactor.text(`${styled(out, "dim", `${name}:`)} ${value}`));
}

/**
 * Why something failed, on standard error; of a definition each fault with its place.
 * @param named whether each fault has to say which webhook it is about
 */
export function printFaults(sent: Sent, named: boolean): void {
  const { planned, failure, faults, redactor } = sent;
  const who = named ? `${titleOf(sent)}: ` : "";
  if (planned.problems.length > 0) {
    printProblems(planned);
    return;
  }
  const show = (text: string) => stderrOutput.line(redactor.text(text));
  for (const hop of failure?.hops ?? []) show(styled(stderrOutput, "dim", hopLine(hop)));
  for (const { kind, message, help } of faults) {
    if (kind === "answer-unexpected") show(`${who}${message}`);
    else {
      show(`${styled(stderrOutput, "red", kind === "request-failed" ? "failed" : "not sent")} ${who}${message}`);
      show(`    ${styled(stderrOutput, "dim", "help:")} ${help}`);
    }
  }
  if (!failure?.arrived) return;
  const [first = "", ...rest] = arrivedLines(failure.arrived, redactor);
  stderrOutput.line(styled(stderrOutput, "dim", first));
  for (const line of rest) stderrOutput.line(line);
}

/** What had come of an answer that did not end, secrets masked. */
export function arrivedLines(came: NonNullable<HttpFailure["arrived"]>, redactor: Redactor): readonly string[] {
  const { status, reason, headers, body } = came;
  const size = `${headers.length} headers, ${body.length.toLocaleString("en-US")} bytes`;
  const head = [`Until then had come: ${status} ${reason}, ${size}`, ...headers.map(([name, value]) => `${name}: ${value}`)];
  if (body.length === 0) return head.map((line) => redactor.text(line));
  const { text } = bodyText({ ...came, truncated: true }, redactor);
  return [...head.map((line) => redactor.text(line)), "", ...text.split("\n")];
}

export function hopLine({ method, url, status, location, rule, removed, milliseconds: time }: HttpHop): string {
  const left = removed.length > 0 ? `; removed: ${removed.join(", ")}` : "";
  return `${status} from ${method} ${url} in ${milliseconds(time)}, to ${location}: ${rule}${left}`;
}

function facts({ timings, tls, remoteAddress, route }: HttpResponse): readonly string[] {
  const { lookup, connect, wait, download } = timings;
  const spent = { lookup, connect, TLS: timings.tls, wait, download };
  return [
    Object.entries(spent)
      .map(([phase, time]) => `${phase} ${milliseconds(time)}`)
      .join(", "),
    ...(route ? [`Connected ${route}`] : []),
    ...(tls
      ? [
          `${remoteAddress ? `${remoteAddress}, ` : ""}${tls.protocol}, certificate of ${tls.subject}, issued by ${tls.issuer}, valid to ${tls.validTo.slice(0, 10)}`,
        ]
      : []),
  ];
}

function milliseconds(time: number): string {
  return `${Math.round(time)} ms`;
}
