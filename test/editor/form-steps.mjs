// What the steps of the side bar have in common: commands, rows, and forms answered as a person would.
import { readFileSync } from "node:fs";
import path from "node:path";
import { restored, screenshot, searchCommand } from "./editor.mjs";

/** Runs a command whose title stands for itself, and is no beginning of another one's. */
export async function command(page, title) {
  await searchCommand(page, title);
  await page.locator(".quick-input-list .label-name").getByText(title, { exact: true }).first().click();
}

export async function start(page, editor) {
  const file = path.join(editor.workspace, "webhooks/stock-request.webhook.yaml");
  await page.goto(editor.url([["openFile", editor.remote(file)]]));
  await restored(page);
  await page.locator(".codelens-decoration", { hasText: "Send test" }).first().waitFor();
  await command(page, "Hookflow: Focus on Webhooks View");
  await row(page, "stock_request").waitFor();
  await screenshot(page, "managing-start");
}

export function row(page, text) {
  return page.locator(".pane-body .monaco-list-row", { hasText: text });
}

export async function focusView(page, name) {
  await command(page, `Hookflow: Focus on ${name} View`);
}

export function line(page, text) {
  return page.locator(".monaco-editor .view-line", { hasText: text }).first().waitFor();
}

/** Answers a question of a form; with `problem` it is the answer that the form refuses, and says so. */
export async function answer(page, text, problem) {
  const input = page.locator(".quick-input-widget .quick-input-box input").first();
  await input.waitFor();
  await page.locator(".quick-input-widget .quick-input-list").first().waitFor({ state: "hidden" });
  if (text !== undefined) await input.fill(text);
  const title = await page.locator(".quick-input-title").first().innerText();
  await page.keyboard.press("Enter");
  if (problem) await page.locator(".quick-input-message", { hasText: problem }).waitFor();
  else
    await page.waitForFunction(
      (before) =>
        document.querySelector(".quick-input-title")?.textContent !== before ||
        document.querySelector(".quick-input-widget")?.style.display === "none",
      title,
    );
}

/** Chooses by the whole label: a list that is still there from the question before has other ones. */
export async function choose(page, label) {
  await page.locator(".quick-input-list .label-name").getByText(label, { exact: true }).first().click();
}

/** Chooses from a list that only comes when there is something to choose from. */
export async function pickIfAsked(page, text) {
  const title = page.locator(".quick-input-title");
  await title.filter({ hasText: /Which connector|New connector/ }).waitFor();
  if (/Which/.test(await title.innerText())) await choose(page, text);
}

export function read(editor, name) {
  return readFileSync(path.join(editor.workspace, name), "utf8");
}

export async function until(done) {
  for (const end = Date.now() + 15_000; !(await done()); ) {
    if (Date.now() > end) throw new Error("it did not happen");
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
