/** `hookflow render`: the request as it would be sent, with where each value comes from. Sends nothing. */
import type { RequestPlan } from "#core/request/index";
import { secretVariable } from "#core/request/index";
import { exitStatus } from "../exit";
import { stdoutOutput, styled } from "../output";
import type { RequestOptions } from "../planned-request";
import { plannedRequest } from "../planned-request";

export interface RenderOptions extends RequestOptions {
  readonly format: "text" | "json" | "curl";
}

export async function render(file: string, options: RenderOptions): Promise<number> {
  const plan = await plannedRequest(file, options);
  if (!plan) return exitStatus.findings;
  if (options.format === "json") stdoutOutput.json(planJson(plan));
  else if (options.format === "curl") stdoutOutput.raw(`${curlCommand(plan)}\n`);
  else printPlan(plan);
  return exitStatus.clean;
}

/** The request, and under it each value with its origin. */
export function printPlan(plan: RequestPlan): void {
  const out = stdoutOutput;
  out.line(`${styled(out, "bold", plan.method)} ${plan.url}`);
  for (const [name, value] of plan.headers) out.line(`${styled(out, "dim", `${name}:`)} ${value}`);
  if (plan.connector) out.line(styled(out, "dim", connectorLine(plan.connector)));
  if (plan.body !== undefined) {
    out.raw("\n");
    for (const line of plan.body.replace(/\n$/, "").split("\n")) out.line(line);
  }
  if (plan.values.length === 0) return;
  out.raw("\n");
  const width = Math.max(...plan.values.map((value) => value.name.length));
  const wide = Math.min(40, Math.max(...plan.values.map((value) => value.value.length)));
  for (const value of plan.values)
    out.line(
      `  ${styled(out, "cyan", value.name.padEnd(width))}  ${value.value.padEnd(wide)}  ${styled(out, "dim", `${value.place}, from ${value.from}`)}`,
    );
}

function connectorLine(connector: NonNullable<RequestPlan["connector"]>): string {
  const secret = `<secret of ${connector.name}>`;
  if (connector.type !== "apiKey") return `Authorization: ${secret}`;
  return connector.in === "header" ? `${connector.parameter}: ${secret}` : `the URL with ${connector.parameter}=${secret}`;
}

function planJson(plan: RequestPlan): object {
  const { webhook, method, url, headers, body, connector, values } = plan;
  return {
    webhook,
    method,
    url,
    headers: headers.map(([name, value]) => ({ name, value })),
    body: body ?? null,
    connector: connector ? { name: connector.name, type: connector.type } : null,
    values: values.map(({ name, place, from, value }) => ({ name, place, from, value })),
  };
}

/** A text as one word of a shell. What a terminal or a CI runner would act on is written as the escapes of `$'…'`. */
function quoted(text: string): string {
  if (!/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]|##\[/u.test(text.replaceAll("\n", "")) && !/^\s*::/m.test(text))
    return `'${text.replaceAll("'", "'\\''")}'`;
  const escapes = text.replace(/[\\']/g, "\\$&").replaceAll("\n", "\\n").replaceAll("##[", "##\\x5b");
  const bytes = (sign: string) => [...new TextEncoder().encode(sign)].map((byte) => `\\x${byte.toString(16).padStart(2, "0")}`);
  return `$'${escapes.replace(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu, (sign) => bytes(sign).join(""))}'`;
}

/** A command for a shell; the secret is a variable of the shell, never its value. */
export function curlCommand(plan: RequestPlan): string {
  const { connector } = plan;
  const variable = (part: string) => `$${secretVariable(connector?.name ?? "", part)}`;
  const parts = ["curl", ...(plan.method === "POST" ? ["--request POST"] : [])];
  let url = quoted(plan.url);
  if (connector?.type === "apiKey" && connector.in === "query")
    url += `"${plan.url.includes("?") ? "&" : "?"}${encodeURIComponent(connector.parameter)}=${variable("key")}"`;
  for (const [name, value] of plan.headers) parts.push(`--header ${quoted(`${name}: ${value}`)}`);
  if (connector?.type === "basic") parts.push(`--user "${variable("login")}:${variable("password")}"`);
  if (connector?.type === "bearer") parts.push(`--header "Authorization: Bearer ${variable("token")}"`);
  if (connector?.type === "apiKey" && connector.in === "header")
    parts.push(`--header "${connector.parameter}: ${variable("key")}"`);
  if (plan.body !== undefined) parts.push(`--data-binary ${quoted(plan.body)}`);
  return [...parts, url].join(" \\\n  ");
}
