/** `hookflow/velocity` in a browser or a web extension: the engine, and rendering in a web worker. */
import { type RenderAnswer, renderingIn, type WorkerHost } from "#core/velocity/render-worker";

export * from "#core/velocity/index";

interface WebWorker {
  onmessage: ((event: { data: RenderAnswer }) => void) | null;
  onerror: (() => void) | null;
  postMessage(message: unknown): void;
  terminate(): void;
}
declare const Worker: new (url: URL) => WebWorker;

const host: WorkerHost = {
  start() {
    // Written like this, bundlers find the worker's script and take it along.
    const worker = new Worker(new URL("./velocity-worker.browser.js", import.meta.url));
    return {
      send: (job) => worker.postMessage(job),
      onAnswer: (take) => {
        worker.onmessage = ({ data }) => take(data);
        worker.onerror = () => take(undefined);
      },
      end: () => worker.terminate(),
    };
  },
  after(milliseconds, call) {
    const timer = setTimeout(call, milliseconds);
    return () => clearTimeout(timer);
  },
};

export const { createRenderWorker, renderInWorker } = renderingIn(host);
