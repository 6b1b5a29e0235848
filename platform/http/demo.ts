/**
 * How a sender learns of a demo endpoint that runs in another process: `npm start` starts one beside the editor and names
 * it in two environment variables. The endpoint itself is in `platform/endpoint`, which a sender does not load.
 */
import { readFileSync } from "node:fs";
import type { HttpOptions } from "./options";

/** The hosts of the sample webhooks, which the endpoint stands in for. */
export const demoOrigins = ["https://shop.example.com", "https://crm.example.com"] as const;

/**
 * The demo endpoint that `HOOKFLOW_DEMO_ENDPOINT` (its origin) and `HOOKFLOW_DEMO_CERTIFICATE` (a PEM file) name; undefined
 * when they name none, or none on this machine.
 */
export function demoFromEnvironment(environment: Readonly<Record<string, string | undefined>>): HttpOptions["demo"] {
  const { HOOKFLOW_DEMO_ENDPOINT: origin, HOOKFLOW_DEMO_CERTIFICATE: file } = environment;
  const port = Number(/^https:\/\/(?:localhost|127\.0\.0\.1):(\d+)$/.exec(origin ?? "")?.[1]);
  if (!origin || !file || !(port > 0)) return undefined;
  try {
    return { port, certificate: readFileSync(file, "utf8"), origins: [...demoOrigins, origin] };
  } catch {
    return undefined;
  }
}
