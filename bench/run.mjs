// `npm run bench`: how fast the product is, printed and never asserted. Numbers of one machine compare only with each other, so
// everything that is compared runs here, one after the other. Expects a built dist/ (`npm run build`).
// --quick leaves out the peers and the largest workspace; --record writes docs/benchmarks.md.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { loadModule } from "../tools/gen/load.mjs";
import { dependents, edits, growth } from "./edits.mjs";
import { figure, heading, page, percentile, time } from "./figures.mjs";
import { startServer, timeEdits } from "./lsp.mjs";
import { setUpPeers, spectral } from "./peers.mjs";
import { sending } from "./send.mjs";
import { velocity } from "./velocity.mjs";
import { longWebhook, workspaceFiles, writeWorkspace } from "./workspace.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const quick = process.argv.includes("--quick");
const ourServer = path.join(root, "dist/server.js");
const machine = `Node ${process.version}, ${os.cpus().length} cores, ${os.cpus()[0]?.model ?? ""}, ${process.platform}`;

if (!existsSync(ourServer)) {
  console.error("dist/ is not there: run `npm run build` first");
  process.exit(1);
}
const core = await loadModule(
  root,
  `export { createLanguage } from "#core";
   export { memoryFiles, fixedClock, collectingLog } from "#platform/memory";
   export { parseYaml } from "#core/yaml/index";
   export { render, parse } from "#core/velocity/index";
   export { serverFlags } from "#client/node/server-flags";`,
);
const work = mkdtempSync(path.join(os.tmpdir(), "hookflow-bench-"));
const folders = Object.fromEntries(
  [100, 1000, ...(quick ? [] : [10_000])].map((count) => [count, path.join(work, `ws-${count}`)]),
);
console.log(machine);
try {
  for (const [count, folder] of Object.entries(folders)) writeWorkspace(folder, Number(count));
  const peers = !quick && setUpPeers();
  await startUp();
  await edits(core, startOurs, folders[1000], peers);
  await dependents(core);
  await growth(core);
  await memory();
  coldChecks(peers);
  velocity(core, peers, path.join(work, "velocity"));
  await sending(root, work);
  sizes();
  if (process.argv.includes("--record")) writeFileSync(path.join(root, "docs/benchmarks.md"), page(machine));
} finally {
  rmSync(work, { recursive: true, force: true });
}

/** Our server as the extension starts it. */
function startOurs(options) {
  return startServer(ourServer, { flags: core.serverFlags, ...options });
}

/** Spawn to the answer of `initialize`, and to the first diagnostics. */
async function startUp() {
  heading("Start");
  const folder = path.join(work, "one");
  writeWorkspace(folder, 1);
  const uri = `file://${folder}/a.webhook.yaml`;
  const text = "name: a\nmethod: GET\nurl: http://shop.example.com\n";
  const runs = [];
  for (let at = 0; at < 15; at++) {
    const server = await startOurs({ folder });
    const told = server.diagnostics(uri, ({ diagnostics }) => diagnostics.length > 0);
    server.notify("textDocument/didOpen", { textDocument: { uri, languageId: "yaml", version: 1, text } });
    await told;
    runs.push({ initialized: server.initialized, diagnostics: performance.now() - server.started });
    await server.end();
  }
  const median = (key) =>
    percentile(
      runs.map((run) => run[key]),
      0.5,
    );
  const bare = percentile(
    runs.map(() => run(["--eval", "0"])),
    0.5,
  );
  figure("Node with nothing to do, from spawn to end, median", bare);
  figure("server spawn to initialize, median", median("initialized"), { goal: 120 });
  figure("server spawn to first diagnostics, median", median("diagnostics"), { goal: 200 });
}

/** The server's memory with everything read, and after thousands of edits. */
async function memory() {
  const count = quick ? 1000 : 10_000;
  heading(`Memory of the server, ${count.toLocaleString("en")} files`);
  const folder = folders[count];
  const server = await startOurs({
    folder,
    initializationOptions: { hookflow: { diagnostics: { scope: "workspace" } } },
  });
  await server.request("hookflow/webhooks");
  const uri = `file://${folder}/open.webhook.yaml`;
  const text = longWebhook("open", 300);
  const rounds = quick ? 1200 : 10_000;
  // Until then the engine has not looked for garbage in all of it: what is live grows by 2 %, what it has set aside by 15 %.
  const settled = quick ? 600 : 3000;
  const used = new Map();
  const taken = await timeEdits(server, uri, text, "POST", "PAST", rounds, (done) => {
    if (done === 200 || done === settled || done === rounds) used.set(done, server.memory());
  });
  await server.end();
  const [early, before, later] = used.values();
  if (early === undefined || before === undefined || later === undefined) return;
  figure("after 200 edits", early, { unit: "MB", goal: 250 });
  figure(`after ${settled.toLocaleString("en")}`, before, { unit: "MB", goal: 250 });
  figure(`after ${rounds.toLocaleString("en")}`, later, { unit: "MB", goal: 250 });
  figure("growth from the first to the last", later / early, { unit: "x" });
  figure("growth from the second to the last", later / before, { unit: "x", goal: 1.05 });
  figure("edit to findings over the protocol, p95 of the first 200", percentile(taken.slice(0, 200), 0.95));
  figure("edit to findings over the protocol, p95 of the last 200", percentile(taken.slice(-200), 0.95));
}

/** `hookflow check` against only parsing, against Spectral, and against itself on a tenth of the files. */
function coldChecks(peers) {
  heading("Cold check");
  const times = {};
  for (const [count, folder] of Object.entries(folders)) {
    const pairs = Array.from({ length: 7 }, () => ({
      checking: run([path.join(root, "dist/cli.js"), "check", folder]),
      parsing: run([path.join(root, "bench/parse-only.mjs"), folder]),
    }));
    const ratios = pairs.map(({ checking, parsing }) => checking / parsing);
    times[count] = Math.min(...pairs.map(({ checking }) => checking));
    figure(`${count} files, the fastest of 7`, times[count]);
    figure(
      `${count} files, times only parsing them, median of 7 pairs`,
      percentile(ratios, 0.5),
      count === "10000" ? { unit: "x", goal: 1.5 } : { unit: "x" },
    );
    figure(`${count} files, times only parsing them, the worst pair`, Math.max(...ratios), { unit: "x" });
  }
  const counts = Object.keys(times).map(Number);
  const largest = counts.at(-1);
  if (largest) {
    const cached = () =>
      run([path.join(root, "dist/cli.js"), "check", "--cache", path.join(work, "cache/check.json"), folders[largest]]);
    cached();
    figure(`${largest} files, times faster from the cache`, times[largest] / Math.min(...Array.from({ length: 7 }, cached)), {
      unit: "x",
      goal: 5,
      atLeast: true,
    });
  }
  const [small, large] = [counts.at(-2), counts.at(-1)];
  if (small && large)
    figure(`${large} files, times ${small} files`, times[large] / times[small], { unit: "x", goal: (large / small) * 1.2 });
  if (!peers) return;
  const webhooks = path.join(work, "webhooks");
  for (const [name, text] of Object.entries(workspaceFiles(5000)))
    if (name.endsWith(".webhook.yaml")) writeOne(path.join(webhooks, name), text);
  const theirs = spectral(webhooks, work);
  const ours = run([path.join(root, "dist/cli.js"), "check", "--fail-on", "never", webhooks]);
  figure("1,000 webhooks, Spectral with the same schema", theirs);
  figure("1,000 webhooks, ours with every rule", ours);
  figure("times faster", theirs / ours, { unit: "x", goal: 10, atLeast: true });
}

function writeOne(full, text) {
  mkdirSync(path.dirname(full), { recursive: true });
  writeFileSync(full, text);
}

/** Milliseconds that a Node script takes in all. */
function run(args) {
  return time(() => {
    const { status, stderr } = spawnSync(process.execPath, args, { encoding: "utf8", maxBuffer: 1 << 28 });
    if (status !== 0) throw new Error(`${args.join(" ")} ended with ${status}: ${stderr}`.slice(0, 500));
  });
}

function sizes() {
  heading("Size");
  for (const [name, files, goal] of [
    ["server bundle", ["server.js", "language.js"], 500],
    ["server bundle, until initialize is answered", ["server.js"]],
    ["client bundle", ["client.js", "language-client.js"], 200],
    ["client bundle, until a file of ours is there", ["client.js"]],
    ["web server bundle", ["web/server.js"]],
    ["web client bundle", ["web/client.js"]],
    ["vsix", ["../hookflow.vsix"], 1500],
  ]) {
    const places = files.map((file) => path.join(root, "dist", file));
    if (!places.every((place) => existsSync(place))) continue;
    const bytes = places.reduce((sum, place) => sum + statSync(place).size, 0);
    figure(name, bytes / 1024, { unit: "KB", ...(goal ? { goal } : {}) });
  }
}
