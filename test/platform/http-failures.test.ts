import assert from "node:assert/strict";
import type { TLSSocket } from "node:tls";
import type { HttpFailure, HttpRequest } from "#core/platform";
import type { HttpOptions } from "#platform/http";
import { closeServers, get, httpsServer, makeCertificate, type Running, rawServer, senderFor, tcpServer } from "./servers";

suite("failing to send", () => {
  teardown(closeServers);

  async function fail(server: Running, more: Partial<HttpRequest> = {}, options: HttpOptions = {}): Promise<HttpFailure> {
    const result = await senderFor([server], options).send(get(`${server.origin}/`, more));
    assert.ok(!result.ok, "the request went well");
    assert.ok(result.error.help.length > 0);
    return result.error;
  }
  /** The failure as a person sees it: kind, phase, code, sentence. */
  const show = ({ kind, phase, code, message }: HttpFailure, { port }: Running) =>
    `${kind}, ${phase}, ${code}: ${message.replace(`:${port}`, "")}`;
  const nowhere: Running = {
    port: 1,
    origin: "https://localhost:1",
    certificate: "",
    connections: () => 0,
    open: () => 0,
    closed: Promise.resolve(),
  };
  const failingLookup = (code: string): HttpOptions => ({
    lookup: () => Promise.reject(Object.assign(new Error("queryA failed"), { code })),
  });

  test("unknown host", async () => {
    const unknown = await fail(nowhere, {}, failingLookup("ENOTFOUND"));
    assert.equal(show(unknown, nowhere), "unknown-host, lookup, ENOTFOUND: The host localhost does not exist");
    const silent = await fail(nowhere, {}, failingLookup("EAI_AGAIN"));
    assert.equal(show(silent, nowhere), "unknown-host, lookup, EAI_AGAIN: The name server gave no answer for localhost");
    const empty = await fail(nowhere, {}, { lookup: async () => [] });
    assert.equal(show(empty, nowhere), "unknown-host, connect, ENOTFOUND: The host localhost does not exist");
  });

  test("refused", async () => {
    const server = await tcpServer(() => {});
    closeServers();
    assert.equal(show(await fail(server), server), "refused, connect, ECONNREFUSED: localhost refused the connection");
    const both = await fail(
      server,
      {},
      {
        lookup: async () => [
          { address: "127.0.0.1", family: 4 },
          { address: "127.0.0.2", family: 4 },
        ],
      },
    );
    assert.equal(show(both, server), "refused, connect, ECONNREFUSED: localhost refused the connection");
  });

  test("reset, in each phase", async () => {
    const inTls = await tcpServer((socket) => socket.destroy());
    assert.equal(
      show(await fail(inTls), inTls),
      "reset, tls, ECONNRESET: localhost closed the connection during the TLS handshake",
    );
    const waiting = await rawServer((socket) => socket.destroy());
    assert.equal(
      show(await fail(waiting), waiting),
      "reset, wait, UND_ERR_SOCKET: localhost closed the connection without an answer",
    );
    const reading = await rawServer((socket) => {
      socket.end("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf");
    });
    assert.equal(
      show(await fail(reading), reading),
      "reset, download, UND_ERR_SOCKET: localhost closed the connection in the middle of its answer",
    );
  });

  for (const [name, head] of [
    ["by length", "Content-Length: 100\r\n\r\nhello"],
    ["by length, of a service that closes", "Connection: close\r\nContent-Length: 100\r\n\r\nhello"],
    ["in chunks", "Transfer-Encoding: chunked\r\n\r\n64\r\nhello"],
    ["in chunks, without the last", "Connection: close\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n"],
  ] as const)
    for (const how of ["end", "destroy"] as const)
      test(`an answer that ends early, ${name} (${how}), keeps what came`, async () => {
        const server = await rawServer((socket) => {
          socket.write(`HTTP/1.1 200 OK\r\n${head}`, () => socket[how]());
        });
        const failure = await fail(server);
        assert.equal(
          failure.message.replace(`:${server.port}`, ""),
          "localhost closed the connection in the middle of its answer",
        );
        assert.equal(failure.kind, "reset");
        assert.equal(Buffer.from(failure.arrived?.body ?? []).toString(), "hello");
      });

  test("certificate: self-signed, expired, too new, of another host (P09)", async () => {
    const answer = () => {};
    const selfSigned = await httpsServer(answer);
    assert.equal(
      show(await fail(selfSigned, {}, { extraRoots: [] }), selfSigned),
      "certificate, tls, DEPTH_ZERO_SELF_SIGNED_CERT: The certificate of localhost is self-signed, issued by localhost",
    );
    const untrusted = await senderFor([]).send(get(selfSigned.origin));
    assert.match(untrusted.ok ? "" : untrusted.error.help, /in the setting hookflow\.send\.caFile$/);
    const dates = { from: new Date("2020-01-01T00:00:00Z"), to: new Date("2020-02-01T00:00:00Z") };
    const expired = await httpsServer(answer, await makeCertificate(["localhost"], dates));
    assert.equal(
      show(await fail(expired), expired),
      "certificate, tls, CERT_HAS_EXPIRED: The certificate of localhost expired, on 2020-02-01",
    );
    const later = { from: new Date("2090-01-01T00:00:00Z"), to: new Date("2090-02-01T00:00:00Z") };
    const tooNew = await httpsServer(answer, await makeCertificate(["localhost"], later));
    assert.equal(
      show(await fail(tooNew), tooNew),
      "certificate, tls, CERT_NOT_YET_VALID: The certificate of localhost is not valid yet, on 2090-01-01",
    );
    const names = ["a.example", "b.example", "c.example", "d.example", "e.example", "f.example"];
    const other = await httpsServer(answer, await makeCertificate(names));
    assert.equal(
      show(await fail(other), other),
      "certificate, tls, ERR_TLS_CERT_ALTNAME_INVALID: The certificate is not for localhost, " +
        "it is for a.example, b.example, c.example, d.example, e.example and 2 more",
    );
  });

  test("certificate, whatever the environment says", async () => {
    const before = process.env.NODE_TLS_REJECT_UNAUTHORIZED;
    const warn = process.emitWarning;
    process.emitWarning = () => {};
    process.env.NODE_TLS_REJECT_UNAUTHORIZED = "0";
    try {
      const server = await httpsServer(() => {});
      assert.equal((await fail(server, {}, { extraRoots: [] })).kind, "certificate");
    } finally {
      process.emitWarning = warn;
      if (before === undefined) delete process.env.NODE_TLS_REJECT_UNAUTHORIZED;
      else process.env.NODE_TLS_REJECT_UNAUTHORIZED = before;
    }
  });

  test("old TLS, and no TLS at all", async () => {
    const old = await httpsServer(() => {}, undefined, {
      minVersion: "TLSv1",
      maxVersion: "TLSv1.1",
      ciphers: "DEFAULT@SECLEVEL=0",
    });
    const { kind, phase, message } = await fail(old);
    assert.equal(
      `${kind}, ${phase}: ${message.replace(`:${old.port}`, "")}`,
      "protocol, tls: localhost offers only old versions of TLS",
    );
    const plain = await tcpServer((socket) => socket.end("HTTP/1.1 400 Bad Request\r\n\r\n"));
    assert.equal(
      show(await fail(plain), plain),
      "protocol, tls, ERR_SSL_WRONG_VERSION_NUMBER: localhost does not speak https on this port",
    );
  });

  test("time over, in each phase (P01)", async () => {
    const limit = { deadline: 300 };
    const stalls: readonly (readonly [Running, string, HttpOptions?])[] = [
      [nowhere, "lookup, undefined: The address of localhost was not found", { lookup: () => new Promise(() => {}) }],
      [await tcpServer(() => {}), "tls, undefined: localhost did not finish the TLS handshake"],
      [await rawServer(() => {}), "wait, undefined: localhost took the request but did not answer"],
      [await rawServer((socket) => socket.write("HTTP/1.1 2")), "wait, undefined: localhost took the request but did not answer"],
      [
        await rawServer((socket) => socket.write("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf")),
        "download, undefined: localhost began its answer but did not finish it",
      ],
      [
        await rawServer((socket) => socket.write("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 9\r\n\r\n\x1f")),
        "download, undefined: localhost began its answer but did not finish it",
      ],
    ];
    for (const [server, expected, options] of stalls) {
      assert.equal(show(await fail(server, limit, options), server), `timeout, ${expected} within 0.3 s`);
      if (server !== nowhere) await server.closed;
    }
  });

  test("cancelled before it began", async () => {
    const before = await senderFor([]).send(get("https://localhost:1/"), AbortSignal.abort());
    assert.equal(!before.ok && before.error.kind, "cancelled");
  });

  test("a sender works after every failure", async () => {
    let answers = false;
    const server = await rawServer((socket) => {
      if (answers) socket.end("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
      else cancel.abort();
    });
    let cancel = new AbortController();
    const http = senderFor([server]);
    for (let round = 0; round < 10; round++) {
      cancel = new AbortController();
      answers = false;
      assert.equal((await http.send(get(server.origin), cancel.signal)).ok, false);
      answers = true;
      assert.equal((await http.send(get(server.origin))).ok, true);
    }
    assert.equal(server.connections(), 20);
  });

  test("too many headers (P02)", async () => {
    const server = await rawServer((socket) => {
      socket.end(`HTTP/1.1 200 OK\r\nX-Large: ${"a".repeat(200_000)}\r\nContent-Length: 0\r\n\r\n`);
    });
    assert.equal(
      show(await fail(server), server),
      "too-large, wait, UND_ERR_HEADERS_OVERFLOW: localhost sent more than 64 KiB of headers",
    );
    const trailers = await rawServer((socket) => {
      socket.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n0\r\n");
      endless(socket, "X-Trailer: x\r\n");
    });
    assert.equal((await fail(trailers)).kind, "too-large");
    const many = Array.from({ length: 3000 }, (_, index) => `X-${index}: 1\r\n`).join("");
    const allowed = await rawServer((socket) => void socket.end(`HTTP/1.1 200 OK\r\n${many}Content-Length: 0\r\n\r\n`));
    const result = await senderFor([allowed]).send(get(allowed.origin));
    assert.equal(result.ok && result.value.headers.length, 3001);
  });

  test("more interim answers than anybody needs", async () => {
    const server = await rawServer((socket) => endless(socket, "HTTP/1.1 103 Early Hints\r\nlink: x\r\n\r\n"));
    assert.equal(
      show(await fail(server), server),
      "protocol, wait, undefined: localhost sent 100 interim answers and no final one",
    );
  });

  test("an extra answer is not taken for ours", async () => {
    const answer = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n";
    const server = await rawServer((socket) => void socket.end(`${answer}ok${answer}no`));
    const result = await senderFor([server]).send(get(server.origin));
    assert.ok(!result.ok || new TextDecoder().decode(result.value.body) === "ok");
  });
});

/** The same text without end, for as long as the client listens. */
function endless(socket: TLSSocket, text: string): void {
  socket.write(text, (error) => {
    if (!error) setImmediate(endless, socket, text);
  });
}
