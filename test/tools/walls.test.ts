/** The walls of the house hold: an import that must not be is refused with the sentence that says why. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";

/** Where, what is imported there, and the sentence; undefined where the import is welcome. */
const planted: readonly (readonly [file: string, module: string, message: string | undefined])[] = [
  ["core/src/text/x.ts", "vscode", "The core knows no editor"],
  ["core/src/lint/x.ts", "node:fs", "The core knows no editor"],
  ["core/src/lint/x.ts", "node:fs/promises", "The core knows no editor"],
  ["core/src/request/x.ts", "undici", "The core knows no editor"],
  ["core/src/ide/x.ts", "vscode-languageserver", "The core speaks no protocol"],
  ["core/src/x.ts", "#platform/node", "The core knows no editor"],
  ["core/src/model/x.ts", "yaml", "Only core/src/yaml knows the yaml package"],
  ["server/x.ts", "yaml", "Only core/src/yaml knows the yaml package"],
  ["core/src/yaml/x.ts", "yaml", undefined],
  ["core/src/velocity/x.ts", "../yaml/index", "is an island"],
  ["core/src/velocity/x.ts", "../text/span", undefined],
  ["core/src/yaml/x.ts", "../reference/index", "is an island"],
  ["core/src/model/x.ts", "../lint/linter", "imports only from rooms before it"],
  ["core/src/lint/rules/x.ts", "../../ide/hover", "imports only from rooms before it"],
  ["core/src/ide/x.ts", "../lint/linter", undefined],
  ["core/src/preview/x.ts", "velocityjs", "velocityjs is for the differential test alone"],
  ["server/x.ts", "undici", "The language server opens no socket"],
  ["server/x.ts", "node:https", "The language server opens no socket"],
  ["server/x.ts", "node:net", "The language server opens no socket"],
  ["server/x.ts", "#platform/http", "The language server opens no socket"],
  ["server/x.ts", "#client/extension", "depends on no other shell"],
  ["client/x.ts", "#server/server", "depends on no other shell"],
  ["server/x.ts", "node:path", "The server also runs as a web worker"],
  ["server/handlers/x.ts", "#platform/node", "The server also runs as a web worker"],
  ["server/x.ts", "vscode-languageserver/node", "The server also runs as a web worker"],
  ["server/browser/x.ts", "../node/main", "The server also runs as a web worker"],
  ["server/node/x.ts", "node:path", undefined],
  ["server/node/x.ts", "node:net", "The language server opens no socket"],
  ["client/commands/x.ts", "node:path", "This part of the client also runs in a browser"],
  ["client/x.ts", "#platform/http", "This part of the client also runs in a browser"],
  ["client/browser/x.ts", "../node/secrets", "This part of the client also runs in a browser"],
  ["client/node/x.ts", "#platform/http", undefined],
  ["client/node/x.ts", "undici", "depends on no other shell"],
  ["platform/browser/x.ts", "node:fs", "This platform also runs in a browser"],
  ["platform/files/x.ts", "#platform/node", "This platform also runs in a browser"],
  ["platform/browser/x.ts", "#server/server", "knows the ports of the core and no shell"],
  ["cli/x.ts", "vscode", "depends on no other shell"],
  ["platform/node/x.ts", "#cli/main", "knows the ports of the core and no shell"],
  ["protocol/x.ts", "node:fs", "imports no implementation"],
];

suite("walls", () => {
  let said: readonly string[] = [];

  /** One run over all of them, in a folder that has our configuration and nothing else. */
  suiteSetup(() => {
    const folder = mkdtempSync(path.join(os.tmpdir(), "hookflow-walls-"));
    for (const name of ["biome.json", "biome.walls.json"]) cpSync(name, path.join(folder, name));
    for (const [at, [file, module]] of planted.entries()) {
      const full = path.join(folder, numbered(file, at));
      mkdirSync(path.dirname(full), { recursive: true });
      writeFileSync(full, `import * as planted from "${module}";\nconsole.log(planted);\n`);
    }
    const biome = path.resolve("node_modules/@biomejs/biome/bin/biome");
    const run = spawnSync(process.execPath, [biome, "lint", "--reporter=github", "--max-diagnostics=none", "."], {
      cwd: folder,
      encoding: "utf8",
    });
    rmSync(folder, { recursive: true, force: true });
    said = `${run.stdout}${run.stderr}`.split("\n").filter((line) => line.includes("noRestrictedImports"));
    assert.ok(said.length > 0, `${run.stdout}${run.stderr}`);
  });

  for (const [at, [file, module, message]] of planted.entries())
    test(`${file} ${message ? "must not import" : "may import"} ${module}`, () => {
      const about = said.filter((line) => line.includes(numbered(file, at)));
      if (message === undefined) assert.deepEqual(about, []);
      else assert.ok(about.join("\n").includes(message), about.join("\n") || "nothing was said");
    });
});

/** Each planted import has a file of its own. */
function numbered(file: string, at: number): string {
  return file.replace(/x\.ts$/, `planted-${at}-x.ts`);
}
