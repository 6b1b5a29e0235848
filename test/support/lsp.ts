/** A language server and a client that talks to it: in this process, the built server over stdio, or the built web worker. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { PassThrough } from "node:stream";
import type { Diagnostic, InitializeResult, PublishDiagnosticsParams } from "vscode-languageserver";
import {
  createConnection,
  createMessageConnection,
  type MessageConnection,
  type MessageReader,
  type MessageWriter,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver/node";
import { serverFlags } from "#client/node/server-flags";
import type { Platform } from "#core";
import { problems } from "#platform/files";
import { inTurns } from "#platform/node";
import type { ReadFileParams, ReadFileResult, ReadFolderParams, ReadFolderResult } from "#protocol";
import { methods } from "#protocol";
import { serve } from "#server/serve";
import { startServer } from "#server/server";
import type { Later } from "#server/typing";
import { startWorker } from "./worker";

export interface TestClient {
  readonly connection: MessageConnection;
  readonly initialized: InitializeResult;
  /** The newest diagnostics of a file, once `wanted` accepts them. */
  diagnostics(uri: string, wanted?: (found: PublishDiagnosticsParams) => boolean): Promise<PublishDiagnosticsParams>;
  /** Everything that was published, in order. */
  readonly published: readonly PublishDiagnosticsParams[];
  /** Resolves when the server has said that all findings are out, for the first time. */
  readonly settled: Promise<void>;
  open(uri: string, text: string, version?: number): Promise<void>;
  change(uri: string, version: number, changes: readonly object[]): Promise<void>;
  close(): Promise<void>;
}

/** A server over a platform of the test's own, in this process. @param later its timer, where a test is about time */
export async function inMemory(platform: Platform, folder: string, settings?: object, later?: Later): Promise<TestClient> {
  const toServer = new PassThrough();
  const toClient = new PassThrough();
  startServer(
    createConnection(new StreamMessageReader(toServer), new StreamMessageWriter(toClient)),
    {
      ...platform,
      inTurn: inTurns(),
      ...(later ? { later } : {}),
    },
    () => serve,
  );
  return client(new StreamMessageReader(toClient), new StreamMessageWriter(toServer), folder, settings, async () => {
    toServer.end();
    toClient.end();
  });
}

/**
 * The built server as its own process.
 * @param texts what a virtual folder holds; a folder of this machine is read by the server itself
 */
export async function overStdio(
  folder: string,
  settings?: object,
  texts: Readonly<Record<string, string>> = {},
): Promise<TestClient & { readonly process: ChildProcess }> {
  const child = spawn(process.execPath, [...serverFlags, "dist/server.js", "--stdio"], { stdio: ["pipe", "pipe", "pipe"] });
  const made = await client(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
    folder,
    settings,
    async () => {
      const ended = once(child, "exit");
      child.stdin.end();
      await ended;
    },
    readsFor(texts),
  );
  return Object.assign(made, { process: child });
}

/** The built server as a web worker, which asks this client for its files. */
export async function inWorker(texts: Readonly<Record<string, string>>, folder: string, settings?: object): Promise<TestClient> {
  const worker = startWorker("dist/web/server.js");
  const made = client(worker.reader, worker.writer, folder, settings, () => worker.end(), readsFor(texts));
  // A worker that fails before it answers would leave the test waiting.
  return Promise.race([made, worker.failed]);
}

/** A client that reads files for its server. */
function readsFor(texts: Readonly<Record<string, string>>): (connection: MessageConnection) => void {
  return (connection) => {
    connection.onRequest<ReadFolderResult, void>(methods.readFolder, ({ uri }: ReadFolderParams) => folderOf(texts, uri));
    connection.onRequest<ReadFileResult, void>(methods.readFile, ({ uri }: ReadFileParams): ReadFileResult => {
      const text = texts[uri];
      return text === undefined
        ? { ok: false, error: problems.missing }
        : { ok: true, value: Buffer.from(text).toString("base64") };
    });
  };
}

/** The entries of a folder in a set of texts by address. */
function folderOf(texts: Readonly<Record<string, string>>, folder: string): ReadFolderResult {
  const below = Object.keys(texts).flatMap((uri) => (uri.startsWith(`${folder}/`) ? [uri.slice(folder.length + 1)] : []));
  const names = new Set(below.map((path) => path.split("/")[0] ?? ""));
  return {
    ok: true,
    value: [...names].map((name) => ({ name: decodeURIComponent(name), kind: below.includes(name) ? "file" : "folder" })),
  };
}

async function client(
  reader: MessageReader,
  writer: MessageWriter,
  folder: string,
  settings: object | undefined,
  end: () => Promise<void>,
  prepare: (connection: MessageConnection) => void = () => undefined,
): Promise<TestClient> {
  const connection = createMessageConnection(reader, writer);
  prepare(connection);
  const published: PublishDiagnosticsParams[] = [];
  const waiting = new Set<() => void>();
  connection.onNotification("textDocument/publishDiagnostics", (params: PublishDiagnosticsParams) => {
    published.push(params);
    for (const look of [...waiting]) look();
  });
  const settled = new Promise<void>((resolve) => connection.onNotification(methods.changed, () => resolve()));
  connection.onRequest("client/registerCapability", () => null);
  connection.onRequest("workspace/codeLens/refresh", () => null);
  connection.listen();
  const initialized: InitializeResult = await connection.sendRequest("initialize", {
    // No parent to watch: a watcher would keep this process alive.
    processId: null,
    rootUri: folder,
    workspaceFolders: [{ uri: folder, name: "test" }],
    capabilities: {
      workspace: {
        didChangeWatchedFiles: { dynamicRegistration: true },
        workspaceFolders: true,
        workspaceEdit: { documentChanges: true, resourceOperations: ["create", "rename", "delete"] },
      },
    },
    initializationOptions: settings,
  });
  await connection.sendNotification("initialized", {});
  return {
    connection,
    initialized,
    published,
    settled,
    diagnostics: (uri, wanted = () => true) =>
      new Promise((resolve) => {
        const look = () => {
          const found = published.findLast((params) => params.uri === uri && wanted(params));
          if (!found) return;
          waiting.delete(look);
          resolve(found);
        };
        waiting.add(look);
        look();
      }),
    open: (uri, text, version = 1) =>
      connection.sendNotification("textDocument/didOpen", { textDocument: { uri, languageId: "yaml", version, text } }),
    change: (uri, version, contentChanges) =>
      connection.sendNotification("textDocument/didChange", { textDocument: { uri, version }, contentChanges }),
    close: async () => {
      await connection.sendRequest("shutdown");
      await end();
      connection.dispose();
    },
  };
}

/** Diagnostics as `line:character code`, counted from 0. */
export function codes(diagnostics: readonly Diagnostic[]): readonly string[] {
  return diagnostics.map(({ range, code }) => `${range.start.line}:${range.start.character} ${String(code)}`);
}
