import assert from "node:assert/strict";
import fc from "fast-check";
import type { HeaderPair, HttpRequest } from "#core/platform";
import { reachOf, reachOfHost } from "#core/request/reach";
import { nodeHttp } from "#platform/http";
import { checkRequest } from "../../platform/http/check";
import { closeServers, get, httpsServer, senderFor } from "./servers";

suite("what is never sent", () => {
  teardown(closeServers);

  /** Why a request is refused, or `sends METHOD URL`. */
  function check(url: string, more: Partial<HttpRequest> = {}): string {
    const result = checkRequest(get(url, more));
    return result instanceof URL ? `sends ${result.href}` : `${result.kind}: ${result.message}`;
  }

  const urls: readonly (readonly [url: string, said: string])[] = [
    ["https://shop.example.com/a?b=c", "sends https://shop.example.com/a?b=c"],
    ["HTTPS://Shop.Example.com", "sends https://shop.example.com/"],
    ["https://shop.example.com/?town=Львів", "sends https://shop.example.com/?town=%D0%9B%D1%8C%D0%B2%D1%96%D0%B2"],
    ["http://shop.example.com", 'not-https: The URL begins with "http:", not "https:"'],
    ["ftp://shop.example.com", 'not-https: The URL begins with "ftp:", not "https:"'],
    ["file:///etc/passwd", 'not-https: The URL begins with "file:", not "https:"'],
    ["data:text/plain,x", 'not-https: The URL begins with "data:", not "https:"'],
    ["blob:https://shop.example.com/1", 'not-https: The URL begins with "blob:", not "https:"'],
    ["javascript:alert(1)", 'not-https: The URL begins with "javascript:", not "https:"'],
    ["shop.example.com/a", "invalid-request: The URL has no scheme"],
    ["//shop.example.com/a", "invalid-request: The URL has no scheme"],
    ["", "invalid-request: The URL has no scheme"],
    ["https://", "invalid-request: The URL has no host"],
    ["https:///path", "invalid-request: The URL has no host"],
    ["https:shop.example.com", "invalid-request: The URL has no host"],
    ["https://user@shop.example.com", "invalid-request: The URL holds a user name or password"],
    ["https://user:pw@shop.example.com", "invalid-request: The URL holds a user name or password"],
    ["https://@shop.example.com", "invalid-request: The URL holds a user name or password"],
    ["https://shop.example.com\\@evil.example/", "invalid-request: The URL holds a control character or a backslash"],
    ["https://shop.example.com/\r\nX: y", "invalid-request: The URL holds a control character or a backslash"],
    ["https://shop.example.com/\ta", "invalid-request: The URL holds a control character or a backslash"],
    ["https://shop.example.com/\0", "invalid-request: The URL holds a control character or a backslash"],
    [" https://shop.example.com/", "invalid-request: The URL begins or ends with a space"],
    ["https://shop%00.example.com/", "invalid-request: The URL is not valid"],
    ["https://shop.example.com:99999/", "invalid-request: The URL is not valid"],
    ["https://[::1/", "invalid-request: The URL is not valid"],
    ["https://shop.example.com/\ud800", "invalid-request: The URL holds half a character"],
  ];
  for (const [url, said] of urls) test(`URL ${JSON.stringify(url)} (Q05)`, () => assert.equal(check(url), said));

  const headers: readonly (readonly [headers: readonly HeaderPair[], said: string])[] = [
    [[["X-Key", "plain \t value"]], "sends https://a.example/"],
    [[["X-Name", "café"]], "sends https://a.example/"],
    [[["authorization", "Basic eA=="]], "sends https://a.example/"],
    [[["__proto__", "x"]], "sends https://a.example/"],
    [[["", "x"]], 'invalid-request: Header name "" is not valid'],
    [[["X Key", "x"]], 'invalid-request: Header name "X Key" is not valid'],
    [[["X\r\nY", "x"]], 'invalid-request: Header name "X\\r\\nY" is not valid'],
    [[["Имя", "x"]], 'invalid-request: Header name "Имя" is not valid'],
    ...["Host", "Content-Length", "transfer-encoding", "Connection", "Keep-Alive", "Upgrade", "Expect", "TE", "Trailer"].map(
      (name) => [[[name, "x"]], `invalid-request: Header "${name}" cannot be sent by a webhook`] as const,
    ),
    [[["Cookie", "a=b"]], 'invalid-request: Header "Cookie" cannot be sent by a webhook'],
    [[["Proxy-Authorization", "x"]], 'invalid-request: Header "Proxy-Authorization" cannot be sent by a webhook'],
    [
      [
        ["Authorization", "a"],
        ["AUTHORIZATION", "b"],
      ],
      'invalid-request: Header "AUTHORIZATION" is there twice',
    ],
    [[["X", "secret\r\nEvil: 1"]], 'invalid-request: The value of header "X" holds a line break or NUL'],
    [[["X", "secret\0"]], 'invalid-request: The value of header "X" holds a line break or NUL'],
    [[["X", "secret\u001b"]], 'invalid-request: The value of header "X" holds a control character'],
    [[["X", "Львів"]], 'invalid-request: The value of header "X" holds a character that headers cannot carry'],
    [[["X", "🙂"]], 'invalid-request: The value of header "X" holds a character that headers cannot carry'],
  ];
  for (const [list, said] of headers)
    test(`headers ${JSON.stringify(list)} (Q01, Q02, Q03)`, () =>
      assert.equal(check("https://a.example", { headers: list }), said));

  test("a secret of another alphabet is nothing to encode", () => {
    const refused = checkRequest(get("https://a.example", { headers: [["Authorization", "Bearer ключ"]] }));
    assert.ok(!(refused instanceof URL));
    assert.match(refused.help, /^Look at the secret of the connector/);
  });

  test("a method that is not GET or POST, a GET with a body, half a character (Q04)", () => {
    const method = (name: string) => check("https://a.example", { method: name } as Partial<HttpRequest>);
    for (const name of ["TRACE", "CONNECT", "get", "GET\r\nX: y"])
      assert.equal(method(name), "invalid-request: The method is neither GET nor POST");
    assert.equal(check("https://a.example", { body: "" }), "invalid-request: A GET request has no body");
    assert.equal(
      check("https://a.example", { method: "POST", body: "\udc00" }),
      "invalid-request: The body holds half a character",
    );
  });

  const addresses: Record<"public" | "private" | "forbidden", readonly string[]> = {
    public: ["1.1.1.1", "192.0.2.1", "172.32.0.1", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808", "2002:808:808::1"],
    private: [
      "127.0.0.1",
      "127.255.255.254",
      "10.1.2.3",
      "172.16.0.1",
      "192.168.1.1",
      "100.64.0.1",
      "198.18.0.1",
      "::1",
      "fd00::1",
      "fec0::1",
      "::ffff:127.0.0.1",
      "::ffff:7f00:1",
      "::127.0.0.1",
      "::ffff:0:10.0.0.1",
      "64:ff9b::10.0.0.1",
      "2002:7f00:1::",
      "64:ff9b:1::1",
    ],
    forbidden: [
      "169.254.169.254",
      "169.254.0.1",
      "0.0.0.0",
      "0.1.2.3",
      "224.0.0.1",
      "255.255.255.255",
      "100.100.100.200",
      "168.63.129.16",
      "::",
      "fe80::1",
      "fe80::1%eth0",
      "ff02::1",
      "fd00:ec2::254",
      "::ffff:169.254.169.254",
      "::ffff:a9fe:a9fe",
      "64:ff9b::a9fe:a9fe",
      "2002:a9fe:a9fe::",
      "2001:0:1::1",
      "not an address",
      "",
    ],
  };
  for (const [reach, list] of Object.entries(addresses))
    for (const address of list) test(`address "${address}" is ${reach} (Q06)`, () => assert.equal(reachOf(address), reach));

  test("an address has one reach in all of its spellings (Q06)", () => {
    const octet = fc.oneof(fc.constantFrom(0, 10, 100, 127, 168, 169, 172, 192, 198, 224, 254, 255), fc.nat(255));
    const written = (number: number, radix: number) => `${radix === 16 ? "0x" : radix === 8 ? "0" : ""}${number.toString(radix)}`;
    fc.assert(
      fc.property(fc.tuple(octet, octet, octet, octet), fc.constantFrom(8, 10, 16), (octets, radix) => {
        const [a, b, c, d] = octets;
        const plain = octets.join(".");
        const reach = reachOf(plain);
        const hex = (high: number, low: number) => ((high << 8) | low).toString(16);
        const spellings = [
          octets.map((one) => written(one, radix)).join("."),
          written(((a << 24) | (b << 16) | (c << 8) | d) >>> 0, radix),
          `${written(a, radix)}.${written((b << 16) | (c << 8) | d, radix)}`,
          `[::ffff:${plain}]`,
          `[::ffff:${hex(a, b)}:${hex(c, d)}]`,
          `[64:ff9b::${hex(a, b)}:${hex(c, d)}]`,
          `[2002:${hex(a, b)}:${hex(c, d)}::]`,
        ];
        for (const spelling of spellings) {
          const { hostname } = new URL(`https://${spelling}/`);
          assert.equal(reachOfHost(hostname), reach, `${spelling} is ${hostname}`);
        }
      }),
      { numRuns: 2000 },
    );
  });

  /** Sends without any allowance; the answer is the failure's sentence. */
  async function sent(host: string, resolved: readonly string[] = [], allowed: readonly string[] = []): Promise<string> {
    const http = nodeHttp({
      allowPrivate: (name) => allowed.includes(name),
      lookup: async () => resolved.map((address) => ({ address, family: address.includes(":") ? 6 : 4 })),
    });
    const result = await http.send(get(`https://${host}:1/`));
    return result.ok ? "sent" : `${result.error.kind}: ${result.error.message}`;
  }

  const loopback = "forbidden-address: The host is 127.0.0.1, an address of this machine or its network";
  const metadata = "forbidden-address: The host is 169.254.169.254, an address that is never dialled";
  for (const host of ["127.0.0.1", "127.1", "0x7f.1", "2130706433", "0177.0.0.1", "１２７.0.0.1", "127.0.0.1."])
    test(`host ${host} is this machine (Q06)`, async () => assert.equal(await sent(host), loopback));
  for (const host of ["169.254.169.254", "0xa9fea9fe", "2852039166", "0251.0376.0251.0376"])
    test(`host ${host} is the metadata service (Q06)`, async () => assert.equal(await sent(host, [], [host]), metadata));
  test("hosts in IPv6 brackets (Q06)", async () => {
    assert.match(await sent("[::ffff:a9fe:a9fe]"), /never dialled/);
    assert.match(await sent("[fd00:ec2::254]", [], ["fd00:ec2::254"]), /never dialled/);
    assert.match(await sent("[::1]"), /this machine/);
  });

  test("a name is judged by every address it leads to (Q06, Q07)", async () => {
    assert.equal(
      await sent("shop.example.com", ["1.1.1.1", "10.0.0.1"]),
      "forbidden-address: shop.example.com leads to 10.0.0.1, an address of this machine or its network",
    );
    assert.equal(
      await sent("shop.example.com", ["169.254.169.254"], ["shop.example.com"]),
      "forbidden-address: shop.example.com leads to 169.254.169.254, an address that is never dialled",
    );
    assert.match(await sent("localhost.", ["127.0.0.1"], ["localhost"]), /^refused/);
  });

  test("the refusal tells which host a person would have to allow, and whether that is possible", async () => {
    const refusal = async (address: string) => {
      const http = nodeHttp({ lookup: async () => [{ address, family: 4 }] });
      const result = await http.send(get("https://shop.example.com/"));
      return !result.ok && result.error.forbidden;
    };
    assert.deepEqual(await refusal("10.0.0.1"), { host: "shop.example.com", address: "10.0.0.1", mayBeAllowed: true });
    assert.deepEqual(await refusal("169.254.1.1"), { host: "shop.example.com", address: "169.254.1.1", mayBeAllowed: false });
  });

  test("the address that was judged is the one that is dialled (Q07)", async () => {
    const server = await httpsServer((_request, response) => response.end("ok"));
    let asked = 0;
    const http = senderFor([server], {
      // A second question would be answered with an address where nobody listens.
      lookup: async () => [{ address: asked++ === 0 ? "127.0.0.1" : "127.0.0.9", family: 4 }],
    });
    assert.equal((await http.send(get(server.origin))).ok, true);
    assert.equal(asked, 1);
  });

  test("a broken certificate file stops the request", async () => {
    const result = await nodeHttp({ caFile: "/nowhere/ca.pem" }).send(get("https://a.example/"));
    assert.equal(!result.ok && result.error.message, 'Cannot read certificates from "/nowhere/ca.pem"');
  });

  test("nothing is loaded before the first request", async () => {
    const loaded = () => Reflect.get(globalThis, Symbol.for("undici.globalDispatcher.1"));
    const before = loaded();
    nodeHttp();
    assert.equal(loaded(), before);
  });
});
