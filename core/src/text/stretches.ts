/** Long work as a generator that yields between stretches: whoever runs it says what happens there. */

/** What work in stretches comes to, done without a break. */
export function finished<T>(work: Generator<void, T>): T {
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
  }
}
