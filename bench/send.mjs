// What sending costs beyond the network library: our send beside a bare `undici.request`, in turns, to an endpoint in a process of
// its own on this machine. A send of ours always opens a connection; so does the bare one that it is compared with.
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { build } from "esbuild";
import { Agent, request } from "undici";
import { figure, heading, percentile } from "./figures.mjs";

const rounds = 300;
const warmUp = 50;

const shipped = `export { nodeHttp } from "#platform/http";
  export { answered, exchangeId } from "#client/exchange/exchange";
  export { bodyInStretches, exchangeReport, printable } from "#client/exchange/report";
  export { History } from "#client/history/history";
  export { inTurns, nextTurn } from "#client/in-turns";
  export { Redactor } from "#core/request/redact";`;

/** @param root the project's folder; @param work a folder for the bundle and the endpoint's certificate */
export async function sending(root, work) {
  heading("Sending, on loopback");
  const core = await senderOf(root, work);
  const cli = path.join(root, "dist/cli.js");
  const file = path.join(work, "endpoint.pem");
  const endpoint = spawn(process.execPath, [cli, "endpoint", "--certificate", file], { stdio: ["ignore", "pipe", "inherit"] });
  try {
    const origin = await address(endpoint);
    const ca = readFileSync(file, "utf8");
    const url = `${origin}/cart?id=1`;
    const http = core.nodeHttp({ extraRoots: [{ origin, certificate: ca }], allowPrivate: () => true });
    const ours = async () => {
      const asked = { method: "GET", url, headers: [], body: undefined, deadline: 30_000, maxBytes: 20 * 1024 * 1024 };
      const result = await http.send(asked);
      if (!result.ok) throw new Error(result.error.message);
    };
    const bare = async (dispatcher) => {
      const { body } = await request(url, { dispatcher });
      await body.arrayBuffer();
    };
    const kept = new Agent({ connect: { ca } });
    const fresh = async () => {
      const agent = new Agent({ connect: { ca } });
      await bare(agent);
      await agent.destroy();
    };
    const first = await timed(ours);
    const times = { ours: [], fresh: [], kept: [] };
    for (let at = 0; at < rounds; at++) {
      times.ours.push(await timed(ours));
      times.fresh.push(await timed(fresh));
      times.kept.push(await timed(() => bare(kept)));
    }
    await kept.destroy();
    const at = (name, share) => percentile(times[name].slice(warmUp), share);
    figure("the first send, with loading", first);
    figure("ours, p50", at("ours", 0.5));
    figure("ours, p95", at("ours", 0.95));
    figure("bare undici.request over a connection of its own, p50", at("fresh", 0.5));
    figure("bare undici.request over one kept open, p50", at("kept", 0.5));
    figure("what ours costs beyond the bare one, p50", at("ours", 0.5) - at("fresh", 0.5), { goal: 5 });
    figure("what it costs beyond one kept open, p50", at("ours", 0.5) - at("kept", 0.5), { goal: 5 });
    const blocked = [];
    for (let at = 0; at < 9; at++) blocked.push(await longestBlock(() => showLong(core, http, `${origin}/huge?mb=20`)));
    figure("20 MB received, kept and shown: the event loop blocked at most, median of 9", percentile(blocked, 0.5));
    figure("20 MB received, kept and shown: the longest of all", Math.max(...blocked), { goal: 50 });
  } finally {
    endpoint.kill();
  }
}

/** What the extension does with an answer of 20 MB, from the first byte to the text of its documents; only the editor is left out. */
async function showLong(core, http, url) {
  const asked = { method: "GET", url, headers: [], body: undefined, deadline: 60_000, maxBytes: 20 * 1024 * 1024 };
  const result = await http.send(asked);
  if (!result.ok || !result.value.truncated) throw new Error("20 MB were expected");
  await core.nextTurn();
  const redactor = new core.Redactor([{ token: "a-secret-of-a-connector" }]);
  const plan = { ...asked, webhook: "huge", bodyFormat: undefined, connector: undefined, values: [] };
  const at = Date.now();
  const sent = { id: core.exchangeId(at, Math.random()), uri: "file:///huge.webhook.yaml", webhook: "huge", at, data: {} };
  const exchange = await core.inTurns(core.answered(sent, plan, result.value, redactor));
  const files = { list: async () => [], read: async () => "", write: core.nextTurn, remove: async () => {} };
  const history = new core.History({ files, isOn: () => true, tell() {}, changed() {} });
  await history.add(exchange);
  core.exchangeReport(exchange);
  const body = await core.inTurns(core.bodyInStretches(exchange.outcome, false));
  if (core.printable(body).length < 2 * 1024 * 1024) throw new Error("2 MB of text were expected");
}

/** The longest time in which nothing else was done, in milliseconds. */
async function longestBlock(work) {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  await work();
  // What blocked at the end is seen by the next turn.
  await new Promise((resolve) => setTimeout(resolve, 20));
  delay.disable();
  return delay.max / 1e6;
}

/** The sender in a file of its own, as it ships: errors are slow to make in a module that is one long line of a data URL. */
async function senderOf(root, work) {
  const outfile = path.join(work, "sender.cjs");
  await build({
    absWorkingDir: root,
    stdin: { contents: shipped, resolveDir: root, loader: "ts" },
    bundle: true,
    minify: true,
    outfile,
    format: "cjs",
    platform: "node",
    target: "node20",
    logLevel: "silent",
  });
  return createRequire(import.meta.url)(outfile);
}

async function address(endpoint) {
  let told = "";
  for await (const part of endpoint.stdout) {
    told += part;
    const found = /at (https:\/\/\S+)\n[\s\S]*certificate is in/.exec(told)?.[1];
    if (found) return found;
  }
  throw new Error("the demo endpoint did not start");
}

async function timed(work) {
  const started = performance.now();
  await work();
  return performance.now() - started;
}
