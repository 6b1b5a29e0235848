// Loads TypeScript of the project into a script: bundles a snippet with esbuild and imports it.
import { build } from "esbuild";

/**
 * @param {string} root the project's folder
 * @param {string} code a module in TypeScript; its imports are relative to the root
 */
export async function loadModule(root, code) {
  const result = await build({
    absWorkingDir: root,
    stdin: { contents: code, resolveDir: root, loader: "ts" },
    bundle: true,
    write: false,
    format: "esm",
    platform: "node",
    target: "node20",
    logLevel: "silent",
    banner: {
      js: 'import { createRequire as __createRequire } from "node:module"; const require = __createRequire("file:///");',
    },
  });
  return import(`data:text/javascript;base64,${Buffer.from(result.outputFiles[0].text).toString("base64")}`);
}
