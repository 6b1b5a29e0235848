/** YAML nodes as plain values, for the validators and for data. Objects have no prototype, so no key can mean anything. */
import type { YamlNode } from "../yaml/tree";

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
      // Without a prototype `__proto__` is a name like any other.
      const object = Object.create(null) as Record<string, unknown>;
      for (const entry of node.entries) object[entry.key.text] = plainValue(entry.value);
      return object;
    }
  }
}
