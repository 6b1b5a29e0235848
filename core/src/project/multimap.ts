/**
 * Keys with one value or several. Most keys of a project have one provider and most questions one asker, so a set is made only
 * for those that have more.
 */
export class Multimap<V extends string> {
  readonly #values = new Map<string, V | Set<V>>();

  add(key: string, value: V): void {
    const known = this.#values.get(key);
    if (known === undefined) this.#values.set(key, value);
    else if (typeof known !== "string") known.add(value);
    else if (known !== value) this.#values.set(key, new Set([known, value]));
  }

  delete(key: string, value: V): void {
    const known = this.#values.get(key);
    if (known === value) this.#values.delete(key);
    else if (typeof known === "object" && known.delete(value) && known.size === 0) this.#values.delete(key);
  }

  has(key: string): boolean {
    return this.#values.has(key);
  }

  keys(): Iterable<string> {
    return this.#values.keys();
  }

  /** The values of a key, in the order in which they came. */
  get(key: string): Iterable<V> {
    const known = this.#values.get(key);
    return known === undefined ? [] : typeof known === "object" ? known : [known];
  }
}
