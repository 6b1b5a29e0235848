// Bundles the mocha suites with esbuild and runs them: `npm run unit [-- path …] [-- --update] [-- --grep text]`.
// Paths are files or folders below test/; without one, every suite outside test/editor runs.
import { spawnSync } from "node:child_process";
import { rmSync, statSync } from "node:fs";
import { readdir } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("..", import.meta.url));

/** All `*.test.ts` files below the given files and folders, without those of the editor suite. */
async function suites(places) {
  const found = [];
  for (const place of places) {
    const full = path.resolve(root, place);
    if (statSync(full).isFile()) found.push(full);
    else
      for (const entry of await readdir(full, { recursive: true }))
        if (entry.endsWith(".test.ts") && !(place === "test" && entry.startsWith("editor"))) found.push(path.join(full, entry));
  }
  return found.sort();
}

/**
 * Bundles and runs suites.
 * @param {string[]} args paths below the project root, and mocha flags
 * @returns {Promise<number>} mocha's exit code
 */
export async function runUnit(args, { reporter = "dot", env = {} } = {}) {
  const update = args.includes("--update");
  const flags = args.filter((arg, at) => (arg.startsWith("--") && arg !== "--update") || args[at - 1]?.startsWith("--grep"));
  const places = args.filter((arg) => !arg.startsWith("--") && !flags.includes(arg));
  const entryPoints = await suites(places.length ? places : ["test"]);
  const outdir = path.join(root, "out/test", String(process.pid));
  rmSync(outdir, { recursive: true, force: true });
  await build({
    absWorkingDir: root,
    entryPoints,
    outbase: root,
    outdir,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    target: "node20",
    packages: "external",
    sourcemap: "inline",
    logLevel: "warning",
    banner: {
      js: 'import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);',
    },
  });
  const files = entryPoints.map((file) => path.join(outdir, path.relative(root, file).replace(/\.ts$/, ".mjs")));
  const run = spawnSync(
    process.execPath,
    [
      "--enable-source-maps",
      "node_modules/mocha/bin/mocha.js",
      "--ui",
      "tdd",
      "--reporter",
      reporter,
      "--timeout",
      "60000",
      ...flags,
      ...files,
    ],
    { cwd: root, stdio: "inherit", env: { ...process.env, ...env, ...(update ? { HOOKFLOW_UPDATE: "1" } : {}) } },
  );
  rmSync(outdir, { recursive: true, force: true });
  return run.status ?? 1;
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  process.exitCode = await runUnit(process.argv.slice(2), { reporter: "spec" });
