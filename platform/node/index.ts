/**
 * The world as Node sees it, for the language server and the command line: files, the clock, a log on standard error.
 * Sending is not here on purpose: `#platform/http` loads a network library, and most runs never need one.
 */
import type { Clock, Log } from "#core/platform";

export { nodeFiles } from "./files";
export { pathOf, uriOf } from "./uri";
export { replaceFile, replaceText } from "./write";

/** The machine's clock. */
export const nodeClock: Clock = { now: () => Date.now() };

/** Runs work in a turn of its own, after the messages that wait already. */
export function inTurns(): (work: () => void) => void {
  return (work) => void setImmediate(work);
}

/** A log on standard error, one line an entry: standard output belongs to results and to the protocol. */
export const stderrLog: Log = {
  warn: (message) => void process.stderr.write(`warning: ${oneLine(message)}\n`),
  error: (message) => void process.stderr.write(`error: ${oneLine(message)}\n`),
};

/** Control characters would let a file's name or a server's answer write to the terminal or forge a line. */
function oneLine(message: string): string {
  return message.replace(/\p{Cc}/gu, (char) =>
    char === "\n" ? " | " : `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
