/** The language server's process: the least environment, a limit on memory, and no secret. */
import { type ChildProcess, fork } from "node:child_process";

/** Starts the server; it speaks the protocol over its standard streams. */
export function startProcess(module: string): ChildProcess {
  return fork(module, ["--stdio"], {
    silent: true,
    env: leastEnvironment(),
    execArgv: ["--max-old-space-size=512", "--disallow-code-generation-from-strings"],
  });
}

/** What Node needs to run, and nothing of the user's shell: secrets in it stay out. */
function leastEnvironment(): NodeJS.ProcessEnv {
  const wanted = ["PATH", "HOME", "LANG", "TZ", "TMPDIR", "TEMP", "SystemRoot", "USERPROFILE", "ELECTRON_RUN_AS_NODE"];
  return Object.fromEntries(wanted.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])));
}
