/**
 * Keys with one value or several. Most keys of a project have one provider and most questions one asker, so a set is made only
 * for those that have more.
 *
 * Costs: keys with a beginning are looked for among all keys once for each beginning, and are known from then on.
 */
export class Multimap<V extends string> {
  readonly #values = new Map<string, V | Set<V>>();
  /** By beginning: the keys that begin so. */
  readonly #beginnings = new Map<string, Set<string>>();

  add(key: string, value: V): void {
    const known = this.#values.get(key);
    if (known === undefined) {
      this.#values.set(key, value);
      for (const [beginning, keys] of this.#beginnings) if (key.startsWith(beginning)) keys.add(key);
    } else if (typeof known !== "string") known.add(value);
    else if (known !== value) this.#values.set(key, new Set([known, value]));
  }

  delete(key: string, value: V): void {
    const known = this.#values.get(key);
    if (known === value || (typeof known === "object" && known.delete(value) && known.size === 0)) {
      this.#values.delete(key);
      for (const keys of this.#beginnings.values()) keys.delete(key);
    }
  }

  has(key: string): boolean {
    return this.#values.has(key);
  }

  keysFrom(beginning: string): Iterable<string> {
    let keys = this.#beginnings.get(beginning);
    if (!keys) {
      keys = new Set([...this.#values.keys()].filter((key) => key.startsWith(beginning)));
      this.#beginnings.set(beginning, keys);
    }
    return keys;
  }

  /** The values of a key, in the order in which they came. */
  get(key: string): Iterable<V> {
    const known = this.#values.get(key);
    return known === undefined ? [] : typeof known === "object" ? known : [known];
  }
}
