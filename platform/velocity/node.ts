/** `hookflow/velocity` in Node: the engine, and rendering in a worker thread. */
import path from "node:path";
import { Worker } from "node:worker_threads";
import { type RenderAnswer, renderingIn, type WorkerHost } from "#core/velocity/render-worker";

export * from "#core/velocity/index";

/** The folder of the bundle, set by the build: the worker's script lies beside it. */
declare const libraryFolder: string;

const host: WorkerHost = {
  start() {
    const worker = new Worker(path.join(libraryFolder, "velocity-worker.js"), {
      resourceLimits: { maxOldGenerationSizeMb: 256 },
      env: {},
    });
    // A worker that waits keeps no program alive; a timer of the rendering does.
    worker.unref();
    return {
      send: (job) => worker.postMessage(job),
      onAnswer: (take) => {
        worker.on("message", (answer: RenderAnswer) => take(answer));
        worker.on("error", () => take(undefined));
        worker.on("exit", () => take(undefined));
      },
      end: () => void worker.terminate(),
    };
  },
  after(milliseconds, call) {
    const timer = setTimeout(call, milliseconds);
    return () => clearTimeout(timer);
  },
};

export const { createRenderWorker, renderInWorker } = renderingIn(host);
