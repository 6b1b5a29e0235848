/** `hookflow render`: the request as it would be sent, with where each value comes from. Sends nothing. */
import type { RequestPlan } from "#core/request/index";
import { curlCommand } from "#core/request/index";
import { exitStatus } from "../exit";
import { stdoutOutput, styled } from "../output";
import type { RequestOptions } from "../planned-request";
import { plannedRequest } from "../planned-request";
import { printValues } from "../reporters/planned-text";

export interface RenderOptions extends RequestOptions {
  readonly format: "text" | "json" | "curl";
}

export async function render(file: string, options: RenderOptions): Promise<number> {
  const plan = await plannedRequest(file, options);
  if (!plan) return exitStatus.findings;
  if (options.format === "json") stdoutOutput.json(planJson(plan));
  else if (options.format === "curl") stdoutOutput.raw(curlCommand(plan));
  else printPlan(plan);
  return exitStatus.clean;
}

/** The request, and under it each value with its origin. */
function printPlan(plan: RequestPlan): void {
  const out = stdoutOutput;
  out.line(`${styled(out, "bold", plan.method)} ${plan.url}`);
  for (const [name, value] of plan.headers) out.line(`${styled(out, "dim", `${name}:`)} ${value}`);
  if (plan.connector) out.line(styled(out, "dim", connectorLine(plan.connector)));
  if (plan.body !== undefined) {
    out.raw("\n");
    for (const line of plan.body.replace(/\n$/, "").split("\n")) out.line(line);
  }
  printValues(plan.values);
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
