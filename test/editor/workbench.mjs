// The packed extension in the workbench, driven as a person would: it installs, opens a sample, and shows what it should.
// Each test is a line in the list below; the first that fails leaves a picture in out/shots/failure.png.
import { existsSync } from "node:fs";
import path from "node:path";
import { restored, root, screenshot, startEditor } from "./editor.mjs";

/** @param {string} workspace a folder with samples @returns {Promise<{ passed: number, failed: number }>} */
export async function workbench(workspace) {
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
      await page.locator(".codelens-decoration").first().waitFor();
      await screenshot(page, "webhook");
    },
  ],
  [
    "underlines a mistake and lists it",
    async (page) => {
      await page.locator(".monaco-editor .view-line", { hasText: "method:" }).first().click();
      await page.keyboard.press("Home");
      await page.keyboard.type("x");
      await page.locator(".squiggly-error, .squiggly-warning").first().waitFor({ state: "attached" });
      await page.keyboard.press("Control+Shift+M");
      await page.locator(".markers-panel .monaco-list-row", { hasText: "xmethod" }).first().waitFor();
      await screenshot(page, "problems");
    },
  ],
];
