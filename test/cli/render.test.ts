/** `hookflow render`: what it shows is what is sent, also by the cURL command that it prints and the editor copies. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readCurl } from "#core/request/curl";
import { closeServers, httpsServer } from "../platform/servers";
import { folderWith, hookflow } from "./cli";

suite("hookflow render", () => {
  teardown(closeServers);

  test("shows what is then sent, byte for byte, secret excepted, and opens no connection", async () => {
    const seen: string[] = [];
    const server = await httpsServer(async (request, response) => {
      let body = "";
      for await (const part of request.setEncoding("utf8")) body += String(part);
      const own = request.rawHeaders.flatMap((name, at, all) => (at % 2 ? [] : [[name, all[at + 1]]]));
      seen.push(JSON.stringify({ method: request.method, url: request.url, headers: own, body }));
      response.end();
    });
    const folder = folderWith({
      "a.webhook.yaml": `name: a\nmethod: POST\nurl: ${server.origin}/p/$<TOWN>?e=$<EMAIL>&n=$<event.n>\nauthentication: { connector: key }\nheaders: { X-B: '$<event.n>', x-A: a }\nbody: { format: json, content: '{ "t": "$<TOWN>", "n": $<event.n> }' }\n`,
      "key.connector.yaml": `name: key\ntype: bearer\norigins: [${server.origin}]\n`,
      "c.contact.yaml": "id: 1\nemail: a+b@example.com\ntown: Львів / 1\n",
      "e.event.json": '{ "eventTypeKey": "e", "params": { "n": 12345678901234567890, "email": "a+b@example.com" } }',
      "ca.pem": server.certificate,
    });
    const shown = await hookflow(["render", "a.webhook.yaml", "--format", "json"], { cwd: folder });
    assert.equal(server.connections(), 0);
    assert.equal(shown.stderr, "");
    const plan = JSON.parse(shown.stdout);
    const flags = ["--yes", "--ca", "ca.pem", "--allow-private"];
    await hookflow(["send", "a.webhook.yaml", ...flags], { cwd: folder, env: { HOOKFLOW_KEY_TOKEN: "s3cr3t-token" } });
    const [sent] = seen.map((text) => JSON.parse(text));
    assert.deepEqual([sent.method, `${server.origin}${sent.url}`, sent.body], [plan.method, plan.url, plan.body]);
    const added = /^(host|connection|user-agent|content-length|authorization)$/i;
    assert.deepEqual(
      sent.headers.filter(([name]: readonly [string]) => !added.test(name)),
      plan.headers.map(({ name, value }: Record<string, string>) => [name, value]),
    );
    assert.match(plan.body, /"n": 12345678901234567890/);
    assert.match(plan.url, /\/p\/%D0%9B%D1%8C%D0%B2%D1%96%D0%B2%20%2F%201\?e=a%2Bb%40example\.com/);
  });

  test("a body that begins with @ is no file, and a secret is a variable of the shell", async () => {
    const folder = folderWith({
      "at.webhook.yaml":
        "name: at\nmethod: POST\nurl: https://x.example.com/?a=[1]\nheaders: { X-None: '' }\nauthentication: { connector: key }\nbody: { format: text, content: '@at.webhook.yaml' }\n",
      "key.connector.yaml": "name: key\ntype: apiKey\nin: header\nparameter: X-Key\norigins: [https://x.example.com]\n",
    });
    const { stdout, stderr } = await hookflow(["render", "at.webhook.yaml", "--format", "curl"], { cwd: folder });
    assert.equal(stderr, "");
    const shell = `curl() { printf '%s\\n' "$@"; }\n${stdout}`;
    const words = execFileSync("bash", ["-c", shell], { env: { HOOKFLOW_KEY_KEY: "of the environment" } }).toString();
    assert.deepEqual(words.trimEnd().split("\n"), [
      ...["--globoff", "--request", "POST", "--url", "https://x.example.com/?a=[1]", "--header", "X-None;"],
      ...[
        "--header",
        "Content-Type: text/plain; charset=utf-8",
        "--header",
        "X-Key: of the environment",
        "--data-raw",
        "@at.webhook.yaml",
      ],
    ]);
    assert.ok(readCurl(stdout.replace(/^#.*\n/, "")).ok);
  });
});
