/**
 * Everything that an endpoint can do to whoever asks it, as a table: what the server does, and how a request to it ends. A
 * server writes its bytes as soon as it can; one that drips does so by a timer of its own, until the other side is gone.
 */
import type net from "node:net";
import type tls from "node:tls";
import zlib from "node:zlib";
import type { HttpOptions } from "#platform/http";
import { httpsServer, makeCertificate, type Running, rawServer, tcpServer } from "./servers";

export interface Hostile {
  readonly name: string;
  /** How a request ends: `200`, `200 cut`, or kind and phase of the failure. */
  readonly ends: string;
  /** @param sink another origin, which answers everything and must never see a secret */
  start(sink: Running): Promise<Running>;
  /** Milliseconds, for those that would never end by themselves; the others get so many that reaching them is a fault. */
  readonly deadline?: number;
  /** More of the sender, such as a proxy that misbehaves. */
  readonly options?: (running: Running) => HttpOptions;
}

type Bytes = string | Buffer;
const bytes = (text: Bytes) => (typeof text === "string" ? Buffer.from(text, "latin1") : text);

/** Answers with these bytes and closes. */
const says = (name: string, ends: string, ...parts: readonly Bytes[]): Hostile => ({
  name,
  ends,
  start: () => rawServer((socket) => void socket.end(Buffer.concat(parts.map(bytes)))),
});

/** Answers with these bytes and then stays silent, connection open. */
const stalls = (name: string, phase: string, ...parts: readonly Bytes[]): Hostile => ({
  name,
  ends: `timeout, ${phase}`,
  deadline: 400,
  start: () => rawServer((socket) => void socket.write(Buffer.concat(parts.map(bytes)))),
});

/** Answers with a head, and then with the same bytes without end, as fast as they are read. */
const floods = (name: string, ends: string, head: Bytes, text: Bytes): Hostile => ({
  name,
  ends,
  ...(ends.startsWith("timeout") ? { deadline: 400 } : {}),
  start: () =>
    rawServer((socket) => {
      socket.write(bytes(head));
      endless(socket, bytes(text));
    }),
});

/** Answers with a head, and then with single bytes: `text`, and its last byte for ever. */
const drips = (name: string, phase: string, head: Bytes, text: Bytes): Hostile => ({
  name,
  ends: `timeout, ${phase}`,
  deadline: 400,
  start: () =>
    rawServer((socket) => {
      socket.write(bytes(head));
      drip(socket, bytes(text));
    }),
});

const resets = (name: string, ends: string, ...parts: readonly Bytes[]): Hostile => ({
  name,
  ends,
  start: () =>
    rawServer((socket) => {
      const leave = () => socket.destroy();
      if (parts.length === 0) leave();
      else socket.write(Buffer.concat(parts.map(bytes)), leave);
    }),
});

const beforeTls = (name: string, ends: string, talk: (socket: net.Socket) => void): Hostile => ({
  name,
  ends,
  ...(ends.startsWith("timeout") ? { deadline: 400 } : {}),
  start: () => tcpServer(talk),
});

const redirects = (
  name: string,
  ends: string,
  status: number,
  location: (sink: Running) => string | readonly string[],
): Hostile => ({
  name,
  ends,
  start: (sink) =>
    httpsServer((_request, response) => {
      response
        .writeHead(
          status,
          [location(sink)].flat().flatMap((target) => ["location", target]),
        )
        .end("moved");
    }),
});

const proxied = (name: string, ends: string, talk: (socket: net.Socket) => void): Hostile => ({
  ...beforeTls(name, ends, talk),
  options: ({ port }) => ({ proxy: () => ({ url: `http://user:geheimwort@127.0.0.1:${port}`, from: "HTTPS_PROXY" }) }),
});

const badCertificate = (name: string, names: readonly string[], from: string, to: string): Hostile => ({
  name,
  ends: "certificate, tls",
  start: async () =>
    httpsServer((_request, response) => response.end(), await makeCertificate(names, { from: new Date(from), to: new Date(to) })),
});

const ok = "HTTP/1.1 200 OK\r\n";
const chunked = `${ok}Transfer-Encoding: chunked\r\n\r\n`;
const coded = (coding: string, body: Bytes) => [
  `${ok}Content-Encoding: ${coding}\r\nContent-Length: ${body.length}\r\n\r\n`,
  body,
];
const startOf = (coding: string, body: Buffer) => [`${ok}Content-Encoding: ${coding}\r\n\r\n`, body];
const large = Buffer.alloc(30_000_000);
const made = new Map<string, Buffer>();
/** A body that grows a thousandfold; made once, for it takes a while. */
function bomb(kind: string, make: () => Buffer): Buffer {
  const known = made.get(kind) ?? make();
  made.set(kind, known);
  return known;
}
const gzipBomb = () => bomb("gzip", () => zlib.gzipSync(large, { level: 1 }));
const brotliBomb = () =>
  bomb("br", () => zlib.brotliCompressSync(large, { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 4 } }));
const codedLate = (name: string, ends: string, coding: string, body: () => Buffer): Hostile => ({
  name,
  ends,
  start: () => rawServer((socket) => void socket.end(Buffer.concat(coded(coding, body()).map(bytes)))),
});

const slow: readonly Hostile[] = [
  {
    name: "a name server that is silent",
    ends: "timeout, lookup",
    deadline: 400,
    start: (sink) => Promise.resolve(sink),
    options: () => ({ lookup: () => new Promise(() => {}) }),
  },
  beforeTls("silence instead of a TLS handshake", "timeout, tls", () => {}),
  beforeTls("a TLS handshake that drips", "timeout, tls", (socket) =>
    drip(socket, bytes("\x16\x03\x03\x40\x00\x02\x00\x3f\xfc\x03")),
  ),
  proxied("a proxy that is silent", "timeout, connect", () => {}),
  proxied("a proxy that drips its head", "timeout, connect", (socket) => drip(socket, bytes("HTTP/1.1 200 OK\r\nX: a"))),
  stalls("silence after the request", "wait", ""),
  stalls("half a status line", "wait", "HTTP/1.1 2"),
  stalls("headers that do not end", "wait", `${ok}X: a\r\n`),
  drips("headers that drip", "wait", ok, "X-Long: a"),
  floods("a flood of 100", "protocol, wait", "", "HTTP/1.1 100 Continue\r\n\r\n"),
  floods("a flood of 102", "protocol, wait", "", "HTTP/1.1 102 Processing\r\n\r\n"),
  says(
    "a hundred of 103 before the answer",
    "200",
    "HTTP/1.1 103 Early Hints\r\n\r\n".repeat(100),
    `${ok}Content-Length: 0\r\n\r\n`,
  ),
  floods("a flood of 103", "protocol, wait", "", "HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n"),
  stalls("a body that does not begin", "download", `${ok}Content-Length: 5\r\n\r\n`),
  stalls("a body that stops", "download", `${ok}Content-Length: 5\r\n\r\nab`),
  drips("a body that drips", "download", `${ok}Content-Length: 5000\r\n\r\n`, "a"),
  stalls("a chunk that stops", "download", `${chunked}5\r\nab`),
  stalls("chunks that do not end", "download", `${chunked}2\r\nab\r\n`),
  drips("a chunk that drips", "download", `${chunked}ffff\r\n`, "a"),
  stalls("trailers that do not end", "download", `${chunked}2\r\nab\r\n0\r\nX: a\r\n`),
  drips("trailers that drip", "download", `${chunked}2\r\nab\r\n0\r\n`, "X-Long: a"),
  stalls("gzip that stops", "download", ...startOf("gzip", zlib.gzipSync("text").subarray(0, 12))),
  stalls("deflate that stops in its first byte", "download", ...startOf("deflate", Buffer.from([0x78]))),
  stalls("brotli that stops", "download", ...startOf("br", zlib.brotliCompressSync(Buffer.alloc(1000)).subarray(0, 4))),
  drips("gzip that drips", "download", `${ok}Content-Encoding: gzip\r\n\r\n`, zlib.gzipSync(noise(5000))),
  {
    name: "a redirect to a service that is silent",
    ends: "timeout, tls",
    deadline: 800,
    start: async () => {
      const silent = await tcpServer(() => {});
      return httpsServer((_request, response) => response.writeHead(302, { location: silent.origin }).end());
    },
  },
];

const sizes: readonly Hostile[] = [
  floods("an endless body", "200 cut", `${ok}\r\n`, Buffer.alloc(16_384, "a")),
  floods("endless chunks", "200 cut", chunked, `4000\r\n${"a".repeat(0x4000)}\r\n`),
  floods("endless chunks of one byte", "200 cut", chunked, "1\r\na\r\n".repeat(5000)),
  floods("one endless chunk", "200 cut", `${chunked}7fffffff\r\n`, Buffer.alloc(16_384, "a")),
  floods("an endless chunk extension", "timeout, download", `${chunked}4;x=`, "a".repeat(1000)),
  floods("endless trailers", "too-large, download", `${chunked}2\r\nab\r\n0\r\n`, "X-Trailer: x\r\n"),
  says("a header of 200 kB", "too-large, wait", `${ok}X: ${"a".repeat(200_000)}\r\n\r\n`),
  floods("an endless header", "too-large, wait", `${ok}X: `, "a".repeat(1000)),
  floods("endless headers", "too-large, wait", ok, "X-More: a\r\n"),
  floods("an endless header name", "too-large, wait", ok, "a".repeat(1000)),
  floods("an endless reason", "timeout, wait", "HTTP/1.1 200 ", "a".repeat(1000)),
  floods("endless empty lines", "timeout, wait", "", "\r\n"),
  says("3,000 headers", "200", ok, "X-More: 1\r\n".repeat(3000), "Content-Length: 0\r\n\r\n"),
];

const bombs: readonly Hostile[] = [
  codedLate("a gzip bomb", "200 cut", "gzip", gzipBomb),
  codedLate("a deflate bomb", "200 cut", "deflate", () => bomb("deflate", () => zlib.deflateSync(large, { level: 1 }))),
  codedLate("a bare deflate bomb", "200 cut", "deflate", () => bomb("raw", () => zlib.deflateRawSync(large, { level: 1 }))),
  codedLate("a brotli bomb", "200 cut", "br", brotliBomb),
  codedLate("a gzip bomb of many members", "200 cut", "gzip", () =>
    Buffer.concat(Array.from({ length: 50 }, () => zlib.gzipSync(Buffer.alloc(1_000_000), { level: 1 }))),
  ),
  codedLate("a gzip bomb in gzip, both named", "200", "gzip, gzip", () => zlib.gzipSync(gzipBomb())),
  codedLate("a gzip bomb in gzip, one named", "200", "gzip", () => zlib.gzipSync(zlib.gzipSync(gzipBomb()))),
  codedLate("a gzip bomb in brotli", "200", "gzip, br", () => zlib.brotliCompressSync(zlib.gzipSync("text"))),
  says("zstd, which is not undone", "200", ...coded("zstd", "\x28\xb5\x2f\xfd\x00\x00")),
  says("200 codings", "200", ...coded(Array(200).fill("gzip").join(", "), "text")),
  says("an unknown coding", "200", ...coded("sdch", "text")),
  says("text that says it is gzip", "protocol, download", ...coded("gzip", "text")),
  says("text that says it is deflate", "protocol, download", ...coded("deflate", "hext")),
  says("text that says it is brotli", "protocol, download", ...coded("br", "text")),
  says("gzip that is cut", "protocol, download", ...coded("gzip", zlib.gzipSync("text ".repeat(99)).subarray(0, 20))),
  says("gzip with a wrong checksum", "protocol, download", ...coded("gzip", wrongChecksum())),
  says("nothing that says it is gzip", "200", ...coded("gzip", "")),
];

const garbage: readonly Hostile[] = [
  says("HTTP/0.9", "protocol, wait", "<html>hello</html>"),
  says("another protocol", "protocol, wait", "220 mail.example.com ESMTP\r\n"),
  says("noise", "protocol, wait", noise(500)),
  says("HTTP/2 frames", "protocol, wait", "\x00\x00\x12\x04\x00\x00\x00\x00\x00"),
  says("HTTP/3.7", "protocol, wait", "HTTP/3.7 200 OK\r\nContent-Length: 0\r\n\r\n"),
  says("a status of two digits", "protocol, wait", "HTTP/1.1 20 OK\r\nContent-Length: 0\r\n\r\n"),
  says("status 000", "protocol, wait", "HTTP/1.1 000 None\r\nContent-Length: 0\r\n\r\n"),
  says("status 999", "999", "HTTP/1.1 999 Odd\r\nContent-Length: 0\r\n\r\n"),
  says("an upgrade", "protocol, wait", "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: upgrade\r\n\r\n"),
  says("a header without a colon", "protocol, wait", `${ok}Content-Length\r\n\r\n`),
  says("a header name with a space", "protocol, wait", `${ok}Content Length: 2\r\n\r\nab`),
  says("NUL in a header", "protocol, wait", `${ok}X: a\0b\r\n\r\n`),
  says("a bare line feed", "protocol, wait", `${ok}X: a\n\n`),
  says("a folded header", "protocol, wait", `${ok}X: a\r\n b\r\nContent-Length: 0\r\n\r\n`),
  says("two lengths", "protocol, wait", `${ok}Content-Length: 2\r\nContent-Length: 3\r\n\r\nabc`),
  says("a list of lengths", "protocol, wait", `${ok}Content-Length: 2, 2\r\n\r\nab`),
  says("length and chunks", "protocol, wait", `${ok}Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n0\r\n\r\n`),
  says("a negative length", "protocol, wait", `${ok}Content-Length: -1\r\n\r\nab`),
  says("a length with a sign", "protocol, wait", `${ok}Content-Length: +2\r\n\r\nab`),
  says("a huge length", "protocol, wait", `${ok}Content-Length: 99999999999999999999999\r\n\r\nab`),
  says("more length than bytes", "reset, download", `${ok}Content-Length: 100\r\n\r\nab`),
  says("less length than bytes", "200", `${ok}Content-Length: 2\r\n\r\nabcd`),
  says("a second answer", "200", `${ok}Content-Length: 2\r\n\r\nab${ok}Content-Length: 2\r\n\r\nno`),
  says("a chunk overflow", "protocol, download", `${chunked}fffffffffffffffff\r\nab`),
  says("a chunk size that is no number", "protocol, download", `${chunked}zz\r\nab\r\n0\r\n\r\n`),
  says("a negative chunk", "protocol, download", `${chunked}-2\r\nab\r\n0\r\n\r\n`),
  says("a chunk without its end", "protocol, download", `${chunked}2\r\nabcd\r\n0\r\n\r\n`),
  says("chunks without the last", "reset, download", `${chunked}2\r\nab\r\n`),
  says("HTTP/1.0 without a length", "200", "HTTP/1.0 200 OK\r\n\r\nuntil the end"),
  says("204 with a body", "204", "HTTP/1.1 204 No Content\r\nContent-Length: 2\r\n\r\nab"),
  says("304 with a length", "304", "HTTP/1.1 304 Not Modified\r\nContent-Length: 200\r\n\r\n"),
  says("escapes for terminals", "200", "HTTP/1.1 200 \x1b[2J\r\nX: \x9b2J\r\nContent-Length: 0\r\n\r\n"),
  says("a name of the language", "200", `${ok}__proto__: a\r\nconstructor: b\r\nContent-Length: 0\r\n\r\n`),
  says("nothing at all", "reset, wait", ""),
  resets("a reset after the request", "reset, wait"),
  resets("a reset in the headers", "reset, wait", `${ok}X: a`),
  resets("a reset in the body", "reset, download", `${ok}Content-Length: 9\r\n\r\nab`),
  beforeTls("a reset in the TLS handshake", "reset, tls", (socket) => {
    socket.once("data", () => socket.resetAndDestroy());
  }),
  beforeTls("a close in the TLS handshake", "reset, tls", (socket) => socket.end()),
  proxied("a proxy that wants a password", "proxy, connect", (socket) => {
    socket.once("data", () => socket.end("HTTP/1.1 407 No\r\nProxy-Authenticate: Basic\r\n\r\n"));
  }),
  proxied("a proxy with an endless head", "proxy, connect", (socket) => {
    socket.once("data", () => endless(socket, bytes("X: a\r\n".repeat(100))));
  }),
  proxied("a proxy that speaks instead of the host", "reset, tls", (socket) => {
    socket.once("data", () => socket.end("HTTP/1.1 200 OK\r\n\r\nHTTP/1.1 200 OK\r\n\r\n"));
  }),
];

const ways: readonly Hostile[] = [
  ...[301, 302, 303, 307, 308].map((status) =>
    redirects(`${status} to another origin`, "200", status, (sink) => `${sink.origin}/taken`),
  ),
  redirects("a redirect to http", "not-https, wait", 302, () => "http://localhost/"),
  redirects("a redirect to a file", "not-https, wait", 302, () => "file:///etc/passwd"),
  redirects("a redirect to the metadata service", "forbidden-address, wait", 302, () => "https://169.254.169.254/latest"),
  redirects("a redirect to its other spelling", "forbidden-address, wait", 307, () => "https://[::ffff:a9fe:a9fe]/"),
  redirects("a redirect with a password", "redirect, wait", 302, ({ port }) => `https://user:pw@localhost:${port}/`),
  redirects("a redirect to itself", "redirect, wait", 302, () => "/"),
  redirects("a redirect to nothing", "302", 302, () => ""),
  redirects("two redirects at once", "redirect, wait", 302, ({ origin }) => [`${origin}/a`, `${origin}/b`]),
  redirects("a redirect to no address", "redirect, wait", 308, () => "https://[::1"),
  {
    name: "redirects without end",
    ends: "redirect, wait",
    start: () => {
      let times = 0;
      return httpsServer((_request, response) => response.writeHead(302, { location: `/?n=${times++}` }).end());
    },
  },
  {
    name: "a redirect with an endless body",
    ends: "200",
    start: (sink) =>
      rawServer((socket) => {
        socket.write(`HTTP/1.1 302 Found\r\nLocation: ${sink.origin}\r\n\r\n`);
        endless(socket, Buffer.alloc(16_384, "a"));
      }),
  },
  {
    name: "a challenge to name a password",
    ends: "401",
    start: () =>
      httpsServer((_request, response) =>
        response.writeHead(401, { "www-authenticate": "Basic", "retry-after": "999999" }).end(),
      ),
  },
];

const certificates: readonly Hostile[] = [
  {
    name: "a certificate that nobody trusts",
    ends: "certificate, tls",
    start: async () => ({
      ...(await httpsServer((_request, response) => response.end(), await makeCertificate())),
      certificate: "",
    }),
  },
  badCertificate("a certificate that expired", ["localhost"], "2020-01-01", "2020-02-01"),
  badCertificate("a certificate of the future", ["localhost"], "2090-01-01", "2090-02-01"),
  badCertificate("a certificate of another host", ["other.example"], "2020-01-01", "2090-02-01"),
  {
    name: "TLS 1.1",
    ends: "protocol, tls",
    start: () => httpsServer(() => {}, undefined, { minVersion: "TLSv1", maxVersion: "TLSv1.1", ciphers: "DEFAULT@SECLEVEL=0" }),
  },
  beforeTls("HTTP without TLS", "protocol, tls", (socket) => socket.end("HTTP/1.1 400 Bad Request\r\n\r\n")),
  beforeTls("a TLS alert", "protocol, tls", (socket) => socket.end(bytes("\x15\x03\x03\x00\x02\x02\x28"))),
  beforeTls("noise instead of TLS", "protocol, tls", (socket) => socket.end(Buffer.alloc(500, 0xee))),
];

export const hostiles: readonly Hostile[] = [...slow, ...sizes, ...bombs, ...garbage, ...ways, ...certificates];

/** Bytes without a pattern that a compressor finds; the same ones every time. */
function noise(length: number): Buffer {
  let state = 1;
  return Buffer.from(
    Array.from({ length }, () => {
      state = (state * 48_271) % 2_147_483_647;
      return state & 0xff;
    }),
  );
}

function wrongChecksum(): Buffer {
  const whole = zlib.gzipSync("text");
  whole[whole.length - 5] = (whole[whole.length - 5] ?? 0) ^ 0xff;
  return whole;
}

/** The same bytes without end, for as long as the client listens. */
function endless(socket: net.Socket | tls.TLSSocket, part: Buffer): void {
  socket.write(part, (error) => {
    if (!error && !socket.destroyed) setImmediate(endless, socket, part);
  });
}

/** One byte at a time; the last one for ever. */
function drip(socket: net.Socket, text: Buffer): void {
  let at = 0;
  const timer = setInterval(() => {
    const next = text.subarray(Math.min(at++, text.length - 1)).subarray(0, 1);
    if (!socket.destroyed) socket.write(next);
  }, 5);
  socket.once("close", () => clearInterval(timer));
}
