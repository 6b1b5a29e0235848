/**
 * One file as everything else reads it: its tree, the values that take references, and the values that name something
 * elsewhere. Which values those are is said by the schemas (`x-reference`, `x-name`), not by code. A source file knows
 * nothing of other files.
 */
import type { Uri } from "../platform";
import type { Reference, ReferenceList, ReferencePlace } from "../reference/tree";
import type { JsonSchema, NameKind } from "../schema/json-schema";
import { schemaOf } from "../schema/schema-kinds";
import type { Site } from "../schema/visit";
import { isScalarSite, visitMarked } from "../schema/visit";
import { isJsonText } from "../text/json";
import { nearest } from "../text/nearest";
import type { Span } from "../text/span";

import type { YamlDocument, YamlScalar } from "../yaml/index";
import { parseYaml } from "../yaml/index";
import type { FileKind } from "./kinds";
import { yamlKind } from "./kinds";
import { knownTexts, type ReadText, readText } from "./read-text";

export interface SourceFile {
  readonly uri: Uri;
  readonly kind: FileKind;
  readonly text: string;
  /** Grows with each change; the editor's own number for open files. */
  readonly version: number;
  /** Undefined for templates only. */
  readonly document: YamlDocument | undefined;
  /** Texts that hold references: fields of a YAML file, or the whole template. */
  readonly values: readonly ReferenceValue[];
  /** Scalars that name a block, webhook, connector, event, … */
  readonly names: readonly NameUse[];
  /** A `.workflow.yaml` that carries none of our keys belongs to another tool. */
  readonly foreign: boolean;
}

/** A text in which references stand, with the way from its decoded offsets into the file. */
export interface ReferenceValue {
  readonly place: ReferencePlace;
  readonly text: string;
  readonly list: ReferenceList;
  /** Text, references and tree in one: the same object as before a change of the file that leaves the text alone. */
  readonly read: ReadText;
  /** Undefined for a template: its text is the file. */
  readonly scalar: YamlScalar | undefined;
  readonly path: readonly (string | number)[];
  /** The name of the workflow block in which the value stands. */
  readonly block: string | undefined;
  /** For messages: the Velocity tree. */
  readonly template: ReadText["template"];
  /** A span of the text as a span of the file. */
  toFile(place: Span): Span;
}

export interface NameUse {
  readonly kind: NameKind;
  readonly name: string;
  readonly scalar: YamlScalar;
  readonly path: readonly (string | number)[];
  readonly schema: JsonSchema;
}

/**
 * Reads a file.
 * @param previous the same file before the change, for recovery while somebody types
 */
export function readSource(uri: Uri, kind: FileKind, text: string, version: number, previous?: SourceFile): SourceFile {
  const schemaKind = yamlKind(kind);
  if (!schemaKind)
    return {
      uri,
      kind,
      text,
      version,
      document: undefined,
      values: [templateValue(readText("message", text))],
      names: [],
      foreign: false,
    };
  const document = parseYaml(text, previous?.document);
  const values: ReferenceValue[] = [];
  const names: NameUse[] = [];
  const foreign = kind === "workflow" && isForeign(document);
  const known = previous ? knownTexts(previous.values) : readText;
  if (document.root && !foreign)
    visitMarked(document.root, schemaOf(schemaKind), (site) => {
      if (!isScalarSite(site)) return;
      const place = site.schema["x-reference"];
      if (place && site.node.value !== null)
        values.push(fieldValue(known(place as ReferencePlace, site.node.text), site.node, site));
      const name = site.schema["x-name"];
      if (name && site.node.text)
        names.push({ kind: name, name: site.node.text, scalar: site.node, path: site.path, schema: site.schema });
    });
  return { uri, kind, text, version, document, values, names, foreign };
}

/** Whether a file has a fault of syntax, so that something may be missing from what was read of it. */
export function isBroken(file: SourceFile): boolean {
  const { uri, document } = file;
  if (document?.masked !== undefined || document?.problems.some(({ severity }) => severity !== "warning")) return true;
  return document !== undefined && uri.endsWith(".json") && !readsAsJson(file);
}

/** What YAML reads without a fault need not be JSON: a comma that is missing makes one value of two. */
export function readsAsJson(file: SourceFile): boolean {
  let known = readAsJson.get(file);
  if (known === undefined) {
    known = isJsonText(file.text.replace(/^\ufeff/, ""));
    readAsJson.set(file, known);
  }
  return known;
}

/** Models and rules ask both, so each file is read once. */
const readAsJson = new WeakMap<SourceFile, boolean>();

/** Each reference of a file with the value in which it stands; not those that are ordinary text at their place. */
export function* referencesOf(file: SourceFile): Generator<{ readonly reference: Reference; readonly value: ReferenceValue }> {
  for (const value of file.values) for (const reference of active(value)) yield { reference, value };
}

/** The references of a value that the platform reads as such. */
export function active(value: ReferenceValue): readonly Reference[] {
  return value.list.references.filter((reference) => !reference.literal);
}

function fieldValue(read: ReadText, scalar: YamlScalar, { path }: Site): ReferenceValue {
  const { place, text, list, template } = read;
  return {
    place,
    text,
    list,
    read,
    scalar,
    path,
    block: path[0] === "blocks" && typeof path[1] === "string" ? path[1] : undefined,
    template,
    toFile: (span) => scalar.map.toSource(span),
  };
}

function templateValue(read: ReadText): ReferenceValue {
  const { place, text, list, template } = read;
  return { place, text, list, read, scalar: undefined, path: [], block: undefined, template, toFile: (span) => span };
}

/**
 * A workflow of ours has blocks or says what starts it, which is a map; until somebody has written that far, it has no key that a
 * workflow of ours has not.
 */
function isForeign({ root }: YamlDocument): boolean {
  if (root?.kind !== "map" || root.entries.length === 0) return false;
  if (root.get("blocks") || root.get("stop")) return false;
  const start = root.get("start")?.value;
  if (start && (start.kind === "map" || (start.kind === "scalar" && start.text === ""))) return false;
  const ours = Object.keys(schemaOf("workflow").properties ?? {});
  // `sta` is being typed, `strat` is mistyped.
  const isOurs = (key: string) => ours.some((own) => own.startsWith(key)) || nearest(key, ours) !== undefined;
  return !root.entries.every(({ key }) => isOurs(key.text));
}
