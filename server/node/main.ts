/** The language server as a Node process: over stdio for any editor, over IPC for VS Code. Opens files, never a socket. */
import { setFlagsFromString } from "node:v8";
import { createConnection, ProposedFeatures } from "vscode-languageserver/node";
import { nodeClock, nodeFiles, stderrLog } from "#platform/node";
import { startServer } from "../server";

// The engine lets a heap grow to twice what lives in it before it looks for garbage. A workspace of thousands of files lives
// long and its edits are short-lived, so it looks sooner: 10,000 files stay below 250 MB instead of 500 (docs/benchmarks.md).
setFlagsFromString("--heap-growing-percent=15");

/** Starts the server on the channel that the process arguments name (`--stdio`, `--node-ipc`). */
export function main(): void {
  const connection = createConnection(ProposedFeatures.all);
  const log = {
    warn: (message: string) => connection.console.warn(message),
    error: (message: string) => connection.console.error(message),
  };
  // A fault nobody caught leaves the state unknown: say so once, let the client start afresh.
  const fatal = (error: unknown): void => {
    stderrLog.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
    process.exitCode = 1;
    setImmediate(() => process.exit(1));
  };
  process.on("uncaughtException", fatal);
  process.on("unhandledRejection", fatal);
  startServer(connection, { files: nodeFiles(), clock: nodeClock, log });
}

main();
