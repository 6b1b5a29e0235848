/**
 * One test that was sent, and what became of it: what the result shows, the history keeps and every action on an answer takes.
 * It is made once, with the connector's secret already masked, so that nothing behind it can show one.
 */
import type { HeaderPair, HttpFailure, HttpHop, HttpResponse, HttpTimings, HttpTls } from "#core/platform";
import { mask, type Redactor } from "#core/request/redact";
import { isRedirect } from "#core/request/redirect";
import { answerText, headerValue } from "#core/request/response-text";
import { maskedBody, maskedHeader, maskedUrl } from "#core/request/typed-credentials";
import type { Plan, PlanConnector, PlanValue, TestData } from "#protocol";

export interface Exchange {
  /** When it began and a few random signs; also the name of its file. */
  readonly id: string;
  /** The webhook's file. */
  readonly uri: string;
  readonly webhook: string;
  /** Milliseconds since 1970-01-01 UTC. */
  readonly at: number;
  readonly data: TestData;
  readonly contact: string | undefined;
  readonly event: string | undefined;
  readonly request: SentRequest;
  readonly outcome: Answer | Failure;
}

export interface SentRequest {
  readonly method: "GET" | "POST";
  readonly url: string;
  readonly headers: readonly HeaderPair[];
  /** What the sender wrote itself: host, content-length, … */
  readonly added: readonly HeaderPair[];
  readonly body: string | undefined;
  readonly connector: PlanConnector | undefined;
  readonly values: readonly PlanValue[];
}

/** What came back, whole or as far as it came. */
export interface Received {
  readonly status: number;
  readonly reason: string;
  readonly headers: readonly HeaderPair[];
  /** The text as it came; of a binary body its first bytes in hexadecimal. */
  readonly body: string;
  readonly language: "json" | "xml" | "html" | "plaintext";
  readonly binary: boolean;
  /** The text is only the beginning of what came, or of what would have. */
  readonly isCut?: boolean | undefined;
  /** Decoded, in bytes. */
  readonly size: number;
  readonly wireBytes: number;
  /** What a reader should know of it, a sentence each without a period. */
  readonly findings: readonly string[];
}

export interface Answer extends Received {
  readonly kind: "answer";
  readonly timings: HttpTimings;
  readonly remoteAddress: string | undefined;
  readonly tls: HttpTls | undefined;
  readonly answeredBy: string | undefined;
  /** How the connection came about, when proxies had a say. */
  readonly route?: string | undefined;
  /** The redirects that were followed to it, in order. */
  readonly hops?: readonly HttpHop[] | undefined;
}

export interface Failure {
  readonly kind: "failure";
  readonly failure: Omit<HttpFailure, "arrived" | "hops">;
  /** The redirects that were followed before. */
  readonly hops?: readonly HttpHop[] | undefined;
  /** What had come of the answer when it ended in the middle. */
  readonly arrived?: Received | undefined;
}

/** What was sent, before the answer is there. */
export type Sent = Omit<Exchange, "outcome" | "request">;

/**
 * Yields between stretches of a long body.
 * @param redactor takes the connector's secret out of every text, in every form
 */
export function* answered(sent: Sent, plan: Plan, response: HttpResponse, redactor: Redactor): Generator<void, Exchange> {
  const { timings, remoteAddress, tls, answeredBy, route } = response;
  return {
    ...sent,
    ...maskedData(sent, redactor),
    request: sentRequest(plan, response.addedHeaders, redactor),
    outcome: {
      kind: "answer",
      ...(yield* received(response, redactor)),
      timings,
      remoteAddress,
      tls: tls && { ...tls, subject: redactor.text(tls.subject), issuer: redactor.text(tls.issuer) },
      answeredBy,
      route,
      hops: maskedHops(response.hops, redactor),
    },
  };
}

/** As {@link answered}. */
export function* failed(sent: Sent, plan: Plan, error: HttpFailure, redactor: Redactor): Generator<void, Exchange> {
  const { arrived, hops, addedHeaders = [], ...failure } = error;
  return {
    ...sent,
    ...maskedData(sent, redactor),
    request: sentRequest(plan, addedHeaders, redactor),
    outcome: {
      kind: "failure",
      failure: { ...failure, message: redactor.text(failure.message), help: redactor.text(failure.help) },
      hops: maskedHops(hops, redactor),
      arrived: arrived && (yield* received({ ...arrived, truncated: true }, redactor)),
    },
  };
}

/** What came of an answer; undefined when nothing had come. */
export function receivedOf({ outcome }: Exchange): Received | undefined {
  return outcome.kind === "answer" ? outcome : outcome.arrived;
}

/** The answer, where it is one that a recording or a preview can be made of: a text that is whole, and no redirect. */
export function usableAnswer({ outcome }: Exchange): Answer | undefined {
  return outcome.kind === "answer" && !outcome.binary && !outcome.isCut && !isRedirect(outcome.status) ? outcome : undefined;
}

/** So much of a body is text here, in bytes: an editor stays quick with it. All of it can be saved for a while. */
export const shownBytes = 2 * 1024 * 1024;

type Came = Pick<HttpResponse, "status" | "reason" | "headers" | "body" | "truncated" | "wireBytes" | "sha256" | "undecoded">;

function* received(came: Came, redactor: Redactor): Generator<void, Received> {
  const { text, isBinary, language, notes, isCut } = yield* answerText(came, redactor, shownBytes);
  const isLong = came.body.length > shownBytes && !isBinary;
  return {
    status: came.status,
    reason: redactor.text(came.reason),
    headers: came.headers.map(([name, value]) => [redactor.text(name), redactor.text(value)] as const),
    body: text,
    language,
    binary: isBinary,
    ...(isCut ? { isCut } : {}),
    size: came.body.length,
    wireBytes: came.wireBytes,
    findings: [...notes, ...(isLong ? ["It is long: these are its first 2 MB"] : [])],
  };
}

function maskedHops(hops: readonly HttpHop[] | undefined, redactor: Redactor): readonly HttpHop[] | undefined {
  return hops?.map((hop) => ({
    ...hop,
    url: redactor.text(hop.url),
    location: redactor.text(hop.location),
    removed: hop.removed.map((part) => redactor.text(part)),
  }));
}

/** The exchange with more findings on its answer. */
export function withFindings(exchange: Exchange, findings: readonly string[]): Exchange {
  const { outcome } = exchange;
  if (outcome.kind !== "answer" || findings.length === 0) return exchange;
  return { ...exchange, outcome: { ...outcome, findings: [...outcome.findings, ...findings] } };
}

/** Whether a plan is the request of an exchange, as far as the exchange tells: credentials are masked in both. */
export function isSameRequest(exchange: Exchange, plan: Plan, redactor: Redactor): boolean {
  const now = sentRequest(plan, [], redactor);
  const { request } = exchange;
  return (
    now.method === request.method &&
    maskedUrl(now.url) === maskedUrl(request.url) &&
    maskedBody(now.body ?? "") === maskedBody(request.body ?? "")
  );
}

/** A new id: sorted by name, entries are sorted by time. */
export function exchangeId(at: number, random: number): string {
  return `${String(at).padStart(13, "0")}-${Math.floor(random * 36 ** 6)
    .toString(36)
    .padStart(6, "0")}`;
}

export const idPattern = /^\d{13}-[0-9a-z]{6}$/;

/** Where a redirect leads, absolute; undefined for what is none. */
export function redirectTarget({ request, outcome }: Exchange): string | undefined {
  if (outcome.kind !== "answer" || outcome.status < 300 || outcome.status >= 400) return undefined;
  const location = headerValue(outcome.headers, "location");
  let from = request.url;
  for (const hop of outcome.hops ?? []) from = absolute(hop.location, from);
  return location && absolute(location, from);
}

function absolute(location: string, from: string): string {
  return URL.canParse(location, from) ? new URL(location, from).href : location;
}

/**
 * The exchange as it may be written to a disk or copied: credentials that stand in the definition itself and cookies of the
 * answer are masked too, by the names under which they travel.
 */
export function storable(exchange: Exchange): Exchange {
  const { request, outcome } = exchange;
  const hidden = (headers: readonly HeaderPair[]) => headers.map(([name, value]) => [name, maskedHeader(name, value)] as const);
  const hops = outcome.hops?.map((hop) => ({
    ...hop,
    url: maskedUrl(hop.url),
    location: maskedUrl(hop.location),
  }));
  return {
    ...exchange,
    request: {
      ...request,
      url: maskedUrl(request.url),
      headers: hidden(request.headers),
      body: request.body && maskedBody(request.body),
    },
    outcome:
      outcome.kind === "failure"
        ? { ...outcome, hops, arrived: outcome.arrived && storableReceived(outcome.arrived) }
        : { ...outcome, ...storableReceived(outcome), hops },
  };
}

function storableReceived(came: Received): Received {
  return {
    ...came,
    headers: came.headers.map(([name, value]) => {
      if (/^set-cookie$/i.test(name)) return [name, value.replace(/^([^=;]*=)[^;]*/, `$1${mask}`)] as const;
      return [name, /^location$/i.test(name) ? maskedUrl(value) : value] as const;
    }),
  };
}

function maskedData({ data, contact, event }: Sent, redactor: Redactor): Partial<Sent> {
  const { written, typed } = data;
  return {
    contact: contact && redactor.text(contact),
    event: event && redactor.text(event),
    data: {
      ...data,
      ...(written === undefined ? {} : { written: redactor.text(written) }),
      ...(typed ? { typed: Object.fromEntries(Object.entries(typed).map(([name, value]) => [name, redactor.text(value)])) } : {}),
    },
  };
}

function sentRequest(plan: Plan, added: readonly HeaderPair[], redactor: Redactor): SentRequest {
  const pairs = (headers: readonly HeaderPair[]) =>
    headers.map(([name, value]) => [redactor.text(name), redactor.text(value)] as const);
  return {
    method: plan.method,
    url: redactor.text(plan.url),
    headers: pairs(plan.headers),
    added: pairs(added),
    body: plan.body === undefined ? undefined : redactor.text(plan.body),
    connector: plan.connector,
    values: plan.values.map((value) => ({ ...value, value: redactor.text(value.value) })),
  };
}
