import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Http, HttpRequest, HttpResponse } from "#core/platform";
import { type DemoEndpoint, demoOrigins, startDemoEndpoint } from "#platform/endpoint";
import { demoFromEnvironment, nodeHttp } from "#platform/http";
import { get } from "./servers";

suite("the demo endpoint", () => {
  let endpoint: DemoEndpoint;
  let http: Http;
  suiteSetup(async () => {
    endpoint = await startDemoEndpoint();
    const { port, certificate, origin } = endpoint;
    http = nodeHttp({ demo: { port, certificate, origins: [...demoOrigins, origin] } });
  });
  suiteTeardown(() => endpoint.close());

  async function send(url: string, more: Partial<HttpRequest> = {}): Promise<HttpResponse> {
    const result = await http.send(get(url.startsWith("/") ? `https://shop.example.com${url}` : url, more));
    assert.ok(result.ok, result.ok ? "" : result.error.message);
    return result.value;
  }
  /** Status and body, without its last line break. */
  const ask = async (url: string, more: Partial<HttpRequest> = {}) => {
    const { status, body } = await send(url, more);
    return `${status} ${new TextDecoder().decode(body).replace(/\s+/g, " ").trim()}`;
  };
  const post = (url: string, body: string) => ask(url, { method: "POST", body });

  test("answers for the sample hosts, and says so", async () => {
    const response = await send("https://crm.example.com/contacts?email=ann@example.com");
    assert.equal(response.answeredBy, "demo endpoint");
    assert.equal(response.tls?.subject, "Hookflow demo endpoint");
    assert.equal(endpoint.requests.at(-1)?.host, "crm.example.com");
    assert.match(new TextDecoder().decode(response.body), /^\[\s*\{\s*"id": 1284503\.0,/);
  });

  test("has an origin of its own", async () => assert.match(await ask(`${endpoint.origin}/cart`), /^200 .*"total": 77.25/));

  test("finds nobody under an unknown e-mail", async () => {
    assert.equal(await ask("/contacts?email=nobody@example.com"), "200 []");
  });

  test("gives a promo code by town", async () => {
    assert.match(await post("/promo?town=Lviv", "{}"), /"promocode": "LVIV-15", "discount": 15/);
    assert.match(await post(`/promo?town=${encodeURIComponent("Львів")}`, "{}"), /"LVIV-15"/);
    assert.match(await post("/promo?town=Paris", "{}"), /"WELCOME-5"/);
    assert.match(await post("/promo?town=Lviv", "{"), /^400 .*not JSON/);
    assert.match(await ask("/promo?town=Lviv"), /^405 /);
  });

  test("takes orders, stock questions and notes", async () => {
    assert.match(await post("/orders", '{"sku": 1}'), /^200 .*"accepted"/);
    assert.equal(await ask("/orders/A-1001/status"), '200 { "order": "A-1001", "state": "packed" }');
    assert.match(await ask("/shops?town=Lviv&api_key=x"), /"Rynok Square 1"/);
    assert.equal(await post("/stock", "<stock><sku>MUG-1</sku></stock>"), "200 <stock><left>12</left></stock>");
    assert.match(await post("/stock", "TEA-100"), /^400 /);
    assert.equal(await post("/notes", "hello"), "200 Noted 5 characters");
  });

  test("wants a key for the loyalty page", async () => {
    const refused = await send("/loyalty");
    assert.equal(refused.status, 401);
    assert.ok(refused.headers.some(([name]) => name === "WWW-Authenticate"));
    const keys: readonly Partial<HttpRequest>[] = [
      { headers: [["Authorization", "Basic eDp5"]] },
      { headers: [["Authorization", "Bearer x"]] },
      { headers: [["X-Api-Key", "x"]] },
    ];
    for (const key of keys) assert.match(await ask("/loyalty", key), /^200 .*"points": 840/);
    assert.match(await ask("/loyalty?api_key=x"), /^200 /);
  });

  test("shows how services misbehave", async () => {
    assert.equal(await ask("/slow?ms=1"), '200 { "waited": 1 }');
    const redirect = await send("/redirect?status=307");
    assert.equal(`${redirect.status} ${redirect.headers.find(([name]) => name === "Location")?.[1]}`, "307 /echo");
    assert.match(await ask("/fail?status=503"), /^503 /);
    assert.match(await ask("/gzip"), /^200 {"compressed":true,/);
    assert.match(await ask("/not-json"), /<html>/);
    assert.match(await ask("/picture"), /PNG/);
    assert.equal((await send("/huge?mb=2", { maxBytes: 1_000_000 })).truncated, true);
    JSON.parse(new TextDecoder().decode((await send("/huge?mb=1", { maxBytes: 3_000_000 })).body));
    assert.match(await ask("/echo?x=1"), /"host": "shop.example.com"/);
    assert.match(await ask("/nothing"), /^404 /);
  });

  test("is trusted for its origins only, and only by a sender that was told", async () => {
    const stranger = nodeHttp({ allowPrivate: () => true, lookup: async () => [{ address: "127.0.0.1", family: 4 }] });
    const result = await stranger.send(get(endpoint.origin));
    assert.equal(!result.ok && result.error.kind, "certificate");
    const elsewhere = await http.send(get("https://127.0.0.1:1/"));
    assert.equal(!elsewhere.ok && elsewhere.error.kind, "forbidden-address");
  });

  test("is found by the environment of another process", () => {
    const folder = mkdtempSync(path.join(tmpdir(), "hookflow-demo-"));
    const file = path.join(folder, "demo.pem");
    writeFileSync(file, endpoint.certificate);
    const found = (origin: string, certificate = file) =>
      demoFromEnvironment({ HOOKFLOW_DEMO_ENDPOINT: origin, HOOKFLOW_DEMO_CERTIFICATE: certificate });
    assert.deepEqual(found(endpoint.origin), {
      port: endpoint.port,
      certificate: endpoint.certificate,
      origins: [...demoOrigins, endpoint.origin],
    });
    for (const origin of ["", "https://evil.example:443", "http://localhost:1", "https://localhost"])
      assert.equal(found(origin), undefined);
    assert.equal(found(endpoint.origin, path.join(folder, "none.pem")), undefined);
    rmSync(folder, { recursive: true });
  });

  test("closes with requests under way", async () => {
    const other = await startDemoEndpoint();
    const sender = nodeHttp({ demo: { port: other.port, certificate: other.certificate, origins: [other.origin] } });
    const slow = sender.send(get(`${other.origin}/slow?ms=60000`));
    while (other.requests.length === 0) await new Promise(setImmediate);
    await other.close();
    assert.equal((await slow).ok, false);
  });
});
