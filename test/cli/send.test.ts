/** `hookflow send` as a process, against an endpoint of the test's own: what goes out, what never does, and how faults read. */
import assert from "node:assert/strict";
import path from "node:path";
import { type DemoEndpoint, startDemoEndpoint } from "#platform/endpoint";
import { folderWith, hookflow } from "./cli";

const canary = 'kanarie-"7&/secret';

suite("hookflow send", () => {
  let endpoint: DemoEndpoint;
  let folder = "";
  let trust: readonly string[] = [];

  suiteSetup(async () => {
    endpoint = await startDemoEndpoint();
    folder = folderWith({
      "echo.webhook.yaml": `name: echo\nmethod: POST\nurl: ${endpoint.origin}/echo?t=$<TOWN>\nauthentication: { connector: key }\nbody:\n  format: json\n  content: '{ "t": "$<TOWN>" }'\n`,
      "redirect.webhook.yaml": `name: redirect\nmethod: GET\nurl: ${endpoint.origin}/redirect\n`,
      "elsewhere.webhook.yaml":
        "name: elsewhere\nmethod: GET\nurl: https://other.example.com/\nauthentication: { connector: key }\n",
      "refused.webhook.yaml": "name: refused\nmethod: GET\nurl: https://127.0.0.1:1/\n",
      "private.webhook.yaml": "name: private\nmethod: GET\nurl: https://169.254.169.254/latest\n",
      "key.connector.yaml": `name: key\ntype: apiKey\nin: header\nparameter: X-Api-Key\norigins: [${endpoint.origin}]\n`,
      "ann.contact.yaml": "id: 7\ntown: Львів\n",
      "endpoint.pem": endpoint.certificate,
    });
    trust = ["--ca", path.join(folder, "endpoint.pem"), "--allow-private"];
  });
  suiteTeardown(() => endpoint.close());

  const send = (file: string, flags: readonly string[] = [], env: Record<string, string> = {}) =>
    hookflow(["send", file, "--yes", ...trust, ...flags], { cwd: folder, env });

  test("sends the samples of the story to the demo endpoint", async () => {
    for (const [file, answer] of [
      ["samples/promo/contacts_get_by_email.webhook.yaml", '"id": 1284503.0'],
      ["samples/promo/WH5.webhook.yaml", '"promocode": "LVIV-15"'],
    ] as const) {
      const { stdout, status } = await hookflow(["send", "--demo", "--yes", file]);
      assert.equal(status, 0);
      assert.match(stdout, /^200 OK /m);
      assert.ok(stdout.includes(answer), stdout);
    }
  });

  test("signs the request and masks the secret wherever it comes back", async () => {
    const { stdout, stderr, status } = await send("echo.webhook.yaml", [], { HOOKFLOW_KEY_KEY: canary });
    assert.equal(status, 0, stderr);
    const seen = endpoint.requests.at(-1);
    assert.equal(seen?.headers.find(([name]) => name.toLowerCase() === "x-api-key")?.[1], canary);
    assert.equal(seen?.body, '{ "t": "Львів" }');
    assert.equal(seen?.url, `/echo?t=${encodeURIComponent("Львів")}`);
    for (const form of [
      canary,
      encodeURIComponent(canary),
      Buffer.from(canary).toString("base64"),
      JSON.stringify(canary).slice(1, -1),
    ])
      assert.ok(!stdout.includes(form) && !stderr.includes(form), `${form} in\n${stdout}`);
    assert.ok(stdout.includes("***"), stdout);
  });

  test("names the environment variable of a missing secret, and sends nothing", async () => {
    const before = endpoint.requests.length;
    const { stderr, status } = await send("echo.webhook.yaml", [], { HOOKFLOW_KEY_KEY: "" });
    assert.match(stderr, /The connector key has no key\n.*Set the environment variable HOOKFLOW_KEY_KEY/);
    assert.deepEqual([status, endpoint.requests.length], [1, before]);
  });

  test("takes a secret to no origin that its connector does not list", async () => {
    const { stdout, stderr, status } = await send("elsewhere.webhook.yaml", [], { HOOKFLOW_KEY_KEY: canary });
    assert.match(stderr, /The secret of key may not go to https:\/\/other\.example\.com/);
    assert.equal(status, 1);
    assert.ok(!`${stdout}${stderr}`.includes(canary));
  });

  test("shows a redirect and does not follow it", async () => {
    const before = endpoint.requests.length;
    const { stdout, status } = await send("redirect.webhook.yaml");
    assert.match(stdout, /The endpoint redirects to .*; it was not followed/);
    assert.deepEqual([status, endpoint.requests.length], [0, before + 1]);
  });

  test("tells what went wrong and what to do, in one sentence each", async () => {
    const refused = await send("refused.webhook.yaml");
    assert.match(refused.stderr, /^failed .*127\.0\.0\.1.*\(ECONNREFUSED\)\n\s+help: .+\n$/);
    assert.equal(refused.status, 1);
    const metadata = await send("private.webhook.yaml");
    assert.match(metadata.stderr, /^failed .*169\.254\.169\.254.*\n\s+help: .+\n$/);
    assert.equal(metadata.status, 1);
    const untrusted = await hookflow(["send", "redirect.webhook.yaml", "--yes", "--allow-private"], { cwd: folder });
    assert.match(untrusted.stderr, /^failed .*certificate.*\n\s+help: .+\n$/i);
  });

  test("asks nobody in a script: without --yes nothing is sent", async () => {
    const before = endpoint.requests.length;
    const { stderr, status } = await hookflow(["send", "redirect.webhook.yaml", ...trust], { cwd: folder });
    assert.match(stderr, /Not sent: nobody is there to confirm it\. Add --yes/);
    assert.deepEqual([status, endpoint.requests.length], [1, before]);
  });

  test("an expectation that fails ends with 1", async () => {
    assert.equal((await send("redirect.webhook.yaml", ["--expect-status", "302"])).status, 0);
    const { stderr, status } = await send("redirect.webhook.yaml", ["--expect-status", "200"]);
    assert.match(stderr, /Expected status 200, got 30\d/);
    assert.equal(status, 1);
  });
});
