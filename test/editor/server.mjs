// Starts the VS Code server of `setup.mjs` with data folders of its own, and stops it with everything it started. The
// editor suites and `npm start` share it.
import { execFileSync, spawn } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setupServer } from "./setup.mjs";

/** Quiet, offline, and without habits that change files behind a test's back. */
const calm = {
  // The browser build saves by itself by default: edits would reach the disk.
  "files.autoSave": "off",
  "workbench.startupEditor": "none",
  "workbench.enableExperiments": false,
  "workbench.editor.useModal": "off",
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "security.workspace.trust.enabled": false,
  "telemetry.telemetryLevel": "off",
  "extensions.autoUpdate": false,
  "extensions.autoCheckUpdates": false,
  "extensions.ignoreRecommendations": true,
  "chat.disableAIFeatures": true,
  "git.openRepositoryInParentFolders": "never",
};

/**
 * Starts a server on a free port of 127.0.0.1.
 * @param {object} options
 * @param {string} options.folder where it keeps settings, extensions, sockets
 * @param {string} [options.vsix] a packed extension to install first
 * @param {object} [options.settings] more user settings
 * @param {Record<string, string>} [options.env] reaches the extension host
 * @param {string} [options.token] must be in the address; without it everybody on this machine may connect
 * @param {boolean} [options.trust] folders have to be trusted first
 * @param {boolean} [options.testing] lets a page load an extension from a folder and run its suite
 * @returns {Promise<{ port: number, output: () => string, ended: Promise<void>, close: () => Promise<void> }>}
 */
export async function startServer({ folder, vsix, settings = {}, env = {}, token, trust = false, testing = false }) {
  const { node, server } = await setupServer();
  const data = path.join(folder, "data");
  const home = path.join(folder, "home");
  for (const each of [path.join(data, "User"), home]) mkdirSync(each, { recursive: true });
  writeFileSync(path.join(data, "User/settings.json"), JSON.stringify({ ...calm, ...settings }, null, 2));
  const common = ["--extensions-dir", path.join(folder, "extensions"), "--server-data-dir", path.join(folder, "server")];
  common.push("--user-data-dir", data, "--accept-server-license-terms", "--telemetry-level", "off");
  // Sockets and caches go into its own folder; an empty gallery address turns the marketplace off.
  const environment = { ...process.env, HOME: home, TMPDIR: home, EXTENSIONS_GALLERY: '{"serviceUrl":""}', ...env };
  if (vsix)
    execFileSync(node, [server, "--install-extension", vsix, ...common], {
      env: environment,
      stdio: ["ignore", "ignore", "ignore"],
    });

  const access = token ? ["--connection-token", token] : ["--without-connection-token"];
  const flags = ["--host", "127.0.0.1", "--port", "0", ...(trust ? [] : ["--disable-workspace-trust"]), ...access];
  if (testing) flags.push("--enable-smoke-test-driver");
  // A group of its own, so that extension hosts and language servers end with it.
  const child = spawn(node, [server, ...flags, ...common], {
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
    env: environment,
  });
  let output = "";
  const ended = new Promise((resolve) => child.once("exit", () => resolve()));
  const port = await new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`VS Code did not start within 60 s\n${output}`)), 60_000);
    const read = (text) => {
      output += text;
      const listening = /Extension host agent listening on (\d+)/.exec(output);
      if (listening) {
        clearTimeout(timer);
        resolve(Number(listening[1]));
      }
    };
    child.stdout.setEncoding("utf8").on("data", read);
    child.stderr.setEncoding("utf8").on("data", read);
    child.once("exit", (code) => reject(new Error(`VS Code ended with ${code}\n${output}`)));
  });
  return {
    port,
    output: () => output,
    ended,
    async close() {
      if (child.exitCode === null && child.signalCode === null) process.kill(-child.pid, "SIGTERM");
      await ended;
    },
  };
}
