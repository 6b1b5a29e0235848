/**
 * Asks the language server for a sign of life while its files are on the screen. A server that does not answer is ended; what
 * happens then is the crash policy's.
 */

export interface Watched {
  /** Whether there is anything to watch right now. */
  isNeeded(): boolean;
  /** Resolves with the server's answer. */
  ping(): Promise<unknown>;
  /** Ends it. */
  end(): void;
}

/** @param limit how long an answer may take, in milliseconds */
export function watchdog(server: Watched, every: number, limit: number): { dispose(): void } {
  let waiting = false;
  let stopped = false;
  const look = async () => {
    if (waiting || stopped || !server.isNeeded()) return;
    waiting = true;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const silence = new Promise<"silent">((resolve) => {
      timer = setTimeout(() => resolve("silent"), limit);
    });
    // A refused ping is an answer: the connection is gone, and whoever holds it knows.
    const answer = server.ping().then(
      () => "alive" as const,
      () => "alive" as const,
    );
    const heard = await Promise.race([answer, silence]);
    clearTimeout(timer);
    waiting = false;
    if (heard === "silent" && !stopped) server.end();
  };
  const interval = setInterval(() => void look(), every);
  return {
    dispose() {
      stopped = true;
      clearInterval(interval);
    },
  };
}
