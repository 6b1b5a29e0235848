// Builds and packs the extension: `npm run package` writes hookflow.vsix. Everything is bundled, so no package goes with it.
import { rmSync, statSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { node } from "./steps.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));

/** Where the packed extension lies. */
export const vsix = path.join(root, "hookflow.vsix");

/** Packs what is in dist/. @throws {Error} with vsce's words */
export async function pack() {
  rmSync(vsix, { force: true });
  await node([
    "node_modules/@vscode/vsce/vsce",
    "package",
    "--no-dependencies",
    "--allow-missing-repository",
    "--no-rewrite-relative-links",
    "--skip-license",
    "-o",
    vsix,
  ]);
  return statSync(vsix).size;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { build } = await import("./build.mjs");
  const { failed, missing } = await build({ quiet: true });
  if (failed.length + missing.length > 0) process.exitCode = 1;
  else
    await pack().then(
      (size) => console.log(`hookflow.vsix ${(size / 1024).toFixed(0)} KB`),
      (error) => {
        console.error(error.message.trim());
        process.exitCode = 1;
      },
    );
}
