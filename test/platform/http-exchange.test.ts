import assert from "node:assert/strict";
import zlib from "node:zlib";
import type { Http, HttpRequest, HttpResponse } from "#core/platform";
import { undecodedEncoding } from "#platform/http";
import { closeServers, get, httpsServer, type Running, rawServer, senderFor } from "./servers";

suite("sending", () => {
  teardown(closeServers);

  async function ok(http: Http, request: HttpRequest): Promise<HttpResponse> {
    const result = await http.send(request);
    assert.ok(result.ok, result.ok ? "" : `${result.error.message} (${result.error.code})`);
    return result.value;
  }
  const text = (response: HttpResponse) => new TextDecoder().decode(response.body);
  /** Answers every request with these bytes. */
  const answering = (...parts: readonly (string | Buffer)[]) =>
    rawServer((socket) => {
      for (const part of parts) socket.write(part);
      socket.end();
    });
  const send = (server: Running, more: Partial<HttpRequest> = {}) => ok(senderFor([server]), get(`${server.origin}/`, more));

  test("sends what is written: order, case, repeats and bytes", async () => {
    let seen = "";
    const server = await rawServer((socket, request) => {
      seen = request.toString("utf8");
      socket.end("HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok");
    });
    const body = '{"id": 12345678901234567890, "місто": "Львів"}';
    const response = await ok(
      senderFor([server]),
      get(`${server.origin}/promo?town=%D0%9B%D1%8C%D0%B2%D1%96%D0%B2&x=a%2Bb`, {
        method: "POST",
        headers: [
          ["X-Run", "1"],
          ["content-TYPE", "application/json"],
          ["x-run", "2"],
          ["__proto__", "data"],
        ],
        body,
      }),
    );
    const [head, sent] = seen.split("\r\n\r\n");
    assert.deepEqual(head?.split("\r\n"), [
      "POST /promo?town=%D0%9B%D1%8C%D0%B2%D1%96%D0%B2&x=a%2Bb HTTP/1.1",
      `host: localhost:${server.port}`,
      "connection: close",
      "X-Run: 1",
      "content-TYPE: application/json",
      "x-run: 2",
      "__proto__: data",
      "user-agent: hookflow",
      `content-length: ${Buffer.byteLength(body)}`,
    ]);
    assert.equal(sent, body);
    assert.deepEqual(response.addedHeaders, [
      ["host", `localhost:${server.port}`],
      ["connection", "close"],
      ["user-agent", "hookflow"],
      ["content-length", String(Buffer.byteLength(body))],
    ]);
    assert.equal(server.connections(), 1);
  });

  test("sends an empty POST with its length, and a GET without", async () => {
    const heads: string[] = [];
    const server = await rawServer((socket, request) => {
      heads.push(request.toString("utf8"));
      socket.end("HTTP/1.1 204 No Content\r\n\r\n");
    });
    const added = [];
    for (const method of ["POST", "GET"] as const)
      added.push((await send(server, { method })).addedHeaders.map(([name]) => name));
    assert.deepEqual(added, [
      ["host", "connection", "user-agent", "content-length"],
      ["host", "connection", "user-agent"],
    ]);
    assert.match(heads[0] ?? "", /content-length: 0\r\n/);
    assert.doesNotMatch(heads[1] ?? "", /content-length/);
  });

  test("gives the response as it came", async () => {
    const server = await answering(
      "HTTP/1.1 299 Чудово \u001b[31m\r\nSet-Cookie: a=1\r\nX-Town: Львів\r\nset-cookie: b=2\r\nX-Old: ",
      Buffer.from([0xe9]),
      "\r\n__proto__: x\r\nContent-Length: 6\r\n\r\nтак",
    );
    const response = await send(server);
    assert.equal(response.status, 299);
    assert.equal(response.reason, "Чудово \u001b[31m");
    assert.deepEqual(response.headers, [
      ["Set-Cookie", "a=1"],
      ["X-Town", "Львів"],
      ["set-cookie", "b=2"],
      ["X-Old", "é"],
      ["__proto__", "x"],
      ["Content-Length", "6"],
    ]);
    assert.equal(text(response), "так");
    assert.equal(response.answeredBy, undefined);
  });

  test("tells timings, address and certificate", async () => {
    const server = await httpsServer((_request, response) => response.end("ok"));
    const { timings, remoteAddress, tls, wireBytes } = await send(server);
    const { total, ...phases } = timings;
    const sum = Object.values(phases).reduce((all, phase) => all + phase, 0);
    assert.ok(Math.abs(sum - total) < 0.001);
    for (const phase of Object.values(phases)) assert.ok(phase > 0);
    assert.equal(remoteAddress, "127.0.0.1");
    assert.equal(wireBytes, 2);
    assert.equal(tls?.protocol, "TLSv1.3");
    assert.equal(tls?.subject, "localhost");
    assert.equal(tls?.issuer, "localhost");
    assert.match(tls?.validTo ?? "", /^\d{4}-\d\d-\d\dT/);
  });

  test("spends no time on a look-up for a literal address", async () => {
    const server = await httpsServer((_request, response) => response.end("ok"));
    const literal = { ...server, origin: `https://127.0.0.1:${server.port}` };
    assert.equal((await send(literal)).timings.lookup, 0);
  });

  test("follows no redirect and repeats nothing (N01, N02, N05, P11)", async () => {
    let requests = 0;
    let status = 301;
    const server = await httpsServer((_request, response) => {
      requests++;
      response
        .writeHead(status, { location: "/elsewhere", "retry-after": "999999999", "www-authenticate": "Basic" })
        .end("there");
    });
    for (status of [301, 302, 303, 307, 308, 401, 407, 429, 500, 503]) {
      const response = await send(server, { method: "POST", body: "{}" });
      assert.equal(response.status, status);
      assert.equal(text(response), "there");
    }
    assert.equal(requests, 10);
    assert.equal(server.connections(), 10);
  });

  const codings: readonly (readonly [name: string, encode: (text: string) => Buffer, title: string])[] = [
    ["gzip", zlib.gzipSync, "gzip"],
    ["X-GZIP", zlib.gzipSync, "gzip by its old name"],
    ["deflate", zlib.deflateSync, "deflate"],
    ["deflate", zlib.deflateRawSync, "deflate without a frame"],
    ["br", zlib.brotliCompressSync, "brotli"],
  ];
  for (const [coding, encode, title] of codings)
    test(`decodes ${title}, with an error status too`, async () => {
      const bytes = encode("так ".repeat(1000));
      const server = await httpsServer((_request, response) =>
        response.writeHead(404, { "content-encoding": coding }).end(bytes),
      );
      const response = await send(server);
      assert.equal(text(response), "так ".repeat(1000));
      assert.equal(response.wireBytes, bytes.length);
      assert.equal(response.truncated, false);
      assert.equal(undecodedEncoding(response.headers), undefined);
    });

  for (const coding of ["zstd", "gzip, gzip", "gzip, br", Array(200).fill("gzip").join(", ")])
    test(`keeps ${coding.slice(0, 20)} as it is, and names it`, async () => {
      const bytes = zlib.gzipSync(zlib.gzipSync("text"));
      const server = await httpsServer((_request, response) =>
        response.writeHead(200, { "content-encoding": coding }).end(bytes),
      );
      const response = await send(server);
      assert.deepEqual(Buffer.from(response.body), bytes);
      assert.equal(undecodedEncoding(response.headers), coding);
    });

  test("decodes nothing where there is nothing", async () => {
    const server = await httpsServer((_request, response) => response.writeHead(200, { "content-encoding": "gzip" }).end());
    assert.equal((await send(server)).body.length, 0);
  });

  test("cuts the body at the cap, and closes the connection", async () => {
    const server = await httpsServer((_request, response) => {
      const more = () => {
        while (!response.destroyed && response.write(Buffer.alloc(16_384, "a")));
      };
      response.on("drain", more);
      more();
    });
    const response = await send(server, { maxBytes: 100_000 });
    assert.equal(response.body.length, 100_000);
    assert.equal(response.truncated, true);
    await server.closed;
  });

  test("does not call a body cut that fits exactly", async () => {
    const server = await httpsServer((_request, response) => response.end(Buffer.alloc(1000)));
    const response = await send(server, { maxBytes: 1000 });
    assert.equal(response.truncated, false);
    assert.equal(response.body.length, 1000);
    assert.equal((await send(server, { maxBytes: 999 })).truncated, true);
  });

  const quick = { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 4 } };
  for (const [coding, bomb] of Object.entries({
    gzip: () => zlib.gzipSync(Buffer.alloc(50_000_000), { level: 1 }),
    deflate: () => zlib.deflateSync(Buffer.alloc(50_000_000), { level: 1 }),
    br: () => zlib.brotliCompressSync(Buffer.alloc(50_000_000), quick),
  }))
    test(`cuts a ${coding} bomb at the cap (P03)`, async () => {
      const server = await httpsServer((_request, response) =>
        response.writeHead(200, { "content-encoding": coding }).end(bomb()),
      );
      const response = await send(server, { maxBytes: 1_000_000 });
      assert.equal(response.body.length, 1_000_000);
      assert.equal(response.truncated, true);
    });

  test("passes an unusual status on", async () => {
    assert.equal((await send(await answering("HTTP/1.1 999 Odd\r\nContent-Length: 0\r\n\r\n"))).status, 999);
  });

  test("skips early answers", async () => {
    const server = await answering(
      "HTTP/1.1 103 Early Hints\r\nlink: x\r\n\r\n",
      "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok",
    );
    assert.equal(text(await send(server)), "ok");
  });

  test("trusts a certificate for its own origin only", async () => {
    const [one, two] = [
      await httpsServer((_q, response) => response.end("ok")),
      await httpsServer((_q, response) => response.end("ok")),
    ];
    const http = senderFor([one]);
    assert.equal((await ok(http, get(one.origin))).status, 200);
    const other = await http.send(get(two.origin));
    assert.equal(!other.ok && other.error.kind, "certificate");
  });
});
