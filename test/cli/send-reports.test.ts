/** `hookflow send` to hostile or half-hearted endpoints: what is shown, what is kept, and what is said to a person at a terminal. */
import assert from "node:assert/strict";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { harmless, stdoutOutput, styled } from "../../cli/output";
import { closeServers, httpsServer, type Running, rawServer } from "../platform/servers";
import { folderWith, hookflow } from "./cli";

const canary = "kanarie+7/secret";

suite("what hookflow send tells", () => {
  let folder = "";
  let statuses: Running;
  let short: Running;
  let silent: Running;
  let status = 200;

  suiteSetup(async () => {
    statuses = await httpsServer((request, response) => {
      const key = [request.headers.authorization, request.headers["x-api-key"], request.url].join(" ");
      response.writeHead(status, { location: "/elsewhere", "content-type": "application/json" });
      response.end(
        status === 304 ? undefined : JSON.stringify({ key, red: "\u001b[31mred", plain: status }).replaceAll("\\u001b", "\u001b"),
      );
    });
    short = await rawServer((socket) => {
      socket.end("HTTP/1.1 200 OK\r\nX-Made: red\r\nConnection: close\r\nContent-Length: 100\r\n\r\nhel\u001b[31mlo");
    });
    silent = await rawServer(() => {});
    folder = folderWith({
      "status.webhook.yaml": `name: status\nmethod: POST\nurl: ${statuses.origin}/a?town=$<TOWN>\nauthentication: { connector: key }\nbody:\n  format: json\n  content: '{ "o": "$<event.order>" }'\n`,
      "plain.webhook.yaml": `name: plain\nmethod: GET\nurl: ${statuses.origin}/plain\n`,
      "short.webhook.yaml": `name: short\nmethod: GET\nurl: ${short.origin}/\n`,
      "silent.webhook.yaml": `name: silent\nmethod: GET\nurl: ${silent.origin}/\n`,
      "bad.webhook.yaml": `name: bad\nmethod: POST\nurl: ${statuses.origin}/\nbody:\n  format: json\n  content: '{ "n": $<event.order>, "t": "$<missing>" }'\n`,
      "quote.webhook.yaml": `name: quote\nmethod: POST\nurl: ${statuses.origin}/\nbody:\n  format: json\n  content: '{ "t": "$<TOWN>" }'\n`,
      "key.connector.yaml": `name: key\ntype: apiKey\nin: query\nparameter: key\norigins: [${statuses.origin}]\n`,
      "ann.contact.yaml": 'id: 7\nemail: ann@example.com\ntown: Lviv "City"\n',
      "asked.event.json": JSON.stringify({ eventTypeKey: "asked", params: { order: "A-1" } }),
      "ca.pem": `${statuses.certificate}\n${short.certificate}\n${silent.certificate}`,
    });
  });
  suiteTeardown(closeServers);

  const send = (file: string, ...flags: readonly string[]) =>
    hookflow(["send", file, "--yes", "--ca", "ca.pem", "--allow-private", ...flags], {
      cwd: folder,
      env: { HOOKFLOW_KEY_KEY: canary },
    });

  test("an error answer replaces no recording of a good one, and says so", async () => {
    const file = path.join(folder, "plain.response.json");
    status = 200;
    assert.match((await send("plain.webhook.yaml", "--record")).stdout, /^Recorded in plain\.response\.json/m);
    const good = readFileSync(file, "utf8");
    status = 500;
    const { stdout } = await send("plain.webhook.yaml", "--record");
    assert.match(
      stdout,
      /^Not recorded: this answer is an error, 500, and plain\.response\.json keeps the one with status 200; delete it/m,
    );
    status = 302;
    assert.match(
      (await send("plain.webhook.yaml", "--record")).stdout,
      /^Not recorded: this answer is a redirect, 302, and plain\.response\.json keeps the one with status 200; delete it/m,
    );
    assert.equal(readFileSync(file, "utf8"), good);
    status = 500;
    writeFileSync(file, '{ "status": 404 }');
    assert.match((await send("plain.webhook.yaml", "--record")).stdout, /^Recorded in/m);
    status = 200;
  });

  test("a new folder for recordings ends with a slash", async () => {
    assert.match(
      (await send("plain.webhook.yaml", "--record=recs/new/")).stdout,
      /^Recorded in recs\/new\/plain\.response\.json/m,
    );
    assert.ok(existsSync(path.join(folder, "recs/new/plain.response.json")));
    const file = await send("plain.webhook.yaml", "--record=ca.pem/");
    assert.deepEqual([file.stderr, file.status], ["--record cannot make the folder ca.pem/: it is a file\n", 2]);
  });

  test("no colour of an answer reaches the terminal (P05)", async () => {
    for (const format of ["text", "json", "junit", "sarif"])
      for (const file of ["plain.webhook.yaml", "short.webhook.yaml"]) {
        const { stdout, stderr } = await send(file, "--format", format);
        assert.doesNotMatch(`${stdout}${stderr}`, /\u001b/, `${file} ${format}`);
      }
    const coloured = { ...stdoutOutput, colour: true };
    assert.equal(harmless(styled(coloured, "red", "a\u001b[32mb")), "\u001b[31ma\\u001b[32mb\u001b[0m");
    assert.equal(harmless("a\u001b[31mred\u001b[0m"), "a\\u001b[31mred\\u001b[0m");
  });

  test("what arrived before a failure is in the reports", async () => {
    const text = await send("short.webhook.yaml");
    assert.match(text.stdout, /^GET https:\/\/localhost:\d+\/\n$/);
    assert.match(text.stderr, /^failed localhost:\d+ closed the connection in the middle of its answer/m);
    assert.match(text.stderr, /^Until then had come: 200 OK, 3 headers, 10 bytes\nX-Made: red\n/m);
    assert.match(text.stderr, /\nhel\\u001b\[31mlo\n$/);
    const { failure, status: none } = JSON.parse((await send("short.webhook.yaml", "--format", "json")).stdout);
    assert.equal(none, undefined);
    assert.equal(failure.arrived.status, 200);
    assert.equal(failure.arrived.body, "hel\u001b[31mlo");
    assert.deepEqual(failure.arrived.headers[1], { name: "Connection", value: "close" });
    const junit = await send("short.webhook.yaml", "--format", "junit");
    assert.match(junit.stdout, /Until then had come: 200 OK, 3 headers, 10 bytes&#10;X-Made: red&#10;[^<]*&#10;hel[^<]*lo/);
  });

  for (const [code, said] of [
    [300, false],
    [304, false],
    [305, false],
    [307, true],
  ] as const)
    test(`${code} with a location ${said ? "is" : "is not"} told as a redirect`, async () => {
      status = code;
      const { stdout } = await send("plain.webhook.yaml");
      assert.match(stdout, new RegExp(`^${code} `, "m"));
      assert.equal(/The endpoint redirects to/.test(stdout), said);
      if (!said) assert.doesNotMatch((await send("plain.webhook.yaml", "--follow")).stdout, /not followed/);
      status = 200;
    });

  test("what was sent is shown, with whose data, secrets masked", async () => {
    const flags = ["--set", "town=Lviv"];
    const brief = await send("status.webhook.yaml");
    assert.match(
      brief.stdout,
      /^POST https:\/\/localhost:\d+\/a\?town=Lviv%20%22City%22&key=\*\*\* with contact ann and event asked$/m,
    );
    const verbose = await send("status.webhook.yaml", "--verbose", ...flags);
    assert.match(
      verbose.stdout,
      /^POST .*\?town=Lviv&key=\*\*\* with event asked\nContent-Type: application\/json\nhost: localhost:\d+ \(added by the sender\)\nconnection: close .*\nuser-agent: hookflow .*\ncontent-length: 14 .*\n\n\{ "o": "A-1" \}\n\n {2}TOWN {3}Lviv {2}URL, from given by hand\n {2}order {2}A-1 {3}body, from event asked\n\n200 OK/m,
    );
    const json = await send("status.webhook.yaml", "--format", "json");
    const { request, sample, url } = JSON.parse(json.stdout);
    assert.deepEqual(sample, { contact: "ann", event: "asked" });
    assert.match(url, /&key=\*\*\*$/);
    assert.match(request.url, /&key=\*\*\*$/);
    assert.deepEqual(request.headers, [{ name: "Content-Type", value: "application/json" }]);
    assert.deepEqual(request.addedHeaders[3], { name: "content-length", value: "14" });
    const failed = JSON.parse((await send("short.webhook.yaml", "--format", "json")).stdout);
    assert.deepEqual(failed.request.addedHeaders[1], { name: "connection", value: "close" });
    assert.equal(request.body, '{ "o": "A-1" }');
    assert.deepEqual(
      request.values.map(({ name, from }: Record<string, string>) => `${name}: ${from}`),
      ["TOWN: contact ann@example.com", "order: event asked"],
    );
    const junit = await send("status.webhook.yaml", "--format", "junit");
    assert.match(junit.stdout, /POST .*key=\*\*\* with contact ann and event asked/);
    for (const { stdout, stderr } of [brief, verbose, json, junit]) assert.doesNotMatch(`${stdout}${stderr}`, /kanarie/);
  });

  test("several webhooks are sent in the order in which they are given, those of a folder by name", async () => {
    const told = async (...files: readonly string[]) => {
      const { stdout } = await hookflow(
        ["send", ...files, "--yes", "--ca", "ca.pem", "--allow-private", "--format", "json", "--timeout", "1"],
        { cwd: folder },
      );
      return JSON.parse(stdout).map(({ file }: { file: string }) => file);
    };
    assert.deepEqual(await told("short.webhook.yaml", "plain.webhook.yaml"), ["short.webhook.yaml", "plain.webhook.yaml"]);
    const [first, second] = await told("short.webhook.yaml", ".");
    assert.deepEqual([first, second], ["short.webhook.yaml", "bad.webhook.yaml"]);
  });

  test("names of contact fields ignore case in --set", async () => {
    const { stdout, stderr } = await send("status.webhook.yaml", "--set", "town=Kyiv", "--format", "json");
    assert.match(JSON.parse(stdout).url, /\?town=Kyiv&/, stderr);
    const parameter = await send("status.webhook.yaml", "--set", "ORDER=1");
    assert.match(parameter.stderr, /^--set ORDER: the webhook uses no value of this name; there is TOWN, order\n/);
    assert.equal(parameter.status, 2);
  });

  test("helps speak of options of the command line", async () => {
    const self = await hookflow(["send", "plain.webhook.yaml", "--yes", "--allow-private"], { cwd: folder });
    assert.match(
      self.stderr,
      /self-signed.*\n\s+help: If it is your own authority, name the file with its certificate \(PEM\) with --ca\n$/,
    );
    for (const [file, said] of [
      ["nowhere.pem", "Cannot read nowhere.pem for --ca: there is no such file\n"],
      ["ann.contact.yaml", "ann.contact.yaml holds no certificate: --ca takes a PEM file\n"],
    ] as const) {
      const told = await hookflow(["send", "plain.webhook.yaml", "--yes", "--ca", file], { cwd: folder });
      assert.deepEqual([told.stderr, told.status], [said, 2]);
    }
    const slow = await send("silent.webhook.yaml", "--timeout", "1");
    assert.match(slow.stderr, /within 1 s\n\s+help: Make the service answer sooner, or raise the time limit with --timeout\n$/);
    const bad = await send("bad.webhook.yaml");
    assert.match(bad.stderr, /`missing` has no value.*\n\s+help: Give it with --set missing=….*--unresolved empty$/m);
    assert.match(
      bad.stderr,
      /The value of `order` breaks the JSON body: it is a text.*\n\s+help: .*send the value as it is with --breaking as-is/m,
    );
    const quote = await send("quote.webhook.yaml");
    assert.match(
      quote.stderr,
      /it holds a quote\n\s+help: Send the value escaped with --breaking escape, send it as it is with --breaking as-is, or/m,
    );
  });
});
