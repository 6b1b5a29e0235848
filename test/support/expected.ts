/** Expected texts in files: compared, or written anew with `npm run test:update`. */
import assert from "node:assert/strict";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

/** The project's folder: suites run from there. */
export const projectRoot = process.cwd();

/** Compares a text with a file of the project; a missing file fails, unless texts are being updated. */
export function assertExpected(file: string, actual: string): void {
  const full = path.join(projectRoot, file);
  if (process.env.HOOKFLOW_UPDATE === "1") {
    if (!existsSync(full) || readFileSync(full, "utf8") !== actual) writeFileSync(full, actual);
    return;
  }
  assert.ok(existsSync(full), `${file} is missing: run \`npm run test:update\` and read what it writes`);
  assert.equal(actual, readFileSync(full, "utf8"), `${file} says something else`);
}
