/** `hookflow lsp --stdio`: the language server for editors other than VS Code. It is the same bundle the extension starts. */
import { fork } from "node:child_process";
import path from "node:path";

/** Runs the server on this process's own standard input and output. */
export function lsp(): Promise<number> {
  const server = fork(path.join(__dirname, "server.js"), ["--stdio"], { stdio: ["inherit", "inherit", "inherit", "ipc"] });
  return new Promise((resolve) => server.once("exit", (code) => resolve(code ?? 0)));
}
