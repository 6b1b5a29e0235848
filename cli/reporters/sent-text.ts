/** An answer for people: what came, the facts of the exchange, the body. Faults go to standard error. */
import type { HttpHop, HttpResponse } from "#core/platform";
import { bodyText, certificateWarning } from "#core/request/index";
import { nodeClock } from "#platform/node";
import { stderrOutput, stdoutOutput, styled } from "../output";
import { printProblems } from "../planned-request";
import { type Sent, titleOf } from "../sent";

/** @param output the file that the body went to, instead of the screen */
export function printAnswer({ planned, response, notes, redactor }: Sent, output: string | undefined): void {
  const { plan } = planned;
  if (!plan || !response) return;
  const out = stdoutOutput;
  const show = (text: string) => out.line(redactor.text(text));
  const colour = response.status < 300 ? "green" : response.status < 400 ? "yellow" : "red";
  show(`${styled(out, "bold", plan.method)} ${plan.url}`);
  for (const hop of response.hops ?? []) show(styled(out, "dim", hopLine(hop)));
  show(
    `${styled(out, colour, `${response.status} ${response.reason}`)}  ${styled(out, "dim", `${milliseconds(response.timings.total)}, ${response.wireBytes.toLocaleString("en-US")} bytes${response.answeredBy ? `, answered by the ${response.answeredBy}` : ""}`)}`,
  );
  for (const fact of facts(response)) show(styled(out, "dim", fact));
  const location = response.headers.find(([name]) => name.toLowerCase() === "location")?.[1];
  if (response.status >= 300 && response.status < 400 && location)
    show(styled(out, "yellow", `The endpoint redirects to ${location}; it was not followed`));
  const warning = response.tls && !response.answeredBy && certificateWarning(response.tls, nodeClock.now());
  if (warning) show(styled(out, "yellow", warning));
  for (const [name, value] of response.headers) show(`${styled(out, "dim", `${name}:`)} ${value}`);
  const body = bodyText(response);
  for (const note of body.notes) show(styled(out, "yellow", note));
  if (output) out.line(styled(out, "dim", `The body is in ${output}`));
  else {
    out.raw("\n");
    for (const line of redactor.text(body.text).split("\n")) out.line(line);
  }
  for (const note of notes) show(styled(out, "dim", note));
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
  const { arrived } = failure ?? {};
  if (arrived)
    show(
      styled(
        stderrOutput,
        "dim",
        `Until then had come: ${arrived.status} ${arrived.reason}, ${arrived.headers.length} headers, ${arrived.body.length.toLocaleString("en-US")} bytes`,
      ),
    );
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
