// `npm start`: opens samples/ in a real VS Code with the extension, while the demo endpoint answers its requests. A
// desktop VS Code is used when there is one (`code` on the PATH, or HOOKFLOW_CODE); otherwise the browser-hosted one.
// `npm start -- --check` tells the story of the samples once in the terminal instead. Ctrl-C ends everything.
import { spawn, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import os from "node:os";
import path from "node:path";
import { root, setUp } from "./set-up.mjs";

const samples = path.join(root, "samples");

if (!setUp()) process.exit(1);
const { build } = await import("./build.mjs");
const { failed, missing } = await build({ dev: true, quiet: true });
if (failed.length > 0) process.exit(1);
if (process.argv.includes("--check")) {
  const { tellStory } = await import("./story.mjs");
  process.exitCode = tellStory() ? 0 : 1;
} else if (missing.includes("client/node/extension.ts")) {
  console.error("The extension is not built: client/node/extension.ts is not there");
  process.exitCode = 1;
} else await open();

async function open() {
  // Listened for before anything starts, so that nothing is left behind by an early Ctrl-C.
  const stopped = new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, resolve);
  });
  const { startDemoEndpoint } = createRequire(import.meta.url)("../dist/endpoint.js");
  const endpoint = await startDemoEndpoint();
  const folder = mkdtempSync(path.join(os.tmpdir(), "hookflow-start-"));
  const certificate = path.join(folder, "demo-endpoint.pem");
  writeFileSync(certificate, endpoint.certificate);
  console.log(`Demo endpoint: ${endpoint.origin}`);
  // The extension takes the running endpoint over, instead of starting one of its own.
  const env = { HOOKFLOW_DEMO_ENDPOINT: endpoint.origin, HOOKFLOW_DEMO_CERTIFICATE: certificate };
  const desktop = desktopCode();
  const editor = desktop ? openDesktop(desktop, env) : await openBrowserHosted(folder, env);
  console.log("Ctrl-C ends everything");
  await Promise.race([editor.ended, stopped]);
  await editor.close();
  await endpoint.close();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  process.exit(0);
}

/** The desktop VS Code's command, if there is one. */
function desktopCode() {
  if (process.env.HOOKFLOW_CODE) return process.env.HOOKFLOW_CODE;
  const { status } = spawnSync("code", ["--version"], { stdio: "ignore", shell: process.platform === "win32" });
  return status === 0 ? "code" : undefined;
}

function openDesktop(code, env) {
  console.log("Opening samples/ in VS Code; closing its window ends this, too");
  const args = ["--new-window", "--wait", "--disable-workspace-trust", `--extensionDevelopmentPath=${root}`, samples];
  const child = spawn(code, args, { stdio: "ignore", env: { ...process.env, ...env }, shell: process.platform === "win32" });
  const ended = new Promise((resolve) => {
    child.once("exit", resolve);
    child.once("error", (error) => {
      console.error(`Cannot start VS Code: ${error.message}`);
      resolve();
    });
  });
  return { ended, close: async () => void child.kill() };
}

async function openBrowserHosted(folder, env) {
  const { supported } = await import("../test/editor/setup.mjs");
  if (!supported) {
    console.error("There is no VS Code on the PATH: install it, or name its command in HOOKFLOW_CODE");
    process.exit(1);
  }
  const { pack, vsix } = await import("./package.mjs");
  const { startServer } = await import("../test/editor/server.mjs");
  await pack();
  // Whoever knows the token has a terminal on this machine: it is new each time and in the address only.
  const token = randomBytes(16).toString("hex");
  const server = await startServer({ folder, vsix, env, token, settings: { "git.openRepositoryInParentFolders": "always" } });
  const address = `http://127.0.0.1:${server.port}/?tkn=${token}&folder=${encodeURIComponent(samples)}`;
  console.log(`VS Code: ${address}`);
  show(address);
  return server;
}

/** Opens the address in a browser, where there is one; otherwise it stands in the terminal. */
function show(address) {
  const openers = { darwin: ["open", [address]], win32: ["explorer", [address]] };
  const [program, args] = openers[process.platform] ?? ["xdg-open", [address]];
  spawn(program, args, { stdio: "ignore", detached: true })
    .once("error", () => {})
    .unref();
}
