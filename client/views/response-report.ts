/** Requests and answers as text, in the order in which people ask: what came back, the body, the facts, what was sent. */
import type { HttpResponse } from "#core/platform";
import type { Redactor } from "#core/request/redact";
import type { BodyText } from "#core/request/response-text";
import type { Plan } from "#protocol";
import type { Report } from "./response-documents";

/** An answer. The body comes last but one, so that it can be long; what was sent follows it. */
export function responseReport(plan: Plan, response: HttpResponse, body: BodyText, redactor: Redactor): Report {
  const { timings, tls } = response;
  const ms = (value: number) => `${Math.round(value)} ms`;
  const facts = [
    `${ms(timings.total)}: lookup ${ms(timings.lookup)}, connect ${ms(timings.connect)}, TLS ${ms(timings.tls)}, wait ${ms(timings.wait)}, download ${ms(timings.download)}`,
    `${response.wireBytes.toLocaleString("en-US")} bytes${response.remoteAddress ? ` from ${response.remoteAddress}` : ""}`,
    ...(tls ? [`${tls.protocol}, certificate of ${tls.subject}, valid to ${tls.validTo.slice(0, 10)}`] : []),
    ...(response.answeredBy ? [`Answered by the ${response.answeredBy}`] : []),
    ...body.notes,
  ];
  const location = response.headers.find(([name]) => name.toLowerCase() === "location")?.[1];
  if (location && response.status >= 300 && response.status < 400)
    facts.push(`It redirects to ${location}; that was not followed`);
  const lines = [
    `HTTP ${response.status} ${response.reason}`.trimEnd(),
    ...facts.map((fact) => `# ${fact}`),
    "",
    ...response.headers.map(([name, value]) => `${name}: ${value}`),
    "",
    body.text.replace(/\n+$/, ""),
    ...sentLines(plan),
  ];
  return { kind: "response", language: "hookflow-http", text: printable(redactor.text(lines.join("\n"))) };
}

/** A request that has not been sent. */
export function requestReport(plan: Plan): Report {
  const lines = ["# Not sent: this is what Send Test would send", "", ...requestLines(plan), "", ...valueLines(plan)];
  return { kind: "request", language: "hookflow-http", text: printable(lines.join("\n")) };
}

function sentLines(plan: Plan): readonly string[] {
  return ["", `### What was sent${dataLine(plan)}`, "", ...requestLines(plan), "", ...valueLines(plan)];
}

function requestLines(plan: Plan): readonly string[] {
  const { connector } = plan;
  const secret =
    connector &&
    (connector.type === "apiKey"
      ? connector.in === "header"
        ? connector.parameter
        : `?${connector.parameter}=`
      : "Authorization");
  return [
    `${plan.method} ${plan.url}`,
    ...plan.headers.map(([name, value]) => `${name}: ${value}`),
    ...(connector ? [`${secret}: <secret of ${connector.name}>`] : []),
    ...(plan.body === undefined ? [] : ["", plan.body.replace(/\n$/, "")]),
  ];
}

function valueLines(plan: Plan): readonly string[] {
  if (plan.values.length === 0) return ["# It holds no variables"];
  const width = Math.max(...plan.values.map((value) => value.name.length));
  return [
    "# Values",
    ...plan.values.map((value) => `#   ${value.name.padEnd(width)}  ${value.value}  (${value.place}, from ${value.from})`),
  ];
}

function dataLine(plan: Plan): string {
  const parts = [plan.contact && `contact ${plan.contact}`, plan.event && `event ${plan.event}`].filter(Boolean);
  return parts.length ? `, with ${parts.join(" and ")}` : "";
}

/** Control characters of an answer are shown, not obeyed. */
function printable(text: string): string {
  return text.replace(
    /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
