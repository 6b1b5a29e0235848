/** `$collection` and `$sorter`: sorted copies of lists, as Apache's generic tools make them. Not documented for the platform. */
import { compareNatural } from "../methods/collection-methods";
import { type Method, MethodFailure, method } from "../methods/method";
import { trim } from "../methods/string-methods";
import { ListValue, MapValue, type ObjectValue, type Value } from "../values";
import { propertyOf } from "./tool";

export const collectionToolType = "org.apache.velocity.tools.generic.CollectionTool";
export const sortToolType = "org.apache.velocity.tools.generic.SortTool";

interface Key {
  readonly path: string;
  readonly direction: 1 | -1;
}

/** `name`, `name:asc` or `name:desc`. */
function keyOf(text: string): Key {
  const colon = text.indexOf(":");
  if (colon < 0) return { path: text, direction: 1 };
  return { path: text.slice(0, colon), direction: text.slice(colon + 1).toLowerCase() === "desc" ? -1 : 1 };
}

function compare(a: Value, b: Value, keys: readonly Key[]): number {
  for (const { path, direction } of keys) {
    const [left, right] = [propertyOf(a, path), propertyOf(b, path)];
    if (left === null && right === null) continue;
    if (left === null || right === null) throw new MethodFailure("an item has no such property");
    const [x, y] = [left, right].map((value) => (typeof value === "string" ? value.toLowerCase() : value));
    const order = compareNatural(x ?? null, y ?? null);
    if (order !== 0) return order * direction;
  }
  return 0;
}

/** A sorted copy; null where the items cannot be sorted. */
function sorted(value: Value, properties: readonly Value[] | undefined): Value {
  const items = value instanceof ListValue ? value.items : value instanceof MapValue ? value.values() : undefined;
  if (items === undefined) return null;
  const keys = properties?.map((property) => keyOf(typeof property === "string" ? property : ""));
  try {
    return new ListValue([...items].sort((a, b) => (keys === undefined ? compareNatural(a, b) : compare(a, b, keys))));
  } catch (error) {
    if (error instanceof MethodFailure) return null;
    throw error;
  }
}

export const sortMethods: readonly Method<ObjectValue>[] = [
  method("sort(items: Object): Collection", "The items in their natural order.", (_self, args) => sorted(args.get(0), undefined)),
  method("sort(items: Object, property: String): Collection", "The items by a property, such as `price:desc`.", (_self, args) =>
    sorted(args.get(0), [args.get(1)]),
  ),
  method("sort(items: Object, properties: List): Collection", "The items by several properties.", (_self, args) =>
    sorted(args.get(0), args.list(1).items),
  ),
];

export const collectionMethods: readonly Method<ObjectValue>[] = [
  ...sortMethods,
  method("split(text: String): String[]", "The parts between commas, without blanks around them.", (_self, args, context) => {
    if (args.get(0) === null) return null;
    context.charge(args.text(0).length);
    const parts = args.text(0).split(",").map(trim);
    while (parts.length > 1 && parts.at(-1) === "") parts.pop();
    return new ListValue(parts, "[Ljava.lang.String;");
  }),
];
