/** The built command line as a process, in a folder made for one suite. */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { projectRoot } from "../support/expected";

export interface Told {
  readonly stdout: string;
  readonly stderr: string;
  readonly status: number | null;
}

export const cliFile = path.join(projectRoot, "dist/cli.js");

/** Runs `hookflow` to its end. Nothing of the person's own settings, proxies or secrets is seen. */
export async function hookflow(
  args: readonly string[],
  options: { readonly cwd?: string; readonly env?: Readonly<Record<string, string>> } = {},
): Promise<Told> {
  assert.ok(existsSync(cliFile), "dist/cli.js is not built: run `npm run build` first");
  const child = spawn(process.execPath, [cliFile, ...args], {
    cwd: options.cwd ?? projectRoot,
    env: { PATH: process.env.PATH ?? "", HOME: os.tmpdir(), TZ: "UTC", ...options.env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", (part: string) => {
    stdout += part;
  });
  child.stderr.setEncoding("utf8").on("data", (part: string) => {
    stderr += part;
  });
  const status = await new Promise<number | null>((resolve) => child.once("close", resolve));
  return { stdout, stderr, status };
}

/** A folder of the test's own, with files in it; taken away after the suite. */
export function folderWith(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), "hookflow-cli-"));
  suiteTeardown(() => rmSync(folder, { recursive: true, force: true }));
  for (const [name, text] of Object.entries(files)) {
    const full = path.join(folder, name);
    mkdirSync(path.dirname(full), { recursive: true });
    writeFileSync(full, text);
  }
  return folder;
}

/** A whole run as one text: what a person sees, and the status. */
export function scene({ stdout, stderr, status }: Told): string {
  const part = (title: string, text: string) => (text ? `${title}:\n${text.replace(/\n?$/, "\n")}` : "");
  return `${part("stdout", stdout)}${part("stderr", stderr)}status ${status}`;
}

/** Compares a run with the text of a scene, whose first line break and last white space do not count. */
export function assertScene(told: Told, expected: string): void {
  assert.equal(scene(told), expected.replace(/^\n/, "").trimEnd());
}
