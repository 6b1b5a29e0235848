/** The map node of the effective tree. Whoever builds one has taken out duplicate keys before. */
import { type Span, span } from "../text/span";
import type { EntryNode } from "./entry";
import type { YamlMap } from "./tree";

/** Up to so many entries are looked through; an index would cost more than it saves. */
const fewEntries = 8;

export class MapNode implements YamlMap {
  readonly kind = "map";
  readonly #start: number;
  readonly #end: number;
  #byKey: ReadonlyMap<string, EntryNode> | undefined;

  constructor(
    start: number,
    end: number,
    readonly uses: readonly Span[],
    readonly flow: boolean,
    readonly entries: readonly EntryNode[],
    readonly duplicates: readonly EntryNode[],
  ) {
    this.#start = start;
    this.#end = end;
  }

  get span(): Span {
    return span(this.#start, this.#end);
  }

  get(key: string): EntryNode | undefined {
    if (this.entries.length <= fewEntries) {
      for (const entry of this.entries) if (entry.key.text === key) return entry;
      return undefined;
    }
    this.#byKey ??= new Map(this.entries.map((entry) => [entry.key.text, entry]));
    return this.#byKey.get(key);
  }
}
