// Installs a real VS Code for tests and for `npm start`: the server build inside code-server, the Node it wants, and a
// browser, all as npm packages below .vscode-test/editor. Does nothing when that was done before. These packages stay out
// of package.json: they weigh 0.9 GB, and only the editor suites need them.
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const nodePackage = `node-${process.platform}-${process.arch}`;
const packages = {
  "code-server": "4.139.1",
  [nodePackage]: "24.21.0",
  "playwright-core": "1.65.1",
  "@sparticuz/chromium": "153.0.0",
};

const root = fileURLToPath(new URL("../..", import.meta.url));
const folder = path.join(root, ".vscode-test/editor");
const modules = path.join(folder, "node_modules");
const stamp = path.join(folder, "stamp.json");
const server = path.join(modules, "code-server/lib/vscode");
const node = path.join(modules, nodePackage);

/** The browser-hosted VS Code is a Linux program for x64; elsewhere a desktop VS Code is downloaded instead. */
export const supported = process.platform === "linux" && process.arch === "x64";

/**
 * Installs what is missing.
 * @returns {Promise<{ node: string, server: string }>} paths of the Node binary and of the server's main file
 */
export async function setupServer() {
  if (!supported) throw new Error("the browser-hosted VS Code runs on Linux x64 only");
  const wanted = JSON.stringify(packages);
  if (!existsSync(stamp) || readFileSync(stamp, "utf8") !== wanted) {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    writeFileSync(path.join(folder, "package.json"), JSON.stringify({ private: true, dependencies: packages }));
    // Scripts are left out on purpose: they want a compiler, and VS Code does without what they build.
    step("Installing VS Code, its Node and a browser", () => npm(folder));
    step("Installing what VS Code needs", () => npm(server, "--omit=dev"));
    step("Installing its built-in extensions", () => npm(path.join(server, "extensions"), "--omit=dev"));
    writeFileSync(stamp, wanted);
  }
  return { node: path.join(node, "bin/node"), server: path.join(server, "out/server-main.js") };
}

/**
 * Finds or unpacks a browser, and loads the library that drives it.
 * @returns {Promise<{ chromium: object, executablePath: string, env: Record<string, string> }>} `chromium` of playwright-core
 */
export async function setupBrowser() {
  await setupServer();
  const { chromium } = createRequire(path.join(folder, "x.js"))("playwright-core");
  const own = [process.env.HOOKFLOW_CHROMIUM, "/usr/lib/chromium/chromium-headless-shell", "/usr/lib/chromium/chromium"];
  const found = own.find((file) => file && existsSync(file));
  if (found) return { chromium, executablePath: found, env: {} };
  return { chromium, ...(await packagedBrowser()) };
}

/** The package unpacks into the temporary folder and trusts whatever lies there, so it is given a folder of its own. */
async function packagedBrowser() {
  const place = path.join(folder, "chromium");
  mkdirSync(place, { recursive: true });
  const before = process.env.TMPDIR;
  process.env.TMPDIR = place;
  try {
    const { default: chromium, inflate } = await import(
      pathToFileURL(path.join(modules, "@sparticuz/chromium/build/index.js")).href
    );
    const executablePath = await chromium.executablePath();
    // The security library for a machine that has none.
    if (!existsSync(path.join(place, "al2023"))) await inflate(path.join(modules, "@sparticuz/chromium/bin/al2023.tar.br"));
    const fonts = existsSync("/etc/fonts") ? "/etc/fonts" : path.join(place, "fonts");
    return {
      executablePath,
      env: { LD_LIBRARY_PATH: path.join(place, "al2023/lib"), FONTCONFIG_PATH: process.env.FONTCONFIG_PATH ?? fonts },
    };
  } finally {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
  }
}

function npm(cwd, ...flags) {
  const env = { ...process.env, PATH: `${node}/bin:${process.env.PATH}`, npm_config_engine_strict: "false" };
  const always = ["--ignore-scripts", "--no-package-lock", "--no-audit", "--no-fund", "--loglevel=error"];
  execFileSync("npm", ["install", ...always, ...flags], { cwd, env, stdio: ["ignore", "ignore", "inherit"] });
}

function step(name, work) {
  const started = Date.now();
  work();
  console.log(`${name}: ${((Date.now() - started) / 1000).toFixed(1)} s`);
}
