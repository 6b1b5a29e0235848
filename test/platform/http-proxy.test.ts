import assert from "node:assert/strict";
import { once } from "node:events";
import net from "node:net";
import {
  type EditorProxySettings,
  editorProxy,
  environmentProxy,
  type HttpOptions,
  type ProxyAddress,
  proxyExcept,
} from "#platform/http";
import { closeServers, get, httpsServer, type Running, senderFor, tcpServer } from "./servers";

suite("sending through a proxy", () => {
  teardown(closeServers);

  /** A proxy that notes what it is asked, and connects everything to one port of this machine. */
  async function proxyTo(port: number, heads: string[] = []): Promise<ProxyAddress> {
    const server = await tcpServer((socket) => {
      socket.once("data", (head) => {
        heads.push(String(head));
        const onward = net.connect(port, "127.0.0.1");
        onward.on("error", () => socket.destroy());
        once(onward, "connect").then(() => {
          socket.write("HTTP/1.1 200 Connection established\r\n\r\n");
          socket.pipe(onward).pipe(socket);
        });
      });
    });
    return { url: `http://user:p%40ss@127.0.0.1:${server.port}`, from: "http.proxy" };
  }
  async function send(server: Running, options: HttpOptions): Promise<string> {
    const result = await senderFor([server], options).send(get(server.origin));
    return result.ok ? `${result.value.status}` : `${result.error.kind}, ${result.error.code}: ${result.error.message}`;
  }

  test("goes through the tunnel, and verifies behind it", async () => {
    const server = await httpsServer((_request, response) => response.end("ok"));
    const heads: string[] = [];
    const proxy = await proxyTo(server.port, heads);
    assert.equal(await send(server, { proxy: () => proxy, lookup: () => Promise.reject(new Error("not asked")) }), "200");
    const target = `localhost:${server.port}`;
    const basic = Buffer.from("user:p@ss").toString("base64");
    assert.deepEqual(heads, [`CONNECT ${target} HTTP/1.1\r\nHost: ${target}\r\nProxy-Authorization: Basic ${basic}\r\n\r\n`]);
    assert.match(await send(server, { proxy: () => proxy, extraRoots: [] }), /^certificate/);
  });

  test("says what the proxy says, without its password", async () => {
    const server = await httpsServer(() => {});
    const answers: Record<string, string> = {
      "HTTP/1.1 407 Proxy Authentication Required\r\n\r\n": "wants a user name and password",
      "HTTP/1.1 403 Forbidden\r\n\r\n": "does not connect to this host: it answered 403",
      "SSH-2.0-OpenSSH\r\n\r\n": "did not answer as a proxy does",
      "": "did not answer as a proxy does",
    };
    for (const [answer, said] of Object.entries(answers)) {
      const { port } = await tcpServer((socket) => socket.once("data", () => socket.end(answer)));
      const proxy: ProxyAddress = { url: `http://user:secret@127.0.0.1:${port}`, from: "HTTPS_PROXY" };
      assert.equal(
        await send(server, { proxy: () => proxy }),
        `proxy, undefined: The proxy 127.0.0.1:${port} (HTTPS_PROXY) ${said}`,
      );
    }
    const gone: ProxyAddress = { url: "http://user:secret@127.0.0.1:1", from: "HTTPS_PROXY" };
    assert.equal(
      await send(server, { proxy: () => gone }),
      "proxy, ECONNREFUSED: The proxy 127.0.0.1:1 (HTTPS_PROXY) cannot be reached",
    );
    const odd: ProxyAddress = { url: "socks5://127.0.0.1:1", from: "http.proxy" };
    assert.equal(
      await send(server, { proxy: () => odd }),
      "proxy, undefined: The proxy of http.proxy has no address that can be used",
    );
    assert.equal(server.connections(), 0);
  });

  test("tells how the connection came about, without a password", async () => {
    const server = await httpsServer((_request, response) => response.end("ok"));
    const proxy = await proxyTo(server.port);
    const route = async (options: HttpOptions) => {
      const result = await senderFor([server], options).send(get(server.origin));
      return result.ok ? result.value.route : result.error.message;
    };
    assert.equal(await route({}), undefined);
    assert.equal(await route({ proxy: () => proxy }), `through the proxy ${new URL(proxy.url).host} (${proxy.from})`);
    assert.equal(
      await route({ proxy: proxyExcept(proxy, ["other.example", "LOCALHOST"], "no_proxy") }),
      "past the proxy, by the exception localhost (no_proxy)",
    );
  });

  test("a proxy that stays silent ends at the time limit", async () => {
    const { port } = await tcpServer(() => {});
    const proxy: ProxyAddress = { url: `http://me:geheimwort@127.0.0.1:${port}`, from: "HTTPS_PROXY" };
    const result = await senderFor([], { proxy: () => proxy }).send(get("https://shop.example.com", { deadline: 200 }));
    assert.ok(!result.ok);
    const { kind, phase, message, help } = result.error;
    assert.equal(`${kind} ${phase}`, "timeout connect");
    // The endpoint is not to blame: nobody has asked it yet.
    assert.equal(message, `The proxy 127.0.0.1:${port} (HTTPS_PROXY) did not open the way to shop.example.com within 0.2 s`);
    assert.match(help, /^Check the proxy settings/);
  });

  test("is no way around the addresses that are never dialled", async () => {
    const proxy = await proxyTo(1);
    for (const host of ["169.254.169.254", "127.0.0.1", "localhost", "a.localhost", "metadata.google.internal", "[::1]"]) {
      const http = senderFor([], { proxy: () => proxy, allowPrivate: () => false });
      const result = await http.send(get(`https://${host}/`));
      assert.equal(!result.ok && result.error.kind, "forbidden-address");
    }
  });

  test("is chosen from the environment", () => {
    const choose = (environment: Record<string, string>, url = "https://shop.example.com/") => {
      const proxy = environmentProxy(environment)(new URL(url));
      return proxy && ("url" in proxy ? `${proxy.url} ${proxy.from}` : `past it: ${proxy.exception}`);
    };
    assert.equal(choose({}), undefined);
    assert.equal(choose({ HTTP_PROXY: "http://a:1" }), undefined);
    assert.equal(choose({ HTTPS_PROXY: "a:1" }), "http://a:1 HTTPS_PROXY");
    assert.equal(choose({ HTTPS_PROXY: "http://a:1", https_proxy: "http://b:2" }), "http://b:2 https_proxy");
    assert.equal(choose({ HTTPS_PROXY: "http://a:1", NO_PROXY: "localhost, .example.com" }), "past it: .example.com (NO_PROXY)");
    assert.equal(choose({ HTTPS_PROXY: "http://a:1", no_proxy: "other.example" }), "http://a:1 HTTPS_PROXY");
  });

  test("is chosen from an editor's settings, before the environment", () => {
    const environment = { HTTPS_PROXY: "http://env:1" };
    const choose = (settings: EditorProxySettings) => editorProxy(settings, environment)(new URL("https://shop.example.com/"));
    assert.deepEqual(choose({}), { url: "http://env:1", from: "HTTPS_PROXY" });
    assert.deepEqual(choose({ proxy: "" }), { url: "http://env:1", from: "HTTPS_PROXY" });
    assert.deepEqual(choose({ proxy: "http://p:1", proxySupport: "override" }), { url: "http://p:1", from: "http.proxy" });
    assert.equal(choose({ proxy: "http://p:1", proxySupport: "off" }), undefined);
    assert.deepEqual(choose({ proxy: "http://p:1", proxyAuthorization: "Basic eA==" }), {
      url: "http://p:1",
      from: "http.proxy",
      authorization: "Basic eA==",
    });
    assert.deepEqual(choose({ proxy: "http://p:1", noProxy: ["*.example.com"] }), { exception: "*.example.com (http.noProxy)" });
  });

  const exceptions: readonly (readonly [rule: string, url: string, direct: boolean])[] = [
    ["*", "https://a.example", true],
    ["a.example", "https://a.example", true],
    ["A.Example", "https://a.example", true],
    ["a.example", "https://b.a.example", true],
    ["a.example", "https://ba.example", false],
    [".a.example", "https://b.a.example", true],
    ["*.a.example", "https://b.a.example", true],
    ["a.example:443", "https://a.example", true],
    ["a.example:8443", "https://a.example", false],
    ["a.example:8443", "https://a.example:8443", true],
    ["10.0.0.1", "https://10.0.0.1", true],
    ["::1", "https://[::1]", true],
  ];
  for (const [rule, url, direct] of exceptions)
    test(`exception ${rule} for ${url}`, () => {
      const proxy = proxyExcept({ url: "http://p:1", from: "http.proxy" }, [rule])(new URL(url));
      assert.equal(proxy !== undefined && "exception" in proxy, direct);
    });
});
