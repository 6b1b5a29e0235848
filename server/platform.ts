/** What the server asks of the world beside what the core does, and the parts of it that come over the connection itself. */
import type { Connection } from "vscode-languageserver";
import type { Files, Log, Platform } from "#core";
import { editorFiles } from "#platform/browser";
import type { ReadFileResult, ReadFolderResult } from "#protocol";
import { methods } from "#protocol";
import type { Later } from "./typing";

export interface ServerPlatform extends Platform {
  /** Runs work in a turn of its own, after the messages that wait already. */
  inTurn(work: () => void): void;
  /** Runs something later; the host's own timer where none is given. */
  readonly later?: Later;
}

/** The client's log. */
export function clientLog(connection: Connection): Log {
  return {
    warn: (message) => connection.console.warn(message),
    error: (message) => connection.console.error(message),
  };
}

/** Files that the client reads for the server. */
export function clientFiles(connection: Connection): Files {
  return editorFiles({
    readFolder: (uri) => connection.sendRequest<ReadFolderResult>(methods.readFolder, { uri }),
    readFile: (uri, maxBytes) => connection.sendRequest<ReadFileResult>(methods.readFile, { uri, maxBytes }),
  });
}
