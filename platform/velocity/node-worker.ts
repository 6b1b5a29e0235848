/** A worker thread of Node that renders templates for `renderInWorker`. */
import { parentPort } from "node:worker_threads";
import { doJob, type RenderJob } from "#core/velocity/render-worker";

parentPort?.on("message", (job: RenderJob) => parentPort?.postMessage(doJob(job, () => performance.now())));
