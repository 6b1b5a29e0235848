/**
 * The suite inside the extension host. VS Code calls `run()` and takes a rejection for a failure; the same bundle runs in
 * the browser-hosted editor and, by `@vscode/test-electron`, in a desktop one.
 */
import { writeFileSync } from "node:fs";
import Mocha from "mocha";
import { registerTests as registerCoexistence } from "./coexistence";
import { registerTests as registerRobustness } from "./robustness";
import { registerTests as registerSending } from "./sending";
import { registerTests } from "./tests";

export function run(): Promise<void> {
  const mocha = new Mocha({ ui: "tdd", color: false, timeout: 30_000, reporter: "spec" });
  mocha.suite.emit("pre-require", globalThis, "", mocha);
  // The runner starts one editor alone, and one with the stub of the YAML extension.
  if (process.env.HOOKFLOW_BESIDE_YAML) registerCoexistence();
  else {
    registerTests();
    registerSending();
    registerRobustness();
  }
  return new Promise((resolve, reject) => {
    let passed = 0;
    const runner = mocha.run((failed) => {
      // The runner outside trusts this file and not the exit code.
      const file = process.env.HOOKFLOW_RESULT;
      if (file) writeFileSync(file, JSON.stringify({ passed, failed }));
      if (failed > 0) reject(new Error(`${failed} tests failed`));
      else resolve();
    });
    runner.on("pass", () => passed++);
  });
}
