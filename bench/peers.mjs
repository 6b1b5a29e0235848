// The peers: yaml-language-server with the same schema, edited in the same way; Spectral with the same schema as its ruleset,
// on the same files. Both come from bench/package.json.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { startServer, timeEdits } from "./lsp.mjs";
import { longWebhook } from "./workspace.mjs";

const here = fileURLToPath(new URL(".", import.meta.url));
const root = path.join(here, "..");
const packages = path.join(here, "node_modules");

/** Installs the peers when they are missing. @returns whether they are there */
export function setUpPeers() {
  if (["yaml-language-server", "velocityjs"].every((name) => existsSync(path.join(packages, name)))) return true;
  const npm = process.platform === "win32" ? "npm.cmd" : "npm";
  const { status } = spawnSync(npm, ["ci", "--loglevel=error"], {
    cwd: here,
    stdio: "inherit",
    shell: process.platform === "win32",
  });
  return status === 0;
}

/** Milliseconds per edit of a webhook of so many lines; the server waits 200 ms by itself before it checks. */
export async function yamlLanguageServerEdits(folder, lines, times) {
  const schema = `file://${path.join(root, "schemas/webhook.schema.json")}`;
  const settings = {
    yaml: {
      schemas: { [schema]: "*.webhook.yaml" },
      validate: true,
      schemaStore: { enable: false, url: "" },
      hover: true,
      completion: true,
    },
  };
  const server = await startServer(path.join(packages, "yaml-language-server/out/server/src/server.js"), {
    folder,
    answer: (method, params) =>
      method === "workspace/configuration" ? params.items.map((item) => settings[item.section] ?? null) : null,
  });
  server.notify("workspace/didChangeConfiguration", { settings });
  const uri = `file://${folder}/open.webhook.yaml`;
  try {
    return await timeEdits(server, uri, longWebhook("open", lines), "POST", "PAST", times);
  } finally {
    await server.end();
  }
}

/** Spectral on the webhooks of a folder, in milliseconds. */
export function spectral(folder, work) {
  mkdirSync(work, { recursive: true });
  const schema = JSON.parse(readFileSync(path.join(root, "schemas/webhook.schema.json"), "utf8"));
  const ruleset = path.join(work, "ruleset.json");
  const rule = {
    given: "$",
    severity: "error",
    // Spectral's own rule for a schema is strict about keywords it does not know; ours are left out for it.
    // biome-ignore lint/suspicious/noThenProperty: `then` is Spectral's own word.
    then: { function: "schema", functionOptions: { schema: plain(schema), dialect: "draft7", allErrors: true } },
  };
  writeFileSync(ruleset, JSON.stringify({ rules: { webhook: rule } }));
  const started = performance.now();
  const { status, stderr, stdout } = spawnSync(
    process.execPath,
    [
      path.join(packages, "@stoplight/spectral-cli/dist/index.js"),
      "lint",
      `${folder}/**/*.webhook.yaml`,
      "-r",
      ruleset,
      "--quiet",
    ],
    { encoding: "utf8", maxBuffer: 1 << 28 },
  );
  if (status === 2) throw new Error(`Spectral failed: ${stderr || stdout}`.slice(0, 500));
  return performance.now() - started;
}

/** The schema without keywords of ours, which ajv's strict mode refuses. */
function plain(node) {
  if (Array.isArray(node)) return node.map(plain);
  if (typeof node !== "object" || node === null) return node;
  const kept = Object.entries(node).filter(
    ([key]) => !key.startsWith("x-") && key !== "enumDescriptions" && key !== "$id" && key !== "discriminator",
  );
  return Object.fromEntries(kept.map(([key, value]) => [key, plain(value)]));
}
