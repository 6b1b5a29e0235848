// `npm run gen`: everything that is derived from something else, written in one go.
// With `--check` nothing is written; a file that would change fails the run and is named.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { cliFiles } from "./gen/cli.mjs";
import { manifestFiles } from "./gen/manifest.mjs";
import { ruleFiles } from "./gen/rules.mjs";
import { schemaFiles } from "./gen/schemas.mjs";
import { wallFiles } from "./gen/walls.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const checking = process.argv.includes("--check");

const stale = [];
let written = 0;
// Each step gives [path, text] pairs; a later step may read what an earlier one wrote.
for (const step of [wallFiles, schemaFiles, ruleFiles, manifestFiles, cliFiles]) {
  for (const [file, text] of await step(root)) {
    const full = path.join(root, file);
    const before = existsSync(full) ? readFileSync(full, "utf8") : undefined;
    if (before === text) continue;
    if (checking) stale.push(file);
    else {
      mkdirSync(path.dirname(full), { recursive: true });
      writeFileSync(full, text);
      written++;
    }
  }
}
if (stale.length) {
  console.error(`Out of date: ${stale.join(", ")}\nRun \`npm run gen\` and commit what it writes.`);
  process.exitCode = 1;
} else console.log(checking ? "Generated files are up to date" : `Generated files: ${written} written`);
