/**
 * A web worker for tests: a thread whose code sees what the web gives a worker and nothing of Node, so that a `process` or a
 * `Buffer` in the bundle is a fault here as it would be in a browser.
 */
import path from "node:path";
import { Worker } from "node:worker_threads";
import { AbstractMessageReader, AbstractMessageWriter, type DataCallback, type Message } from "vscode-languageserver/node";

/** Runs in the thread: a context with the language's own globals and these, then the bundle. */
const thread = `
  const { readFileSync } = require("node:fs");
  const { parentPort, workerData } = require("node:worker_threads");
  const vm = require("node:vm");
  const web = {
    AbortController, MessageChannel, TextDecoder, TextEncoder, URL, URLSearchParams, atob, btoa, clearInterval, clearTimeout,
    console, crypto, performance, queueMicrotask, setInterval, setTimeout, structuredClone,
  };
  const listeners = new Map();
  web.self = web;
  web.onmessage = null;
  web.addEventListener = (type, listener) => listeners.set(type, [...(listeners.get(type) ?? []), listener]);
  web.postMessage = (message) => parentPort.postMessage(message);
  web.reportError = (error) => { throw error; };
  process.on("unhandledRejection", (reason) => {
    for (const listener of listeners.get("unhandledrejection") ?? []) listener({ reason });
  });
  parentPort.on("message", (data) => {
    web.onmessage?.({ data });
    for (const listener of listeners.get("message") ?? []) listener({ data });
  });
  vm.runInContext(readFileSync(workerData, "utf8"), vm.createContext(web), { filename: workerData });
`;

/** Starts a bundle. `failed` rejects with an error that nobody in it caught. */
export function startWorker(bundle: string) {
  const worker = new Worker(thread, { eval: true, workerData: path.resolve(bundle) });
  const failed = new Promise<never>((_resolve, reject) => worker.once("error", reject));
  failed.catch(() => undefined);
  return {
    reader: new WorkerReader(worker),
    writer: new WorkerWriter(worker),
    failed,
    async end(): Promise<void> {
      await worker.terminate();
    },
  };
}

class WorkerReader extends AbstractMessageReader {
  constructor(private readonly worker: Worker) {
    super();
  }

  listen(callback: DataCallback) {
    this.worker.on("message", callback);
    return { dispose: () => void this.worker.off("message", callback) };
  }
}

class WorkerWriter extends AbstractMessageWriter {
  constructor(private readonly worker: Worker) {
    super();
  }

  async write(message: Message): Promise<void> {
    this.worker.postMessage(message);
  }

  end(): void {}
}
