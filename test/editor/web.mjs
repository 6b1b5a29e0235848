// The extension in the web worker host of a real VS Code, as vscode.dev runs it: its suite there, then a person's way through
// the workbench. The extension comes by HTTP from a server that gives out what the package holds and nothing else.
import { readFile, symlink } from "node:fs/promises";
import http from "node:http";
import path from "node:path";
import { clickLens, command, hear, openFile, restored, root, screenshot, startEditor } from "./editor.mjs";

const types = { ".js": "text/javascript", ".json": "application/json", ".css": "text/css", ".svg": "image/svg+xml" };
/** As .vscodeignore has it, and the suite. */
const given =
  /^(package\.json|dist\/(web|views)\/[\w-]+\.js|client\/media\/[\w.-]+|docs\/rules\/[\w-]+\.md|out\/editor\/web\.js)$/;

/** Serves the extension on a free port of this machine. */
async function serveExtension() {
  const server = http.createServer(async (request, response) => {
    const name = path.posix.normalize(decodeURIComponent(new URL(request.url, "http://x").pathname)).slice(1);
    const headers = { "access-control-allow-origin": "*", "content-type": types[path.extname(name)] ?? "text/plain" };
    const bytes = given.test(name) ? await readFile(path.join(root, name)).catch(() => undefined) : undefined;
    response.writeHead(bytes ? 200 : 404, headers).end(bytes);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { authority: `127.0.0.1:${server.address().port}`, close: () => server.close() };
}

/** A page whose workbench takes the extension for one of its own. @returns the page, and the hosts that it asked */
async function openPage(editor, { authority }) {
  // The policy of the workbench lets a page fetch from itself and by https only.
  const page = await editor.page({ bypassCSP: true });
  const hosts = new Set();
  const note = (address) => /^(https?|wss?):/.test(address) && hosts.add(new URL(address).host);
  page.context().on("request", (request) => note(request.url()));
  page.on("websocket", (socket) => note(socket.url()));
  await page.addInitScript(
    (extension) =>
      // The workbench reads this attribute when its module starts.
      new MutationObserver((_, observer) => {
        const element = document.getElementById("vscode-workbench-web-configuration");
        if (!element) return;
        observer.disconnect();
        const settings = JSON.parse(element.dataset.settings);
        settings.developmentOptions = { ...settings.developmentOptions, extensions: [extension] };
        element.dataset.settings = JSON.stringify(settings);
      }).observe(document, { childList: true, subtree: true }),
    { scheme: "http", authority, path: "/" },
  );
  return { page, hosts };
}

/**
 * The suite and the walk, in an editor of their own.
 * @param {string} workspace a folder with samples
 * @returns {Promise<{ passed: number, failed: number }>}
 */
export async function inWorkerHost(workspace) {
  const files = await serveExtension();
  const editor = await startEditor({ workspace });
  // The suite cannot make one: a worker has files through the editor alone.
  await symlink("WH5.webhook.yaml", path.join(editor.workspace, "promo/linked.webhook.yaml"));
  try {
    const suite = await runWebSuite(editor, files);
    const walked = await walk(editor, files);
    return { passed: suite.passed + walked, failed: suite.failed };
  } finally {
    await editor.close();
    files.close();
  }
}

async function runWebSuite(editor, files) {
  const { page } = await openPage(editor, files);
  let result;
  const print = (line) => {
    const said = /^result (\{.*\})$/.exec(line);
    if (said) result = JSON.parse(said[1]);
    else if (/^ {2}(ok|FAIL) /.test(line)) console.log(line);
  };
  const place = `http://${files.authority}/`;
  const payload = [["extensionDevelopmentPath", place]];
  payload.push(["extensionDevelopmentKind", "web"], ["extensionTestsPath", `${place}out/editor/web.js`]);
  try {
    await hear(page, { print, limit: 120_000, address: editor.url(payload) });
  } finally {
    await page.context().close();
  }
  if (!result || result.passed + result.failed === 0)
    throw new Error(`The suite left no result; last messages:\n${page.messages.slice(-30).join("\n")}`);
  return result;
}

/** A person's way through the workbench. The first step that fails leaves a picture. @returns how many steps passed */
async function walk(editor, files) {
  const { page, hosts } = await openPage(editor, files);
  const allowed = [new URL(editor.url()).host, files.authority];
  let passed = 0;
  for (const [name, step] of steps)
    try {
      await step(page, { editor, files, hosts, allowed });
      passed++;
    } catch (error) {
      await screenshot(page, "web-failure");
      throw new Error(`${name}: ${error instanceof Error ? error.message : error}`);
    }
  await page.context().close();
  return passed;
}

const steps = [
  [
    "shows a finding, and completes after $<",
    async (page, { editor, files }) => {
      const file = path.join(editor.workspace, "promo/WH5.webhook.yaml");
      const payload = [["extensionDevelopmentPath", `http://${files.authority}/`]];
      payload.push(["extensionDevelopmentKind", "web"], ["openFile", editor.remote(file)]);
      await page.goto(editor.url(payload));
      await restored(page);
      await page.locator(".codelens-decoration", { hasText: "Send test" }).first().waitFor();
      await page.locator(".monaco-editor .view-line", { hasText: "method:" }).first().click();
      await page.keyboard.press("End");
      await page.keyboard.press("Shift+Home");
      await page.keyboard.type("metod: POST");
      await page.locator(".squiggly-error").first().waitFor({ state: "attached" });
      await page.keyboard.press("Escape");
      await page.locator(".monaco-editor .view-line", { hasText: "url:" }).first().click();
      await page.keyboard.press("End");
      await page.keyboard.type("&to=$<");
      await page.locator(".suggest-widget.visible .monaco-list-row", { hasText: "EmailAddress" }).first().waitFor();
      await screenshot(page, "web-completion");
      await page.keyboard.press("Escape");
      await command(page, "File: Revert File");
      await page.locator(".squiggly-error").first().waitFor({ state: "detached" });
    },
  ],
  [
    "Send test, the demo endpoint and secrets say why they are not here, and what to do",
    async (page) => {
      // The testing editor shows no toasts, so they are looked up in the list.
      const said = async (text) => {
        await command(page, "Notifications: Show Notifications");
        await page.locator(".notifications-center .notification-list-item", { hasText: text }).first().waitFor();
      };
      await clickLens(page, "Send test", "name: WH5");
      await said(
        "The browser cannot send requests: open this folder in the desktop editor, or run `hookflow send` in a terminal.",
      );
      await screenshot(page, "web-send");
      await command(page, "Hookflow: Start Demo Endpoint");
      await said("The browser cannot run the demo endpoint");
      await command(page, "Hookflow: Set Secret of a Connector");
      await said("no secret is kept here");
      await command(page, "Notifications: Clear All Notifications");
    },
  ],
  [
    "Preview request shows the request with the origin of each value",
    async (page) => {
      await clickLens(page, "Preview request", "name: WH5");
      await page.locator(".quick-input-list .monaco-list-row", { hasText: "Ann Smith" }).first().waitFor();
      await page.keyboard.press("Enter");
      await page.locator(".tab", { hasText: "WH5.request.http" }).first().waitFor();
      await page.locator(".monaco-editor .view-line", { hasText: "town=Lviv" }).first().waitFor();
    },
  ],
  [
    "the Webhooks view lists every webhook, and each once",
    async (page) => {
      await command(page, "Hookflow: Focus on Webhooks View");
      await page.locator(".monaco-list-row", { hasText: "stock_request" }).first().waitFor();
      const rows = await page.locator(".monaco-list-row", { hasText: "WH5" }).filter({ hasText: "POST" }).count();
      if (rows !== 1) throw new Error(`WH5 is listed ${rows} times`);
    },
  ],
  [
    "Preview message shows the e-mail made of the recordings",
    async (page) => {
      await command(page, "View: Close All Editors");
      await openFile(page, "promo-by-city.workflow.yaml");
      await clickLens(page, "Preview message", "mail:");
      const view = page.frameLocator("iframe.webview.ready").frameLocator("#active-frame");
      await view.frameLocator("main iframe:not(.coming)").getByText("LVIV-15").waitFor();
      await screenshot(page, "web-preview");
    },
  ],
  [
    "a server that fails or falls silent is replaced by a new worker",
    async (page) => {
      await command(page, "View: Close All Editors");
      await openFile(page, "WH5.webhook.yaml");
      const failing = await serverOf(page);
      const failed = failing.waitForEvent("close");
      // Uncaught in the worker, as a fault of ours would be.
      await failing.evaluate(() => void setTimeout(() => Promise.reject(new Error("planted")), 0));
      await failed;
      await checksAgain(page);
      const silent = await serverOf(page);
      const ended = silent.waitForEvent("close");
      // In a turn of its own: a worker that a debugger keeps busy cannot be ended.
      await silent.evaluate(
        () =>
          void setTimeout(() => {
            for (;;);
          }, 0),
      );
      await ended;
      await checksAgain(page);
    },
  ],
  [
    "no request has left the page but to the editor's own server",
    async (_page, { hosts, allowed }) => {
      const strangers = [...hosts].filter((host) => !allowed.includes(host));
      if (strangers.length > 0) throw new Error(`asked ${strangers.join(", ")}`);
      if (!allowed.every((host) => hosts.has(host))) throw new Error("the requests of the page were not seen");
    },
  ],
];

/** Makes a mistake in the third line, sees it reported, and takes it back. */
async function checksAgain(page) {
  await page.locator(".monaco-editor .view-line", { hasText: "method:" }).first().click();
  await page.keyboard.press("Home");
  await page.keyboard.type("x");
  await page.locator(".squiggly-error").first().waitFor({ state: "attached" });
  await page.keyboard.press("Backspace");
  await page.locator(".squiggly-error").first().waitFor({ state: "detached" });
}

/** The worker of the language server. The editor puts its own name before the one that it was given. */
async function serverOf(page) {
  const workers = page.workers();
  const names = await Promise.all(workers.map((worker) => worker.evaluate(() => globalThis.name).catch(() => "")));
  const found = workers[names.findIndex((name) => name.endsWith("Hookflow language server"))];
  if (!found) throw new Error(`There is no language server among ${names.join(", ")}`);
  return found;
}
