/** YAML nodes as plain values, for the validators and for data. Objects inherit no names, so no key can mean anything. */
import type { YamlNode } from "../yaml/tree";

/**
 * An object that inherits nothing: `__proto__` and `constructor` are names like any other. Objects of one class are laid out as
 * the engine likes them, where `Object.create(null)` makes a table of each.
 */
class Bare {
  [key: string]: unknown;
}
Reflect.deleteProperty(Bare.prototype, "constructor");
Object.setPrototypeOf(Bare.prototype, null);

/**
 * The value of a node as JSON would hold it. Numbers become JavaScript numbers: use `data` of `shape/` where exact values count.
 */
export function plainValue(node: YamlNode): unknown {
  switch (node.kind) {
    case "scalar":
      return node.value;
    case "sequence":
      return node.items.map(plainValue);
    case "map": {
      const object = new Bare();
      for (const entry of node.entries) object[entry.key.text] = plainValue(entry.value);
      return object;
    }
  }
}
