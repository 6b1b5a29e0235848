// Answers that are no plain page: a redirect that is followed, a picture, one of many megabytes.
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { clickLensFor, command, restored, screenshot } from "./editor.mjs";

const line = (page, text) => page.locator(".monaco-editor .view-line", { hasText: text }).first();
const lens = (page, text) => page.locator(".codelens-decoration", { hasText: text }).first();
const tab = (page, text) => page.locator(".tab", { hasText: text }).first();

/** They stand behind the reload, in the dark theme; no file is left behind. */
export const answerSteps = [
  [
    "tester: a redirect is shown, and Follow goes on from it",
    withWebhook("moved", "/redirect?status=307", async (page) => {
      await command(page, "Hookflow: Start Demo Endpoint");
      await page.locator(".statusbar-item", { hasText: "Demo endpoint" }).first().waitFor();
      await clickLensFor(page, "Send test", "name: moved", line(page, "HTTP 307"));
      await line(page, "not followed").waitFor();
      await screenshot(page, "redirect");
      await clickLensFor(page, "Follow", "HTTP 307", line(page, "HTTP 200"));
      for (const text of ["# Followed 1 redirect", "from GET https://shop", "to /echo"]) await line(page, text).waitFor();
      // In the place of the result that it goes on from, not in a third column.
      if ((await page.locator(".editor-group-container").count()) !== 2) throw new Error("the columns have changed");
      await screenshot(page, "followed");
    }),
  ],
  [
    "tester: where a contact and an event are read, the event that is chosen means its contact",
    withWebhook("both", "/echo?town=$<TOWN>&for=$<event.EmailAddress>", async (page) => {
      const event = page.locator(".quick-input-list .monaco-list-row", { hasText: "promo-ann" }).first();
      await clickLensFor(page, "Send test", "name: both", event);
      await page.keyboard.press("Enter");
      await line(page, "both with contact Ann Smith and event").waitFor();
      // Neither is asked for again.
      await clickLensFor(
        page,
        "Send test: contact Ann Smith, event promo-ann",
        "name: both",
        lens(page, "Compare with previous"),
      );
    }),
  ],
  [
    "tester: a picture is named with its type, size and digest, and saved as it came",
    withWebhook("dot", "/picture", async (page, editor) => {
      await clickLensFor(page, "Send test", "name: dot", line(page, "Binary, a PNG image, "));
      await line(page, "0000  89 50 4e 47 0d 0a 1a 0a  .PNG").waitFor();
      await screenshot(page, "binary");
      const input = page.locator(".quick-input-widget input").first();
      const parent = page.locator(".quick-input-list .monaco-list-row", { hasText: ".." }).first();
      await clickLensFor(page, /Save \d+ bytes…/, "HTTP 200", parent);
      if (!(await input.inputValue()).endsWith("/dot.png")) throw new Error(await input.inputValue());
      const file = path.join(editor.workspace, "dot.png");
      await input.fill(file);
      await screenshot(page, "binary-save");
      await page.keyboard.press("Enter");
      await page
        .locator(".statusbar-item", { hasText: /Saved \d+ bytes/ })
        .first()
        .waitFor();
      const bytes = readFileSync(file);
      rmSync(file);
      if (bytes.subarray(1, 4).toString() !== "PNG" || bytes.length !== 70) throw new Error(bytes.toString("hex"));
    }),
  ],
  [
    "tester: an answer of many megabytes is shown at once, its beginning laid out",
    withWebhook("huge", "/huge?mb=30", async (page) => {
      await clickLensFor(page, "Send test", "name: huge", line(page, "Cut after 20,971,520 bytes"));
      await line(page, "these are its first").waitFor();
      await screenshot(page, "huge");
      const mode = page.locator('.statusbar-item[id="status.editor.mode"]', { hasText: "JSON Lines" }).first();
      // A body that ends in the middle does not colour what stands below it.
      await line(page, "HTTP 200").click();
      await page.keyboard.press("Control+End");
      const heading = line(page, "### What was sent").locator("span span").first();
      const weight = await heading.evaluate((span) => getComputedStyle(span).fontWeight);
      if (weight !== "700") throw new Error(`the heading below the body is not drawn as one: ${weight}`);
      await page.keyboard.press("Control+Home");
      await clickLensFor(page, "Open body", "HTTP 200", mode);
      await line(page, '"sku": "TEA-100"').waitFor();
      // What was cut off is no error of the answer.
      await page.locator(".statusbar-item[id='status.problems'] a[aria-label='No Problems']").first().waitFor();
      await screenshot(page, "huge-body");
    }),
  ],
  [
    "tester: a result whose webhook is gone says so when it is sent again",
    async (page) => {
      await command(page, "View: Focus First Editor Group");
      await command(page, "View: Close All Editors in Group");
      await tab(page, "dot.response.http").click();
      const said = page.getByText("promo/dot.webhook.yaml is not there any more").first();
      await clickLensFor(page, "Send again", "HTTP 200", said);
    },
  ],
  [
    "tester: a test that is on its way when the window ends is in the history, cancelled",
    async (page, editor) => {
      const file = path.join(editor.workspace, "promo/slow.webhook.yaml");
      writeFileSync(file, "name: slow\nmethod: GET\nurl: https://shop.example.com/slow?ms=100000\n");
      await command(page, "View: Focus First Editor Group");
      await command(page, "Hookflow: Focus on Webhooks View");
      await page.locator(".pane-body .monaco-list-row", { hasText: "slow" }).filter({ hasText: "GET" }).first().click();
      await clickLensFor(page, "Send test", "name: slow", lens(page, "Sending… (cancel)"));
      const loaded = page.waitForEvent("load");
      await command(page, "Developer: Reload Window");
      await loaded;
      await restored(page);
      await command(page, "Hookflow: Focus on History View");
      await page.locator(".pane-body .monaco-list-row", { hasText: "cancelled" }).first().waitFor();
      await screenshot(page, "ended");
      rmSync(file);
    },
  ],
];

/** A step with a webhook that asks for a page of the demo endpoint. */
function withWebhook(name, asked, step) {
  return async (page, editor) => {
    const file = path.join(editor.workspace, "promo", `${name}.webhook.yaml`);
    writeFileSync(file, `name: ${name}\nmethod: GET\nurl: https://shop.example.com${asked}\n`);
    await command(page, "View: Focus First Editor Group");
    await command(page, "Hookflow: Focus on Webhooks View");
    const row = page.locator(".pane-body .monaco-list-row", { hasText: name });
    await row.filter({ hasText: "GET" }).first().click();
    await tab(page, `${name}.webhook.yaml`).waitFor();
    await step(page, editor);
    await tab(page, `${name}.response.http`).click();
    rmSync(file);
  };
}
