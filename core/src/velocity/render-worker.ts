/**
 * Rendering behind a worker that can be ended: whatever a template does, the caller goes on and has an answer in time. Which worker
 * that is, is the host's affair; here is only what the two say to each other.
 */
import { defaultLimits } from "./limits";
import type { Problem } from "./problems";
import { type RenderOptions, type RenderResult, render } from "./render";

/** What a worker is asked. All of it is plain data, so it can be copied over. */
export interface RenderJob {
  readonly id: number;
  readonly template: string;
  readonly context: unknown;
  readonly options: Omit<RenderOptions, "clock">;
}

export interface RenderAnswer {
  readonly id: number;
  readonly result: RenderResult;
}

/** A worker as its host gives it. */
export interface WorkerPort {
  send(job: RenderJob): void;
  /** Called with each answer; with undefined when the worker died. */
  onAnswer(take: (answer: RenderAnswer | undefined) => void): void;
  end(): void;
}

export interface WorkerHost {
  start(): WorkerPort;
  /** Calls back after so many milliseconds, unless what it gives is called before. */
  after(milliseconds: number, call: () => void): () => void;
}

/** What a worker may take longer than the limit of time, for its start and for copying, in milliseconds. */
const grace = 2000;

/** One worker that renders one template after the other, and is replaced when it does not come to an end. */
export class RenderWorker {
  private port: WorkerPort | undefined;
  private readonly waiting = new Map<number, (result: RenderResult | undefined) => void>();
  private next = 1;
  private last: Promise<unknown> = Promise.resolve();

  constructor(private readonly host: WorkerHost) {}

  /** The same as `render`; never rejects. A rendering that does not end gives a problem, and the next one has a new worker. */
  render(template: string, context: unknown, options: RenderOptions = {}): Promise<RenderResult> {
    // One after the other: the time of a rendering must not pass while another one is at work.
    const result = this.last.then(() => this.renderNow(template, context, options));
    this.last = result;
    return result;
  }

  /** Ends the worker. A rendering that is on its way gives a problem. */
  end(): void {
    this.port?.end();
    this.died();
  }

  private async renderNow(
    template: string,
    context: unknown,
    { clock: _clock, ...options }: RenderOptions,
  ): Promise<RenderResult> {
    const id = this.next++;
    const time = options.limits?.time ?? defaultLimits.time;
    const result = await new Promise<RenderResult | undefined>((resolve) => {
      const enough = this.host.after(time + grace, () => this.end());
      this.waiting.set(id, (answer) => {
        enough();
        resolve(answer);
      });
      try {
        this.started().send({ id, template, context, options });
      } catch {
        // What cannot be copied is no data, and no template could read it.
        this.end();
      }
    });
    return result ?? stopped(template, time);
  }

  private started(): WorkerPort {
    if (this.port) return this.port;
    const port = this.host.start();
    port.onAnswer((answer) => {
      if (this.port !== port) return;
      if (!answer) this.died();
      else {
        this.waiting.get(answer.id)?.(answer.result);
        this.waiting.delete(answer.id);
      }
    });
    this.port = port;
    return port;
  }

  private died(): void {
    this.port = undefined;
    const waiting = [...this.waiting.values()];
    this.waiting.clear();
    for (const resolve of waiting) resolve(undefined);
  }
}

/** The two ways to render in a worker of a host. */
export function renderingIn(host: WorkerHost) {
  return {
    /** A worker of one's own, for many renderings. */
    createRenderWorker: (): RenderWorker => new RenderWorker(host),
    /** `render` in a worker that is ended afterwards. Never rejects. */
    async renderInWorker(template: string, context: unknown, options?: RenderOptions): Promise<RenderResult> {
      const worker = new RenderWorker(host);
      const result = await worker.render(template, context, options);
      worker.end();
      return result;
    },
  };
}

/** What a worker does with a job. */
export function doJob({ id, template, context, options }: RenderJob, clock: () => number): RenderAnswer {
  return { id, result: render(template, context, { ...options, clock }) };
}

function stopped(template: string, time: number): RenderResult {
  const problem: Problem = {
    severity: "error",
    code: "limit-time",
    message: `Stopped: the template did not end within ${time} ms`,
    span: { start: 0, end: template.length },
    line: 1,
    column: 1,
  };
  return { text: "", problems: [problem], trace: [], used: [] };
}
