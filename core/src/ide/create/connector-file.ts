/** A connector's file, written anew or changed in place. It never holds a secret. */
import { removeEntry } from "../../lint/fixes";
import { connectorModel } from "../../model/connector";
import { readSource, type SourceFile } from "../../model/source-file";
import type { SignConnector } from "../../request/sign";
import { applyEdits, type TextEdit } from "../../text/edit";
import { lineEndOf } from "../../text/lines";
import type { YamlMap } from "../../yaml/index";
import { replaceInScalar } from "../../yaml/index";
import { connectorText } from "../actions/create-missing";
import { yamlValue } from "./yaml-text";

export interface ConnectorValues extends SignConnector {
  readonly origins: readonly string[];
}

export function connectorFileText({ name, origins, ...how }: ConnectorValues & { readonly name: string }): string {
  const [first, ...rest] = origins;
  return connectorText(name, first, how) + rest.map((origin) => `  - ${origin}\n`).join("");
}

/**
 * The edits after which the file says these values; comments and what else stands there stay.
 * @returns undefined where the file is written in a way that only a person can change
 */
export function connectorEdits(file: SourceFile, wanted: ConnectorValues): readonly TextEdit[] | undefined {
  const { document } = file;
  const model = connectorModel(file);
  if (!document || !model || document.root?.kind !== "map") return undefined;
  const { root } = document;
  const lineEnd = lineEndOf(file.text);
  const edits: TextEdit[] = [];
  const added: string[] = [];

  const set = (key: string, value: string | undefined) => {
    const entry = root.get(key);
    if (value === undefined) {
      const removal = entry && removeEntry(document, entry);
      if (removal) edits.push(removal);
    } else if (!entry) added.push(`${key}: ${yamlValue(value)}`);
    else if (entry.value.kind === "scalar" && entry.value.text !== value)
      edits.push(...(replaceInScalar(document, entry.value, { start: 0, end: entry.value.text.length }, value) ?? []));
  };
  const isKey = wanted.type === "apiKey";
  set("type", wanted.type);
  set("in", isKey ? wanted.in : undefined);
  set("parameter", isKey ? wanted.parameter : undefined);
  if (!sameList(model.origins, wanted.origins)) setOrigins(root, wanted.origins, edits, added, file.text, lineEnd);
  if (added.length) {
    const end = file.text.length;
    const gap = /[\r\n]$/.test(file.text) ? "" : lineEnd;
    edits.push({ span: { start: end, end }, newText: gap + added.join(lineEnd) + lineEnd });
  }
  edits.sort((a, b) => a.span.start - b.span.start);
  return says(file, edits, wanted) ? edits : undefined;
}

function setOrigins(
  root: YamlMap,
  origins: readonly string[],
  edits: TextEdit[],
  added: string[],
  text: string,
  lineEnd: string,
): void {
  const lines = origins.length ? ["origins:", ...origins.map((origin) => `  - ${yamlValue(origin, 2)}`)] : ["origins: []"];
  const entry = root.get("origins");
  if (!entry) {
    added.push(...lines);
    return;
  }
  const tail = /[\r\n]+$/.exec(text.slice(entry.span.start, entry.span.end))?.[0] ?? "";
  edits.push({ span: entry.span, newText: lines.join(lineEnd) + tail });
}

/** Whether the file with the edits reads as the values, and no worse than before. */
function says(file: SourceFile, edits: readonly TextEdit[], wanted: ConnectorValues): boolean {
  const after = readSource(file.uri, file.kind, applyEdits(file.text, edits), 0);
  const model = connectorModel(after);
  const before = file.document?.problems.length ?? 0;
  if (!model || (after.document?.problems.length ?? 0) > before) return false;
  const { root } = after.document ?? {};
  const holds = (key: string) => root?.kind === "map" && root.get(key) !== undefined;
  const sameKey =
    wanted.type === "apiKey"
      ? model.in === wanted.in && model.parameter === wanted.parameter
      : !holds("in") && !holds("parameter");
  return model.type === wanted.type && sameKey && sameList(model.origins, wanted.origins);
}

function sameList(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((one, at) => one === b[at]);
}
