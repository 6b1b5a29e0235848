// Bundles everything that ships into dist/: `npm run build`, with `-- --dev` for readable bundles with source maps.
// A part whose source is not there yet is named and left out, so that the parts can be built before the whole exists.
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { chmod } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { build as bundle } from "esbuild";

const root = fileURLToPath(new URL("..", import.meta.url));

/** What not every run needs is a file of its own, loaded by the first who does: the network library, the demo endpoint, the language client. */
const apart = [
  { from: "platform/http", wanted: /^\.\/send$/, file: "send.js" },
  { from: "", wanted: /^#platform\/endpoint$/, file: "endpoint.js" },
  { from: "server/node", wanted: /^\.\.\/serve$/, file: "language.js" },
  { from: "client/node", wanted: /^\.\/server-process$/, file: "language-client.js" },
];

const loadedLater = {
  name: "loaded-later",
  setup({ onResolve }) {
    for (const { from, wanted, file } of apart)
      onResolve({ filter: wanted }, ({ kind, resolveDir }) => {
        const inside = path.relative(root, resolveDir).split(path.sep).join("/");
        return (kind === "dynamic-import" || kind === "require-call") && inside.startsWith(from)
          ? { path: `./${file}`, external: true }
          : undefined;
      });
  },
};

/** The server has the protocol's library already when it loads the language: the one in server.js serves for both. */
const protocolFromServer = {
  name: "protocol-from-server",
  setup({ onResolve }) {
    onResolve({ filter: /^vscode-languageserver$/ }, () => ({ path: "./server.js", external: true }));
  },
};

/** What the network library brings besides requests, and nothing here asks it for: sockets of the web, doubles for tests, a cache. */
const unused = /^\.\/lib\/(?:mock\/|web\/(?:websocket|eventsource|cookies)\b|interceptor\/(?:cache|deduplicate)$|cache\/)/;
const requestsAlone = {
  name: "requests-alone",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: unused }, ({ importer }) =>
      /undici[\\/]index\.js$/.test(importer) ? { path: "nothing", namespace: "unused" } : undefined,
    );
    onLoad({ filter: /./, namespace: "unused" }, () => ({ contents: "module.exports = {};" }));
  },
};

const forNode = {
  platform: "node",
  format: "cjs",
  target: "node20",
  plugins: [loadedLater, requestsAlone],
  supported: { "dynamic-import": false },
  // The same code as everywhere else; what Node would choose cannot be shaken, and carries all that is not used.
  alias: { yaml: "./node_modules/yaml/browser/dist/index.js" },
};
const forBrowser = { platform: "browser", target: "es2022" };
const library = (file, format) => ({
  platform: "neutral",
  mainFields: ["module", "main"],
  target: "es2022",
  format,
  outfile: file,
});

/** What is built: the source, and esbuild's options for it. */
function targets() {
  return [
    { source: "server/node/main.ts", ...forNode, outfile: "server.js" },
    { source: "server/serve.ts", ...forNode, plugins: [protocolFromServer], outfile: "language.js" },
    { source: "client/node/extension.ts", ...forNode, external: ["vscode"], outfile: "client.js" },
    { source: "client/node/server-process.ts", ...forNode, external: ["vscode"], outfile: "language-client.js" },
    { source: "cli/main.ts", ...forNode, banner: { js: "#!/usr/bin/env node" }, outfile: "cli.js", executable: true },
    { source: "platform/http/send.ts", ...forNode, outfile: "send.js" },
    { source: "platform/endpoint/index.ts", ...forNode, outfile: "endpoint.js" },
    { source: "server/browser/main.ts", ...forBrowser, format: "iife", outfile: "web/server.js" },
    {
      source: "client/browser/extension.ts",
      ...forBrowser,
      format: "cjs",
      external: ["vscode"],
      outfile: "web/client.js",
    },
    { source: "core/src/index.ts", ...library("lib/hookflow.js", "cjs") },
    { source: "core/src/index.ts", ...library("lib/hookflow.mjs", "esm") },
    ...velocity(),
    ...views().map((source) => ({
      source,
      ...forBrowser,
      format: "iife",
      outfile: `views/${path.basename(source).replace(/\.ts$/, ".js")}`,
    })),
  ];
}

/** The engine with its worker, for Node by `require` and by `import`, and for browsers. */
function velocity() {
  const forAnyNode = (file, format, folder) => ({
    ...library(file, format),
    platform: "node",
    banner: { js: `const libraryFolder = ${folder};` },
  });
  return [
    { source: "platform/velocity/node.ts", ...forAnyNode("lib/velocity.js", "cjs", "__dirname") },
    { source: "platform/velocity/node.ts", ...forAnyNode("lib/velocity.mjs", "esm", "import.meta.dirname") },
    { source: "platform/velocity/node-worker.ts", ...library("lib/velocity-worker.js", "cjs"), platform: "node" },
    { source: "platform/velocity/browser.ts", ...library("lib/velocity.browser.mjs", "esm") },
    { source: "platform/velocity/browser-worker.ts", ...library("lib/velocity-worker.browser.js", "iife") },
  ];
}

/** Scripts of the web views run in a frame of the editor. */
function views() {
  const folder = path.join(root, "client/webview");
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith(".ts") && !name.endsWith(".d.ts"))
    .map((name) => `client/webview/${name}`);
}

/**
 * Builds everything.
 * @param {{ dev?: boolean, quiet?: boolean }} options `dev`: not minified, with source maps
 * @returns {Promise<{ failed: string[], missing: string[] }>} sources that did not build, and those that do not exist
 */
export async function build({ dev = false, quiet = false } = {}) {
  rmSync(path.join(root, "dist"), { recursive: true, force: true });
  const failed = [];
  const missing = [];
  for (const { source, outfile, executable, ...options } of targets()) {
    if (!existsSync(path.join(root, source))) {
      missing.push(source);
      continue;
    }
    const out = path.join(root, "dist", outfile);
    try {
      await bundle({
        absWorkingDir: root,
        bundle: true,
        logLevel: "error",
        legalComments: "none",
        minify: !dev,
        sourcemap: dev,
        sourcesContent: false,
        ...options,
        entryPoints: [source],
        outfile: out,
      });
    } catch {
      // esbuild has printed the errors, with their places.
      failed.push(source);
      continue;
    }
    if (executable) await chmod(out, 0o755);
    if (!quiet) console.log(`dist/${outfile.padEnd(18)} ${(statSync(out).size / 1024).toFixed(0).padStart(5)} KB`);
  }
  if (!dev) libraryTypes();
  for (const source of missing) console.log(`Not built, for it is not there: ${source}`);
  for (const source of failed) console.error(`Not built, for it has errors: ${source}`);
  return { failed, missing };
}

/** The declarations of the library. Wrong types are for `npm run check` to tell; they do not stop a build. */
function libraryTypes() {
  spawnSync(process.execPath, ["node_modules/typescript/bin/tsc", "-b", "core"], { cwd: root, stdio: "ignore" });
  const types = path.join(root, "out/types/core");
  if (!existsSync(types)) return;
  cpSync(types, path.join(root, "dist/lib/types/core"), {
    recursive: true,
    filter: (file) => statSync(file).isDirectory() || file.endsWith(".d.ts"),
  });
  writeFileSync(path.join(root, "dist/lib/types/velocity.d.ts"), velocityTypes);
}

/** The engine's declarations with those of its worker, whose sources differ from host to host. */
const velocityTypes = `export * from "./core/velocity/index";
import type { RenderWorker } from "./core/velocity/render-worker";
import type { RenderOptions, RenderResult } from "./core/velocity/index";
export declare const createRenderWorker: () => RenderWorker;
export declare const renderInWorker: (template: string, context: unknown, options?: RenderOptions) => Promise<RenderResult>;
`;

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { failed } = await build({ dev: process.argv.includes("--dev") });
  if (failed.length > 0) process.exitCode = 1;
}
