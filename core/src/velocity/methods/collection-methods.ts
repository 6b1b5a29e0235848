/** What a template can call on lists, maps, entries and iterators. */

import { compareNumbers } from "../numbers";
import { printValue } from "../print";
import { type EntryValue, isNumber, ListValue, MapValue, ObjectValue, rangeType, sameValue, type Value, whole } from "../values";
import { hashOf } from "./hash";
import { type Method, MethodFailure, method } from "./method";
import { streamType } from "./string-methods";

/** What a method without a result gives: Velocity prints nothing for it. */
const nothing = "";

function checkIndex(list: ListValue, index: number, size = list.items.length): void {
  if (index < 0 || index >= size) throw new MethodFailure(`index ${index} is out of bounds for length ${list.items.length}`);
}

/** Ranges and arrays are of fixed length. */
function checkGrowth(list: ListValue): void {
  if (list.type !== "java.util.ArrayList") throw new MethodFailure("this list cannot be changed");
  list.changes++;
}

function find(list: ListValue, wanted: Value): number {
  return list.items.findIndex((item) => sameValue(item, wanted));
}

function keepOnly(list: ListValue, keep: (item: Value) => boolean): boolean {
  const kept = list.items.filter(keep);
  if (kept.length === list.items.length) return false;
  checkGrowth(list);
  list.items.splice(0, list.items.length, ...kept);
  return true;
}

/** The natural order of texts and numbers; Java fails on anything else. */
export function compareNatural(a: Value, b: Value): number {
  if (typeof a === "string" && typeof b === "string") return a < b ? -1 : a > b ? 1 : 0;
  if (isNumber(a) && isNumber(b)) return compareNumbers(a, b);
  if (typeof a === "boolean" && typeof b === "boolean") return Number(a) - Number(b);
  throw new MethodFailure("the items cannot be ordered");
}

/** What `iterator()` gives. */
export class IteratorValue extends ObjectValue {
  readonly type = "java.util.Iterator";
  private at = 0;

  constructor(readonly list: ListValue) {
    super();
  }

  get hasNext(): boolean {
    return this.at < this.list.items.length;
  }

  next(): Value {
    if (!this.hasNext) throw new MethodFailure("there is no next item");
    return this.list.items[this.at++] ?? null;
  }

  print(): string {
    return "java.util.ArrayList$Itr";
  }
}

export const iteratorMethods: readonly Method<ObjectValue>[] = [
  method("hasNext(): boolean", "Whether there is another item.", (self) => self instanceof IteratorValue && self.hasNext),
  method("next(): Object", "The next item.", (self) => (self instanceof IteratorValue ? self.next() : null)),
];

export const listMethods: readonly Method<ListValue>[] = [
  method("size(): int", "The number of items.", (self) => whole(self.items.length)),
  method("isEmpty(): boolean", "Whether there is no item.", (self) => self.items.length === 0),
  method("get(index: int): Object", "The item at an index from 0; the message fails where there is none.", (self, args) => {
    checkIndex(self, args.number(0));
    return self.items[args.number(0)] ?? null;
  }),
  method("contains(item: Object): boolean", "Whether an item equals the value.", (self, args) => find(self, args.get(0)) >= 0),
  method("containsAll(items: Collection): boolean", "Whether it contains all items of another list.", (self, args) =>
    args.list(0).items.every((item) => find(self, item) >= 0),
  ),
  method("indexOf(item: Object): int", "The first index of a value, or -1.", (self, args) => whole(find(self, args.get(0)))),
  method("lastIndexOf(item: Object): int", "The last index of a value, or -1.", (self, args) =>
    whole(self.items.findLastIndex((item) => sameValue(item, args.get(0)))),
  ),
  method("subList(fromIndex: int, toIndex: int): List", "The items from an index up to, without, another.", (self, args) => {
    const [from, to] = [args.number(0), args.number(1)];
    if (from < 0 || to > self.items.length || from > to)
      throw new MethodFailure(`from ${from} to ${to} is out of bounds for length ${self.items.length}`);
    return new ListValue(self.items.slice(from, to));
  }),
  method("add(item: Object): boolean", "Appends an item.", (self, args, context) => {
    checkGrowth(self);
    context.charge(1);
    self.items.push(args.get(0));
    return true;
  }),
  method("add(index: int, item: Object): void", "Inserts an item at an index.", (self, args, context) => {
    checkIndex(self, args.number(0), self.items.length + 1);
    checkGrowth(self);
    context.charge(1);
    self.items.splice(args.number(0), 0, args.get(1));
    return nothing;
  }),
  method("addAll(items: Collection): boolean", "Appends all items of another list.", (self, args, context) => {
    const added = [...args.list(0).items];
    context.charge(added.length);
    if (added.length > 0) checkGrowth(self);
    for (const item of added) self.items.push(item);
    return added.length > 0;
  }),
  method("set(index: int, item: Object): Object", "Puts an item at an index and gives the old one.", (self, args) => {
    if (self.type === rangeType) throw new MethodFailure("a range cannot be changed");
    checkIndex(self, args.number(0));
    const old = self.items[args.number(0)] ?? null;
    self.items[args.number(0)] = args.get(1);
    return old;
  }),
  method("remove(index: int): Object", "Removes the item at an index and gives it.", (self, args) => {
    checkIndex(self, args.number(0));
    checkGrowth(self);
    return self.items.splice(args.number(0), 1)[0] ?? null;
  }),
  method("remove(item: Object): boolean", "Removes the first item that equals the value.", (self, args) => {
    const at = find(self, args.get(0));
    if (at < 0) return false;
    checkGrowth(self);
    self.items.splice(at, 1);
    return true;
  }),
  method("removeAll(items: Collection): boolean", "Removes all items of another list.", (self, args) => {
    const others = args.list(0);
    return keepOnly(self, (item) => find(others, item) < 0);
  }),
  method("retainAll(items: Collection): boolean", "Keeps only the items of another list.", (self, args) => {
    const others = args.list(0);
    return keepOnly(self, (item) => find(others, item) >= 0);
  }),
  method("clear(): void", "Removes all items.", (self) => {
    checkGrowth(self);
    self.items.length = 0;
    return nothing;
  }),
  method("sort(comparator: Object): void", "Sorts the items in their natural order.", (self, args) => {
    if (args.get(0) !== null) throw new MethodFailure("a comparator is needed");
    checkGrowth(self);
    self.items.sort(compareNatural);
    return nothing;
  }),
  method("ensureCapacity(size: int): void", "Does nothing that can be seen.", () => nothing),
  method("trimToSize(): void", "Does nothing that can be seen.", () => nothing),
  method("iterator(): Iterator", "The items one by one.", (self) => new IteratorValue(self)),
  method("toArray(): Object[]", "The items as an array.", (self) => new ListValue([...self.items], "[Ljava.lang.Object;")),
  method("toList(): List", "The items as a list.", (self) => new ListValue([...self.items])),
  method("stream(): Stream", "The items, to be counted or listed.", (self) => new ListValue([...self.items], streamType)),
  method("count(): long", "The number of items.", (self) => whole(self.items.length, "Long")),
  method("clone(): List", "A copy.", (self) => new ListValue([...self.items], self.type)),
  method(
    "of(items...: Object): List",
    "A list of the arguments.",
    (_self, args) => new ListValue([...args.rest(0)], "java.util.ImmutableCollections$ListN"),
  ),
  method(
    "copyOf(items: Collection): List",
    "A copy of a list.",
    (_self, args) => new ListValue([...args.list(0).items], "java.util.ImmutableCollections$ListN"),
  ),
  method("equals(other: Object): boolean", "Whether the other list has equal items.", (self, args) =>
    sameValue(self, args.get(0)),
  ),
  method("hashCode(): int", "Java's hash of the list.", (self) => whole(hashOf(self))),
  method("toString(): String", "The list as it is printed.", (self, _args, context) => printValue(self, context.limits.value)),
];

/** Methods that only streams have; on a list they do not exist. */
export const streamOnly: ReadonlySet<string> = new Set(["toList", "count"]);

export const mapMethods: readonly Method<MapValue>[] = [
  method("size(): int", "The number of keys.", (self) => whole(self.entries.size)),
  method("isEmpty(): boolean", "Whether there is no key.", (self) => self.entries.size === 0),
  method("get(key: Object): Object", "The value of a key, or nothing.", (self, args) => self.get(args.get(0))),
  method(
    "getOrDefault(key: Object, defaultValue: Object): Object",
    "The value of a key, or another value where there is none.",
    (self, args) => (self.has(args.get(0)) ? self.get(args.get(0)) : args.get(1)),
  ),
  method("containsKey(key: Object): boolean", "Whether there is such a key.", (self, args) => self.has(args.get(0))),
  method("containsValue(value: Object): boolean", "Whether a key has such a value.", (self, args) =>
    self.values().some((value) => sameValue(value, args.get(0))),
  ),
  method("put(key: Object, value: Object): Object", "Sets the value of a key and gives the old one.", (self, args, context) => {
    context.charge(1);
    return self.set(args.get(0), args.get(1));
  }),
  method("putIfAbsent(key: Object, value: Object): Object", "Sets the value of a key that has none.", (self, args, context) => {
    context.charge(1);
    const old = self.get(args.get(0));
    if (old === null) self.set(args.get(0), args.get(1));
    return old;
  }),
  method("putAll(map: Map): void", "Sets all keys of another map.", (self, args, context) => {
    const added = [...args.map(0).entries.values()];
    context.charge(added.length);
    for (const entry of added) self.set(entry.key, entry.value);
    return nothing;
  }),
  method("replace(key: Object, value: Object): Object", "Sets the value of a key that has one.", (self, args) =>
    self.has(args.get(0)) ? self.set(args.get(0), args.get(1)) : null,
  ),
  method("remove(key: Object): Object", "Removes a key and gives its value.", (self, args) => self.delete(args.get(0))),
  method("clear(): void", "Removes all keys.", (self) => {
    self.entries.clear();
    return nothing;
  }),
  method("keySet(): Set", "The keys.", (self) => new ListValue(self.keys(), "java.util.LinkedHashMap$LinkedKeySet")),
  method("values(): Collection", "The values.", (self) => new ListValue(self.values(), "java.util.LinkedHashMap$LinkedValues")),
  method(
    "entrySet(): Set",
    "Keys and values together.",
    (self) => new ListValue([...self.entries.values()], "java.util.LinkedHashMap$LinkedEntrySet"),
  ),
  method("clone(): Map", "A copy.", (self) => {
    const copy = new MapValue();
    for (const entry of self.entries.values()) copy.set(entry.key, entry.value);
    return copy;
  }),
  method("equals(other: Object): boolean", "Whether the other map has equal keys and values.", (self, args) =>
    sameValue(self, args.get(0)),
  ),
  method("hashCode(): int", "Java's hash of the map.", (self) => whole(hashOf(self))),
  method("toString(): String", "The map as it is printed.", (self, _args, context) => printValue(self, context.limits.value)),
];

export const entryMethods: readonly Method<EntryValue>[] = [
  method("getKey(): Object", "The key.", (self) => self.key),
  method("getValue(): Object", "The value.", (self) => self.value),
  method("setValue(value: Object): Object", "Sets the value and gives the old one.", (self, args) => {
    const old = self.value;
    self.value = args.get(0);
    return old;
  }),
  method("toString(): String", "`key=value`.", (self) => printValue(self)),
];
