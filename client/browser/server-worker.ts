/** The language server as a web worker of the extension host. */
import type { LanguageClientOptions } from "vscode-languageclient";
import { BrowserMessageReader, BrowserMessageWriter, LanguageClient } from "vscode-languageclient/browser";
import type { Connected } from "../connect";
import { onClosed } from "../on-closed";

/** @param module address of the server's bundle */
export function connect(module: string, options: LanguageClientOptions, closed: () => boolean): Connected {
  let running: { readonly worker: Worker; readonly reader: WorkerReader } | undefined;
  const end = () => {
    const ended = running;
    running = undefined;
    ended?.worker.terminate();
    ended?.reader.end();
  };
  // A worker for each start. The client is given its two ends and not itself: version 11 asks `instanceof Worker`, which is
  // another class than the one of the extension host's workers.
  const server = async () => {
    running?.worker.terminate();
    const worker = new Worker(module, { name: "Hookflow language server" });
    const reader = new WorkerReader(worker);
    // A fault that nobody caught leaves the state unknown. A process ends by itself then, a worker does not.
    worker.addEventListener("error", end);
    running = { worker, reader };
    return { reader, writer: new BrowserMessageWriter(worker) };
  };
  const client = new LanguageClient("hookflow", "Hookflow", server, { ...options, errorHandler: onClosed(closed) });
  return { client, end, dispose: () => client.dispose().finally(() => running?.worker.terminate()) };
}

/** A terminated worker tells nobody: the reader says it in its place. */
class WorkerReader extends BrowserMessageReader {
  end(): void {
    this.fireClose();
  }
}
