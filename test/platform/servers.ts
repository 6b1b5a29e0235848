/**
 * Servers on loopback for the tests of sending: https with a certificate made here, TLS that answers with chosen bytes, and
 * plain TCP that misbehaves before TLS begins. Every server is closed by `closeServers`, connections included.
 */
import { once } from "node:events";
import type { RequestListener } from "node:http";
import https from "node:https";
import net from "node:net";
import tls from "node:tls";
import { generate } from "selfsigned";
import type { Http, HttpRequest } from "#core/platform";
import { type HttpOptions, nodeHttp } from "#platform/http";

export interface Certificate {
  readonly cert: string;
  readonly key: string;
}

export interface Running {
  readonly port: number;
  /** `https://localhost:PORT`. */
  readonly origin: string;
  readonly certificate: string;
  /** How many connections came so far. */
  connections(): number;
  /** How many of them are open. */
  open(): number;
  /** Resolves when the first connection is closed. */
  readonly closed: Promise<void>;
}

/** A self-signed certificate. @param names DNS names; 127.0.0.1 is always in it */
export async function makeCertificate(
  names: readonly string[] = ["localhost"],
  dates: { from?: Date; to?: Date } = {},
): Promise<Certificate> {
  const { cert, private: key } = await generate([{ name: "commonName", value: names[0] ?? "nobody" }], {
    keyType: "ec",
    algorithm: "sha256",
    ...(dates.from && { notBeforeDate: dates.from }),
    ...(dates.to && { notAfterDate: dates.to }),
    extensions: [
      { name: "basicConstraints", cA: true },
      {
        name: "subjectAltName",
        altNames: [...names.map((value) => ({ type: 2 as const, value })), { type: 7, ip: "127.0.0.1" }],
      },
    ],
  });
  return { cert, key };
}

let usual: Promise<Certificate> | undefined;

/** The certificate of every server that was given no other. */
export function usualCertificate(): Promise<Certificate> {
  usual ??= makeCertificate();
  return usual;
}

const open = new Set<{ close(): void }>();

/** Closes every server that a test started. */
export function closeServers(): void {
  for (const server of open) server.close();
  open.clear();
}

export async function httpsServer(
  handler: RequestListener,
  certificate?: Certificate,
  options: https.ServerOptions = {},
): Promise<Running> {
  const { cert, key } = certificate ?? (await usualCertificate());
  return running(https.createServer({ cert, key, ...options }, handler), cert);
}

/** A TLS server that is not bound by HTTP. @param talk what it does when the first bytes of a request have come */
export async function rawServer(talk: (socket: tls.TLSSocket, request: Buffer) => void): Promise<Running> {
  const { cert, key } = await usualCertificate();
  const server = tls.createServer({ cert, key }, (socket) => {
    socket.on("error", () => {});
    socket.once("data", (request) => talk(socket, request));
  });
  return running(server, cert);
}

/** A TCP server. @param talk what it does with a connection */
export async function tcpServer(talk: (socket: net.Socket) => void): Promise<Running> {
  const server = net.createServer((socket) => {
    // A socket that is not read never learns that the other side left.
    socket.resume();
    talk(socket);
  });
  return running(server, "");
}

async function running(server: net.Server, certificate: string): Promise<Running> {
  const sockets = new Set<net.Socket>();
  let count = 0;
  const closed = new Promise<void>((resolve) => {
    server.on("connection", (socket: net.Socket) => {
      count++;
      sockets.add(socket);
      socket.on("error", () => {});
      socket.once("close", () => {
        sockets.delete(socket);
        resolve();
      });
    });
  });
  server.on("tlsClientError", () => {});
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = address !== null && typeof address === "object" ? address.port : 0;
  open.add({
    close() {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  });
  return { port, origin: `https://localhost:${port}`, certificate, connections: () => count, open: () => sockets.size, closed };
}

/** A sender that may reach loopback and trusts the given servers. Names resolve to 127.0.0.1 without asking the system. */
export function senderFor(servers: readonly Running[], options: HttpOptions = {}): Http {
  return nodeHttp({
    extraRoots: servers.flatMap(({ origin, certificate }) => (certificate ? [{ origin, certificate }] : [])),
    allowPrivate: () => true,
    lookup: async () => [{ address: "127.0.0.1", family: 4 }],
    ...options,
  });
}

/** A GET request with generous limits. */
export function get(url: string, more: Partial<HttpRequest> = {}): HttpRequest {
  return { method: "GET", url, headers: [], body: undefined, deadline: 20_000, maxBytes: 1_000_000, ...more };
}
