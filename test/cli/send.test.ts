/** `hookflow send` as a process, against an endpoint of the test's own: what goes out, what never does, and how faults read. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { XMLValidator } from "fast-xml-parser";
import { Redactor } from "#core/request/redact";
import { type DemoEndpoint, startDemoEndpoint } from "#platform/endpoint";
import { closeServers, httpsServer, makeCertificate } from "../platform/servers";
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
      "flows/ok.webhook.yaml": `name: ok\nmethod: GET\nurl: ${endpoint.origin}/contacts?email=ann@example.com\n`,
      "flows/missing.webhook.yaml": `name: missing\nmethod: GET\nurl: ${endpoint.origin}/echo?o=$<event.order>\n`,
      "flows/fails.webhook.yaml": `name: fails\nmethod: GET\nurl: ${endpoint.origin}/fail?status=503\n`,
      "query.webhook.yaml": `name: query\nmethod: GET\nurl: ${endpoint.origin}/echo\nauthentication: { connector: query }\n`,
      "basic.webhook.yaml": `name: basic\nmethod: GET\nurl: ${endpoint.origin}/echo\nauthentication: { connector: basic }\n`,
      "query.connector.yaml": `name: query\ntype: apiKey\nin: query\nparameter: key\norigins: [${endpoint.origin}]\n`,
      "basic.connector.yaml": `name: basic\ntype: basic\norigins: [${endpoint.origin}]\n`,
      "made/.keep": "",
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

  test("follows redirects when asked, and lists each", async () => {
    const before = endpoint.requests.length;
    const { stdout, status } = await send("redirect.webhook.yaml", ["--follow"]);
    assert.match(stdout, /^302 from GET https:\/\/localhost:\d+\/redirect in \d+ ms, to \/echo: GET stays GET$/m);
    assert.match(stdout, /^200 OK/m);
    assert.deepEqual([status, endpoint.requests.length], [0, before + 2]);
  });

  test("takes no secret along to another origin, and goes to no host that the workspace does not allow", async () => {
    const target = `https://127.0.0.1:${endpoint.port}/echo`;
    const here = await httpsServer((_request, response) => response.writeHead(307, { location: target }).end());
    const files = (config: string) =>
      folderWith({
        "away.webhook.yaml": `name: away\nmethod: GET\nurl: ${here.origin}/\nauthentication: { connector: key }\n`,
        "key.connector.yaml": `name: key\ntype: apiKey\nin: header\nparameter: X-Shop\norigins: [${here.origin}]\n`,
        "hookflow.yaml": config,
        "both.pem": `${here.certificate}\n${endpoint.certificate}`,
      });
    const follow = (config: string) =>
      hookflow(["send", "away.webhook.yaml", "--yes", "--follow", "--allow-private", "--ca", "both.pem"], {
        cwd: files(config),
        env: { HOOKFLOW_KEY_KEY: canary },
      });
    try {
      const { stdout, status } = await follow("rules: {}\n");
      assert.match(stdout, /^307 from GET .*: GET stays GET; removed: header X-Shop$/m);
      assert.equal(status, 0);
      assert.ok(!JSON.stringify(endpoint.requests.at(-1)).includes("kanarie"));
      const before = endpoint.requests.length;
      const refused = await follow("allowedHosts: [localhost]\n");
      assert.match(refused.stderr, /^failed localhost:\d+ redirects to a host that the workspace does not allow\n/);
      assert.equal(endpoint.requests.length, before);
    } finally {
      closeServers();
    }
  });

  test("trusts what the machine, the environment and the flag trust, all together", async () => {
    const [first, second] = [
      await makeCertificate(["one.example", "localhost"]),
      await makeCertificate(["two.example", "localhost"]),
    ];
    const servers = [first, second].map((own) => httpsServer((_request, response) => response.end("ok"), own));
    const [one, two] = await Promise.all(servers);
    const cwd = folderWith({
      "one.webhook.yaml": `name: one\nmethod: GET\nurl: ${one?.origin}/\n`,
      "two.webhook.yaml": `name: two\nmethod: GET\nurl: ${two?.origin}/\n`,
      "one.pem": first.cert,
      "two.pem": second.cert,
    });
    const statuses = async (more: readonly string[], env: Readonly<Record<string, string>>) => {
      const told = await hookflow(["send", ".", "--yes", "--allow-private", "--format", "json", ...more], { cwd, env });
      const all: readonly { readonly status?: number; readonly failure?: { readonly kind: string } }[] = JSON.parse(told.stdout);
      return all.map(({ status, failure }) => status ?? failure?.kind);
    };
    const variable = { NODE_EXTRA_CA_CERTS: path.join(cwd, "one.pem") };
    try {
      assert.deepEqual(await statuses([], {}), ["certificate", "certificate"]);
      assert.deepEqual(await statuses([], variable), [200, "certificate"]);
      assert.deepEqual(await statuses(["--ca", "two.pem"], {}), ["certificate", 200]);
      assert.deepEqual(await statuses(["--ca", "two.pem"], variable), [200, 200]);
    } finally {
      closeServers();
    }
  });

  test("values by hand come before those of the samples, and are never silently unused", async () => {
    const { stdout } = await send("echo.webhook.yaml", ["--set", "TOWN=a=b&c", "--format", "json"], { HOOKFLOW_KEY_KEY: canary });
    assert.equal(endpoint.requests.at(-1)?.url, "/echo?t=a%3Db%26c");
    assert.equal(JSON.parse(stdout).webhook, "echo");
    const before = endpoint.requests.length;
    const odd = await send("echo.webhook.yaml", ["--set", "twon=x"]);
    assert.equal(odd.stderr, "--set twon: the webhook uses no value of this name; there is TOWN\n");
    assert.deepEqual([odd.status, endpoint.requests.length], [2, before]);
    assert.equal((await send("flows/missing.webhook.yaml", ["--set", "event.order=7"])).status, 0);
    assert.equal(endpoint.requests.at(-1)?.url, "/echo?o=7");
  });

  test("expects values of the answer", async () => {
    const expects = (...written: readonly string[]) =>
      send(
        "flows/ok.webhook.yaml",
        written.flatMap((one) => ["--expect-json", one]),
      );
    assert.equal((await expects("[0].id=1284503", "[0].firstName=Ann")).status, 0);
    const { stderr, status } = await expects("[0].id=1", "[1].id=1");
    assert.equal(stderr, "Expected [0].id to be 1, got 1284503.0\nExpected [1].id to be 1, but the answer has no [1].id\n");
    assert.equal(status, 1);
    assert.match((await expects("a..b=1")).stderr, /It must be a path and its value/);
  });

  test("several webhooks: each is sent, each fault says whose it is, one report for all", async () => {
    const { stdout, stderr, status } = await send("flows", ["--format", "junit"]);
    assert.equal(status, 1);
    assert.match(stderr, /^flows\/missing\.webhook\.yaml:3:\d+ not sent `order` has no value/m);
    assert.match(stderr, /^fails: The endpoint answered 503 Service Unavailable$/m);
    assert.match(stdout, /<testsuites name="hookflow" tests="3" failures="1" errors="1" skipped="0">/);
    const cases = [...stdout.matchAll(/<testcase classname="([^"]*)" name="([^"]*)"(?: time="[\d.]+")?>(<[\w-]+)/g)];
    assert.deepEqual(
      cases.map(([, file, name, inner]) => `${file} ${name} ${inner}`),
      [
        "flows/fails.webhook.yaml fails <failure",
        "flows/missing.webhook.yaml flows/missing.webhook.yaml <error",
        "flows/ok.webhook.yaml ok <system-out",
      ],
    );
    const sarif = JSON.parse((await send("flows", ["--format", "sarif"])).stdout);
    const results: { ruleId: string; locations: { physicalLocation: object }[] }[] = sarif.runs[0].results;
    assert.deepEqual(
      results.map(({ ruleId, locations }) => `${ruleId} ${JSON.stringify(locations[0]?.physicalLocation)}`),
      [
        'answer-unexpected {"artifactLocation":{"uri":"flows/fails.webhook.yaml","uriBaseId":"%SRCROOT%"},"region":{"startLine":3,"startColumn":6,"endLine":3,"endColumn":'.concat(
          `${6 + endpoint.origin.length + "/fail?status=503".length}}}`,
        ),
        `request-not-sent ${JSON.stringify(results[1]?.locations[0]?.physicalLocation)}`,
      ],
    );
    const json = JSON.parse((await send("flows", ["--format", "json"])).stdout);
    assert.deepEqual(
      json.map(({ webhook, status: code, faults }: { webhook: string; status: number; faults: object[] }) => [
        webhook,
        code,
        faults.length,
      ]),
      [
        ["fails", 503, 1],
        [null, undefined, 1],
        ["ok", 200, 0],
      ],
    );
  });

  test("records an answer beside its webhook, and names the personal data in it", async () => {
    const { stdout } = await send("flows/ok.webhook.yaml", ["--record"]);
    assert.match(stdout, /^Recorded in flows\/ok\.response\.json, secrets masked$/m);
    assert.match(stdout, /^The recording holds personal data: \[\]\.firstName .*\[\]\.email \(e-mail address\)/m);
    const file = path.join(folder, "flows/ok.response.json");
    assert.equal(statSync(file).mode & 0o777, 0o600);
    assert.match(readFileSync(file, "utf8"), /"id": 1284503\.0,/);
    const { stdout: found } = await hookflow(["check", "flows/ok.response.json", "--format", "json"], { cwd: folder });
    assert.equal(JSON.parse(found).summary.errors, 0);
    assert.equal((await send("flows", ["--record=made"])).status, 1);
    assert.deepEqual(readdirSync(path.join(folder, "made")).sort(), [".keep", "fails.response.json", "ok.response.json"]);
  });

  test("a place where nothing can be kept is told before anything is sent", async () => {
    const before = endpoint.requests.length;
    for (const [flags, said] of [
      [["flows", "--record=flows/a.response.json"], /--record takes a folder when several webhooks are sent/],
      [["flows/ok.webhook.yaml", "--record", "flows/fails.webhook.yaml"], /write it behind the webhooks/],
      [["flows/ok.webhook.yaml", "--record=nowhere/a.response.json"], /There is no folder nowhere for --record/],
      [["flows", "--output", "a.json"], /--output takes the answer of one webhook/],
    ] as const) {
      const { stderr, status } = await hookflow(["send", "--yes", ...trust, ...flags], { cwd: folder });
      assert.match(stderr, said);
      assert.equal(status, 2);
    }
    assert.equal(endpoint.requests.length, before);
  });

  test("goes through the proxy it is given, and says so without its password", async () => {
    const dead = await send("flows/ok.webhook.yaml", ["--proxy", "http://me:geheimwort@127.0.0.1:1"]);
    assert.match(dead.stderr, /^failed The proxy 127\.0\.0\.1:1 \(--proxy\) cannot be reached \(ECONNREFUSED\)\n/);
    const odd = await send("flows/ok.webhook.yaml", ["--proxy", "socks5://me:geheimwort@a"]);
    assert.deepEqual([odd.stderr, odd.status], ["--proxy takes an address such as http://proxy.example:3128, or none\n", 2]);
    assert.ok(!`${dead.stdout}${dead.stderr}`.includes("geheimwort"));
    const none = await send("flows/ok.webhook.yaml", ["--proxy", "none"], { HTTPS_PROXY: "http://127.0.0.1:1" });
    assert.equal(none.status, 0);
    const past = { HTTPS_PROXY: "http://127.0.0.1:1", NO_PROXY: "localhost" };
    assert.match(
      (await send("flows/ok.webhook.yaml", [], past)).stdout,
      /^Connected past the proxy, by the exception localhost/m,
    );
  });

  test("trusts what the environment adds, and nothing that only the workspace holds", async () => {
    const trusting = (env: Record<string, string>) =>
      hookflow(["send", "flows/ok.webhook.yaml", "--yes", "--allow-private"], { cwd: folder, env });
    assert.equal((await trusting({ NODE_EXTRA_CA_CERTS: path.join(folder, "endpoint.pem") })).status, 0);
    const { stderr, status } = await trusting({ NODE_TLS_REJECT_UNAUTHORIZED: "0" });
    assert.match(stderr, /^failed The certificate of localhost:\d+ is self-signed/m);
    assert.equal(status, 1);
  });

  test("nothing that a file, an answer or a name says is acted on by a terminal or a runner (O01 to O07)", async () => {
    const hostile = "x\n::error::a ##[add-mask]b ]]> [c](command:d) <e>&";
    const files = folderWith({
      "h.webhook.yaml": `name: ${JSON.stringify(hostile)}\nmethod: POST\nurl: ${endpoint.origin}/echo\nbody:\n  format: json\n  content: ${JSON.stringify(JSON.stringify({ name: hostile }))}\n`,
      "u.webhook.yaml": `name: ${JSON.stringify(hostile)}\nmethod: GET\nurl: https://127.0.0.1:1/\n`,
      "endpoint.pem": endpoint.certificate,
    });
    for (const format of ["text", "json", "junit", "sarif"]) {
      const flags = ["--yes", "--ca", "endpoint.pem", "--allow-private", "--format", format, "--expect-json", "body=x"];
      const { stdout, stderr } = await hookflow(["send", ".", ...flags], { cwd: files });
      for (const text of [stdout, stderr]) {
        assert.doesNotMatch(text, /(?!\n)[\p{Cc}]/u, format);
        assert.doesNotMatch(text, /##\[|^\s*::/m, format);
      }
      assert.match(stderr, /refused the connection/);
      assert.equal(stdout.includes("[c](command:d)") && format === "sarif", false);
      if (format === "json" || format === "sarif") JSON.parse(stdout);
      if (format === "junit") assert.equal(XMLValidator.validate(stdout), true);
    }
  }).timeout(30_000);

  test("an address of this machine says how it is allowed", async () => {
    const { stderr } = await hookflow(["send", "flows/ok.webhook.yaml", "--yes"], { cwd: folder });
    assert.match(stderr, /^failed localhost leads to .*\n\s+help: Add --allow-private, if you trust the definition\n$/);
  });

  test("a planted secret is in no output and no file, whatever the endpoint echoes (S01, P06)", async () => {
    const env = {
      HOOKFLOW_KEY_KEY: canary,
      HOOKFLOW_QUERY_KEY: canary,
      HOOKFLOW_BASIC_LOGIN: "somebody",
      HOOKFLOW_BASIC_PASSWORD: canary,
    };
    const redactor = new Redactor([{ login: "somebody", password: canary }, { key: canary }]);
    for (const name of ["echo", "query", "basic"]) {
      const kept = [`made/${name}.response.json`, `made/${name}.out`];
      for (const format of ["text", "json", "junit", "sarif"]) {
        const flags = ["--format", format, "--follow", "--expect-json", "url=x", "--expect-json", "headers=x"];
        const files = ["--record=made", "--output", kept[1] ?? ""];
        const { stdout, stderr, status } = await send(`${name}.webhook.yaml`, [...flags, ...files], env);
        assert.equal(status, 1, stderr);
        for (const text of [stdout, stderr, ...kept.map((file) => readFileSync(path.join(folder, file), "utf8"))])
          assert.ok(!redactor.holds(text), `${name} ${format}\n${text}`);
      }
      const seen = endpoint.requests.at(-1);
      assert.ok(redactor.holds(`${seen?.url} ${seen?.headers.join(" ")}`), "the endpoint saw no secret to echo");
      assert.ok(readFileSync(path.join(folder, kept[0] ?? ""), "utf8").includes("***"));
    }
  }).timeout(60_000);
});
