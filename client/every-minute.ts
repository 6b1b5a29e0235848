/** "2 min ago" grows old while it is looked at: what tells an age is drawn again now and then. */

const minute = 60_000;

export function everyMinute(draw: () => unknown): { dispose(): void } {
  const timer = setInterval(draw, minute);
  return { dispose: () => clearInterval(timer) };
}
