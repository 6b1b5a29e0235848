// `hookflow/velocity` in a web page, as a bundler or a browser loads it: the engine, and its worker beside it.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { setupBrowser } from "./setup.mjs";

const library = fileURLToPath(new URL("../../dist/lib", import.meta.url));
const origin = "http://library.test";

/** Renders a template in a page's worker, and one that does not end. */
export async function libraryInPage() {
  const { chromium, executablePath, env } = await setupBrowser();
  const browser = await chromium.launch({
    executablePath,
    env: { ...process.env, ...env },
    args: ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"],
  });
  try {
    const page = await browser.newPage();
    await page.context().route("**/*", (route) => {
      const { pathname } = new URL(route.request().url());
      if (pathname === "/") return route.fulfill({ contentType: "text/html", body: "<!DOCTYPE html><title>page</title>" });
      return route.fulfill({
        contentType: "text/javascript",
        body: readFileSync(path.join(library, path.posix.basename(pathname))),
      });
    });
    await page.goto(`${origin}/`);
    const [rendered, ended, after] = await page.evaluate(async () => {
      const { createRenderWorker, renderInWorker } = await import("/velocity.browser.mjs");
      const first = await renderInWorker("Hi $!{name}, $mathTool.add($total, 1)", { name: "Ann", total: 2 });
      const worker = createRenderWorker();
      const limits = { steps: 1e9, output: 1e9, time: 60_000 };
      const endless = worker.render("#foreach($i in [1..100000])#foreach($j in [1..100000])#end#end", {}, { limits });
      setTimeout(() => worker.end(), 0);
      return [first.text, (await endless).problems.map(({ code }) => code), (await worker.render("$a", { a: 1 })).text];
    });
    assert.equal(rendered, "Hi Ann, 3");
    assert.deepEqual(ended, ["limit-time"]);
    assert.equal(after, "1");
  } finally {
    await browser.close();
  }
}
