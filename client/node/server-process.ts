/**
 * The language server's process: the least environment, a limit on memory, and no secret. The language client is part of this
 * file's bundle, which is loaded when there is something for the server to do.
 */
import { type ChildProcess, fork } from "node:child_process";
import type { LanguageClientOptions } from "vscode-languageclient";
import { LanguageClient } from "vscode-languageclient/node";
import type { Connected } from "../connect";
import { onClosed } from "../on-closed";
import { serverFlags } from "./server-flags";

/** @param module the server's bundle */
export function connect(module: string, options: LanguageClientOptions, closed: () => boolean): Connected {
  let process: ChildProcess | undefined;
  const server = async () => {
    process = startProcess(module);
    return process;
  };
  const client = new LanguageClient("hookflow", "Hookflow", server, { ...options, errorHandler: onClosed(closed) });
  return { client, end: () => void process?.kill("SIGKILL"), dispose: () => client.dispose() };
}

/** Starts the server; it speaks the protocol over its standard streams. */
function startProcess(module: string): ChildProcess {
  return fork(module, ["--stdio"], {
    silent: true,
    env: leastEnvironment(),
    execArgv: [...serverFlags],
  });
}

/** What Node needs to run, and nothing of the user's shell: secrets in it stay out. */
function leastEnvironment(): NodeJS.ProcessEnv {
  const wanted = ["PATH", "HOME", "LANG", "TZ", "TMPDIR", "TEMP", "SystemRoot", "USERPROFILE", "ELECTRON_RUN_AS_NODE"];
  return Object.fromEntries(wanted.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])));
}
