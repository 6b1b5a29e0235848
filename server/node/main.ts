/** The language server as a Node process: over stdio for any editor, over IPC for VS Code. Opens files, never a socket. */
import { setFlagsFromString } from "node:v8";
import { createConnection, ProposedFeatures } from "vscode-languageserver/node";
import type { Files } from "#core";
import { inTurns, nodeClock, nodeFiles, stderrLog } from "#platform/node";
import { clientFiles, clientLog } from "../platform";
import type { Serve } from "../serve";
import { startServer } from "../server";

// The part that is loaded later has the protocol's library from here (tools/build.mjs), so that it is not there twice.
export * from "vscode-languageserver";

// The engine lets a heap grow to twice what lives in it before it looks for garbage. A workspace of thousands of files lives
// long and its edits are short-lived, so it looks sooner: 10,000 files stay below 250 MB instead of 500 (docs/benchmarks.md).
setFlagsFromString("--heap-growing-percent=15");

/** Starts the server on the channel that the process arguments name (`--stdio`, `--node-ipc`). */
export function main(): void {
  const connection = createConnection(ProposedFeatures.all);
  // A fault nobody caught leaves the state unknown: say so once, let the client start afresh.
  const fatal = (error: unknown): void => {
    stderrLog.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
    process.exitCode = 1;
    setImmediate(() => process.exit(1));
  };
  process.on("uncaughtException", fatal);
  process.on("unhandledRejection", fatal);
  const files = byScheme(nodeFiles(), clientFiles(connection));
  startServer(connection, { files, clock: nodeClock, log: clientLog(connection), inTurn: inTurns() }, language);
}

/** The part with the language in it is a file of its own, read when it is asked for. */
function language(): Serve {
  return (require("../serve") as typeof import("../serve")).serve;
}

/** Files of this machine are read here; a virtual folder is the editor's to read. */
function byScheme(disk: Files, editor: Files): Files {
  const of = (uri: string) => (/^file:/i.test(uri) ? disk : editor);
  return {
    list: (folder, wanted) => of(folder).list(folder, wanted),
    read: (file) => of(file).read(file),
  };
}

main();
