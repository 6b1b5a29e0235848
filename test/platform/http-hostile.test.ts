/** The sender against every endpoint of the table: each request ends, in one sentence, and takes no secret anywhere. */
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import zlib from "node:zlib";
import type { Http, HttpFailure, HttpResponse, Result } from "#core/platform";
import { Redactor } from "#core/request/redact";
import { type Hostile, hostiles } from "./hostile-endpoints";
import { closeServers, get, httpsServer, type Running, senderFor, usualCertificate } from "./servers";

const secret = "kanarie-7&/secret";

/** Of memory, in bytes. */
const tooMuch = 256 * 1024 * 1024;

suite("hostile endpoints", () => {
  const redactor = new Redactor([{ key: secret }]);
  const seen: string[] = [];
  let sink: Running;
  let good: Running;
  /** One sender for all of them: what one endpoint does must not reach the next request. */
  let shared: Http;
  let usual = "";
  const folder = mkdtempSync(path.join(os.tmpdir(), "hookflow-hostile-"));

  suiteSetup(async () => {
    usual = (await usualCertificate()).cert;
    const caFile = path.join(folder, "usual.pem");
    writeFileSync(caFile, usual);
    shared = senderFor([], { caFile });
  });
  suiteTeardown(() => rmSync(folder, { recursive: true, force: true }));
  setup(async () => {
    seen.length = 0;
    good = await httpsServer((_request, response) => response.end("good"));
    sink = await httpsServer((request, response) => {
      seen.push(`${request.method} ${request.url}\n${request.rawHeaders.join("\n")}`);
      response.end("taken");
    });
  });
  teardown(closeServers);

  test("there are at least sixty of them, each with a name of its own", () => {
    assert.ok(hostiles.length >= 60);
    assert.equal(new Set(hostiles.map(({ name }) => name)).size, hostiles.length);
  });

  for (const hostile of hostiles)
    test(hostile.name, async function () {
      // The bound that the runner holds: far above the deadline of any of them.
      this.timeout(20_000);
      // Half a second is the sender's; a machine that is busy for once gets another try.
      this.retries(2);
      const running = await hostile.start(sink);
      const ownSender = hostile.options !== undefined || (running.certificate !== "" && running.certificate !== usual);
      const http = ownSender ? senderFor([running, sink, good], hostile.options?.(running)) : shared;
      const { result, late, grown } = await measured(hostile, () => ask(http, hostile, running));
      assert.ok(late < 500, `it ended ${Math.round(late)} ms behind its deadline`);
      assert.ok(grown < tooMuch, `it took ${Math.round(grown / 1024 / 1024)} MB`);
      assert.equal(ending(result), hostile.ends);
      if (!result.ok) assertSentence(result.error, hostile);
      assert.ok(!redactor.holds(seen.join("\n")), "the secret went to another origin");
      const next = await (hostile.options ? shared : http).send(get(good.origin));
      assert.ok(next.ok && next.value.status === 200, "the next request failed");
    });

  for (const coding of ["identity", "gzip"] as const)
    test(`an endless answer (${coding}) is cut at 20 MB, and takes no more memory than it may`, async function () {
      this.timeout(60_000);
      const plain = Buffer.alloc(1024 * 1024, "a");
      // Many members: a small one is a large answer, again and again.
      const part = coding === "gzip" ? zlib.gzipSync(plain) : plain;
      const endless = await httpsServer((_request, response) => {
        response.writeHead(200, { "content-encoding": coding });
        const more = () => {
          while (!response.destroyed) if (!response.write(part)) return response.once("drain", more);
          return undefined;
        };
        more();
      });
      const maxBytes = 20 * 1024 * 1024;
      const { result, grown } = await measured({ deadline: 30_000 }, () =>
        senderFor([endless]).send(get(endless.origin, { deadline: 30_000, maxBytes })),
      );
      assert.ok(result.ok && result.value.truncated, JSON.stringify(result).slice(0, 300));
      assert.equal(result.value.body.length, maxBytes);
      assert.ok(grown < tooMuch, `it took ${Math.round(grown / 1024 / 1024)} MB`);
    });

  function ask(http: Http, { deadline = 15_000 }: Hostile, { origin }: Running): Promise<Result<HttpResponse, HttpFailure>> {
    return http.send(
      get(`${origin}/`, {
        method: "POST",
        body: "{}",
        headers: [["X-Shop", secret]],
        deadline,
        followRedirects: { secrets: [{ key: secret }] },
      }),
    );
  }

  /** With how long after its deadline a request ended, in milliseconds, and by how much this process, servers included, grew. */
  async function measured<T>({ deadline = 15_000 }: Pick<Hostile, "deadline">, work: () => Promise<T>) {
    const began = performance.now();
    const before = process.memoryUsage.rss();
    let most = before;
    const look = setInterval(() => {
      most = Math.max(most, process.memoryUsage.rss());
    }, 5);
    try {
      const result = await work();
      return { result, late: performance.now() - began - deadline, grown: most - before };
    } finally {
      clearInterval(look);
    }
  }

  function ending(result: Result<HttpResponse, HttpFailure>): string {
    if (!result.ok) return `${result.error.kind}, ${result.error.phase}`;
    return `${result.value.status}${result.value.truncated ? " cut" : ""}`;
  }

  function assertSentence({ message, help }: HttpFailure, { deadline }: Hostile): void {
    for (const text of [message, help]) {
      assert.match(text, /^[A-Z"a-z0-9][^\n\r\u001b]{10,200}[^.]$/);
      assert.doesNotMatch(text, /undici|zlib|llhttp|assert|parser|undefined|Error\b|geheimwort/i);
      assert.ok(!redactor.holds(text), text);
    }
    if (deadline !== undefined) assert.ok(message.endsWith(` within ${deadline / 1000} s`), message);
  }
});
