// A language server as a process, driven as an editor drives it, for measuring ours and others in the same way.
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";

/**
 * Starts a server over stdio.
 * @param {string} module the script
 * @param {object} options
 * @param {readonly string[]} [options.flags] for Node
 * @param {string} options.folder the workspace, a path
 * @param {(method: string, params: any) => any} [options.answer] answers what the server asks
 * @param {object} [options.initializationOptions]
 */
export async function startServer(module, { folder, flags = [], answer = () => null, initializationOptions }) {
  const started = performance.now();
  const child = spawn(process.execPath, [...flags, module, "--stdio"], { stdio: ["pipe", "pipe", "ignore"] });
  const pending = new Map();
  const waiting = new Set();
  let next = 1;
  let buffer = Buffer.alloc(0);
  const send = (message) => {
    const text = JSON.stringify({ jsonrpc: "2.0", ...message });
    child.stdin.write(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
  };
  const take = (message) => {
    if (message.method && message.id !== undefined)
      send({ id: message.id, result: answer(message.method, message.params) ?? null });
    else if (message.method === "textDocument/publishDiagnostics") for (const look of [...waiting]) look(message.params);
    else if (message.id !== undefined) {
      pending.get(message.id)?.(message.result);
      pending.delete(message.id);
    }
  };
  child.stdout.on("data", (part) => {
    buffer = Buffer.concat([buffer, part]);
    for (;;) {
      const end = buffer.indexOf("\r\n\r\n");
      if (end < 0) return;
      const length = Number(/Content-Length: (\d+)/i.exec(buffer.subarray(0, end).toString())?.[1]);
      if (buffer.length < end + 4 + length) return;
      const message = JSON.parse(buffer.subarray(end + 4, end + 4 + length).toString());
      buffer = buffer.subarray(end + 4 + length);
      take(message);
    }
  });
  const server = {
    pid: child.pid,
    request: (method, params) =>
      new Promise((resolve) => {
        const id = next++;
        pending.set(id, resolve);
        send({ id, method, params });
      }),
    notify: (method, params) => send({ method, params }),
    /** Resolves with the next diagnostics of a file that `wanted` accepts. */
    diagnostics: (uri, wanted = () => true) =>
      new Promise((resolve) => {
        const look = (params) => {
          if (params.uri !== uri || !wanted(params)) return;
          waiting.delete(look);
          resolve(params);
        };
        waiting.add(look);
      }),
    /** Resident memory in MB; undefined where the system does not say. */
    memory() {
      try {
        return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, "utf8"))?.[1]) / 1024;
      } catch {
        return undefined;
      }
    },
    async end() {
      const gone = new Promise((resolve) => child.once("exit", resolve));
      child.kill();
      await gone;
    },
  };
  await server.request("initialize", {
    processId: process.pid,
    rootUri: `file://${folder}`,
    workspaceFolders: [{ uri: `file://${folder}`, name: "bench" }],
    capabilities: { workspace: { configuration: true, workspaceFolders: true }, textDocument: { publishDiagnostics: {} } },
    initializationOptions,
  });
  const initialized = performance.now() - started;
  server.notify("initialized", {});
  return Object.assign(server, { started, initialized });
}

/**
 * Edits of an open file, each until the diagnostics that it makes or mends are there.
 * @param {string} text the file, with `marker` in it once; every second edit takes it away
 * @param {(done: number) => void} [after] called behind every edit
 * @returns {Promise<number[]>} milliseconds per edit
 */
export async function timeEdits(server, uri, text, marker, broken, times, after) {
  const opened = server.diagnostics(uri);
  server.notify("textDocument/didOpen", { textDocument: { uri, languageId: "yaml", version: 1, text } });
  // Hints that are there anyhow do not count.
  const before = (await opened).diagnostics.length;
  const lines = text.slice(0, text.indexOf(marker)).split("\n");
  const line = lines.length - 1;
  const character = lines.at(-1).length;
  const taken = [];
  let from = marker;
  for (let at = 0; at < times; at++) {
    const to = from === marker ? broken : marker;
    const told = server.diagnostics(uri, ({ diagnostics }) =>
      to === broken ? diagnostics.length > before : diagnostics.length === before,
    );
    const start = performance.now();
    server.notify("textDocument/didChange", {
      textDocument: { uri, version: at + 2 },
      contentChanges: [{ range: { start: { line, character }, end: { line, character: character + from.length } }, text: to }],
    });
    await told;
    taken.push(performance.now() - start);
    after?.(at + 1);
    from = to;
  }
  server.notify("textDocument/didClose", { textDocument: { uri } });
  return taken;
}
