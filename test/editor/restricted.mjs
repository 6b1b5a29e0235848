// A workspace that nobody trusts (Restricted Mode): what is checked stays checked, nothing is sent and no secret is asked for;
// each says why, and leads to the editor's own page of trust.
import { writeFileSync } from "node:fs";
import net from "node:net";
import path from "node:path";
import { clickLensFor, command, restored, root, screenshot, startEditor } from "./editor.mjs";

const trusting = { "security.workspace.trust.enabled": true, "security.workspace.trust.startupPrompt": "never" };

/** @param {string} workspace a folder with samples @returns {Promise<{ passed: number, failed: number }>} */
export async function restrictedMode(workspace) {
  let connections = 0;
  const listener = net.createServer((socket) => {
    connections++;
    socket.destroy();
  });
  await new Promise((resolve) => listener.listen(0, "127.0.0.1", resolve));
  const editor = await startEditor({ workspace, vsix: path.join(root, "hookflow.vsix"), settings: trusting, trust: true });
  const page = await editor.page();
  try {
    await walk(page, editor, listener.address().port, () => connections);
  } catch (error) {
    await screenshot(page, "failure");
    throw error;
  } finally {
    await editor.close();
    listener.close();
  }
  return { passed: 1, failed: 0 };
}

async function walk(page, editor, port, connections) {
  const file = path.join(editor.workspace, "promo/next.webhook.yaml");
  writeFileSync(file, `name: next\nmethod: GET\nurl: https://127.0.0.1:${port}/\nheaders: { "a b": x }\n`);
  const notice = (text) => page.getByText(text).first();
  const lens = (text) => page.locator(".codelens-decoration", { hasText: text }).first();
  await page.goto(editor.url([["openFile", editor.remote(file)]]));
  await restored(page);
  await lens("Send test (off until you trust this workspace)").waitFor();
  await page.locator(".squiggly-error").first().waitFor({ state: "attached" });
  await clickLensFor(page, "Send test", "name: next", notice("Sending is off until this workspace is trusted"));
  await screenshot(page, "restricted");
  await command(page, "Notifications: Clear All Notifications");

  await command(page, "Hookflow: Focus on Connectors View");
  const row = page.locator(".pane-body .monaco-list-row", { hasText: "crm-token" }).first();
  await row.hover();
  await row.locator(".action-label[aria-label*='Replace']").click();
  await notice("Connectors are off until this workspace is trusted").waitFor();
  if (connections() !== 0) throw new Error("something was sent");

  await command(page, "Notifications: Show Notifications");
  await page.locator(".notification-list-item .monaco-button", { hasText: "Manage Trust" }).first().click();
  await page.locator(".workspace-trust-editor .monaco-button", { hasText: "Trust" }).first().click();
  await page.locator(".tab", { hasText: "next.webhook.yaml" }).first().click();
  await lens("off until you trust").waitFor({ state: "detached" });
  await row.hover();
  await row.locator(".action-label[aria-label*='Replace']").click();
  await page.locator(".quick-input-title", { hasText: "Secret of crm-token" }).first().waitFor();
  await page.keyboard.press("Escape");
}
