// `npm run bench`: how fast the product is, printed and never asserted. Numbers of one machine compare only with each other, so
// everything that is compared runs here, one after the other. Expects a built dist/ (`npm run build`).
// --quick leaves out the peers and the largest workspace; --record writes docs/benchmarks.md.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { loadModule } from "../tools/gen/load.mjs";
import { figure, heading, page, percentile, time } from "./figures.mjs";
import { startServer, timeEdits } from "./lsp.mjs";
import { setUpPeers, spectral, yamlLanguageServerEdits } from "./peers.mjs";
import { sending } from "./send.mjs";
import { velocity } from "./velocity.mjs";
import { longTemplate, longWebhook, workspaceFiles, writeWorkspace } from "./workspace.mjs";

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
  await edits(peers);
  await dependents();
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
  figure("server spawn to initialize, median", median("initialized"), { goal: 120 });
  figure("server spawn to first diagnostics, median", median("diagnostics"), { goal: 200 });
}

/** An edit of an open file in a workspace of a thousand files: in the core alone, and through the protocol beside a peer. */
async function edits(peers) {
  heading("Edit to findings, in a workspace of 1,000 files");
  for (const [lines, goal] of [
    [300, 5],
    [1500, 16],
    [6000, 60],
  ]) {
    const { edited, inBody, completed, parses, inTemplate } = await editsInCore(lines);
    figure(`${lines} lines, in the core, p95`, percentile(edited, 0.95), { goal });
    figure(`${lines} lines, in the core, median`, percentile(edited, 0.5));
    figure(`${lines} lines, inside the long body, in the core, p95`, percentile(inBody, 0.95), { goal });
    figure(`${lines} lines, inside the long body, in the core, median`, percentile(inBody, 0.5));
    figure(`${lines} lines of a template, in the core, p95`, percentile(inTemplate, 0.95), { goal });
    figure(`${lines} lines of a template, in the core, median`, percentile(inTemplate, 0.5));
    figure(`${lines} lines, times only reading the YAML`, percentile(edited, 0.5) / percentile(parses, 0.5), { unit: "x" });
    figure(`${lines} lines, completion p95`, percentile(completed, 0.95), lines === 1500 ? { goal: 10 } : {});
    const server = await startOurs({ folder: folders[1000] });
    // Answered when the workspace has been read.
    await server.request("hookflow/webhooks");
    const uri = `file://${folders[1000]}/open.webhook.yaml`;
    const ours = (await timeEdits(server, uri, longWebhook("open", lines), "POST", "PAST", 40)).slice(10);
    // A name that is there already: a warning in the middle of the body.
    const other = `file://${folders[1000]}/other.webhook.yaml`;
    const inside = (await timeEdits(server, other, longWebhook("other", lines), '"field99"', '"field98"', 40)).slice(10);
    await server.end();
    figure(`${lines} lines, over the protocol, p95`, percentile(ours, 0.95));
    figure(`${lines} lines, inside the long body, over the protocol, p95`, percentile(inside, 0.95));
    if (!peers) continue;
    const theirs = (await yamlLanguageServerEdits(folders[1000], lines, 16)).slice(4);
    figure(`${lines} lines, yaml-language-server, p95`, percentile(theirs, 0.95));
    figure(`${lines} lines, times faster`, percentile(theirs, 0.95) / percentile(ours, 0.95), {
      unit: "x",
      goal: 5,
      atLeast: true,
    });
    figure(`${lines} lines, times faster without its wait of 200 ms`, (percentile(theirs, 0.5) - 200) / percentile(ours, 0.5), {
      unit: "x",
    });
  }
}

async function editsInCore(lines) {
  const files = Object.fromEntries(Object.entries(workspaceFiles(1000)).map(([name, text]) => [`file:///w/${name}`, text]));
  const uri = "file:///w/open.webhook.yaml";
  const text = longWebhook("open", lines);
  files[uri] = text;
  const template = "file:///w/team-00/order-placed-0000.vm";
  const page = longTemplate(lines);
  files[template] = page;
  const language = core.createLanguage({ files: core.memoryFiles(files), clock: core.fixedClock(), log: core.collectingLog() });
  await language.workspace.addFolder("file:///w");
  language.findings(uri);
  const completed = [];
  let version = 0;
  // As many as a person types in a few minutes: the engine has warmed up behind the first dozens, as in a session.
  const edit = (file, before, place, done) =>
    Array.from({ length: 250 }, (_, at) => {
      const changed = `${before.slice(0, place)}x${at}${before.slice(place)}`;
      const taken = time(() => {
        language.changed(language.workspace.openFile(file, changed, ++version));
        language.findings(file);
      });
      done?.(place + 2);
      return taken;
    }).slice(10);
  const complete = (place) => completed.push(time(() => language.completions(uri, place)));
  const edited = edit(uri, text, text.indexOf("town=") + 5, complete);
  const inBody = edit(uri, text, text.indexOf("some text", text.length / 2));
  language.findings(template);
  const inTemplate = edit(template, page, page.indexOf("Line ", page.length / 2));
  const parses = Array.from({ length: 20 }, () => time(() => core.parseYaml(text)));
  return { edited, inBody, inTemplate, completed: completed.slice(10), parses: parses.slice(5) };
}

/** How many files are checked again for an edit: what depends on it, whatever else is there. */
async function dependents() {
  heading("Files checked again for one edit, in a workspace of 1,000 files");
  const files = Object.fromEntries(Object.entries(workspaceFiles(1000)).map(([name, text]) => [`file:///w/${name}`, text]));
  const language = core.createLanguage({ files: core.memoryFiles(files), clock: core.fixedClock(), log: core.collectingLog() });
  await language.workspace.addFolder("file:///w");
  for (const uri of Object.keys(files)) language.findings(uri);
  const group = "team-00/";
  const cases = [
    ["a webhook's URL", `${group}order-status-0000.webhook.yaml`, (text) => text.replace("/orders/", "/order/")],
    ["a webhook's name", `${group}order-status-0000.webhook.yaml`, (text) => text.replace("order_status_0000", "status_0000")],
    ["a template", `${group}order-placed-0000.vm`, (text) => `${text}!`],
    ["a workflow", `${group}order-placed-0000.workflow.yaml`, (text) => text.replace("3 days", "4 days")],
    ["an event sample", `${group}order-0000.event.json`, (text) => text.replace("42.5", "43.5")],
    ["a recording", `${group}order_status_0000.response.json`, (text) => text.replace("packed", "sent")],
    ["a contact sample", `${group}ann-0000.contact.yaml`, (text) => text.replace("Lviv", "Kyiv")],
    ["hookflow.yaml", "hookflow.yaml", (text) => `${text}rules: {}\n`],
  ];
  for (const [what, name, change] of cases) {
    const uri = `file:///w/${name}`;
    const before = language.file(uri)?.text ?? "";
    const affected = language.changed(language.workspace.openFile(uri, change(before), 2));
    figure(what, affected.size, { unit: "files" });
    for (const other of affected) language.findings(other);
    language.changed(language.workspace.openFile(uri, before, 3));
    for (const other of Object.keys(files)) language.findings(other);
  }
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
  const edits = quick ? 1200 : 10_200;
  const used = new Map();
  const taken = await timeEdits(server, uri, text, "POST", "PAST", edits, (done) => {
    if (done === 200 || done === edits) used.set(done, server.memory());
  });
  await server.end();
  const [before, later] = used.values();
  if (before === undefined || later === undefined) return;
  figure("after 200 edits", before, { unit: "MB", goal: 250 });
  figure(`after ${quick ? "1,000" : "10,000"} more`, later, { unit: "MB", goal: 250 });
  figure("growth", later / before, { unit: "x", goal: 1.1 });
  figure("edit to findings over the protocol, p95 of the first 200", percentile(taken.slice(0, 200), 0.95));
  figure("edit to findings over the protocol, p95 of the last 200", percentile(taken.slice(-200), 0.95));
}

/** `hookflow check` against only parsing, against Spectral, and against itself on a tenth of the files. */
function coldChecks(peers) {
  heading("Cold check");
  const times = {};
  for (const [count, folder] of Object.entries(folders)) {
    times[count] = Math.min(...Array.from({ length: 3 }, () => run([path.join(root, "dist/cli.js"), "check", folder])));
    const parsing = Math.min(...Array.from({ length: 3 }, () => run([path.join(root, "bench/parse-only.mjs"), folder])));
    figure(`${count} files`, times[count]);
    figure(
      `${count} files, times only parsing them`,
      times[count] / parsing,
      count === "10000" ? { unit: "x", goal: 1.5 } : { unit: "x" },
    );
  }
  const counts = Object.keys(times).map(Number);
  const largest = counts.at(-1);
  if (largest) {
    const cached = () =>
      run([path.join(root, "dist/cli.js"), "check", "--cache", path.join(work, "cache/check.json"), folders[largest]]);
    cached();
    figure(`${largest} files, times faster from the cache`, times[largest] / Math.min(cached(), cached(), cached()), {
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
