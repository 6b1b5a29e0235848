/**
 * An http port that answers from a script and remembers what it was asked, for tests of everything around sending: plans,
 * redaction, recordings, workflow runs. How real requests behave is tested against real servers, in `test/platform`.
 */
import type { Http, HttpFailure, HttpRequest, HttpResponse, Result } from "#core/platform";

type Answer = Result<HttpResponse, HttpFailure>;

export interface ScriptedHttp extends Http {
  /** Every request so far, oldest first. */
  readonly requests: readonly HttpRequest[];
}

/**
 * An http port that asks `script` for each answer. A request that was cancelled before it began is answered `cancelled`.
 * @param script is given the request and how many came before it; a list answers in turn, and its end is a refused connection
 */
export function scriptedHttp(script: readonly Answer[] | ((request: HttpRequest, before: number) => Answer)): ScriptedHttp {
  const requests: HttpRequest[] = [];
  return {
    requests,
    async send(request, cancellation) {
      if (cancellation?.aborted) return failure({ kind: "cancelled", message: "The request was cancelled", phase: "request" });
      requests.push(request);
      const before = requests.length - 1;
      return (typeof script === "function" ? script(request, before) : script[before]) ?? failure({});
    },
  };
}

/** A successful answer; what is left out is a plain 200 without a body. @param body text, sent as UTF-8 */
export function response({
  body = "",
  ...given
}: Partial<Omit<HttpResponse, "body">> & { body?: string | Uint8Array } = {}): Answer {
  const bytes = typeof body === "string" ? new TextEncoder().encode(body) : body;
  return {
    ok: true,
    value: {
      status: 200,
      reason: "OK",
      headers: [["Content-Type", "application/json"]],
      body: bytes,
      truncated: false,
      wireBytes: bytes.length,
      timings: { lookup: 1, connect: 1, tls: 2, wait: 10, download: 1, total: 15 },
      remoteAddress: "192.0.2.1",
      tls: undefined,
      addedHeaders: [],
      ...given,
    },
  };
}

/** A failed answer; what is left out is a refused connection. */
export function failure(given: Partial<HttpFailure>): Answer {
  return {
    ok: false,
    error: {
      kind: "refused",
      message: "shop.example.com refused the connection",
      help: "Check that the service runs and listens on this port",
      code: "ECONNREFUSED",
      phase: "connect",
      elapsed: 5,
      ...given,
    },
  };
}
