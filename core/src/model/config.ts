/** `hookflow.yaml`: the settings of one workspace. */

import { asMap, mapOf, scalarOf, sequenceOf } from "./read";
import type { SourceFile } from "./source-file";

export type Severity = "error" | "warning" | "info" | "hint";
export type Dialect = "reteno" | "esputnik" | "yespo";

export interface Config {
  readonly rules: ReadonlyMap<string, Severity | "off">;
  readonly dialect: Dialect;
  /** Whether values are percent-encoded when they go into an address. */
  readonly urlValues: "encode" | "raw";
  /** Undefined: every host is allowed. */
  readonly allowedHosts: readonly string[] | undefined;
  readonly ignore: readonly string[];
}

export const defaultConfig: Config = {
  rules: new Map(),
  dialect: "reteno",
  urlValues: "encode",
  allowedHosts: undefined,
  ignore: [],
};

const severities: ReadonlySet<string> = new Set(["off", "error", "warning", "info", "hint"]);

/** The settings of a configuration file; what is not valid counts as not written (and has a finding of its own). */
export function configOf(file: SourceFile | undefined): Config {
  const root = asMap(file?.document?.root);
  if (!root) return defaultConfig;
  const rules = new Map<string, Severity | "off">();
  for (const entry of mapOf(root, "rules")?.entries ?? [])
    if (entry.value.kind === "scalar" && severities.has(entry.value.text))
      rules.set(entry.key.text, entry.value.text as Severity);
  const dialect = scalarOf(root, "dialect")?.text;
  const texts = (key: string) => sequenceOf(root, key)?.items.flatMap((item) => (item.kind === "scalar" ? [item.text] : []));
  return {
    rules,
    dialect: dialect === "esputnik" || dialect === "yespo" ? dialect : "reteno",
    urlValues: scalarOf(root, "urlValues")?.text === "raw" ? "raw" : "encode",
    allowedHosts: texts("allowedHosts"),
    ignore: texts("ignore") ?? [],
  };
}
