// `npm run bench`: how fast the product is, printed and never asserted. Numbers of one machine compare only with each other.
// Expects a built dist/ (`npm run build`).
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { loadModule } from "../tools/gen/load.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const goals = { server: 500, client: 200, vsix: 1500 };

if (!existsSync(path.join(root, "dist/server.js"))) {
  console.error("dist/ is not there: run `npm run build` first");
  process.exit(1);
}
const { createLanguage, memoryFiles, fixedClock, collectingLog, parseYaml, render, parse } = await loadModule(
  root,
  `export { createLanguage } from "#core";
   export { memoryFiles, fixedClock, collectingLog } from "#platform/memory";
   export { parseYaml } from "#core/yaml/index";
   export { render, parse } from "#core/velocity/index";`,
);

console.log(`Node ${process.version}, ${os.cpus().length} cores, ${os.cpus()[0]?.model ?? ""}\n`);
await startUp();
await edits();
velocity();
sizes();

/** Spawn to the answer of `initialize`, and to the first diagnostics. */
async function startUp() {
  const folder = mkdtempSync(path.join(os.tmpdir(), "hookflow-bench-"));
  writeFileSync(path.join(folder, "a.webhook.yaml"), "name: a\nmethod: GET\nurl: http://shop.example.com\n");
  const runs = [];
  for (let at = 0; at < 15; at++) runs.push(await startOnce(folder));
  rmSync(folder, { recursive: true, force: true });
  line(
    "server spawn to initialize",
    percentile(
      runs.map((run) => run.initialize),
      0.5,
    ),
    120,
  );
  line(
    "server spawn to first diagnostics",
    percentile(
      runs.map((run) => run.diagnostics),
      0.5,
    ),
    200,
  );
}

function startOnce(folder) {
  return new Promise((resolve, reject) => {
    const started = performance.now();
    const server = spawn(process.execPath, ["dist/server.js", "--stdio"], { cwd: root, stdio: ["pipe", "pipe", "ignore"] });
    const send = (message) => {
      const text = JSON.stringify({ jsonrpc: "2.0", ...message });
      server.stdin.write(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
    };
    let said = "";
    let initialize;
    server.stdout.on("data", (data) => {
      said += data;
      if (initialize === undefined && said.includes('"capabilities"')) {
        initialize = performance.now() - started;
        send({ method: "initialized", params: {} });
        send({
          method: "textDocument/didOpen",
          params: {
            textDocument: {
              uri: `file://${folder}/a.webhook.yaml`,
              languageId: "yaml",
              version: 1,
              text: "name: a\nmethod: GET\nurl: http://shop.example.com\n",
            },
          },
        });
      }
      if (said.includes("insecure-url")) {
        const diagnostics = performance.now() - started;
        server.once("exit", () => resolve({ initialize, diagnostics }));
        server.kill();
      }
    });
    server.once("error", reject);
    send({
      id: 1,
      method: "initialize",
      params: {
        processId: null,
        rootUri: `file://${folder}`,
        workspaceFolders: [{ uri: `file://${folder}`, name: "bench" }],
        capabilities: {},
      },
    });
  });
}

/** An edit of an open file in a workspace of a thousand files, until its findings are there. */
async function edits() {
  for (const [lines, goal] of [
    [300, 5],
    [1500, 16],
    [6000, 60],
  ]) {
    const files = {};
    for (let at = 0; at < 1000; at++) files[`file:///w/f${at}.webhook.yaml`] = webhook(`w${at}`, 6);
    const uri = "file:///w/open.webhook.yaml";
    const text = webhook("open", lines);
    files[uri] = text;
    const language = createLanguage({ files: memoryFiles(files), clock: fixedClock(), log: collectingLog() });
    await language.workspace.addFolder("file:///w");
    language.findings(uri);
    const place = text.indexOf("town=") + 5;
    const edited = [];
    const completed = [];
    for (let at = 0; at < 60; at++) {
      const changed = `${text.slice(0, place)}x${at}${text.slice(place)}`;
      const started = performance.now();
      language.changed(language.workspace.openFile(uri, changed, at + 1));
      language.findings(uri);
      edited.push(performance.now() - started);
      const asked = performance.now();
      language.completions(uri, place + 2);
      completed.push(performance.now() - asked);
    }
    line(`edit to findings, ${lines} lines, p95`, percentile(edited.slice(10), 0.95), goal);
    line(`completion, ${lines} lines, p95`, percentile(completed.slice(10), 0.95), lines === 1500 ? 10 : undefined);
    const parses = Array.from({ length: 20 }, () => time(() => parseYaml(text)));
    console.log(
      `  of it reading YAML ${percentile(parses.slice(5), 0.5).toFixed(1)} ms, so the whole costs ${(percentile(edited.slice(10), 0.5) / percentile(parses.slice(5), 0.5)).toFixed(1)} times that`,
    );
  }
}

function webhook(name, lines) {
  const body = Array.from(
    { length: Math.max(1, lines - 8) },
    (_, at) => `      "field${at}": "$<event.p${at % 40}> and some text"`,
  ).join(",\n");
  return `name: ${name}\nmethod: POST\nurl: https://shop.example.com/promo?town=$<TOWN>\nbody:\n  format: json\n  content: |\n    {\n${body}\n    }\n`;
}

function velocity() {
  const unit =
    "<p>Hello $!{name}, #if($total > 10)you get $mathTool.add($total, 1)#else nothing#end for $!data.get('WH5').get('promocode')</p>\n";
  const context = { name: "Ann", total: 20, data: { WH5: { promocode: "LVIV-15" } } };
  for (const size of [50, 200]) {
    const template = unit.repeat(Math.ceil((size * 1024) / unit.length));
    const parses = Array.from({ length: 12 }, () => time(() => parse(template)));
    const renders = Array.from({ length: 12 }, () => time(() => render(template, context)));
    line(`velocity parse, ${size} KB`, percentile(parses.slice(3), 0.5), size === 200 ? 40 : undefined);
    line(`velocity render, ${size} KB`, percentile(renders.slice(3), 0.5), size === 200 ? 100 : undefined);
  }
}

function sizes() {
  for (const [name, file] of [
    ["server", "dist/server.js"],
    ["client", "dist/client.js"],
    ["vsix", "hookflow.vsix"],
  ])
    if (existsSync(path.join(root, file))) line(`${name} bundle`, statSync(path.join(root, file)).size / 1024, goals[name], "KB");
}

function time(work) {
  const started = performance.now();
  work();
  return performance.now() - started;
}

function percentile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

function line(name, value, goal, unit = "ms") {
  const against = goal === undefined ? "" : `goal ${goal} ${unit}, ratio ${(value / goal).toFixed(2)}`;
  console.log(`${name.padEnd(44)} ${value.toFixed(1).padStart(8)} ${unit}  ${against}`);
}
