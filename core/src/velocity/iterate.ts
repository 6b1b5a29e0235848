/** What a loop goes over. */
import { IteratorValue } from "./methods/collection-methods";
import { JsonContent } from "./tools/json-tool";
import { ListValue, MapValue, type Value } from "./values";

/** The items of a value in a loop: of a list, the values of a map, what an iterator gives. Anything else has none. */
export function iterate(value: Value, changed: () => never): { more(): boolean; take(): Value } {
  if (value instanceof ListValue) {
    const expected = value.changes;
    let at = 0;
    return {
      more: () => at !== value.items.length,
      take: () => (value.changes === expected ? (value.items[at++] ?? null) : changed()),
    };
  }
  if (value instanceof MapValue) {
    const items = value.values();
    let at = 0;
    return {
      more: () => at < items.length,
      take: () => (value.entries.size === items.length ? (items[at++] ?? null) : changed()),
    };
  }
  if (value instanceof JsonContent) return iterate(new ListValue(value.items), changed);
  if (value instanceof IteratorValue) return { more: () => value.hasNext, take: () => value.next() };
  return { more: () => false, take: () => null };
}

/** Whether a value has items; without one there is nothing to say against. */
export function isIterable(value: Value): boolean {
  return (
    value === null ||
    value instanceof ListValue ||
    value instanceof MapValue ||
    value instanceof JsonContent ||
    value instanceof IteratorValue
  );
}
