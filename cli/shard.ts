/** One of several jobs that share the files of a check: which job has a file follows from its name alone. */
import { createHash } from "node:crypto";
import { InvalidArgumentError } from "commander";

export interface Shard {
  /** From 1. */
  readonly index: number;
  readonly of: number;
}

export function shardOf(text: string): Shard {
  const [, index, of] = /^(\d{1,4})\/(\d{1,4})$/.exec(text) ?? [];
  const shard = { index: Number(index), of: Number(of) };
  if (!(shard.index >= 1 && shard.index <= shard.of)) throw new InvalidArgumentError("It must be I/N with I from 1 to N.");
  return shard;
}

/** Whether a file, named from the current folder on, is one of the shard's. */
export function isInShard(file: string, { index, of }: Shard): boolean {
  return createHash("sha256").update(file).digest().readUInt32BE(0) % of === index - 1;
}
