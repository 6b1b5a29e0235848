// The side bar in the workbench, continued: from cURL, copied, changed, given a new secret, restored from Git, sent next door.
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { clickLensFor, screenshot } from "./editor.mjs";
import { answer, choose, command, focusView, line, read, row, until } from "./form-steps.mjs";

const rotated = "rotated+s3cret/ü";

const pasted = `curl 'https://pasted.example.com/in?town=Lviv' -H 'X-Run: 1' -H 'Authorization: Bearer from-the-clipboard' --data '{"a":1}'`;

/** They go on where those of managing.mjs stand. */
export const changingSteps = [
  [
    "author: a webhook from cURL on the clipboard, whose credential is in no file",
    async (page, editor) => {
      await page.evaluate((text) => navigator.clipboard.writeText(text), pasted);
      await command(page, "Hookflow: New Webhook from cURL on the Clipboard");
      await answer(page, "find_customer", "is taken already");
      await answer(page, "pasted");
      await page.locator(".tab.active", { hasText: "pasted.webhook.yaml" }).waitFor();
      await line(page, "url: https://pasted.example.com/in?town=Lviv");
      await line(page, "connector: pasted-bearer");
      await screenshot(page, "managing-from-curl");
      await focusView(page, "Connectors");
      await row(page, "pasted-bearer")
        .filter({ hasText: "1 webhook · Bearer token" })
        .filter({ hasNotText: "no secret yet" })
        .waitFor();
      nowhere(editor, "from-the-clipboard");
    },
  ],
  [
    "author: a copy under another name, beside the first",
    async (page, editor) => {
      await focusView(page, "Webhooks");
      await row(page, "create_order").click();
      await page.locator(".tab.active", { hasText: "create-order.webhook.yaml" }).waitFor();
      await command(page, "Hookflow: Duplicate Webhook");
      await answer(page, "create_order", "is taken already");
      await answer(page, "second_order");
      await page.locator(".tab.active", { hasText: "second_order.webhook.yaml" }).waitFor();
      const [first, second] = ["create-order", "second_order"].map((name) => read(editor, `webhooks/${name}.webhook.yaml`));
      if (second !== first.replace("name: create_order", "name: second_order")) throw new Error(second);
    },
  ],
  [
    "author: a connector is changed by the form, and the rest of its file stays",
    async (page, editor) => {
      await focusView(page, "Connectors");
      await row(page, "crm-token").hover();
      await row(page, "crm-token").locator(".action-label[aria-label*='Change']").click();
      await choose(page, "Bearer token");
      await answer(page, "http://crm.example.com", "https://");
      await answer(page, "https://crm.example.com https://eu.crm.example.com");
      const file = () => read(editor, "connectors/crm-token.connector.yaml");
      await row(page, "crm-token").click();
      await page.locator(".tab.active", { hasText: "crm-token.connector.yaml" }).waitFor();
      await line(page, "https://eu.crm.example.com");
      await screenshot(page, "managing-connector-changed");
      await command(page, "File: Save");
      await until(() => file().includes("https://eu.crm.example.com"));
      if (!file().includes("description: Read access to the CRM\ntype: bearer\n")) throw new Error(file());
    },
  ],
  [
    "tester: a secret is replaced from the row, and is in no file",
    async (page, editor) => {
      await focusView(page, "Connectors");
      await row(page, "crm-token").filter({ hasText: "no secret yet" }).hover();
      await row(page, "crm-token").locator(".action-label[aria-label*='Replace']").click();
      await answer(page, "abc", "shorter than 4 characters");
      await screenshot(page, "managing-rotate");
      await answer(page, rotated);
      await page.getByText('The secret of "crm-token" is in the editor').first().waitFor();
      await row(page, "crm-token").filter({ hasNotText: "no secret yet" }).waitFor();
      nowhere(editor, rotated);
    },
  ],
  [
    "tester: the secret is in no file and no history, also when the endpoint echoes it",
    async (page, editor) => {
      writeFileSync(
        path.join(editor.workspace, "webhooks/echo.webhook.yaml"),
        "name: echo\nmethod: GET\nurl: https://crm.example.com/echo\nauthentication: { connector: crm-token }\n",
      );
      await focusView(page, "Webhooks");
      await row(page, "echo").first().click();
      await page.locator(".tab.active", { hasText: "echo.webhook.yaml" }).waitFor();
      const dialog = page.locator(".monaco-dialog-box");
      const question = dialog.getByText('Send the secret of "crm-token" to https://crm.example.com?');
      await clickLensFor(page, "Send test", "name: echo", question);
      await dialog.locator("a.monaco-button", { hasText: "Send the Secret There" }).click();
      await line(page, "HTTP 200");
      await line(page, '"Bearer ***"');
      await screenshot(page, "managing-masked");
      const kept = () => filesOf(editor.folder).filter((file) => /\/history\/\d{13}-\w{6}\.json$/.test(file));
      await until(() => kept().length > 0);
      if (!kept().some((file) => readFileSync(file, "utf8").includes("Bearer ***"))) throw new Error("it is not kept masked");
      for (const form of [rotated, Buffer.from(rotated).toString("base64"), encodeURIComponent(rotated)]) nowhere(editor, form);
    },
  ],
  [
    "author: a webhook that was deleted per Git's history comes back",
    async (page, editor) => {
      const name = "webhooks/old-offer.webhook.yaml";
      const text = "name: old_offer\nmethod: GET\nurl: https://shop.example.com/old\n";
      const git = (...args) =>
        execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@example.com", ...args], { cwd: editor.workspace });
      git("init", "--quiet");
      writeFileSync(path.join(editor.workspace, name), text);
      git("add", "--all");
      git("commit", "--quiet", "--message", "An offer");
      rmSync(path.join(editor.workspace, name));
      git("commit", "--quiet", "--all", "--message", "No offer");
      await focusView(page, "Webhooks");
      await page.locator(".pane-header", { hasText: "Webhooks" }).hover();
      await page
        .locator(".pane-header .action-label[aria-label^='Views and More'], .pane-header .codicon-toolbar-more")
        .first()
        .click();
      await page.locator(".monaco-menu .action-label", { hasText: "Refresh Webhooks" }).first().click();
      await command(page, "Hookflow: Restore Deleted Webhook");
      const found = page.locator(".quick-input-list .monaco-list-row", { hasText: name }).filter({ hasText: "in Git, " }).first();
      await found.waitFor();
      await screenshot(page, "managing-in-git");
      await found.click();
      await page.locator(".tab.active", { hasText: "old-offer.webhook.yaml" }).waitFor();
      await row(page, "old_offer").waitFor();
      if (read(editor, name) !== text) throw new Error(read(editor, name));
    },
  ],
  [
    "tester: a host of this machine is asked about by name, Enter means no, and a yes sends",
    async (page) => {
      await focusView(page, "Webhooks");
      await page.locator(".pane-header", { hasText: "Webhooks" }).hover();
      await page.locator(".pane-header .action-label[aria-label='New Webhook']").click();
      await answer(page, "next_door");
      await choose(page, "GET");
      await answer(page, "https://127.0.0.1:9/in");
      await page.locator(".tab.active", { hasText: "next_door.webhook.yaml" }).waitFor();
      const dialog = page.locator(".monaco-dialog-box");
      const question = dialog.getByText("Send to 127.0.0.1, which is on this machine or its network?");
      await clickLensFor(page, "Send test", "name: next_door", question);
      await screenshot(page, "managing-private-host");
      await page.keyboard.press("Enter");
      await dialog.waitFor({ state: "detached" });
      // Nothing was sent, so nothing is told of it: the second question comes in the same state as the first.
      await clickLensFor(page, "Send test", "name: next_door", question);
      if (await page.locator(".codelens-decoration", { hasText: "just now" }).count()) throw new Error("it was sent");
      await dialog.locator("a.monaco-button", { hasText: "Send There" }).click();
      await page
        .getByText(/127\.0\.0\.1:9 refused the connection/)
        .first()
        .waitFor();
      await screenshot(page, "managing-refused");
      await focusView(page, "History");
      await row(page, /^refused/).click();
      await page.locator(".tab.active", { hasText: /next_door.*response\.http/ }).waitFor();
      await focusView(page, "History");
      await page.keyboard.press("Delete");
      await row(page, /^refused/).waitFor({ state: "detached" });
    },
  ],
];

/** Makes sure that a text is in no file of the workspace and of the editor's own: settings, storage, history. */
function nowhere(editor, text) {
  const found = filesOf(editor.folder).find((file) => readFileSync(file).includes(text));
  if (found) throw new Error(`It is in ${found}`);
}

function filesOf(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true }).flatMap((entry) =>
    entry.isFile() ? [path.join(entry.parentPath ?? entry.path, entry.name)] : [],
  );
}
