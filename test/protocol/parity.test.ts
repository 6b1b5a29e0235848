/** The command line and the editor say exactly the same, on good files and on broken ones. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import type { Diagnostic } from "vscode-languageserver";
import { uriOf } from "#platform/node";
import { overStdio } from "../support/lsp";

interface CliFinding {
  readonly rule: string;
  readonly severity: "error" | "warning" | "info" | "hint";
  readonly message: string;
  readonly help: string;
  readonly file: string;
  readonly range: Diagnostic["range"];
}

const severities = ["", "error", "warning", "info", "hint"];

/** A workspace with all samples, every rule fixture, and the faults that only a disk can have. */
function brokenWorkspace(): string {
  const folder = realpathSync(mkdtempSync(path.join(os.tmpdir(), "hookflow-parity-")));
  cpSync("samples", path.join(folder, "samples"), { recursive: true });
  for (const rule of readdirSync("test/fixtures/rules")) {
    const wrong = path.join("test/fixtures/rules", rule, "wrong");
    // Each is a workspace of its own: names do not cross a configuration.
    cpSync(wrong, path.join(folder, "rules", rule), { recursive: true });
    const own = readdirSync(wrong).some((name) => /^hookflow\.ya?ml$/.test(name));
    if (!own) writeFileSync(path.join(folder, "rules", rule, "hookflow.yaml"), "dialect: reteno\n");
  }
  const odd = path.join(folder, "odd");
  mkdirSync(odd);
  writeFileSync(path.join(odd, "large.webhook.yaml"), `# ${"x".repeat(2 * 1024 * 1024)}\n`);
  writeFileSync(path.join(odd, "latin1.webhook.yaml"), Buffer.from([0x6e, 0x61, 0x6d, 0x65, 0x3a, 0x20, 0xe9, 0x0a]));
  writeFileSync(path.join(odd, "crlf.webhook.yaml"), "name: crlf\r\nmethod: PUT\r\nurl: http://x.example.com/\r\n");
  writeFileSync(
    path.join(odd, "astral.webhook.yaml"),
    'name: "😀 \\u00e9"\nmethod: GET\nurl: "https://x.example.com/?a=😀$<contact.nope>"\n',
  );
  return folder;
}

suite("command line and editor", () => {
  test("report the same findings at the same places", async () => {
    const folder = brokenWorkspace();
    const client = await overStdio(uriOf(folder), { hookflow: { diagnostics: { scope: "workspace" } } });
    try {
      const run = spawnSync(process.execPath, [path.resolve("dist/cli.js"), "check", "--format", "json", "."], {
        cwd: folder,
        encoding: "utf8",
        maxBuffer: 64 * 1024 * 1024,
      });
      const { findings } = JSON.parse(run.stdout) as { findings: readonly CliFinding[] };
      const fromCli = findings
        .map(({ file, rule, severity, range, message, help }) =>
          line(file, rule, severity, range, help ? `${message}\n${help}` : message),
        )
        .sort();
      await client.settled;
      const newest = new Map(client.published.map((params) => [params.uri, params.diagnostics]));
      const fromServer = [...newest]
        .flatMap(([uri, diagnostics]) =>
          diagnostics.map(({ code, severity, range, message }) =>
            line(
              decodeURIComponent(uri).replace(`${decodeURIComponent(uriOf(folder))}/`, ""),
              String(code),
              severities[severity ?? 0] ?? "",
              range,
              String(message),
            ),
          ),
        )
        .sort();
      assert.ok(fromCli.length > 50, `only ${fromCli.length} findings`);
      assert.deepEqual(fromServer, fromCli);
    } finally {
      await client.close();
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

function line(file: string, rule: string, severity: string, { start, end }: Diagnostic["range"], message: string): string {
  return `${file}:${start.line}:${start.character}-${end.line}:${end.character} ${severity} ${rule} ${message}`;
}
