// Steps of the commands: each is announced by one line when it ends, with its time, and shows its output only when it
// failed. The tally counts tests where a step has them, and the step itself where it has none.
import { spawn } from "node:child_process";
import { root } from "./set-up.mjs";

const seconds = (since) => `${((performance.now() - since) / 1000).toFixed(1)} s`;

/** Counts what passed and failed, and prints a line a step. */
export class Tally {
  passed = 0;
  failed = 0;

  /**
   * Runs a step. It counts as one test, unless it gives counts; a step that throws has failed.
   * @param {string} name
   * @param {() => Promise<void | { passed: number, failed: number }>} work
   * @returns {Promise<boolean>} whether all of it passed
   */
  async step(name, work) {
    const started = performance.now();
    let counts;
    try {
      counts = (await work()) ?? { passed: 1, failed: 0 };
    } catch (error) {
      counts = { passed: 0, failed: 1 };
      console.log(String(error instanceof Error ? error.message : error).trimEnd());
    }
    this.passed += counts.passed;
    this.failed += counts.failed;
    const tests = counts.passed + counts.failed > 1 ? `, ${counts.passed} passed` : "";
    console.log(
      `${counts.failed ? "FAIL" : "ok  "} ${name}${tests}${counts.failed > 1 ? `, ${counts.failed} failed` : ""} (${seconds(started)})`,
    );
    return counts.failed === 0;
  }
}

/**
 * Runs a program of the project.
 * @param {string[]} args for Node: a script and its arguments
 * @param {{ live?: boolean, env?: Record<string, string>, limit?: number }} options `live` shows the output as it comes;
 *   `limit` ends the program after so many seconds
 * @returns {Promise<string>} what it printed
 * @throws {Error} with its output, when it did not end with 0
 */
export function node(args, { live = false, env = {}, limit = 300 } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: ["ignore", live ? "inherit" : "pipe", live ? "inherit" : "pipe"],
    });
    let output = "";
    for (const stream of [child.stdout, child.stderr])
      stream?.setEncoding("utf8").on("data", (text) => {
        output += text;
      });
    const timer = setTimeout(() => child.kill("SIGKILL"), limit * 1000);
    child.once("error", reject);
    child.once("close", (code, signal) => {
      clearTimeout(timer);
      if (code === 0) resolve(output);
      else reject(new Error(output || `${args[0]} ended with ${signal ?? code}`));
    });
  });
}
