/** A language server and a client that talks to it: in this process over streams, or the built server over stdio. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { PassThrough } from "node:stream";
import type { Diagnostic, InitializeResult, PublishDiagnosticsParams } from "vscode-languageserver";
import {
  createConnection,
  createMessageConnection,
  type MessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver/node";
import type { Platform } from "#core";
import { methods } from "#protocol";
import { startServer } from "#server/server";
import type { Later } from "#server/typing";

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
  startServer(createConnection(new StreamMessageReader(toServer), new StreamMessageWriter(toClient)), platform, later);
  return client(new StreamMessageReader(toClient), new StreamMessageWriter(toServer), folder, settings, async () => {
    toServer.end();
    toClient.end();
  });
}

/** The built server as its own process. */
export async function overStdio(folder: string, settings?: object): Promise<TestClient & { readonly process: ChildProcess }> {
  const child = spawn(process.execPath, ["dist/server.js", "--stdio"], { stdio: ["pipe", "pipe", "pipe"] });
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
  );
  return Object.assign(made, { process: child });
}

async function client(
  reader: StreamMessageReader,
  writer: StreamMessageWriter,
  folder: string,
  settings: object | undefined,
  end: () => Promise<void>,
): Promise<TestClient> {
  const connection = createMessageConnection(reader, writer);
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
