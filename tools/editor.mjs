// The extension in a real VS Code: the suite in the extension host, then the packed extension in the workbench.
// `node tools/editor.mjs` runs only this part of `npm test`; it expects dist/ and hookflow.vsix to be there.
// HOOKFLOW_TEST_ELECTRON=1 runs the suite in a desktop VS Code, which is downloaded, instead of the browser-hosted one.
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { root } from "./set-up.mjs";
import { Tally } from "./steps.mjs";

const suite = path.join(root, "out/editor/index.cjs");
const webSuite = path.join(root, "out/editor/web.js");
const workspace = path.join(root, "samples");

/** Adds the steps to a tally. @param {Tally} tally */
export async function editorSteps(tally) {
  const { supported } = await import("../test/editor/setup.mjs");
  const desktop = process.env.HOOKFLOW_TEST_ELECTRON === "1" || !supported;
  await tally.step("editor set-up", () =>
    desktop ? bundleSuite() : Promise.all([bundleSuite(), bundleWebSuite(), installEditor()]).then(() => {}),
  );
  await tally.step("extension host", desktop ? inDesktop : inBrowser);
  if (!desktop) await tally.step("beside the YAML extension", besideYaml);
  if (desktop) {
    console.log("     workbench, web worker host: not run, for the desktop editor cannot be driven");
    return;
  }
  await tally.step("library in a page", () => import("../test/editor/library.mjs").then((page) => page.libraryInPage()));
  await tally.step("message panel", () => import("../test/editor/panel.mjs").then(({ panelTests }) => panelTests()));
  await tally.step("workbench", () => import("../test/editor/workbench.mjs").then(({ workbench }) => workbench(workspace)));
  await tally.step("restricted mode", () =>
    import("../test/editor/restricted.mjs").then(({ restrictedMode }) => restrictedMode(workspace)),
  );
  await tally.step("web worker host", () => import("../test/editor/web.mjs").then((web) => web.inWorkerHost(workspace)));
}

/** mocha stays outside of the bundle: it is found in the project, and does not survive bundling well. */
async function bundleSuite() {
  const { build } = await import("esbuild");
  await build({
    absWorkingDir: root,
    entryPoints: ["test/editor/suite/index.ts"],
    outfile: suite,
    bundle: true,
    platform: "node",
    format: "cjs",
    target: "node20",
    external: ["vscode", "mocha"],
    sourcemap: "inline",
    logLevel: "error",
  });
}

/** Here mocha has to be inside; its own wrapper would take the exports of the bundle for its own, so they are set at the end. */
async function bundleWebSuite() {
  const { build } = await import("esbuild");
  await build({
    absWorkingDir: root,
    entryPoints: ["test/editor/web/index.ts"],
    outfile: webSuite,
    bundle: true,
    platform: "browser",
    format: "cjs",
    target: "es2022",
    external: ["vscode"],
    alias: { "node:assert/strict": "./test/editor/web/assert.ts" },
    footer: { js: "module.exports = { run };" },
    logLevel: "error",
  });
}

async function installEditor() {
  const { setupBrowser } = await import("../test/editor/setup.mjs");
  await setupBrowser();
}

function inBrowser() {
  return hosted({}, {});
}

/** Only one extension can be loaded from a folder: that is the stub, and ours is installed as it is packed. */
function besideYaml() {
  const stub = path.join(root, "test/editor/stubs/yaml");
  return hosted({ env: { HOOKFLOW_BESIDE_YAML: "1" }, vsix: path.join(root, "hookflow.vsix") }, { develop: stub });
}

async function hosted(options, run) {
  const { startEditor, runSuite } = await import("../test/editor/editor.mjs");
  const editor = await startEditor({ workspace, ...options });
  let counts;
  try {
    counts = await runSuite(editor, suite, run);
  } finally {
    await editor.close(counts?.failed === 0 ? undefined : path.join(root, "out/editor-logs"));
  }
  if (counts.passed === 0 && counts.failed === 0) throw new Error("The suite ran no test");
  return counts;
}

async function inDesktop() {
  const { runTests } = await import("@vscode/test-electron");
  const folder = mkdtempSync(path.join(os.tmpdir(), "hookflow-editor-"));
  const result = path.join(folder, "result.json");
  const copy = path.join(folder, "workspace");
  cpSync(workspace, copy, { recursive: true });
  try {
    await runTests({
      extensionDevelopmentPath: root,
      extensionTestsPath: suite,
      launchArgs: [copy, "--disable-extensions", "--disable-workspace-trust"],
      extensionTestsEnv: { HOOKFLOW_RESULT: result },
    }).catch((error) => {
      // A failed test ends it this way too; its result tells more.
      if (!existsSync(result)) throw error;
    });
    return JSON.parse(readFileSync(result, "utf8"));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const tally = new Tally();
  await editorSteps(tally);
  console.log(`${tally.passed} passed, ${tally.failed} failed`);
  process.exitCode = tally.failed > 0 ? 1 : 0;
}
