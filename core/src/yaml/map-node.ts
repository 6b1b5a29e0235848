/** The map node of the effective tree. Whoever builds one has taken out duplicate keys before. */
import type { Span } from "../text/span";
import type { YamlEntry, YamlMap } from "./tree";

/** Up to so many entries are looked through; an index would cost more than it saves. */
const fewEntries = 8;

export class MapNode implements YamlMap {
  readonly kind = "map";
  #byKey: ReadonlyMap<string, YamlEntry> | undefined;

  constructor(
    readonly span: Span,
    readonly uses: readonly Span[],
    readonly flow: boolean,
    readonly entries: readonly YamlEntry[],
    readonly duplicates: readonly YamlEntry[],
  ) {}

  get(key: string): YamlEntry | undefined {
    if (this.entries.length <= fewEntries) {
      for (const entry of this.entries) if (entry.key.text === key) return entry;
      return undefined;
    }
    this.#byKey ??= new Map(this.entries.map((entry) => [entry.key.text, entry]));
    return this.#byKey.get(key);
  }
}
