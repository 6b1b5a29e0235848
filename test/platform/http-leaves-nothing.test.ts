/** What a request leaves behind: nothing, however it ends. */
import assert from "node:assert/strict";
import zlib from "node:zlib";
import type { Cancellation, HttpFailure } from "#core/platform";
import type { HttpOptions } from "#platform/http";
import { closeServers, get, httpsServer, type Running, rawServer, senderFor, tcpServer } from "./servers";

suite("what a request leaves behind", () => {
  teardown(closeServers);

  interface Phase {
    readonly phase: HttpFailure["phase"];
    /** @param reached is called when the exchange is in the phase */
    start(reached: () => void): Promise<Running>;
    options?(running: Running, reached: () => void): HttpOptions;
  }
  const answering =
    (...parts: readonly (string | Buffer)[]) =>
    (reached: () => void) =>
      rawServer((socket) => {
        for (const part of parts.slice(0, -1)) socket.write(part);
        socket.write(parts.at(-1) ?? "", reached);
      });
  const head = "HTTP/1.1 200 OK\r\n";
  const phases: Readonly<Record<string, Phase>> = {
    "the look-up": {
      phase: "lookup",
      start: () => tcpServer(() => {}),
      options: (_running, reached) => ({
        lookup: () => {
          queueMicrotask(reached);
          return new Promise(() => {});
        },
      }),
    },
    "the way through a proxy": {
      phase: "connect",
      start: (reached) => tcpServer((socket) => void socket.once("data", reached)),
      options: ({ port }) => ({ proxy: () => ({ url: `http://127.0.0.1:${port}`, from: "http.proxy" }) }),
    },
    "the TLS handshake": { phase: "tls", start: (reached) => tcpServer((socket) => void socket.once("data", reached)) },
    "the wait": { phase: "wait", start: (reached) => rawServer(reached) },
    "the headers": { phase: "wait", start: answering(`${head}X: a\r\n`) },
    "the body": { phase: "download", start: answering(`${head}Content-Length: 9\r\n\r\nhalf`) },
    "the decompression": {
      phase: "download",
      start: answering(`${head}Content-Encoding: gzip\r\n\r\n`, zlib.gzipSync("a".repeat(9999)).subarray(0, 30)),
    },
    "a second hop": {
      phase: "tls",
      start: async (reached) => {
        const silent = await tcpServer((socket) => void socket.once("data", reached));
        const here = await httpsServer((_request, response) => response.writeHead(307, { location: silent.origin }).end());
        return { ...here, closed: Promise.all([here.closed, silent.closed]).then(() => {}) };
      },
    },
  };
  for (const [name, { phase, start, options }] of Object.entries(phases))
    test(`cancelled in ${name}: told as such, and the connection is closed (L10)`, async function () {
      // 200 ms are the sender's; a machine that is busy for once gets another try.
      this.retries(2);
      const cancel = new AbortController();
      // The client's side sees what was written a moment after the server wrote it.
      let cancelled = 0;
      const reached = () =>
        void setImmediate(() =>
          setImmediate(() => {
            cancelled = performance.now();
            cancel.abort();
          }),
        );
      const running = await start(reached);
      const http = senderFor([running], options?.(running, reached));
      const result = await http.send(get(running.origin, { followRedirects: { secrets: [] } }), cancel.signal);
      assert.ok(!result.ok, "it was not cancelled");
      assert.equal(result.error.kind, "cancelled");
      if (phase !== "download") assert.equal(result.error.phase, phase);
      if (phase !== "lookup") await running.closed;
      else assert.equal(running.connections(), 0);
      assert.ok(performance.now() - cancelled < 200, "it took longer than 200 ms");
    });

  test("an answer that ends in the middle is kept as far as it came", async () => {
    const bodies: Readonly<Record<string, readonly (string | Buffer)[]>> = {
      plain: [`${head}X-A: b\r\nContent-Length: 9\r\n\r\nhalf`],
      gzip: [`${head}X-A: b\r\nContent-Encoding: gzip\r\n\r\n`, flushed("half")],
    };
    for (const [name, parts] of Object.entries(bodies)) {
      const stalled = await rawServer((socket) => void socket.write(Buffer.concat(parts.map((part) => Buffer.from(part)))));
      const result = await senderFor([stalled]).send(get(stalled.origin, { deadline: 1000 }));
      assert.ok(!result.ok, name);
      assert.equal(result.error.kind, "timeout");
      const { arrived } = result.error;
      assert.equal(new TextDecoder().decode(arrived?.body), "half", name);
      assert.deepEqual([arrived?.status, arrived?.headers[0]], [200, ["X-A", "b"]]);
    }
    const silent = await rawServer(() => {});
    const result = await senderFor([silent]).send(get(silent.origin, { deadline: 300 }));
    assert.ok(!result.ok && result.error.arrived === undefined);
  });

  test("a thousand requests in a row leave no socket, no timer and no listener", async () => {
    const server = await httpsServer((request, response) => {
      if (request.url === "/reset") request.socket.destroy();
      else if (request.url === "/away") response.writeHead(302, { location: "/end" }).end();
      else response.end("ok");
    });
    const http = senderFor([server]);
    const cancellation = counted();
    // The server's ends close a little later than ours.
    const quiet = async () => {
      while (server.open() > 0) await new Promise(setImmediate);
    };
    const paths = ["/", "/reset", "/away"];
    const send = (at: number) =>
      http.send(get(`${server.origin}${paths[at % 3]}`, { followRedirects: { secrets: [] } }), cancellation);
    // What the first ones load stays: it is the library's own.
    for (let at = 0; at < 3; at++) await send(at);
    await quiet();
    const before = held();
    for (let at = 0; at < 1000; at++) assert.equal((await send(at)).ok, at % 3 !== 1);
    await quiet();
    assert.deepEqual(held(), before);
    assert.equal(cancellation.listeners(), 0);
  }).timeout(120_000);

  /** What keeps this process busy, and who listens to it. */
  function held(): Readonly<Record<string, number>> {
    const counts: Record<string, number> = {};
    for (const kind of process.getActiveResourcesInfo())
      if (/^(TCP|TLS|Timeout|GetAddrInfo)/.test(kind)) counts[kind] = (counts[kind] ?? 0) + 1;
    for (const event of process.eventNames()) counts[String(event)] = process.listenerCount(event);
    return counts;
  }

  function counted(): Cancellation & { listeners(): number } {
    const listeners = new Set<() => void>();
    return {
      aborted: false,
      addEventListener: (_type, listener) => void listeners.add(listener),
      removeEventListener: (_type, listener) => void listeners.delete(listener),
      listeners: () => listeners.size,
    };
  }

  /** A gzip stream that has said all of a text and has not ended. */
  function flushed(text: string): Buffer {
    return zlib.gzipSync(text, { finishFlush: zlib.constants.Z_SYNC_FLUSH });
  }
});
