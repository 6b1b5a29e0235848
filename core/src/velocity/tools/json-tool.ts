/** `$json`: JSON text as values, as Apache's generic tools read it. Not documented for the platform. */
import { type Method, method } from "../methods/method";
import { fromPlain } from "../plain";
import { printValue } from "../print";
import { isNumber, ListValue, MapValue, ObjectValue, type Value, whole } from "../values";

export const jsonToolType = "org.apache.velocity.tools.generic.JsonTool";
export const jsonContentType = "org.apache.velocity.tools.generic.JsonContent";

/** A parsed object or array: its members are properties, and it is printed as JSON. */
export class JsonContent extends ObjectValue {
  readonly type = jsonContentType;

  constructor(readonly content: MapValue | ListValue) {
    super();
  }

  /** What a loop goes over: the keys of an object, the items of an array. */
  get items(): Value[] {
    return this.content instanceof MapValue ? this.content.keys() : this.content.items.map(wrapped);
  }

  member(key: Value): Value {
    if (this.content instanceof MapValue) return wrapped(this.content.get(isNumber(key) ? printValue(key) : key));
    const index = Number(printValue(key));
    return wrapped(this.content.items[index] ?? null);
  }

  override property(name: string): Value | undefined {
    return this.content instanceof MapValue && this.content.has(name) ? this.member(name) : undefined;
  }

  print(): string {
    return json(this.content);
  }
}

function wrapped(value: Value): Value {
  return value instanceof MapValue || value instanceof ListValue ? new JsonContent(value) : value;
}

function json(value: Value): string {
  if (value === null) return "null";
  if (typeof value === "string") return JSON.stringify(value).replaceAll("</", "<\\/");
  if (value instanceof ListValue) return `[${value.items.map(json).join(",")}]`;
  if (value instanceof MapValue)
    return `{${Array.from(value.entries.values(), (entry) => `${json(printValue(entry.key))}:${json(entry.value)}`).join(",")}}`;
  return printValue(value);
}

function parsed(text: string): Value {
  try {
    return wrapped(fromPlain(JSON.parse(text)));
  } catch {
    return null;
  }
}

export const jsonToolMethods: readonly Method<ObjectValue>[] = [
  method("parse(text: String): JsonContent", "The values a JSON text says; nothing where it is none.", (_self, args, context) => {
    if (args.get(0) === null) return null;
    context.charge(args.text(0).length);
    return parsed(args.text(0));
  }),
];

export const jsonContentMethods: readonly Method<JsonContent>[] = [
  method("get(key: Object): Object", "A member by its key or index.", (self, args) => self.member(args.get(0))),
  method("keys(): Iterator", "The keys.", (self) => new ListValue(self.content instanceof MapValue ? self.content.keys() : [])),
  method("keySet(): Set", "The keys.", (self) => new ListValue(self.content instanceof MapValue ? self.content.keys() : [])),
  method("iterator(): Iterator", "The keys of an object, the items of an array.", (self) => new ListValue(self.items)),
  method("length(): int", "The number of members.", (self) => whole(self.items.length)),
  method("toString(): String", "The JSON text.", (self) => self.print()),
];
