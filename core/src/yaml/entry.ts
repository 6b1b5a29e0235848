/** A pair of the effective tree. Where it stands is said by its key and its value, so that is not kept beside them. */
import { type Span, span } from "../text/span";
import type { YamlEntry, YamlNode, YamlScalar } from "./tree";

export class EntryNode implements YamlEntry {
  /** Where the pair is written, where that is not from the key to the value in place. */
  readonly #written: { readonly start: number; readonly keyEnd: number; readonly value: Span } | undefined;

  /** @param written where the key begins and ends and where the value is used, if not where they are defined */
  constructor(
    readonly key: YamlScalar,
    readonly value: YamlNode,
    written?: { readonly start: number; readonly keyEnd: number; readonly value: Span },
    readonly merged = false,
  ) {
    this.#written = written;
  }

  get valueSpan(): Span {
    return this.#written?.value ?? this.value.span;
  }

  get span(): Span {
    const key = this.key.span;
    const start = this.#written?.start ?? key.start;
    return span(start, Math.max(this.#written?.keyEnd ?? key.end, this.valueSpan.end));
  }

  /** The same pair in a map that takes it in by `<<`. */
  asMerged(): EntryNode {
    return new EntryNode(this.key, this.value, this.#written, true);
  }
}
