// Makes `npm test` and `npm start` work on a fresh checkout: installs the packages when they are missing or are not those
// of the lock file. Imports nothing but Node itself.
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("..", import.meta.url));

/**
 * Runs `npm ci` when the installed packages differ from package-lock.json.
 * @returns {boolean} false when npm failed; it has said why
 */
export function setUp() {
  const wanted = packagesOf("package-lock.json");
  if (!wanted) console.error("Cannot read package-lock.json");
  const reason = wanted && staleness(wanted);
  if (!reason) return wanted !== undefined;
  console.log(`Installing packages: ${reason}`);
  const npm = process.platform === "win32" ? "npm.cmd" : "npm";
  const { status, error } = spawnSync(npm, ["ci", "--loglevel=error"], {
    cwd: root,
    stdio: "inherit",
    shell: process.platform === "win32",
  });
  if (error) console.error(`Cannot run npm: ${error.message}`);
  return status === 0;
}

/** Why the installed packages are not those of the lock file; undefined when they are. */
function staleness(wanted) {
  const installed = packagesOf("node_modules/.package-lock.json");
  if (!installed) return "node_modules is missing";
  for (const [place, { version, optional }] of Object.entries(wanted)) {
    // The entry "" is the project; packages for other systems are optional and not there.
    if (place === "" || (optional && !installed[place])) continue;
    if (installed[place]?.version !== version) return `${path.posix.basename(place)} is not at ${version}`;
  }
  return undefined;
}

function packagesOf(file) {
  try {
    return JSON.parse(readFileSync(path.join(root, file), "utf8")).packages;
  } catch {
    return undefined;
  }
}
