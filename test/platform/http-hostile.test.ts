/** The sender against every endpoint of the table: each request ends, in one sentence, and takes no secret anywhere. */
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import type { Http, HttpFailure, HttpResponse, Result } from "#core/platform";
import { Redactor } from "#core/request/redact";
import { type Hostile, hostiles } from "./hostile-endpoints";
import { closeServers, get, httpsServer, type Running, senderFor, usualCertificate } from "./servers";

const secret = "kanarie-7&/secret";

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
      const running = await hostile.start(sink);
      const ownSender = hostile.options !== undefined || (running.certificate !== "" && running.certificate !== usual);
      const http = ownSender ? senderFor([running, sink, good], hostile.options?.(running)) : shared;
      const result = await ask(http, hostile, running);
      assert.equal(ending(result), hostile.ends);
      if (!result.ok) assertSentence(result.error, hostile);
      assert.ok(!redactor.holds(seen.join("\n")), "the secret went to another origin");
      const next = await (hostile.options ? shared : http).send(get(good.origin));
      assert.ok(next.ok && next.value.status === 200, "the next request failed");
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
