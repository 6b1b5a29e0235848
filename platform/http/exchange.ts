/**
 * One exchange from its first step to its last: which phase it is in and since when, what was learned on the way, and what
 * stops it. There is one limit in time for the whole, because limits per phase add up to something nobody can explain.
 */
import type { Socket } from "node:net";
import type { PeerCertificate } from "node:tls";
import type { Cancellation, HttpFailure, HttpTimings } from "#core/platform";

export type Phase = HttpFailure["phase"];

export class Exchange {
  /** Aborts when the time is over, or a person cancelled. */
  readonly signal: AbortSignal;
  /** Why it was stopped from outside; undefined while it runs. */
  stopped: "timeout" | "cancelled" | undefined;
  /** What the server showed, also when it was not accepted. */
  certificate: PeerCertificate | undefined;
  /** How the connection came about, when proxies had a say. */
  route: string | undefined;
  /** The proxy that was asked for a way and has not answered yet, in words; it is the one that everybody waits for. */
  askedProxy: string | undefined;
  /** What has come of the answer so far. */
  arrived: HttpFailure["arrived"];
  phase: Phase = "request";

  readonly #abort = new AbortController();
  readonly #timer: NodeJS.Timeout;
  readonly #sockets: Socket[] = [];
  readonly #began = performance.now();
  readonly #spent: Record<Phase, number> = { request: 0, lookup: 0, connect: 0, tls: 0, wait: 0, download: 0 };
  #since = this.#began;

  /** @param deadline milliseconds for the whole exchange */
  constructor(
    readonly deadline: number,
    readonly cancellation: Cancellation | undefined,
  ) {
    this.signal = this.#abort.signal;
    // A timer beyond 24 days would fire at once.
    this.#timer = setTimeout(() => this.#stop("timeout"), Math.min(deadline, 2 ** 31 - 1));
    if (cancellation?.aborted) this.#stop("cancelled");
    cancellation?.addEventListener("abort", this.#cancel);
  }

  /** Begins a phase, and ends the one before. */
  enter(phase: Phase): void {
    const now = performance.now();
    this.#spent[this.phase] += now - this.#since;
    this.#since = now;
    this.phase = phase;
  }

  /** Milliseconds since the exchange began. */
  get elapsed(): number {
    return performance.now() - this.#began;
  }

  /** The phases so far; preparing the request counts for nothing, so the phases add up to the total. */
  timings(): HttpTimings {
    this.enter(this.phase);
    const { lookup, connect, tls, wait, download } = this.#spent;
    return { lookup, connect, tls, wait, download, total: lookup + connect + tls + wait + download };
  }

  /** Takes a socket into its care: it is closed when the exchange ends, however that happens. */
  own<S extends Socket>(socket: S): S {
    this.#sockets.push(socket);
    // An error is also told to whoever waits; without a listener here, a late one would end the process.
    socket.on("error", () => {});
    if (this.signal.aborted) socket.destroy();
    return socket;
  }

  /** The result of something that cannot be stopped, or an error as soon as the exchange is. */
  async unlessStopped<T>(work: Promise<T>): Promise<T> {
    let leave = () => {};
    const stop = new Promise<never>((_, reject) => {
      leave = () => reject(this.signal.reason);
      this.signal.addEventListener("abort", leave);
      if (this.signal.aborted) leave();
    });
    try {
      return await Promise.race([work, stop]);
    } finally {
      this.signal.removeEventListener("abort", leave);
    }
  }

  /** Closes what a hop opened; the time goes on. */
  endHop(): void {
    for (const socket of this.#sockets.splice(0)) socket.destroy();
    this.certificate = undefined;
    this.arrived = undefined;
    this.route = undefined;
    this.askedProxy = undefined;
  }

  /** Ends the exchange: no timer, no listener and no socket is left. */
  end(): void {
    clearTimeout(this.#timer);
    this.cancellation?.removeEventListener("abort", this.#cancel);
    for (const socket of this.#sockets) socket.destroy();
  }

  readonly #cancel = () => this.#stop("cancelled");

  #stop(why: "timeout" | "cancelled"): void {
    if (this.stopped) return;
    this.stopped = why;
    this.#abort.abort();
    for (const socket of this.#sockets) socket.destroy();
  }
}
