/** Hosts of this machine on the way of a redirect: each is asked for by name, and nothing that was asked is asked again. */
import assert from "node:assert/strict";
import { sendAllowing } from "#client/exchange/private-ways";
import type { FollowedRedirect } from "#core/platform";
import { closeServers, get, httpsServer, type Running, senderFor } from "../platform/servers";

suite("client: private hosts on the way", () => {
  const seen: string[] = [];
  let [first, second, third] = [] as unknown as [Running, Running, Running];
  const allowed = new Set<string>();

  setup(async () => {
    seen.length = 0;
    allowed.clear();
    const server = (name: string, to?: string) =>
      httpsServer((request, response) => {
        seen.push(`${request.method} ${name}`);
        response.writeHead(to ? 307 : 200, to ? { location: to } : {}).end();
      });
    third = await server("third");
    second = await server("second", `https://localhost:${third.port}/`);
    first = await server("first", `https://127.0.0.1:${second.port}/`);
  });
  teardown(closeServers);

  /** @param answers a yes or no for each host */
  async function send(answers: Readonly<Record<string, boolean>>, remembers = true) {
    const questions: string[] = [];
    const extra = [first, second, third].flatMap(({ port, certificate }) =>
      ["localhost", "127.0.0.1"].map((host) => ({ origin: `https://${host}:${port}`, certificate })),
    );
    const http = senderFor([], {
      extraRoots: extra,
      allowPrivate: (host) => allowed.has(host),
      lookup: async () => [{ address: "127.0.0.1", family: 4 }],
    });
    const request = get(`https://127.0.0.1:${first.port}/`, { method: "POST", body: "{}" });
    const result = await sendAllowing(
      (followed: readonly FollowedRedirect[]) => http.send({ ...request, followRedirects: { secrets: [], followed } }),
      [],
      async ({ host }) => {
        questions.push(host);
        if (answers[host] && remembers) allowed.add(host);
        return answers[host] ?? false;
      },
    );
    return { questions, result };
  }

  test("each is asked for once, and each server is asked once", async () => {
    const { questions, result } = await send({ "127.0.0.1": true, localhost: true });
    assert.ok(result?.ok, JSON.stringify(result));
    assert.equal(result.value.hops?.length, 2);
    assert.deepEqual(questions, ["127.0.0.1", "localhost"]);
    assert.deepEqual(seen, ["POST first", "POST second", "POST third"]);
  });

  test("a no at the first leaves nothing to tell of; later, it is told how far the request came", async () => {
    assert.deepEqual(await send({}), { questions: ["127.0.0.1"], result: undefined });
    assert.deepEqual(seen, []);
    const { result } = await send({ "127.0.0.1": true });
    assert.ok(result && !result.ok);
    assert.deepEqual([result.error.kind, result.error.hops?.length], ["forbidden-address", 2]);
    assert.deepEqual(seen, ["POST first", "POST second"]);
  });

  test("a yes that could not be kept is not asked for again and again", async () => {
    const { questions, result } = await send({ "127.0.0.1": true }, false);
    assert.deepEqual(questions, ["127.0.0.1"]);
    assert.ok(result && !result.ok);
  });
});
