// A real VS Code for a test: a server, a browser, and a workspace folder copied to a temporary place, so that nothing a
// test does reaches the checkout. `run.mjs` uses it for the suite in the extension host and for the workbench.
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { format } from "node:util";
import { startServer } from "./server.mjs";
import { setupBrowser } from "./setup.mjs";

export const root = fileURLToPath(new URL("../..", import.meta.url));

/** Where pictures of the workbench go. */
export const shots = path.join(root, "out/shots");

const browserFlags = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"];
browserFlags.push("--disable-component-update", "--disable-sync");

/**
 * Starts VS Code and a browser.
 * @param {object} options
 * @param {string} options.workspace folder that is copied and opened
 * @param {string} [options.vsix] packed extension to install
 * @param {object} [options.settings] more user settings
 * @param {boolean} [options.trust] the folder is opened in Restricted Mode
 * @param {Record<string, string>} [options.env] reaches the extension host
 */
export async function startEditor({ workspace, vsix, settings, trust = false, env = {} }) {
  const folder = mkdtempSync(path.join(os.tmpdir(), "hookflow-editor-"));
  const copy = path.join(folder, "workspace");
  const result = path.join(folder, "result.json");
  cpSync(workspace, copy, { recursive: true });
  const settingsFile = path.join(folder, "data/User/settings.json");
  const server = await startServer({
    folder,
    vsix,
    settings,
    trust,
    testing: true,
    env: { ...env, HOOKFLOW_RESULT: result, HOOKFLOW_SETTINGS_FILE: settingsFile },
  });
  const { chromium, executablePath, env: browserEnv } = await setupBrowser();
  const browser = await chromium.launch({ executablePath, env: { ...process.env, ...browserEnv }, args: browserFlags });
  const host = `127.0.0.1:${server.port}`;
  return {
    /** Holds all files of this editor: the workspace, settings, storage. */
    folder,
    /** The copied workspace folder. */
    workspace: copy,
    /** The file that a suite writes its result to. */
    result,
    /** The address of a file or folder as the workbench names it. */
    remote: (place) => `vscode-remote://${host}${place}`,
    /** The address of the workbench. @param payload pairs such as `["openFile", remote(file)]` */
    url: (payload = []) =>
      `http://${host}/?folder=${encodeURIComponent(copy)}&payload=${encodeURIComponent(JSON.stringify(payload))}`,
    /** A new page; `messages` holds what its console said. */
    async page(options = {}) {
      const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
      await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin: `http://${host}` });
      const page = await context.newPage();
      const messages = [];
      page.on("console", (message) => messages.push(`${message.type()}: ${message.text()}`));
      page.setDefaultTimeout(20_000);
      return Object.assign(page, { messages });
    },
    /** Stops both. @param keep a folder for the server's output, when something failed */
    async close(keep) {
      await browser.close();
      await server.close();
      if (keep) {
        mkdirSync(keep, { recursive: true });
        writeFileSync(path.join(keep, "server.log"), server.output());
      }
      rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    },
  };
}

/**
 * Runs a suite in the extension host. The exit code alone proves nothing: a host that is killed half-way reports 0, so the
 * result file is asked.
 * @param editor of `startEditor`
 * @param {string} suite the bundled suite, which exports run()
 * @param {{ print?: (line: string) => void, limit?: number, develop?: string }} options `limit` in milliseconds;
 *   `develop` is the folder of the extension that is loaded from its sources: the project's own
 * @returns {Promise<{ passed: number, failed: number }>}
 */
export async function runSuite(editor, suite, { print = console.log, limit = 120_000, develop = root } = {}) {
  rmSync(editor.result, { force: true });
  const page = await editor.page();
  const payload = [
    ["extensionDevelopmentPath", editor.remote(develop.replace(/\/$/, ""))],
    ["extensionTestsPath", editor.remote(suite)],
  ];
  try {
    await hear(page, { print, limit, address: editor.url(payload) });
    if (!existsSync(editor.result)) throw new Error("The suite left no result: the extension host died or never ran it");
    return JSON.parse(readFileSync(editor.result, "utf8"));
  } finally {
    await page.context().close();
  }
}

/**
 * Opens a page that runs a suite, prints what the suite logs, and resolves when the workbench says that it has ended.
 * @param page of `startEditor`
 * @param {{ print: (line: string) => void, limit: number, address: string }} options `limit` in milliseconds
 */
export async function hear(page, { print, limit, address }) {
  let timer;
  await new Promise((resolve, reject) => {
    timer = setTimeout(
      () => reject(new Error(`The suite took too long; last messages:\n${page.messages.slice(-30).join("\n")}`)),
      limit,
    );
    page.on("crash", () => reject(new Error("The page crashed")));
    const ready = Promise.all([
      page.exposeFunction("codeAutomationLog", (type, args) => {
        const line = format(...args);
        if (!isNoise(type, line)) print(type === "error" ? `error: ${line.split("\n")[0]}` : line);
      }),
      page.exposeFunction("codeAutomationExit", resolve),
    ]);
    ready.then(() => page.goto(address)).catch(reject);
  }).finally(() => clearTimeout(timer));
}

/** What the workbench says about native modules that were left out, and about itself. */
function isNoise(type, line) {
  if (/bindings file|build\/Release|\[Service Worker\]/.test(line)) return true;
  return type === "info" && /^\[|socket|connection token|builtin extensions/.test(line);
}

/** Waits until the workbench stands. */
export async function restored(page) {
  await page.waitForFunction(() => globalThis.driver);
  await page.evaluate(() => globalThis.driver.whenWorkbenchRestored());
}

/** Runs a command by its title in the palette. */
export async function command(page, title) {
  await searchCommand(page, title);
  await page.locator(".quick-input-list .monaco-list-row", { hasText: title }).first().waitFor();
  await page.keyboard.press("Enter");
}

/** Opens the palette with a title written into it. */
export async function searchCommand(page, title) {
  // A list that is just closing would take the next one along with it.
  await page.locator(".quick-input-widget").waitFor({ state: "hidden" });
  await page.keyboard.press("F1");
  const input = page.locator(".quick-input-widget input").first();
  await input.waitFor();
  await input.fill(`>${title}`);
}

/** Opens a file by its name in the first column. */
export async function openFile(page, name) {
  await command(page, "View: Focus First Editor Group");
  await page.keyboard.press("Control+P");
  const input = page.locator(".quick-input-widget input").first();
  await input.fill(name);
  // The first row may still be one of the files opened before.
  await page.locator(".quick-input-list .monaco-list-row", { hasText: name }).first().click();
  await page.locator(".tab.active", { hasText: name }).first().waitFor();
}

/**
 * Clicks a code lens. Whenever some extension registers lenses, all of them are redrawn as dead text for a moment, and they
 * stay dead while the editor has no focus: so the editor is focused first, and the click repeated.
 * @param {string} title text of the lens
 * @param {string} line text of a line near it
 */
export async function clickLens(page, title, line) {
  for (let attempt = 1; ; attempt++) {
    try {
      // A list that is just closing would take the next one along with it.
      await page.locator(".quick-input-widget").waitFor({ state: "hidden" });
      await page.locator(".monaco-editor .view-line", { hasText: line }).first().click();
      await page.locator(".codelens-decoration a", { hasText: title }).first().click({ timeout: 2500 });
      return;
    } catch (error) {
      if (attempt === 8) throw error;
    }
  }
}

/** Clicks a lens, again when the click was lost to lenses that were being drawn anew. @param wanted what comes of it */
export async function clickLensFor(page, title, line, wanted) {
  for (let attempt = 1; ; attempt++) {
    await clickLens(page, title, line);
    try {
      await wanted.waitFor({ timeout: 5000 });
      return;
    } catch (error) {
      if (attempt === 5) throw error;
    }
  }
}

/** Keeps a picture of the page in out/shots. */
export async function screenshot(page, name) {
  mkdirSync(shots, { recursive: true });
  const file = path.join(shots, `${name}.png`);
  await page.screenshot({ path: file });
  return file;
}
