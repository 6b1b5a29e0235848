// The packed extension in the workbench, driven as a person would: it installs, opens a sample, and shows what it should.
// Each test is a line in the list below; the first that fails leaves a picture in out/shots/failure.png.
import { existsSync } from "node:fs";
import path from "node:path";
import { answerSteps } from "./answer-steps.mjs";
import { clickLens, command, openFile, restored, root, screenshot, startEditor } from "./editor.mjs";
import { managingTests } from "./managing.mjs";
import { byHandSteps, clickAsking, reloadSteps, testerSteps } from "./tester-steps.mjs";

/** @param {string} workspace a folder with samples @returns {Promise<{ passed: number, failed: number }>} */
export async function workbench(workspace) {
  const story = await steps(workspace, tests);
  const managing = await steps(path.join(workspace, "shop"), managingTests);
  return { passed: story.passed + managing.passed, failed: 0 };
}

async function steps(workspace, tests) {
  const vsix = path.join(root, "hookflow.vsix");
  if (!existsSync(vsix)) throw new Error("hookflow.vsix is not there: run `npm run package`");
  const editor = await startEditor({ workspace, vsix });
  const page = await editor.page();
  let passed = 0;
  try {
    for (const [name, test] of tests) {
      try {
        await test(page, editor);
        passed++;
      } catch (error) {
        await screenshot(page, "failure");
        // The steps build on one another: behind a failure there is nothing to learn.
        throw new Error(`${name}: ${error instanceof Error ? error.message : error}`);
      }
    }
  } finally {
    await editor.close();
  }
  return { passed, failed: 0 };
}

/** The seed story, step by step. Each step goes on where the one before it ended. */
const tests = [
  [
    "opens a sample webhook with its lenses",
    async (page, editor) => {
      const file = path.join(editor.workspace, "promo/WH5.webhook.yaml");
      await page.goto(editor.url([["openFile", editor.remote(file)]]));
      await restored(page);
      await page
        .locator(".tab", { hasText: path.basename(file) })
        .first()
        .waitFor();
      await page.locator(".codelens-decoration", { hasText: "Send test" }).first().waitFor();
      await screenshot(page, "webhook");
    },
  ],
  [
    "author: an http URL is an error on its scheme, listed in Problems, and a fix mends it",
    async (page) => {
      await caretBehind(page, "url:", "https");
      await page.keyboard.press("Backspace");
      await page.locator(".squiggly-error").first().waitFor({ state: "attached" });
      await page.keyboard.press("Control+Shift+M");
      await page.locator(".markers-panel .monaco-list-row", { hasText: "the platform saves only" }).first().waitFor();
      await screenshot(page, "problems");
      await page.keyboard.press("Control+Shift+M");
      await caretBehind(page, "url:", "htt");
      await page.keyboard.press("Control+.");
      await page.locator(".action-widget .action", { hasText: "Change to https" }).first().waitFor();
      await screenshot(page, "quick-fix");
      await page.keyboard.press("Enter");
      await page.locator(".monaco-editor .view-line", { hasText: "https://shop" }).first().waitFor();
      await page.locator(".squiggly-error").first().waitFor({ state: "detached" });
    },
  ],
  [
    "author: $< completes contact fields and event parameters, with type, sample and origin",
    async (page) => {
      await caretBehind(page, "description:");
      await page.locator(".monaco-editor .view-line", { hasText: "url:" }).first().click();
      await page.keyboard.press("End");
      await page.keyboard.type("&to=$<Em");
      const row = page.locator(".suggest-widget.visible .monaco-list-row", { hasText: "EmailAddress" }).first();
      await row.waitFor();
      await row.filter({ hasText: "event" }).waitFor();
      await screenshot(page, "completion");
      await page.keyboard.press("Enter");
      await page.locator(".monaco-editor .view-line", { hasText: "&to=$<EmailAddress>" }).first().waitFor();
      await command(page, "File: Revert File");
      await page.locator(".monaco-editor .view-line", { hasText: "&to=" }).first().waitFor({ state: "detached" });
    },
  ],
  [
    "tester: Send test on WH5 asks for the contact and shows status, headers and body",
    async (page) => {
      await command(page, "Hookflow: Start Demo Endpoint");
      await page.locator(".statusbar-item", { hasText: "Demo endpoint" }).first().waitFor();
      await clickAsking(page, "Send test", "name: WH5", "Ann Smith");
      await screenshot(page, "contact-picker");
      await page.keyboard.press("Enter");
      await page.locator(".tab", { hasText: "WH5.response.http" }).first().waitFor();
      for (const text of ["HTTP 200 OK", "Content-Type: application/json", '"promocode": "LVIV-15"'])
        await page.locator(".monaco-editor .view-line", { hasText: text }).first().waitFor();
      await screenshot(page, "response");
    },
  ],
  ...testerSteps,
  [
    "tester: Send test on contacts_get_by_email asks for the event",
    async (page) => {
      await openFile(page, "contacts_get_by_email.webhook.yaml");
      await clickAsking(page, "Send test", "name: contacts", "promo-ann");
      await page.keyboard.press("Enter");
      await page.locator(".tab", { hasText: "contacts_get_by_email.response.http" }).first().waitFor();
      await page.locator(".monaco-editor .view-line", { hasText: '"id": 1284503.0' }).first().waitFor();
      await screenshot(page, "response-list");
    },
  ],
  ...byHandSteps,
  [
    "author: Preview message shows the e-mail made of both answers, and follows typing",
    async (page) => {
      await command(page, "View: Close All Editors");
      await openFile(page, "promo-by-city.workflow.yaml");
      await clickLens(page, "Preview message", "mail:");
      const view = page.frameLocator("iframe.webview.ready").frameLocator("#active-frame");
      const mail = view.frameLocator("main iframe:not(.coming)");
      await mail.getByText("LVIV-15").waitFor();
      await mail.getByText("Your customer number is 1284503").waitFor();
      await view.locator("#values tr", { hasText: "last test" }).first().waitFor();
      await view.locator(".subject", { hasText: "Your code for Lviv" }).waitFor();
      await screenshot(page, "preview");
      // From a rendered value to its place in the template, and from there back to the value.
      await mail.getByText("LVIV-15").click({ position: { x: 20, y: 12 } });
      await page.locator(".tab.active", { hasText: "promo.vm" }).waitFor();
      await page.locator(".view-line", { hasText: "get('promocode')" }).first().waitFor();
      await mail.locator("body").evaluate(async () => {
        const marked = () => [...(CSS.highlights.get("hookflow-value") ?? [])].map(String).join();
        while (marked() !== "LVIV-15") await new Promise(requestAnimationFrame);
      });
      await screenshot(page, "preview-value");
      await openFile(page, "promo.vm");
      await caretBehind(page, "<h1", "Hello");
      await page.keyboard.type(" dear");
      await mail.getByText("Hello dear Ann!").waitFor();
      await page.keyboard.type(" $missing.get(0) #if(");
      await view.locator("#problems button.error").first().waitFor();
      await screenshot(page, "preview-problem");
      await command(page, "File: Revert File");
      await mail.getByText("Hello Ann!").waitFor();
    },
  ],
  [
    "tester: the Webhooks view lists every webhook, and opens one",
    async (page) => {
      await command(page, "Hookflow: Focus on Webhooks View");
      await page.locator(".monaco-list-row", { hasText: "stock_request" }).first().waitFor();
      await page.locator(".monaco-list-row", { hasText: "loyalty_points" }).first().click();
      await page.locator(".tab", { hasText: "loyalty-points.webhook.yaml" }).first().waitFor();
      await screenshot(page, "webhooks-view");
    },
  ],
  ...reloadSteps,
  ...answerSteps,
];

/** Puts the caret behind a text in the line that holds `line`, or at its end. */
async function caretBehind(page, line, text) {
  const row = page.locator(".monaco-editor .view-line", { hasText: line }).first();
  await row.click();
  await page.keyboard.press("End");
  if (text === undefined) return;
  const content = (await row.innerText()).replaceAll("\u00a0", " ");
  await page.keyboard.press("Home");
  // Home goes to the first sign that is no blank.
  const start = content.search(/\S/);
  for (let at = start; at < content.indexOf(text) + text.length; at++) await page.keyboard.press("ArrowRight");
}
