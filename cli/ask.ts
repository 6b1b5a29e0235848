/** Questions to a person at a terminal. In a script nobody is asked, so nothing waits for an answer that cannot come. */
import { createInterface } from "node:readline/promises";
import { Writable } from "node:stream";

export interface Terminal {
  readonly input: NodeJS.ReadableStream & { readonly isTTY?: boolean };
  readonly output: NodeJS.WritableStream;
}

export const ownTerminal: Terminal = { input: process.stdin, output: process.stderr };

/** Whether there is somebody to ask. */
export function isAttended({ input }: Terminal = ownTerminal): boolean {
  return input.isTTY === true;
}

/** An answer that may be seen. Empty when the input ends. */
export function ask(question: string, terminal: Terminal = ownTerminal): Promise<string> {
  return answer(question, terminal, terminal.output);
}

/** An answer that is shown nowhere, not even while it is typed, and that no history keeps. */
export function askHidden(question: string, terminal: Terminal = ownTerminal): Promise<string> {
  terminal.output.write(question);
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  return answer("", terminal, nowhere).finally(() => terminal.output.write("\n"));
}

async function answer(question: string, { input }: Terminal, output: NodeJS.WritableStream): Promise<string> {
  const lines = createInterface({ input, output, terminal: true, historySize: 0 });
  // Ctrl-C ends the question and, as everywhere, the program.
  lines.once("SIGINT", () => {
    lines.close();
    process.kill(process.pid, "SIGINT");
  });
  try {
    return await Promise.race([
      lines.question(question),
      new Promise<string>((resolve) => lines.once("close", () => resolve(""))),
    ]);
  } finally {
    lines.close();
  }
}
