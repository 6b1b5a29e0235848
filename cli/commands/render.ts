/** `hookflow render`: the request as it would be sent, with where each value comes from. Sends nothing. */

import type { Language, SourceFile } from "#core";
import { LineIndex, relativePath } from "#core";
import type { PlanProblem, RequestPlan } from "#core/request/index";
import { planRequest } from "#core/request/index";
import { exitStatus, UsageError } from "../exit";
import { load } from "../load";
import { stderrOutput, stdoutOutput, styled } from "../output";
import type { DataOptions } from "../webhook-data";
import { dataFor } from "../webhook-data";

export interface RenderOptions extends DataOptions {
  readonly format: "text" | "json" | "curl";
  readonly unresolved: "refuse" | "empty";
  readonly breaking: "refuse" | "escape" | "as-is";
}

export async function render(file: string, options: RenderOptions): Promise<number> {
  const { language, uris, base } = await load([file]);
  const source = webhookFile(language, uris, file);
  const project = language.project(source.uri);
  const values = dataFor(project, source, options);
  const result = planRequest(project, source, values, options);
  if (!result.ok) {
    printProblems(source, base, result.problems);
    return exitStatus.findings;
  }
  if (options.format === "json") stdoutOutput.json(planJson(result.plan));
  else if (options.format === "curl") stdoutOutput.raw(`${curlCommand(result.plan)}\n`);
  else printPlan(result.plan);
  return exitStatus.clean;
}

/**
 * The one webhook that a command is about.
 * @throws UsageError when the path is no webhook
 */
export function webhookFile(language: Language, uris: readonly string[], path: string): SourceFile {
  const source = uris.length === 1 && uris[0] !== undefined ? language.file(uris[0]) : undefined;
  if (source?.kind !== "webhook") throw new UsageError(`${path} is not a webhook: give a file such as promo.webhook.yaml`);
  return source;
}

/** Why a request cannot be made, each with its place. */
export function printProblems(source: SourceFile, base: string, problems: readonly PlanProblem[]): void {
  const index = new LineIndex(source.text);
  for (const problem of problems) {
    const at = problem.span && index.positionAt(problem.span.start);
    const place = at ? `${relativePath(base, source.uri)}:${at.line + 1}:${at.character + 1} ` : "";
    stderrOutput.line(`${place}${styled(stderrOutput, "red", "not sent")} ${problem.message}`);
    stderrOutput.line(`    ${styled(stderrOutput, "dim", "help:")} ${problem.help}`);
  }
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
  const variable = (part: string) => `$HOOKFLOW_${(connector?.name ?? "").toUpperCase().replace(/[^A-Z0-9]+/g, "_")}_${part}`;
  const parts = ["curl", ...(plan.method === "POST" ? ["--request POST"] : [])];
  let url = quoted(plan.url);
  if (connector?.type === "apiKey" && connector.in === "query")
    url += `"${plan.url.includes("?") ? "&" : "?"}${encodeURIComponent(connector.parameter)}=${variable("KEY")}"`;
  for (const [name, value] of plan.headers) parts.push(`--header ${quoted(`${name}: ${value}`)}`);
  if (connector?.type === "basic") parts.push(`--user "${variable("LOGIN")}:${variable("PASSWORD")}"`);
  if (connector?.type === "bearer") parts.push(`--header "Authorization: Bearer ${variable("TOKEN")}"`);
  if (connector?.type === "apiKey" && connector.in === "header")
    parts.push(`--header "${connector.parameter}: ${variable("KEY")}"`);
  if (plan.body !== undefined) parts.push(`--data-binary ${quoted(plan.body)}`);
  return [...parts, url].join(" \\\n  ");
}
