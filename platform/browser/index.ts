/** The world as a web worker sees it: no disk, no process; the editor reads files. Nothing here touches Node. */
import type { Clock } from "#core/platform";

export { type EditorFiles, editorFiles, type FolderEntry } from "./files";

export const browserClock: Clock = { now: () => Date.now() };

/**
 * Runs work in a turn of its own, after the messages that wait already. A timer would do so as well, but browsers hold timers
 * back that start one another, by 4 ms each: a thousand files would take four seconds.
 */
export function inTurns(): (work: () => void) => void {
  const { port1, port2 } = new MessageChannel();
  const waiting: (() => void)[] = [];
  port1.addEventListener("message", () => waiting.shift()?.());
  port1.start();
  return (work) => {
    waiting.push(work);
    port2.postMessage(null);
  };
}
