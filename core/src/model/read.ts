/** Small readers that the typed views share: a key's value when it has the expected form, else undefined. */
import type { YamlEntry, YamlMap, YamlNode, YamlScalar, YamlSequence } from "../yaml/index";

export function entryOf(map: YamlMap | undefined, key: string): YamlEntry | undefined {
  return map?.get(key);
}

export function mapOf(map: YamlMap | undefined, key: string): YamlMap | undefined {
  return asMap(map?.get(key)?.value);
}

export function sequenceOf(map: YamlMap | undefined, key: string): YamlSequence | undefined {
  const value = map?.get(key)?.value;
  return value?.kind === "sequence" ? value : undefined;
}

/** A scalar that is written and not empty. */
export function scalarOf(map: YamlMap | undefined, key: string): YamlScalar | undefined {
  const value = map?.get(key)?.value;
  return value?.kind === "scalar" && value.value !== null ? value : undefined;
}

export function asMap(node: YamlNode | undefined): YamlMap | undefined {
  return node?.kind === "map" ? node : undefined;
}
