// The side bar in the workbench: webhooks, connectors, contacts and events managed as a person would, by forms and keys.
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { clickLens, restored, screenshot } from "./editor.mjs";
import { answer, choose, command, focusView, line, pickIfAsked, read, row, start, until } from "./form-steps.mjs";
import { changingSteps } from "./managing-changes.mjs";

/** Steps that build on one another; each goes on where the one before it ended. */
export const managingTests = [
  [
    "author: a webhook by a form that says what is wrong, goes back, and opens the file",
    async (page, editor) => {
      await start(page, editor);
      await command(page, "Hookflow: New Webhook");
      await answer(page, "find_customer", "is taken already");
      await answer(page, "tell_shop");
      await choose(page, "POST");
      await answer(page, "http://shop.example.com/tell", "saves only https://");
      await page.locator(".quick-input-left-action-bar a.action-label").click();
      await choose(page, "GET");
      await answer(page, "https://shop.example.com/tell");
      await page.locator(".tab.active", { hasText: "tell_shop.webhook.yaml" }).waitFor();
      await line(page, "method: GET");
      await row(page, "tell_shop").waitFor();
      await screenshot(page, "managing-created");
    },
  ],
  [
    "author: a template asks for its connector, whose secret is in no file",
    async (page, editor) => {
      await command(page, "Hookflow: New Webhook from a Template");
      await choose(page, "POST JSON with an API key");
      await answer(page, "keyed");
      await answer(page, "https://keyed.example.com/in");
      await pickIfAsked(page, "New connector…");
      await answer(page, "keyed-key");
      await choose(page, "API key");
      await choose(page, "In a header");
      await answer(page, "X Key", "without spaces");
      await answer(page, "X-Key");
      await answer(page);
      await answer(page, "k-123456");
      await page.locator(".tab.active", { hasText: "keyed.webhook.yaml" }).waitFor();
      await line(page, "connector: keyed-key");
      const file = readFileSync(path.join(editor.workspace, "webhooks/../connectors/keyed-key.connector.yaml"), "utf8");
      if (!file.includes("parameter: X-Key") || !file.includes("https://keyed.example.com") || file.includes("k-123456"))
        throw new Error(file);
      await focusView(page, "Connectors");
      await row(page, "keyed-key").filter({ hasText: "1 webhook · API key" }).waitFor();
      await screenshot(page, "managing-connectors");
    },
  ],
  [
    "tester: before a secret goes somewhere new, a question names it, and Enter means no",
    async (page) => {
      await command(page, "Hookflow: Start Demo Endpoint");
      await page.locator(".statusbar-item", { hasText: "Demo endpoint" }).first().waitFor();
      await page.locator(".tab", { hasText: "keyed.webhook.yaml" }).first().click();
      await clickLens(page, "Send test", "name: keyed");
      await choose(page, "Ann Smith");
      const dialog = page.locator(".monaco-dialog-box");
      await dialog.getByText('Send the secret of "keyed-key" to https://keyed.example.com?').waitFor();
      await dialog.getByText("POST keyed is signed with it.").waitFor();
      if (await dialog.locator("a.monaco-button", { hasText: "Cancel" }).count()) throw new Error("there are two ways out");
      await screenshot(page, "managing-origin");
      await page.keyboard.press("Enter");
      await dialog.waitFor({ state: "detached" });
      await row(page, "keyed").filter({ hasText: "POST keyed.example.com" }).first().waitFor();
      if (await page.locator(".tab", { hasText: "keyed.response" }).count()) throw new Error("it was sent");
    },
  ],
  [
    "author: F2 renames a connector everywhere, and its secret goes along",
    async (page, editor) => {
      await row(page, "keyed-key").click();
      await page.locator(".tab.active", { hasText: "keyed-key.connector.yaml" }).waitFor();
      await focusView(page, "Connectors");
      await page.keyboard.press("F2");
      await answer(page, "crm-token", "already");
      await answer(page, "keyed-2");
      await row(page, "keyed-2").filter({ hasText: "1 webhook · API key" }).waitFor();
      await row(page, "keyed-2").filter({ hasNotText: "no secret yet" }).waitFor();
      await until(() => read(editor, "webhooks/keyed.webhook.yaml").includes("connector: keyed-2"));
    },
  ],
  [
    "author: Delete shows the uses, then moves to the trash, and Deleted brings it back",
    async (page, editor) => {
      await focusView(page, "Webhooks");
      await row(page, "loyalty_points").first().click();
      await page.locator(".tab.active", { hasText: "loyalty-points.webhook.yaml" }).waitFor();
      await focusView(page, "Webhooks");
      await page.keyboard.press("Delete");
      const dialog = page.locator(".monaco-dialog-box");
      await dialog.getByText("It is used in").waitFor();
      await screenshot(page, "managing-delete");
      await dialog.locator("a.monaco-button", { hasText: "Move to Trash" }).click();
      await row(page, "loyalty_points").first().waitFor({ state: "detached" });
      await focusView(page, "Webhooks");
      await page.keyboard.press("End");
      await row(page, "Deleted").click();
      const gone = row(page, "loyalty-points.webhook.yaml");
      // The list draws what is in sight, and its last group fills in its own time.
      await until(async () => {
        await page.keyboard.press("End");
        return gone.isVisible();
      });
      await gone.hover();
      await screenshot(page, "managing-deleted");
      await gone.locator(".action-label[aria-label*='Restore']").click();
      await page.locator(".tab.active", { hasText: "loyalty-points.webhook.yaml" }).waitFor();
      if (!read(editor, "webhooks/loyalty-points.webhook.yaml").includes("name: loyalty_points")) throw new Error("not restored");
    },
  ],
  [
    "tester: by host, filtered by words",
    async (page) => {
      await command(page, "Hookflow: Group Webhooks by Host");
      await row(page, "crm.example.com").first().waitFor();
      await screenshot(page, "managing-by-host");
      await command(page, "Hookflow: Filter Webhooks");
      await page.locator(".quick-input-widget input").first().fill("post order");
      await page.getByText('webhooks hold "post order"').waitFor();
      await page.keyboard.press("Enter");
      await row(page, "create_order").waitFor();
      await row(page, "find_customer").waitFor({ state: "detached" });
      await command(page, "Hookflow: Show All Webhooks");
      await row(page, "find_customer").waitFor();
      await command(page, "Hookflow: Group Webhooks by Folder");
    },
  ],
  [
    "tester: contacts, segments and events with their cards; a contact by a form",
    async (page) => {
      await command(page, "View: Close All Editors");
      await focusView(page, "Contacts and Events");
      await row(page, "Ann Smith").first().hover();
      await page.locator(".workbench-hover", { hasText: "LOYALTY.CARD" }).waitFor();
      await screenshot(page, "managing-samples");
      await command(page, "Hookflow: New Contact Sample");
      await answer(page, "Zoe");
      await answer(page, "zoe", "An e-mail is needed");
      await answer(page, "zoe@example.com");
      await page.locator(".tab.active", { hasText: "Zoe.contact.yaml" }).waitFor();
      await row(page, "Zoe").first().waitFor();
    },
  ],
  [
    "tester: contacts from a table, kept out of Git",
    async (page, editor) => {
      writeFileSync(
        path.join(editor.workspace, "people.csv"),
        'E-mail,City,Bonus\n"maria@example.com",Kyiv,7\noleh@example.com,Odesa,8\n',
      );
      await command(page, "Hookflow: Import Contacts from CSV");
      const input = page.locator(".quick-input-widget input").first();
      // The dialog fills its field in its own time, over what somebody types before.
      await page.locator(".quick-input-list .monaco-list-row", { hasText: ".." }).first().waitFor();
      await input.fill(path.join(editor.workspace, "people.csv"));
      await page.locator(".quick-input-list .monaco-list-row", { hasText: "people.csv" }).first().waitFor();
      await page.keyboard.press("Enter");
      await page.locator(".quick-input-list .monaco-list-row", { hasText: "E-mail  →  Email" }).waitFor();
      await screenshot(page, "managing-columns");
      await page.keyboard.press("Enter");
      await page.locator(".monaco-dialog-box a.monaco-button", { hasText: "Import" }).click();
      await row(page, "maria@example.com").first().waitFor();
      const file = read(editor, "contacts/imported-contacts/maria-example.com.contact.yaml");
      if (!file.startsWith("# Imported from people.csv. Personal data") || !file.includes("town: Kyiv") || file.includes("7"))
        throw new Error(file);
      if (!read(editor, "contacts/imported-contacts/.gitignore").includes("\n*\n"))
        throw new Error("the folder is not kept out of Git");
    },
  ],
  ...changingSteps,
  [
    "author: what was deleted is still restored after the window was loaded again",
    async (page, editor) => {
      await focusView(page, "Webhooks");
      await row(page, "cart_state").first().click();
      await page.locator(".tab.active", { hasText: "cart-state.webhook.yaml" }).waitFor();
      await focusView(page, "Webhooks");
      await page.keyboard.press("Delete");
      await page.locator(".monaco-dialog-box a.monaco-button", { hasText: "Move to Trash" }).click();
      await row(page, "cart_state").first().waitFor({ state: "detached" });
      const file = path.join(editor.workspace, "webhooks/stock-request.webhook.yaml");
      await page.goto(editor.url([["openFile", editor.remote(file)]]));
      await restored(page);
      await page.locator(".codelens-decoration", { hasText: "Send test" }).first().waitFor();
      await command(page, "Hookflow: Restore Deleted Webhook");
      const found = page.locator(".quick-input-list .monaco-list-row", { hasText: "cart-state" }).filter({ hasText: "just now" });
      await found.first().click();
      await page.locator(".tab.active", { hasText: "cart-state.webhook.yaml" }).waitFor();
      if (!read(editor, "webhooks/cart-state.webhook.yaml").includes("name: cart_state")) throw new Error("not restored");
    },
  ],
  [
    "newcomer: the status bar tells and leads on; the walkthrough opens",
    async (page) => {
      await page.locator(".statusbar-item", { hasText: "Hookflow" }).first().click();
      await page.locator(".quick-input-list .monaco-list-row", { hasText: "Get started" }).first().waitFor();
      await screenshot(page, "managing-status");
      await choose(page, "Get started");
      await page.getByText("Get Started with Hookflow").first().waitFor();
      await page.getByText("Send the first test").first().waitFor();
      await screenshot(page, "managing-walkthrough");
    },
  ],
];
