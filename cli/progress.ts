/**
 * How far a check is, on a terminal and for work that takes a while; taken away at the end. Off a terminal it says nothing.
 */
import type { Clock, Files } from "#core";
import { nodeClock } from "#platform/node";
import { harmless } from "./output";

/** Work that ends within this time, in milliseconds, needs no progress. */
const patience = 400;
/** Milliseconds between two lines. */
const pace = 100;

export interface Terminal {
  readonly isTTY?: boolean | undefined;
  write(text: string): unknown;
}

export class Progress {
  private readonly begin: number;
  private readonly speaks: boolean;
  private last = 0;
  private shown = false;
  private read = 0;

  constructor(
    private readonly terminal: Terminal = process.stderr,
    private readonly clock: Clock = nodeClock,
  ) {
    this.begin = clock.now();
    this.speaks = terminal.isTTY === true && process.env.TERM !== "dumb";
  }

  /** Files that tell of each one that is read. */
  counting(files: Files): Files {
    if (!this.speaks) return files;
    return {
      list: (folder, wanted) => files.list(folder, wanted),
      read: (file) => {
        this.tell(() => `Reading: ${number(++this.read)} files`);
        return files.read(file);
      },
    };
  }

  step(done: number, total: number): void {
    this.tell(() => `Checking: ${number(done)} of ${number(total)} files`);
  }

  /** The request that is under way; told at once, because an endpoint may be slow to answer. */
  sending(done: number, total: number, name: string): void {
    if (!this.speaks) return;
    this.shown = true;
    this.terminal.write(`\r\u001b[K${harmless(`Sending ${number(done + 1)} of ${number(total)}: ${name}`)}`);
  }

  /** Takes the line away. */
  end(): void {
    if (this.shown) this.terminal.write("\r\u001b[K");
    this.shown = false;
  }

  private tell(text: () => string): void {
    if (!this.speaks) return;
    const now = this.clock.now();
    const line = text();
    if (now - this.begin < patience || now - this.last < pace) return;
    this.last = now;
    this.shown = true;
    this.terminal.write(`\r\u001b[K${line}`);
  }
}

function number(value: number): string {
  return value.toLocaleString("en-US");
}
