// The message panel in a real browser, without an editor around it: its page, script and style as they are shipped, an extension
// that only writes down what it is told, and a network that lets nothing out and notes every attempt.
import { readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { loadModule } from "../../tools/gen/load.mjs";
import { setupBrowser } from "./setup.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
const origin = "http://panel.test";

/** Colors as the editor gives them to its views. */
const themes = {
  light: {
    "editor-background": "#ffffff",
    foreground: "#3b3b3b",
    descriptionForeground: "#6c6c6c",
    "panel-border": "#e5e5e5",
    focusBorder: "#005fb8",
    "textLink-foreground": "#005fb8",
    "dropdown-background": "#ffffff",
    "dropdown-foreground": "#3b3b3b",
    "dropdown-border": "#cecece",
    "editorWidget-background": "#f8f8f8",
    "button-background": "#005fb8",
    "button-foreground": "#ffffff",
    "input-background": "#ffffff",
    "input-foreground": "#3b3b3b",
    "badge-background": "#cccccc",
    "badge-foreground": "#3b3b3b",
    "inputOption-activeBackground": "#bed6ed",
    "editorWarning-foreground": "#bf8803",
    "editorError-foreground": "#e51400",
  },
  dark: {
    "editor-background": "#1f1f1f",
    foreground: "#cccccc",
    descriptionForeground: "#9d9d9d",
    "panel-border": "#2b2b2b",
    focusBorder: "#0078d4",
    "textLink-foreground": "#4daafc",
    "dropdown-background": "#313131",
    "dropdown-foreground": "#cccccc",
    "dropdown-border": "#3c3c3c",
    "editorWidget-background": "#202020",
    "button-background": "#0078d4",
    "button-foreground": "#ffffff",
    "input-background": "#313131",
    "input-foreground": "#cccccc",
    "badge-background": "#616161",
    "badge-foreground": "#f8f8f8",
    "inputOption-activeBackground": "#2489db82",
    "editorWarning-foreground": "#cca700",
    "editorError-foreground": "#f14c4c",
  },
};

/** A browser in which panels are opened; `close` ends it. */
export async function panelBrowser() {
  const { page: pageOf, panelMessage } = await loadModule(
    root,
    `export { page } from "#client/views/preview/page"; export { panelMessage } from "#client/views/preview/panel-messages";`,
  );
  const { chromium, executablePath, env } = await setupBrowser();
  const browser = await chromium.launch({
    executablePath,
    env: { ...process.env, ...env },
    args: ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync"],
  });
  const files = {
    "/panel.js": ["text/javascript", readFileSync(path.join(root, "dist/views/message-preview.js"))],
    "/panel.css": ["text/css", readFileSync(path.join(root, "client/media/message-preview.css"))],
  };
  return {
    pageOf,
    panelMessage,
    close: () => browser.close(),
    /** Opens an empty panel. `asked` holds the addresses of all requests but the panel's own, `told` what it told. */
    async open({ width = 720, height = 900, theme = "light" } = {}) {
      const context = await browser.newContext({ viewport: { width, height }, colorScheme: null });
      const page = await context.newPage();
      const asked = [];
      const told = [];
      const errors = [];
      page.on("pageerror", (error) => errors.push(error.message));
      const html = pageOf({ script: "/panel.js", style: "/panel.css", source: origin, nonce: "test-nonce" });
      await context.route("**/*", (route) => {
        const url = new URL(route.request().url());
        if (url.origin === origin && url.pathname === "/") return route.fulfill({ contentType: "text/html", body: html });
        const [contentType, body] = (url.origin === origin && files[url.pathname]) || [];
        if (body) return route.fulfill({ contentType, body });
        asked.push(url.href);
        return route.abort();
      });
      await page.exposeFunction("tellExtension", (message) => void told.push(message));
      await page.addInitScript((colors) => {
        if (window !== window.top) return;
        globalThis.acquireVsCodeApi = () => ({ postMessage: (message) => globalThis.tellExtension(message) });
        document.addEventListener("DOMContentLoaded", () => {
          for (const [name, value] of Object.entries(colors))
            document.documentElement.style.setProperty(`--vscode-${name}`, value);
        });
      }, themes[theme]);
      page.setDefaultTimeout(10_000);
      await page.goto(`${origin}/`);
      return {
        page,
        asked,
        told,
        errors,
        mail: page.frameLocator(".sheet iframe:not(.coming)"),
        /** Gives the panel a rendered message, as the extension does. */
        show: (result, state = {}) =>
          page.evaluate((data) => window.postMessage(data, "*"), {
            type: "show",
            result,
            state: { pinned: false, doubles: false, edited: [], lastAnswers: [], ...state },
          }),
        mark: (marks) => page.evaluate((data) => window.postMessage(data, "*"), { type: "mark", marks }),
        close: () => context.close(),
      };
    },
  };
}
