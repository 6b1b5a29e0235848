/** A web worker that renders templates for `renderInWorker`. */
import { doJob, type RenderJob } from "#core/velocity/render-worker";

declare const self: { onmessage: ((event: { data: RenderJob }) => void) | null; postMessage(message: unknown): void };

self.onmessage = ({ data }) => self.postMessage(doJob(data, () => performance.now()));
