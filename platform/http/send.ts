/**
 * Sends one request over one connection of its own and reads the answer; a redirect that is followed is another request over
 * another connection. This is the only file that knows the network library; it is loaded by the first request, for loading
 * takes 0.1 s and changes the `fetch` of the whole process.
 */
import { Readable } from "node:stream";
import type { PeerCertificate, TLSSocket } from "node:tls";
import { Agent } from "undici";
import type { HeaderPair, Http, HttpHop, HttpRequest, HttpResponse, HttpTls } from "#core/platform";
import { readBody, undecodedEncoding } from "./body";
import { checkRequest } from "./check";
import { dial } from "./dial";
import { Exchange } from "./exchange";
import { describeFailure } from "./failures";
import { nextStep, type Step } from "./follow";
import { demoName, type HttpOptions } from "./options";
import { Refused } from "./refused";
import { trustStore } from "./trust";

/** A sender; see {@link HttpOptions}. */
export function createSender(options: HttpOptions): Http {
  const trusted = trustStore(options);
  return {
    async send(request, cancellation) {
      const exchange = new Exchange(request.deadline, cancellation);
      const hops: HttpHop[] = [];
      let host = "the host";
      try {
        let current = request;
        for (const { status, location, milliseconds } of request.followRedirects?.followed ?? []) {
          const step = nextOf(current, checked(current), { status, headers: [["location", location]] }, hops);
          if (!step) break;
          hops.push({ ...step.hop, milliseconds });
          current = step.request;
        }
        for (;;) {
          const url = checked(current);
          host = url.host;
          exchange.signal.throwIfAborted();
          const began = exchange.timings().total;
          const socket = await dial(url, exchange, options, trusted(url.origin));
          const told = await talk(socket, url, current, exchange, hops);
          if ("status" in told) {
            const demo = options.demo?.origins.includes(url.origin) ? { answeredBy: demoName } : {};
            return { ok: true, value: { ...told, addedHeaders: addedTo(request), ...demo, ...listed(hops) } };
          }
          hops.push({ ...told.hop, milliseconds: exchange.timings().total - began });
          current = told.request;
          exchange.endHop();
        }
      } catch (error) {
        const hasLeft = hops.length > 0 || /^(wait|download)$/.test(exchange.phase);
        const added = hasLeft ? { addedHeaders: addedTo(request) } : {};
        return { ok: false, error: { ...describeFailure(error, exchange, host), ...added, ...listed(hops) } };
      } finally {
        exchange.end();
      }
    },
  };
}

/** @throws Refused when the request must not be sent */
function checked(request: HttpRequest): URL {
  const url = checkRequest(request);
  if (url instanceof URL) return url;
  throw new Refused(url);
}

/** What comes behind an answer; undefined when it is the end. */
function nextOf(
  request: HttpRequest,
  url: URL,
  { status, headers }: Pick<HttpResponse, "status" | "headers">,
  hops: readonly HttpHop[],
): Step | undefined {
  return request.followRedirects && nextStep(request, url, status, headers, request.followRedirects, hops);
}

function listed(hops: readonly HttpHop[]): { readonly hops?: readonly HttpHop[] } {
  return hops.length > 0 ? { hops } : {};
}

/** The limit for a response's headers, in bytes: more than any service needs, and no memory to speak of. */
const maxHeaderSize = 64 * 1024;

/** Asks, and reads the answer; of a redirect that is to be followed only the head is read. */
async function talk(
  socket: TLSSocket,
  url: URL,
  request: HttpRequest,
  exchange: Exchange,
  hops: readonly HttpHop[],
): Promise<Omit<HttpResponse, "addedHeaders"> | Step> {
  // Read now: a server may close the connection with its last byte.
  const { remoteAddress } = socket;
  const tls = factsOf(socket, exchange.certificate ?? socket.getPeerCertificate());
  const headers = [...request.headers, ...agentHeader(request.headers)];
  // One agent a request: no connection is shared, so nothing of one exchange can end in another.
  // The library's own time limits are coarse by up to a second; ours is the exchange's.
  const agent = new Agent({
    connect: handOver(socket),
    pipelining: 0,
    allowH2: false,
    headersTimeout: 0,
    bodyTimeout: 0,
    maxHeaderSize,
  });
  try {
    exchange.enter("wait");
    const answer = await agent.request({
      origin: url.origin,
      path: `${url.pathname}${url.search}`,
      method: request.method,
      headers: headers.flat(),
      body: request.body === undefined ? null : Buffer.from(request.body, "utf8"),
      signal: exchange.signal,
      responseHeaders: "raw",
      onInfo: fewInterim(url.host),
    });
    const head = {
      status: answer.statusCode,
      reason: textOf(answer.statusText),
      headers: pairs(answer.headers),
    };
    const step = nextOf(request, url, head, hops);
    if (step) {
      answer.body.on("error", () => {}).destroy();
      return step;
    }
    exchange.enter("download");
    const coding = undecodedEncoding(head.headers);
    const undecoded = coding === undefined ? {} : { undecoded: coding };
    const body = await readBody(withBody(answer, head.status), head.headers, request.maxBytes, ({ bytes, wireBytes }) => {
      exchange.arrived = { ...head, body: bytes, wireBytes, ...undecoded };
    });
    return {
      ...head,
      body: body.bytes,
      truncated: body.truncated,
      wireBytes: body.wireBytes,
      timings: exchange.timings(),
      remoteAddress,
      tls,
      sha256: body.sha256,
      ...undecoded,
      ...(exchange.route === undefined ? {} : { route: exchange.route }),
    };
  } finally {
    await agent.destroy();
  }
}

/**
 * Gives the library the connection that was opened for it, once: a second wish would be a repeated request. It expects the
 * answer later than the question, and would wait for ever for one that comes at once.
 */
function handOver(socket: TLSSocket): (options: unknown, done: (...result: [Error, null] | [null, TLSSocket]) => void) => void {
  let given = false;
  return (_options, done) => {
    const again = given;
    given = true;
    queueMicrotask(() => (again ? done(Object.assign(new Error("closed"), { code: "ECONNRESET" }), null) : done(null, socket)));
  };
}

/** The most answers of 102, 103 and the like before the real one. A flood of them would keep this process busy till the end. */
const maxInterim = 100;

function fewInterim(host: string): () => void {
  let left = maxInterim;
  return () => {
    if (left-- > 0) return;
    const message = `${host} sent ${maxInterim} interim answers and no final one`;
    throw new Refused({ kind: "protocol", message, help: "Make the service answer without 102 and 103" });
  };
}

/** A 204 or 304 has no body, whatever length it names; the library would wait for one and call its absence a fault. */
function withBody({ body }: { readonly body: Readable }, status: number): Readable {
  if (status !== 204 && status !== 304) return body;
  body.on("error", () => {}).destroy();
  return Readable.from([]);
}

/** Many gateways refuse a request that does not say what sent it. */
function agentHeader(headers: readonly HeaderPair[]): readonly HeaderPair[] {
  return headers.some(([name]) => name.toLowerCase() === "user-agent") ? [] : [["user-agent", "hookflow"]];
}

/** What the library writes around our headers, spelled as it does. */
function addedTo({ method, url, headers, body }: HttpRequest): HeaderPair[] {
  const length: HeaderPair[] = method === "POST" ? [["content-length", String(Buffer.byteLength(body ?? "", "utf8"))]] : [];
  return [["host", new URL(url).host], ["connection", "close"], ...agentHeader(headers), ...length];
}

/** Raw headers come as a flat list of names and values. */
function pairs(raw: unknown): HeaderPair[] {
  if (!Array.isArray(raw)) return [];
  const flat = raw.map((part) => textOf(String(part)));
  return flat.flatMap((name, at): HeaderPair[] => (at % 2 === 0 ? [[name, flat[at + 1] ?? ""]] : []));
}

/** Header bytes come as Latin-1, and most services mean UTF-8: they are decoded anew where that works. */
function textOf(latin1: string): string {
  if (!/[\x80-\xff]/.test(latin1)) return latin1;
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(Buffer.from(latin1, "latin1"));
  } catch {
    return latin1;
  }
}

function factsOf(socket: TLSSocket, certificate: PeerCertificate): HttpTls {
  const name = (of: PeerCertificate["subject"] | undefined) => [of?.CN ?? of?.O ?? ""].flat()[0] ?? "";
  const end = Date.parse(certificate.valid_to);
  return {
    protocol: socket.getProtocol() ?? "",
    subject: name(certificate.subject) || (certificate.subjectaltname ?? ""),
    issuer: name(certificate.issuer),
    validTo: Number.isNaN(end) ? "" : new Date(end).toISOString(),
  };
}
