/** Where a newer recording contradicts older ones. What older recordings were not sure of is no contradiction. */
import type { Data } from "../model/data";
import { dataOf } from "../model/data";
import type { Recording } from "../model/samples";
import type { ProjectReader } from "../project/reader";
import type { Shape, ShapeType } from "../shape/shape";
import { fieldPresence, inferShape, mergeShapes } from "../shape/shape";
import type { Span } from "../text/span";
import type { YamlEntry, YamlNode } from "../yaml/index";
import type { Related } from "./rule";

export interface Drift {
  readonly span: Span;
  readonly message: string;
  readonly help: string;
  readonly related: readonly Related[];
}

type Path = readonly (string | number)[];

/** So many contradictions say all there is to say. */
const most = 20;

/**
 * The contradictions in the body of the newest recording.
 * @param older newest first, at least one
 * @param alike those of them whose fields must all be there still
 */
export function drifts(
  body: YamlEntry,
  older: readonly Recording[],
  project: ProjectReader,
  alike: readonly Recording[] = older,
): readonly Drift[] {
  const [last] = older;
  if (!last) return [];
  const found: Drift[] = [];
  const help = "Look whether the endpoint has changed; correct what reads the old form, or delete the older recording";
  const lastBody = project.source(last.uri)?.document?.root;
  const lastEntry = lastBody?.kind === "map" ? lastBody.get("body") : undefined;
  const before = (path: Path): readonly Related[] => {
    const span = placeAt(lastEntry, path);
    return span ? [{ uri: last.uri, span, message: `Before, in ${last.id}` }] : [];
  };

  const compare = (node: YamlNode, shape: Shape, path: Path, span: Span, name: string): void => {
    if (found.length >= most || isUnknown(node, shape)) return;
    const own = inferShape(dataOf(node));
    if (![...own.types].every((type) => shape.types.has(type))) {
      found.push({
        span,
        message: `${name.charAt(0).toUpperCase()}${name.slice(1)} is ${typeTitle(own)} here and was ${typeTitle(shape)} in ${older.length === 1 ? "the older recording" : `${older.length} older recordings`}`,
        help,
        related: before(path),
      });
      return;
    }
    if (node.kind === "sequence" && shape.item)
      for (const [at, item] of node.items.entries())
        compare(item, shape.item, [...path, at], item.kind === "scalar" ? item.span : head(item), `an item of ${name}`);
    if (node.kind !== "map") return;
    for (const { key, value, valueSpan } of node.entries) {
      const field = shape.fields.get(key.text);
      const place = value.kind === "scalar" ? valueSpan : key.span;
      if (field) compare(value, field, [...path, key.text], place, `\`${key.text.slice(0, 40)}\``);
    }
  };

  const findGone = (node: YamlNode, shape: Shape, path: Path, span: Span, name: string): void => {
    if (found.length >= most || node.kind !== "map" || isUnknown(node, shape)) return;
    const gone = [...shape.fields.keys()].filter((field) => isAlwaysThere(shape, field) && !node.get(field));
    if (gone.length > 0)
      found.push({
        span,
        message: `${listed(gone)} ${gone.length === 1 ? "is" : "are"} gone from ${name}: ${alike.length === 1 ? "the older recording has" : `all ${alike.length} older recordings have`} ${gone.length === 1 ? "it" : "them"}`,
        help,
        related: before([...path, gone[0] ?? ""]),
      });
    for (const { key, value } of node.entries) {
      const field = shape.fields.get(key.text);
      if (field) findGone(value, field, [...path, key.text], key.span, `\`${key.text.slice(0, 40)}\``);
    }
  };

  const shapes = (recordings: readonly Recording[]) => recordings.map((recording) => inferShape(recording.body));
  compare(body.value, shapes(older).reduce(mergeShapes), [], body.key.span, "the body");
  if (alike.length > 0) findGone(body.value, shapes(alike).reduce(mergeShapes), [], body.key.span, "the body");
  return found.sort((a, b) => a.span.start - b.span.start);
}

/** What is masked, empty, or never seen with a value tells nothing of a type. */
function isUnknown(node: YamlNode, shape: Shape): boolean {
  if (node.kind === "scalar" && (node.value === null || node.text.includes("***"))) return true;
  if ([...shape.types].every((type) => type === "null")) return true;
  return isMasked(shape.example);
}

function isMasked(example: Data): boolean {
  return typeof example === "string" && example.includes("***");
}

function isAlwaysThere(shape: Shape, field: string): boolean {
  const { seen, of } = fieldPresence(shape, field);
  return of > 0 && seen === of && of === shape.seen;
}

/** Where the value of a path is written in an older recording; of a list its first item counts when this one is not there. */
function placeAt(body: YamlEntry | undefined, path: Path): Span | undefined {
  let span = body?.key.span;
  let node = body?.value;
  for (const step of path) {
    if (node?.kind === "map") {
      const entry: YamlEntry | undefined = node.get(String(step));
      if (!entry) return span;
      span = entry.key.span;
      node = entry.value;
    } else if (node?.kind === "sequence") {
      const item: YamlNode | undefined = node.items[Number(step)] ?? node.items[0];
      if (!item) return span;
      span = head(item);
      node = item;
    } else return span;
  }
  return span;
}

/** A whole map or list is never underlined: its bracket is. */
function head(node: YamlNode): Span {
  return node.kind === "scalar" ? node.span : { start: node.span.start, end: node.span.start + 1 };
}

function listed(names: readonly string[]): string {
  const some = names.slice(0, 3).map((name) => `\`${name.slice(0, 40)}\``);
  return names.length > 3
    ? `${some.join(", ")} and ${names.length - 3} more`
    : some.join(" and ").replace(/ and (?=.* and )/, ", ");
}

const titles: Readonly<Record<ShapeType, string>> = {
  string: "text",
  number: "a number",
  boolean: "true or false",
  null: "empty",
  object: "an object",
  list: "a list",
};

function typeTitle({ types }: Shape): string {
  return [...types]
    .filter((type) => type !== "null")
    .map((type) => titles[type])
    .join(" or ");
}
