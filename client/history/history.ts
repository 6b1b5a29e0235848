/**
 * The history of tests: every exchange, failed and cancelled ones too, newest first, kept outside of the workspace and within
 * limits. One file an entry, so that a broken one costs itself alone and two windows never write to the same.
 *
 * It knows no editor and no disk; who writes files is given. Nothing here ever sends.
 */
import type { Exchange } from "../exchange/exchange";
import { idPattern, storable } from "../exchange/exchange";
import { readExchange } from "../exchange/read-exchange";
import { inTurns } from "../in-turns";
import { jsonInStretches } from "./json-in-stretches";
import type { Summary } from "./summary";
import { summaryOf } from "./summary";

/** A folder of files. What fails rejects, with a sentence for a person. */
export interface HistoryFiles {
  list(): Promise<readonly string[]>;
  read(name: string): Promise<string>;
  /** Wholly or not at all. */
  write(name: string, text: string): Promise<void>;
  remove(name: string): Promise<void>;
}

export interface HistoryOptions {
  /** Undefined: nothing is kept beyond this session. */
  readonly files: HistoryFiles | undefined;
  /** Whether a person wants entries to be written. */
  isOn(): boolean;
  /** Says something to the person, once. */
  tell(sentence: string): void;
  changed(): void;
}

/** How many entries a webhook has at most, and how large all of them are together, in UTF-16 units. */
export const limits = { perWebhook: 50, total: 20 * 1024 * 1024 };

/** So many exchanges of this session are at hand as they were, also where nothing is written. */
const inMemory = 20;

interface Entry {
  readonly summary: Summary;
  readonly size: number;
}

export class History {
  /** By id. */
  private readonly entries = new Map<string, Entry>();
  private readonly recent = new Map<string, Exchange>();
  private loading: Promise<void> | undefined;
  /** Writes and removals, one after another. */
  private work: Promise<void> = Promise.resolve();
  private toldOfWriting = false;

  constructor(private readonly options: HistoryOptions) {}

  /** All entries, newest first. */
  async all(): Promise<readonly Summary[]> {
    await this.load();
    return [...this.entries.values()].map(({ summary }) => summary).sort((a, b) => (a.id < b.id ? 1 : -1));
  }

  /** The entries of a webhook's file, newest first. */
  async of(uri: string): Promise<readonly Summary[]> {
    return (await this.all()).filter((summary) => summary.uri === uri);
  }

  /** The newest entry of each webhook's file, by its address. */
  async newest(): Promise<ReadonlyMap<string, Summary>> {
    return new Map([...(await this.all())].reverse().map((summary) => [summary.uri, summary]));
  }

  /** @returns undefined when the entry is gone or cannot be read any more */
  async get(id: string): Promise<Exchange | undefined> {
    const recent = this.recent.get(id);
    const { files } = this.options;
    if (recent || !files || !idPattern.test(id)) return recent;
    await this.work;
    return readExchange(await files.read(fileOf(id)).catch(() => ""));
  }

  /** Keeps an exchange. Resolves when it is written, or it is said that it could not be. */
  async add(exchange: Exchange): Promise<void> {
    await this.load();
    this.recent.set(exchange.id, exchange);
    const isWritten = this.options.files !== undefined && this.options.isOn();
    for (const id of this.recent.keys()) {
      if (this.recent.size <= inMemory) break;
      this.recent.delete(id);
      if (!isWritten) this.entries.delete(id);
    }
    const text = await inTurns(jsonInStretches(storable(exchange)));
    this.entries.set(exchange.id, { summary: summaryOf(exchange), size: bytesOf(text) });
    const surplus = this.surplus();
    for (const id of surplus) this.forget(id);
    this.options.changed();
    const { files } = this.options;
    if (!files || !isWritten) return;
    await this.queue(async () => {
      try {
        await files.write(fileOf(exchange.id), text);
        this.toldOfWriting = false;
        // Only now: where nothing can be written, what is there stays.
        for (const id of surplus) await files.remove(fileOf(id)).catch(() => undefined);
      } catch (error) {
        if (!this.toldOfWriting) this.options.tell(`The history of tests could not be written: ${reasonOf(error)}`);
        this.toldOfWriting = true;
      }
    });
  }

  async remove(ids: readonly string[]): Promise<void> {
    await this.load();
    for (const id of ids) this.forget(id);
    this.options.changed();
    const { files } = this.options;
    if (!files) return;
    await this.queue(async () => {
      for (const id of ids) if (idPattern.test(id)) await files.remove(fileOf(id));
    });
  }

  /** Removes everything, also what could not be read and what other workspaces have kept. */
  async clear(): Promise<void> {
    this.entries.clear();
    this.recent.clear();
    this.options.changed();
    const { files } = this.options;
    if (!files) return;
    await this.queue(async () => {
      for (const name of await files.list()) await files.remove(name);
    });
  }

  private load(): Promise<void> {
    this.loading ??= this.read();
    return this.loading;
  }

  private async read(): Promise<void> {
    const { files } = this.options;
    if (!files) return;
    const names = await files.list().catch((error: unknown) => {
      this.options.tell(`The history of tests could not be read: ${reasonOf(error)}`);
      return [];
    });
    let broken = 0;
    for (const name of names) {
      if (!idPattern.test(name.replace(/\.json$/, ""))) continue;
      const text = await files.read(name).catch(() => "");
      const exchange = readExchange(text);
      if (exchange && fileOf(exchange.id) === name)
        this.entries.set(exchange.id, { summary: summaryOf(exchange), size: bytesOf(text) });
      else broken++;
    }
    if (broken)
      this.options.tell(
        `${broken === 1 ? "One entry of the history of tests is" : `${broken} entries of the history of tests are`} broken and left out`,
      );
  }

  /** The oldest entries above a limit. */
  private surplus(): readonly string[] {
    const surplus: string[] = [];
    const counts = new Map<string, number>();
    let total = 0;
    const newestFirst = [...this.entries].sort(([a], [b]) => (a < b ? 1 : -1));
    for (const [id, { summary, size }] of newestFirst) {
      const count = (counts.get(summary.uri) ?? 0) + 1;
      counts.set(summary.uri, count);
      if (count > limits.perWebhook || total + size > limits.total) surplus.push(id);
      else total += size;
    }
    return surplus;
  }

  private forget(id: string): void {
    this.entries.delete(id);
    this.recent.delete(id);
  }

  private queue(work: () => Promise<void>): Promise<void> {
    const done = this.work.then(work);
    this.work = done.catch(() => undefined);
    return done;
  }
}

function fileOf(id: string): string {
  return `${id}.json`;
}

function bytesOf(text: string): number {
  return new TextEncoder().encode(text).length;
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
