import assert from "node:assert/strict";
import type { IncomingMessage, ServerResponse } from "node:http";
import fc from "fast-check";
import type { HttpRequest, HttpResponse, RedirectRules } from "#core/platform";
import { Redactor } from "#core/request/redact";
import { maxHops, nextStep } from "../../platform/http/follow";
import { Refused } from "../../platform/http/refused";
import { closeServers, get, httpsServer, type Running, senderFor, tcpServer } from "./servers";

const secret = "kanarie-7&/secret";

suite("following redirects", () => {
  teardown(closeServers);

  interface Seen {
    readonly line: string;
    readonly headers: string;
    readonly body: string;
  }

  /** A server that redirects by its script, path by path, and remembers what it was asked. */
  async function server(
    script: Readonly<Record<string, readonly [status: number, location: string]>>,
    seen: Seen[] = [],
  ): Promise<Running> {
    return httpsServer(async (request: IncomingMessage, response: ServerResponse) => {
      let body = "";
      for await (const part of request) body += String(part);
      seen.push({ line: `${request.method} ${request.url}`, headers: request.rawHeaders.join("\n"), body });
      const [status, location] = script[request.url ?? ""] ?? [200, ""];
      response.writeHead(status, location === "" ? {} : { location }).end(`from ${request.url}`);
    });
  }

  const rules: RedirectRules = { secrets: [{ key: secret }] };
  const send = (servers: readonly Running[], url: string, more: Partial<HttpRequest> = {}) =>
    senderFor(servers).send(get(url, { followRedirects: rules, ...more }));
  const followed = async (servers: readonly Running[], url: string, more: Partial<HttpRequest> = {}): Promise<HttpResponse> => {
    const result = await send(servers, url, more);
    assert.ok(result.ok, result.ok ? "" : result.error.message);
    return result.value;
  };
  const refused = async (servers: readonly Running[], url: string, more: Partial<HttpRequest> = {}): Promise<string> => {
    const result = await send(servers, url, more);
    assert.ok(!result.ok, "the redirect was followed");
    return `${result.error.kind}: ${result.error.message.replaceAll(/:\d+/g, "")}`;
  };

  for (const status of [301, 302, 303, 307, 308])
    for (const method of ["GET", "POST"] as const)
      test(`${status} after ${method}`, async () => {
        const seen: Seen[] = [];
        const here = await server({ "/a": [status, "b?x=1"] }, seen);
        const body = method === "POST" ? "{}" : undefined;
        const { hops, status: end } = await followed([here], `${here.origin}/a`, {
          method,
          body,
          headers: [
            ["content-TYPE", "application/json"],
            ["X-Key", secret],
          ],
        });
        const keeps = method === "POST" && status >= 307;
        assert.equal(end, 200);
        assert.deepEqual(
          seen.map(({ line }) => line),
          [`${method} /a`, `${keeps ? "POST" : "GET"} /b?x=1`],
        );
        assert.equal(seen[1]?.body, keeps ? "{}" : "");
        assert.equal(seen[1]?.headers.includes("content-TYPE"), keeps || method === "GET");
        assert.ok(seen[1]?.headers.includes(secret), "the origin is the same");
        const [hop] = hops ?? [];
        assert.deepEqual(
          { ...hop, milliseconds: 0 },
          {
            method,
            url: `${here.origin}/a`,
            status,
            location: "b?x=1",
            rule: method === "GET" ? "GET stays GET" : keeps ? "POST and its body are kept" : "POST became GET, without its body",
            removed: [],
            milliseconds: 0,
          },
        );
      });

  test("without the wish, a redirect is the answer", async () => {
    const here = await server({ "/": [302, "/b"] });
    const result = await senderFor([here]).send(get(here.origin));
    assert.ok(result.ok);
    assert.deepEqual([result.value.status, result.value.hops, here.connections()], [302, undefined, 1]);
  });

  test("what the sender added is told of the request that was made, not of the last hop", async () => {
    const there = await server({});
    const here = await server({ "/": [302, `${there.origin}/`] });
    const answer = await followed([here, there], here.origin);
    assert.deepEqual(answer.addedHeaders[0], ["host", `localhost:${here.port}`]);
    const gone = await tcpServer((socket) => socket.destroy());
    const leads = await server({ "/": [302, `${gone.origin}/`] });
    const failed = await senderFor([leads]).send(get(leads.origin, { followRedirects: rules }));
    assert.ok(!failed.ok);
    assert.deepEqual(failed.error.addedHeaders?.[0], ["host", `localhost:${leads.port}`]);
    const never = await senderFor([]).send(get(gone.origin));
    assert.ok(!never.ok && never.error.addedHeaders === undefined);
  });

  test("all hops together are the time, and each connection is closed", async () => {
    const here = await server({ "/": [302, "/b"], "/b": [307, "/c"] });
    const { timings, hops } = await followed([here], here.origin);
    const { total, ...phases } = timings;
    assert.ok(Math.abs(Object.values(phases).reduce((sum, phase) => sum + phase, 0) - total) < 0.001);
    assert.equal(hops?.length, 2);
    for (const { milliseconds } of hops ?? []) assert.ok(milliseconds > 0 && milliseconds < total);
    assert.equal(here.connections(), 3);
  });

  test("goes on behind redirects that were answered before, by the same rules, and asks nothing twice", async () => {
    const seen: Seen[] = [];
    const there = await server({ "/b": [303, "/c"] }, seen);
    const here = await server({});
    const before = [
      { status: 307, location: "next", milliseconds: 40 },
      { status: 307, location: `${there.origin}/b`, milliseconds: 2 },
    ];
    const asked = { method: "POST", body: "{}", headers: [["X-Key", secret]] } as const;
    const { status, hops } = await followed([here, there], here.origin, {
      ...asked,
      followRedirects: { ...rules, followed: before },
    });
    assert.deepEqual(
      seen.map(({ line, body }) => `${line} ${body}`.trim()),
      ["POST /b {}", "GET /c"],
    );
    assert.equal(here.connections(), 0);
    assert.ok(!seen.some(({ headers }) => headers.includes(secret)));
    assert.equal(status, 200);
    assert.deepEqual(
      hops?.map(({ url, removed }) => [url, ...removed]),
      [[here.origin], [`${here.origin}/next`, "header X-Key"], [`${there.origin}/b`]],
    );
    assert.deepEqual(
      hops?.slice(0, 2).map(({ milliseconds }) => milliseconds),
      [40, 2],
    );
    const dead = {
      ...asked,
      followRedirects: { ...rules, followed: [{ status: 302, location: "http://x.example/", milliseconds: 1 }] },
    };
    assert.equal(await refused([here], here.origin, dead), 'not-https: localhost redirects to "http:", not to "https:"');
    assert.equal(here.connections(), 0);
  });

  test("nothing that signs or holds a secret goes to another origin, and each hop says what stayed", async () => {
    const seen: Seen[] = [];
    const there = await server({}, seen);
    const query = `a=1&token=${encodeURIComponent(secret)}&b=%20&c`;
    const here = await server({ "/": [307, `${there.origin}/sink?${query}`] });
    const { hops } = await followed([here, there], here.origin, {
      method: "POST",
      body: "{}",
      headers: [
        ["Authorization", "Basic eA=="],
        ["X-Run", "7"],
        ["Odd", `x ${Buffer.from(secret).toString("base64")}`],
        ["X-Api-Key", "of the author"],
      ],
    });
    assert.deepEqual(hops?.[0]?.removed, ["header Authorization", "header Odd", "header X-Api-Key", "parameter token"]);
    assert.equal(seen[0]?.line, "POST /sink?a=1&b=%20&c");
    assert.match(seen[0]?.headers ?? "", /X-Run\n7/);
    assert.doesNotMatch(seen[0]?.headers ?? "", /authorization|odd|key/i);
  });

  test("what was left behind does not come back with the first origin", async () => {
    const seen: Seen[] = [];
    const routes: Record<string, readonly [number, string]> = {};
    const here = await server(routes, seen);
    const there = await server({ "/": [302, `${here.origin}/end`] });
    routes["/begin"] = [302, there.origin];
    await followed([here, there], `${here.origin}/begin`, { headers: [["X-Key", secret]] });
    assert.deepEqual(
      seen.map(({ headers }) => headers.includes(secret)),
      [true, false],
    );
  });

  test("a secret in the path, the host or the body is not taken along: nothing is sent", async () => {
    const there = await server({});
    const path = await server({ "/": [302, `${there.origin}/${encodeURIComponent(secret)}`] });
    assert.match(await refused([path, there], path.origin), /^redirect: .*secret to another origin, in the address/);
    const host = await server({ "/": [302, "https://longsecret.example/"] });
    assert.match(
      await refused([host], host.origin, { followRedirects: { secrets: [{ key: "LongSecret" }] } }),
      /^redirect: .*in the address/,
    );
    const body = await server({ "/": [308, there.origin] });
    assert.match(
      await refused([body, there], body.origin, { method: "POST", body: `{"k":${JSON.stringify(secret)}}` }),
      /^redirect: .*in the body/,
    );
    assert.equal(there.connections(), 0);
  });

  test("https only, also after a redirect: the plain server sees no connection (N03)", async () => {
    const plain = await tcpServer(() => {});
    const here = await server({ "/": [302, `http://127.0.0.1:${plain.port}/`] });
    assert.equal(await refused([here], here.origin), 'not-https: localhost redirects to "http:", not to "https:"');
    assert.equal(plain.connections(), 0);
  });

  const ways: readonly (readonly [location: string, said: string])[] = [
    ["file:///etc/passwd", 'not-https: localhost redirects to "file:", not to "https:"'],
    ["data:text/plain,x", 'not-https: localhost redirects to "data:", not to "https:"'],
    ["javascript:alert(1)", 'not-https: localhost redirects to "javascript:", not to "https:"'],
    ["https://user:pw@localhost/", "redirect: localhost redirects to an address with a user name or password"],
    ["https://", "redirect: localhost redirects to something that is no address"],
    ["https://a:99999/", "redirect: localhost redirects to something that is no address"],
    ["\\\\evil.example\\a", "redirect: localhost redirects to something that is no address"],
    ["https://169.254.169.254/", "forbidden-address: The host is 169.254.169.254, an address that is never dialled"],
    ["https://2852039166/", "forbidden-address: The host is 169.254.169.254, an address that is never dialled"],
    ["/", "redirect: The redirects of localhost go in a circle"],
    ["#part", "redirect: The redirects of localhost go in a circle"],
  ];
  for (const [location, said] of ways)
    test(`a redirect to ${location} (N04, N05)`, async () => {
      const here = await server({ "/": [302, location] });
      assert.equal(await refused([here], `${here.origin}/`), said);
      assert.equal(here.connections(), 1);
    });

  test("a redirect without a target, or with an unknown status, is the answer (N05)", async () => {
    for (const [status, location] of [
      [302, ""],
      [300, "/b"],
      [304, "/b"],
      [305, "/b"],
    ] as const) {
      const here = await server({ "/": [status, location] });
      assert.equal((await followed([here], here.origin)).status, status);
    }
  });

  test("a private host is asked for at each hop: the refusal names it", async () => {
    const there = await server({});
    const here = await server({ "/": [302, `https://127.0.0.1:${there.port}/`] });
    const http = senderFor([here, there], { allowPrivate: (host) => host === "localhost" });
    const result = await http.send(get(here.origin, { followRedirects: rules }));
    assert.ok(!result.ok);
    assert.deepEqual(result.error.forbidden, { host: "127.0.0.1", address: "127.0.0.1", mayBeAllowed: true });
    assert.equal(result.error.hops?.length, 1);
    assert.equal(there.connections(), 0);
  });

  test("a host that the workspace does not allow is not asked", async () => {
    const there = await server({});
    const other = `https://127.0.0.1:${there.port}/`;
    const here = await server({ "/": [302, other] });
    const strict = { followRedirects: { ...rules, hosts: ["localhost"] } };
    assert.equal(
      await refused([here], here.origin, strict),
      "redirect: localhost redirects to a host that the workspace does not allow",
    );
    assert.equal(there.connections(), 0);
  });

  test(`${maxHops} redirects are followed, the next one is not`, async () => {
    const chain = (length: number) =>
      server(Object.fromEntries(Array.from({ length }, (_, at) => [`/${at}`, [302, `/${at + 1}`] as const])));
    const five = await chain(maxHops);
    assert.equal((await followed([five], `${five.origin}/0`)).hops?.length, maxHops);
    const six = await chain(maxHops + 1);
    assert.equal(await refused([six], `${six.origin}/0`), `redirect: localhost redirects once more, after ${maxHops} redirects`);
    assert.equal(six.connections(), maxHops + 1);
  });

  test("one deadline for all hops, whose message names the whole time", async () => {
    const there = await tcpServer(() => {});
    const here = await server({ "/": [302, there.origin] });
    const result = await send([here], here.origin, { deadline: 1500 });
    assert.ok(!result.ok);
    assert.equal(
      `${result.error.kind}, ${result.error.phase}: ${result.error.message}`,
      `timeout, tls: localhost:${there.port} did not finish the TLS handshake within 1.5 s`,
    );
  });

  test("whatever a server writes, nothing that holds a secret is asked of another origin", () => {
    const part = fc.oneof(
      fc.constantFrom(secret, encodeURIComponent(secret), Buffer.from(secret).toString("base64"), "a", "?", "&", "=", "/", "#"),
      fc.string({ maxLength: 5 }),
    );
    const text = fc.array(part, { maxLength: 6 }).map((parts) => parts.join(""));
    const redactor = new Redactor([{ key: secret }]);
    fc.assert(
      fc.property(
        fc.constantFrom(301, 302, 303, 307, 308),
        fc.constantFrom("GET", "POST"),
        fc.oneof(
          text.map((tail) => `https://other.example/${tail}`),
          text.map((tail) => `//other.example${tail}`),
        ),
        fc.array(fc.tuple(fc.constantFrom("X-A", "Authorization", "X-Token"), text)),
        text,
        (status, method, location, headers, body) => {
          const request = get("https://shop.example/a", {
            method: method as "GET" | "POST",
            headers,
            body: method === "GET" ? undefined : body,
          });
          let step: ReturnType<typeof nextStep>;
          try {
            step = nextStep(request, new URL(request.url), status, [["Location", location]], rules);
          } catch (error) {
            assert.ok(error instanceof Refused);
            assert.ok(!redactor.holds(error.message), error.message);
            return;
          }
          if (!step || new URL(step.request.url).origin === "https://shop.example") return;
          assert.ok(!redactor.holds(JSON.stringify([step.request, step.hop.removed])), JSON.stringify(step.request));
          assert.ok(!step.request.headers.some(([name]) => name !== "X-A"));
        },
      ),
      { numRuns: 2000 },
    );
  });
});
