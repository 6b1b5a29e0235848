/** A connector's row: what is missing and how much hangs on it first, for a side bar is narrow. No editor. */
import type { ConnectorItem, PlanConnector } from "#protocol";

export const typeTitles: Readonly<Record<PlanConnector["type"], string>> = {
  basic: "Basic",
  bearer: "Bearer token",
  apiKey: "API key",
};

/** A connector with what the secret storage knows of it. */
export interface ConnectorNode extends ConnectorItem {
  /** Undefined where no secret is kept. */
  readonly hasSecret: boolean | undefined;
  /** The origins that a person has allowed. */
  readonly allowed: readonly string[];
}

/** "no secret yet · 2 webhooks · API key" */
export function connectorText({ hasSecret, uses, type }: ConnectorNode): string {
  return [...(hasSecret === false ? ["no secret yet"] : []), usesText(uses), typeTitles[type]].join(" · ");
}

export function connectorTooltip(item: ConnectorNode): string {
  const { hasSecret, allowed, type } = item;
  const where = type === "apiKey" ? `, in the ${item.in === "header" ? "header" : "parameter"} ${item.parameter}` : "";
  const stored = hasSecret ? "Its secret is in the editor's secret storage." : "Its secret is asked for at the first test.";
  return [
    `${item.name}: ${typeTitles[type]}${where}`,
    `May go to: ${item.origins.join(", ") || "no origin is listed"}`,
    ...(allowed.length ? [`You have allowed: ${allowed.join(", ")}`] : []),
    ...(hasSecret === undefined ? [] : [stored]),
  ].join("\n");
}

function usesText(uses: number): string {
  if (uses === 0) return "unused";
  return uses === 1 ? "1 webhook" : `${uses} webhooks`;
}
