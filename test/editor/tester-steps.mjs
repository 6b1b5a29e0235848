// What a tester does with an answer, in the workbench: its place in the story is behind the first test that was sent.
import path from "node:path";
import { clickLensFor, command, openFile, restored, screenshot } from "./editor.mjs";

const line = (page, text) => page.locator(".monaco-editor .view-line", { hasText: text }).first();
const row = (page, text) => page.locator(".quick-input-list .monaco-list-row", { hasText: text }).first();
const lens = (page, text) => page.locator(".codelens-decoration", { hasText: text }).first();
const tab = (page, text) => page.locator(".tab", { hasText: text }).first();

/** Clicks a lens that asks something, again when the question was lost to a list that was closing at that moment. */
export function clickAsking(page, title, near, answer) {
  return clickLensFor(page, title, near, row(page, answer));
}

/** They go on where the answer of WH5 stands beside its file. */
export const testerSteps = [
  [
    "tester: the lens remembers the contact and tells the result; a second click asks for nothing",
    async (page) => {
      await lens(page, "Send test: contact Ann Smith").waitFor();
      await lens(page, /200, \d+ ms, just now/).waitFor();
      await screenshot(page, "lenses");
      await clickLensFor(page, "Send test: contact Ann Smith", "name: WH5", lens(page, "Compare with previous"));
    },
  ],
  [
    "tester: the result tells its phases, what was sent, and where each value came from",
    async (page) => {
      for (const text of ["# WH5 with contact Ann Smith", "#   download", "### What was sent", "(URL, from"])
        await found(page, "# WH5 with contact", text);
      await screenshot(page, "result");
    },
  ],
  [
    "tester: another contact by the filter and the card, and the comparison shows what changed",
    async (page) => {
      await clickAsking(page, "other data", "name: WH5", "Ann Smith");
      await page.locator(".quick-input-widget .codicon-filter").first().click();
      await row(page, "All contacts").waitFor();
      // By keys: a list that has just come still moves, and a click would hit another row.
      await page.keyboard.type("Newsletter");
      await row(page, "All contacts").waitFor({ state: "detached" });
      await page.keyboard.press("Enter");
      await row(page, "Ann Smith").waitFor();
      await page.locator(".quick-input-list .monaco-list-row", { hasText: "Ann Smith" }).first().hover();
      await page.locator(".quick-input-list .codicon-eye").first().click();
      await row(page, "380501234567").waitFor();
      await screenshot(page, "contact-card");
      await page
        .locator(".quick-input-widget .codicon-quick-input-back, .quick-input-widget .codicon-arrow-left")
        .first()
        .click();
      await page.locator(".quick-input-title", { hasText: "Contact for WH5, in Newsletter" }).waitFor();
      await page.keyboard.type("Київ");
      await row(page, "Ann Smith").waitFor({ state: "detached" });
      await page.keyboard.press("Enter");
      await line(page, '"promocode": "KYIV').waitFor();
      await clickLensFor(page, "Compare with previous", "HTTP 200", page.locator(".monaco-diff-editor").first());
      await page.locator(".monaco-diff-editor .view-line", { hasText: "LVIV-15" }).first().waitFor();
      await page.locator(".monaco-diff-editor .view-line", { hasText: "KYIV" }).first().waitFor();
      // It is called by what made the difference, and coloured.
      await tab(page, "WH5: contact Ann Smith ↔ contact Богдан").waitFor();
      await page.locator('[id="status.editor.mode"]', { hasText: "HTTP exchange" }).waitFor();
      await screenshot(page, "compare");
      await tab(page, "WH5.response.http").click();
    },
  ],
  [
    "tester: the body opens alone in its own language",
    async (page) => {
      await clickLensFor(
        page,
        "Open body",
        "HTTP 200",
        page.locator('.statusbar-item[id="status.editor.mode"]', { hasText: "JSON" }).first(),
      );
      await screenshot(page, "body");
      await tab(page, "WH5.response.http").click();
    },
  ],
  [
    "tester: the history has every test, is searched, and opens one",
    async (page) => {
      await command(page, "Hookflow: Focus on History View");
      await page.locator(".monaco-list-row", { hasText: "3 tests" }).first().waitFor();
      await page
        .locator(".monaco-list-row", { hasText: /^200, \d+ ms/ })
        .nth(2)
        .waitFor();
      await screenshot(page, "history");
      await command(page, "Hookflow: Search History");
      await row(page, "WH5").waitFor();
      await page.keyboard.type("LVIV-15");
      await row(page, "WH5").waitFor();
      await screenshot(page, "history-search");
      await page.keyboard.press("Enter");
      await tab(page, /WH5 [\d.]+\.response\.http/).waitFor();
      await lens(page, "Send again").waitFor();
      await tab(page, "WH5.response.http").click();
    },
  ],
  [
    "tester: a request is copied as cURL, and an answer becomes a recording that is compared with later ones",
    async (page, editor) => {
      await clickLensFor(page, "Save as recording", "HTTP 200", tab(page, "WH5-2.response.json"));
      await line(page, '"promocode": "KYIV').waitFor();
      await screenshot(page, "recording");
      await tab(page, "WH5.response.http").click();
      await clickAsking(page, "Compare with recording", "HTTP 200", "WH5-2");
      await page.keyboard.type("WH5-2");
      await page.keyboard.press("Enter");
      await page.locator(".monaco-diff-editor").first().waitFor();
      await screenshot(page, "compare-recording");
      await tab(page, "WH5.response.http").click();
      await line(page, "HTTP 200").click();
      await command(page, "Hookflow: Copy as cURL");
      await page.locator(".statusbar-item", { hasText: "Copied as cURL" }).first().waitFor();
      const copied = await page.evaluate(() => navigator.clipboard.readText());
      if (!copied.startsWith("curl --globoff --request POST")) throw new Error(`The clipboard holds ${copied.slice(0, 80)}`);
      const { rmSync } = await import("node:fs");
      rmSync(path.join(editor.workspace, "promo/WH5-2.response.json"));
    },
  ],
];

/** An event typed by hand; it stands behind the test of contacts_get_by_email. */
export const byHandSteps = [
  [
    "tester: an event is typed by hand, begun with what the webhook reads",
    async (page) => {
      await openFile(page, "contacts_get_by_email.webhook.yaml");
      await clickAsking(page, "other data", "name: contacts", "Type an event by hand");
      await page.keyboard.type("by hand");
      await row(page, "promo-ann").waitFor({ state: "detached" });
      await page.keyboard.press("Enter");
      await line(page, '"eventTypeKey": "promoAsked"').waitFor();
      await page.locator('[id="status.editor.selection"]', { hasText: "Ln 4, Col 22" }).waitFor();
      await page.keyboard.type("ann@example.com");
      await line(page, '"EmailAddress": "ann@example.com"').waitFor();
      await screenshot(page, "event-by-hand");
      await clickLensFor(
        page,
        "Send test of contacts_get_by_email with this event",
        "eventTypeKey",
        line(page, "with event typed"),
      );
      await screenshot(page, "event-by-hand-result");
      await tab(page, "Untitled-1").click();
      await line(page, '"EmailAddress"').click();
      await page.keyboard.press("Control+A");
      await page.keyboard.type('{ "params": { "Em');
      await page
        .locator(".suggest-widget.visible .monaco-list-row", { hasText: "contacts_get_by_email reads it" })
        .first()
        .waitFor();
      await screenshot(page, "event-by-hand-completion");
      await page.keyboard.press("Enter");
      await page.keyboard.type("b@example.com");
      await line(page, '"EmailAddress": "b@example.com"').waitFor();
      await command(page, "View: Revert and Close Editor");
      await tab(page, "Untitled-1").waitFor({ state: "detached" });
    },
  ],
  [
    "tester: an older answer goes to work in previews",
    async (page) => {
      await command(page, "Hookflow: Search History");
      await row(page, "WH5").waitFor();
      await page.keyboard.type("LVIV-15");
      await row(page, "with contact Богдан").waitFor({ state: "detached" });
      await page.keyboard.press("Enter");
      await tab(page, /WH5 [\d.]+\.response\.http/).waitFor();
      await line(page, '"promocode": "LVIV-15"').click();
      await command(page, "Hookflow: Use Response in Previews");
      await page.locator(".statusbar-item", { hasText: "Previews of messages now read this answer" }).first().waitFor();
    },
  ],
];

/** They load the window again, which ends the demo endpoint of the one before. */
export const reloadSteps = [
  [
    "tester: after the window was loaded again the history is there, and nothing is sent by itself",
    async (page, editor) => {
      await page.goto(editor.url([["openFile", editor.remote(path.join(editor.workspace, "promo/WH5.webhook.yaml"))]]));
      await restored(page);
      await lens(page, /200, \d+ ms, /).waitFor();
      await command(page, "Hookflow: Focus on History View");
      await page.locator(".monaco-list-row", { hasText: "3 tests" }).first().waitFor();
      await clickLensFor(page, /200, \d+ ms, /, "name: WH5", tab(page, "WH5.response.http"));
      await line(page, '"promocode": "KYIV').waitFor();
      await screenshot(page, "history-after-reload");
      await command(page, "Preferences: Toggle between Light/Dark Themes");
      await page.locator(".monaco-workbench.vs-dark").waitFor();
      await screenshot(page, "result-dark");
    },
  ],
];

/** Scrolls the document with a line to another line of it. */
async function found(page, inDocument, text) {
  await line(page, inDocument).waitFor();
  const wanted = line(page, text);
  if (await wanted.isVisible().catch(() => false)) return;
  await line(page, inDocument).click();
  await page.keyboard.press("Control+End");
  await wanted.waitFor();
  await page.keyboard.press("Control+Home");
}
