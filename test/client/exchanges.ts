/** Exchanges for tests: made as the sender makes them. */

import { answered, type Exchange, exchangeId, failed, type Sent } from "#client/exchange/exchange";
import type { HttpFailure, HttpHop, HttpResponse } from "#core/platform";
import { Redactor } from "#core/request/redact";
import { finished } from "#core/text/stretches";
import type { Plan } from "#protocol";

export const uri = "file:///workspace/WH5.webhook.yaml";

export const plan: Plan = {
  webhook: "WH5",
  method: "POST",
  url: "https://shop.example.com/promo?town=Lviv",
  headers: [["X-Run", "test-run"]],
  body: '{ "town": "Lviv" }\n',
  bodyFormat: "json",
  connector: { name: "shop", type: "bearer", in: "header", parameter: "", origins: ["https://shop.example.com"] },
  values: [{ name: "TOWN", place: "URL", from: "contact Ann Smith", value: "Lviv" }],
  contact: "Ann Smith",
  event: undefined,
};

export const response: HttpResponse = {
  status: 200,
  reason: "OK",
  headers: [
    ["Content-Type", "application/json"],
    ["Set-Cookie", "a=1; Path=/"],
    ["Set-Cookie", "b=2"],
    ["Date", "Fri, 27 Nov 2026 03:00:00 GMT"],
  ],
  body: new TextEncoder().encode('{"promocode":"LVIV-15","id":12345678901234567890}'),
  truncated: false,
  wireBytes: 49,
  timings: { lookup: 1, connect: 9, tls: 30, wait: 100, download: 3.4, total: 143.4 },
  remoteAddress: "203.0.113.7",
  tls: { protocol: "TLSv1.3", subject: "shop.example.com", issuer: "Some CA", validTo: "2027-06-01T00:00:00.000Z" },
  addedHeaders: [["host", "shop.example.com"]],
};

export const failure: HttpFailure = {
  kind: "refused",
  message: "shop.example.com refused the connection",
  help: "Check that the service runs and listens on this port",
  code: "ECONNREFUSED",
  phase: "connect",
  elapsed: 12,
};

/** 2026-11-27 03:00:00 UTC, and so many milliseconds later. */
export function time(later = 0): number {
  return Date.UTC(2026, 10, 27, 3) + later;
}

export function sent(later = 0, of = uri): Sent {
  const at = time(later);
  const data = { contact: "ann" };
  return { id: exchangeId(at, 0.5), uri: of, webhook: "WH5", at, data, contact: "Ann Smith", event: undefined };
}

const nothing = new Redactor([]);

export function anAnswer(later = 0, more: Partial<HttpResponse> = {}, of = uri): Exchange {
  return finished(answered(sent(later, of), plan, { ...response, ...more }, nothing));
}

export function aFailure(later = 0, kind: HttpFailure["kind"] = "refused", more: Partial<HttpFailure> = {}): Exchange {
  return finished(failed(sent(later), plan, { ...failure, kind, ...more }, nothing));
}

/** A redirect that was followed to another origin. */
export const hop: HttpHop = {
  method: "POST",
  url: plan.url,
  status: 302,
  location: "https://login.example.com/?next=1",
  rule: "POST became GET, without its body",
  removed: ["header X-Api-Key"],
  milliseconds: 41.2,
};
