/**
 * What is at an offset: the chain of nodes from the root, and, for completion, what could be written there. Between nodes and in
 * half-typed lines the tree says nothing, so there the indentation decides, as it would for a person.
 */
import { lineAt } from "../text/lines";
import { type Span, span, touches } from "../text/span";
import { flowAt } from "./flow-at";
import { type Opener, openersOf } from "./line-structure";
import type { YamlDocument, YamlEntry, YamlMap, YamlNode, YamlScalar } from "./tree";

/** One step of the chain: a node and how it is reached from the one before. */
export interface ChainLink {
  readonly node: YamlNode;
  /** The key or the number of the item; undefined for the root. */
  readonly step: string | number | undefined;
  /** The entry whose value the node is. */
  readonly entry: YamlEntry | undefined;
}

export interface PlaceInTree {
  /**
   * - `key`: a key is, or may be, written here
   * - `value`: the value of the last step of `path`
   * - `comment`, `none`: nothing of ours
   */
  readonly kind: "key" | "value" | "comment" | "none";
  /** For a key the path of its map; for a value the path of the value itself. */
  readonly path: readonly (string | number)[];
  /** The nodes of the path that exist, root first. May be shorter than the path. */
  readonly chain: readonly ChainLink[];
  /** For a key the map it belongs to, for a value the map or undefined in a list. Undefined too while there is none yet. */
  readonly map: YamlMap | undefined;
  /** Keys that the map has already, merged ones too, without the one at the offset. */
  readonly keys: readonly string[];
  /** The scalar at the offset: a key, or a value. */
  readonly scalar: YamlScalar | undefined;
  /** The offset in the decoded text of the scalar. */
  readonly decodedOffset: number | undefined;
  /** What is written of the word at the offset, to be replaced by what is chosen. */
  readonly typed: Span;
  readonly flow: boolean;
  /** Where a key has to begin, in spaces from the start of its line. */
  readonly indent: number;
  /** No map is there yet, at most a first word: keys of a new map, or a value, may both stand here. `kind` is `key`. */
  readonly newItem: boolean;
}

/** What is at `offset`; there is always an answer. */
export function placeAt(document: YamlDocument, offset: number): PlaceInTree {
  const comment = document.comments.find((place) => place.span.start < offset && offset <= place.span.end);
  if (comment) return empty("comment", offset);
  const written = scalarAt(document.root, [], offset, document.text);
  if (written) return written;
  const flow = flowAt(document.text, offset, scalarsOverLines(document.root));
  return blockPlace(document, offset, flow);
}

/** The chain of nodes around an offset, root first, as far as they are written in place. */
export function pathAt(document: YamlDocument, offset: number): readonly ChainLink[] {
  return placeAt(document, offset).chain;
}

function empty(kind: PlaceInTree["kind"], offset: number): PlaceInTree {
  return {
    kind,
    path: [],
    chain: [],
    map: undefined,
    keys: [],
    scalar: undefined,
    decodedOffset: undefined,
    typed: span(offset, offset),
    flow: false,
    indent: 0,
    newItem: false,
  };
}

/** Finds a written scalar that the offset touches, by the tree alone. */
function scalarAt(
  node: YamlNode | undefined,
  before: readonly ChainLink[],
  offset: number,
  text: string,
): PlaceInTree | undefined {
  if (!node || node.uses.length > 0) return undefined;
  const chain = before.length === 0 ? [{ node, step: undefined, entry: undefined }] : before;
  if (node.kind === "scalar") return scalarPlace(node, chain, offset, text);
  if (node.kind === "sequence") {
    for (const [step, item] of node.items.entries()) {
      const found = scalarAt(item, [...chain, { node: item, step, entry: undefined }], offset, text);
      if (found) return found;
    }
    return undefined;
  }
  for (const entry of [...node.entries, ...node.duplicates]) {
    if (entry.merged) continue;
    if (touches(entry.key.span, offset) && entry.key.uses.length === 0) return keyPlace(node, entry, chain, offset);
    const link: ChainLink = { node: entry.value, step: entry.key.text, entry };
    const found = scalarAt(entry.value, [...chain, link], offset, text);
    if (found) return found;
  }
  return undefined;
}

function scalarPlace(scalar: YamlScalar, chain: readonly ChainLink[], offset: number, text: string): PlaceInTree | undefined {
  const decodedOffset = scalar.map.toDecoded(offset) ?? behindBlock(scalar, offset, text);
  if (decodedOffset === undefined) return undefined;
  // Nothing is written there: the line says more than an empty place.
  if (scalar.style === "plain" && scalar.span.start === scalar.span.end) return undefined;
  // On blank lines behind a block scalar the indentation decides whether they still belong to it.
  if (offset > scalar.span.end && !isBlockLine(scalar, offset, text)) return undefined;
  const parent = chain.at(-2)?.node;
  const line = lineAt(text, offset);
  const lone = isLoneWord(scalar, text);
  return {
    kind: lone ? "key" : "value",
    path: pathOf(chain),
    chain,
    map: parent?.kind === "map" && !lone ? parent : undefined,
    keys: [],
    scalar,
    decodedOffset,
    typed: scalar.span,
    flow: scalar.place.flow,
    indent: lone ? scalar.span.start - line.start : Math.max(0, scalar.place.parentIndent),
    newItem: lone,
  };
}

/** A plain word alone on its line, or behind a dash: as long as no colon follows, it may become the first key of a map. */
function isLoneWord(scalar: YamlScalar, text: string): boolean {
  if (scalar.style !== "plain" || scalar.place.flow || !/^[\w.$<>-]+$/.test(scalar.text)) return false;
  return /^[ \t]*(?:-[ \t]+)*$/.test(text.slice(lineAt(text, scalar.span.start).start, scalar.span.start));
}

/** Blank lines behind a block scalar are not part of its token; a cursor on them may still be about to write there. */
function behindBlock(scalar: YamlScalar, offset: number, text: string): number | undefined {
  const block = scalar.style === "literal" || scalar.style === "folded";
  return block && offset > scalar.span.end && text.slice(scalar.span.end, offset).trim() === "" ? scalar.text.length : undefined;
}

function isBlockLine(scalar: YamlScalar, offset: number, text: string): boolean {
  if (scalar.style !== "literal" && scalar.style !== "folded") return false;
  const line = lineAt(text, offset);
  // The line of the header, or one as deep as the text.
  return offset - line.start > scalar.place.parentIndent && line.start > scalar.span.start && offset - line.start > 0;
}

function keyPlace(map: YamlMap, entry: YamlEntry, chain: readonly ChainLink[], offset: number): PlaceInTree {
  return {
    kind: "key",
    path: pathOf(chain),
    chain,
    map,
    keys: otherKeys(map, entry),
    scalar: entry.key,
    decodedOffset: entry.key.map.toDecoded(offset),
    typed: entry.key.span,
    flow: map.flow,
    indent: Math.max(0, entry.key.place.parentIndent),
    newItem: false,
  };
}

function pathOf(chain: readonly ChainLink[]): readonly (string | number)[] {
  return chain.flatMap((link) => (link.step === undefined ? [] : [link.step]));
}

function otherKeys(map: YamlMap | undefined, own: YamlEntry | undefined): readonly string[] {
  return map ? map.entries.filter((entry) => entry !== own).map((entry) => entry.key.text) : [];
}

/** Where the innermost flow collection stands at the offset, told by `flow-at.ts`. */
type FlowPlace = ReturnType<typeof flowAt>;

function blockPlace(document: YamlDocument, offset: number, flow: FlowPlace): PlaceInTree {
  const { text } = document;
  // In a flow collection the block structure around it is that of the line where it begins.
  const anchor = flow ? flow.start : offset;
  const line = lineAt(text, anchor);
  const before = text.slice(line.start, anchor);
  const openers = openersOf(before);
  const last = openers.at(-1);
  const wordStart = line.start + (last ? last.end : 0) + (/^\s*/.exec(before.slice(last ? last.end : 0))?.[0].length ?? 0);
  const onValue = last?.kind === "key";
  const column = onValue ? last.column : wordStart - line.start;
  const outer = outerOpeners(document, line.start, openers, column, onValue);
  const steps = [...outer, ...(onValue && last ? [{ opener: last, at: line.start }] : [])];
  const { path, chain } = resolve(document, steps, line.start);
  if (flow) return flowPlace(document, offset, flow, path, chain);
  const node = chain.length === path.length + 1 ? chain.at(-1)?.node : undefined;
  // Behind a blank a new word begins.
  const from = /\s/.test(text.charAt(offset - 1)) ? offset : Math.min(wordStart, offset);
  const typed = span(from, wordEnd(text, offset, line.end));
  if (onValue) {
    const parent = chain.at(path.length - 1)?.node;
    const map = parent?.kind === "map" ? parent : undefined;
    return { ...empty("value", offset), path, chain, map, typed, indent: column, keys: [] };
  }
  // A line below a value that is written already belongs to nothing.
  const lone = node?.kind === "scalar" && node.text !== "" && !touches(node.span, offset);
  const map = node?.kind === "map" ? node : undefined;
  const newItem = last?.kind === "item" && (node === undefined || node.kind === "scalar");
  const own = map?.entries.find((entry) => touches(entry.key.span, offset));
  const indent = map ? (keyColumn(text, map) ?? column) : column;
  return { ...empty(lone ? "none" : "key", offset), path, chain, map, keys: otherKeys(map, own), typed, indent, newItem };
}

interface Step {
  readonly opener: Opener;
  /** The start of its line. */
  readonly at: number;
}

/** The openers that enclose a column, outermost first: on this line, then upwards as long as the indentation shrinks. */
function outerOpeners(
  document: YamlDocument,
  lineStart: number,
  own: readonly Opener[],
  column: number,
  onValue: boolean,
): readonly Step[] {
  const { text } = document;
  const hidden = scalarsOverLines(document.root);
  const steps: Step[] = [];
  let limit = column;
  // A list may stand in the column of its key; so a dash leaves room for a key above it.
  let dashAt = -1;
  const take = (opener: Opener, at: number): void => {
    const inside = opener.kind === "key" ? opener.column < limit || opener.column === dashAt : opener.column < limit;
    if (!inside) return;
    steps.push({ opener, at });
    limit = opener.column;
    dashAt = opener.kind === "item" ? opener.column : -1;
  };
  for (const opener of (onValue ? own.slice(0, -1) : own).toReversed()) take(opener, lineStart);
  for (let at = lineStart - 1; at >= 0 && (limit > 0 || dashAt >= 0); ) {
    const line = lineAt(text, at);
    if (!hidden.some((place) => place.start < line.start && line.start < place.end))
      for (const opener of openersOf(text.slice(line.start, line.end)).toReversed()) take(opener, line.start);
    at = line.start - 1;
  }
  return steps.toReversed();
}

/** Follows openers through the tree. Where it has gaps, the path goes on without nodes. */
function resolve(document: YamlDocument, steps: readonly Step[], cursorLine: number): Pick<PlaceInTree, "path" | "chain"> {
  const path: (string | number)[] = [];
  const chain: ChainLink[] = document.root ? [{ node: document.root, step: undefined, entry: undefined }] : [];
  let node = document.root;
  for (const { opener, at } of steps) {
    const start = at + opener.column;
    let next: YamlNode | undefined;
    if (opener.kind === "item") {
      const items = node?.kind === "sequence" ? node.items : [];
      const behind = items.findIndex((item) => item.uses.length === 0 && item.span.start > start);
      const index = Math.max(
        0,
        at === cursorLine && behind === -1 ? lastItem(items, start) : behind === -1 ? items.length - 1 : behind,
      );
      path.push(index);
      next = items[index];
      if (node && next) chain.push({ node: next, step: index, entry: undefined });
    } else {
      const entry = node?.kind === "map" ? entryAt(node, start, opener.name) : undefined;
      path.push(entry?.key.text ?? opener.name);
      next = entry?.value;
      if (entry && next) chain.push({ node: next, step: entry.key.text, entry });
    }
    node = next;
  }
  return { path, chain };
}

/** The item that begins at a dash, or the one that would be there. */
function lastItem(items: readonly YamlNode[], dash: number): number {
  const at = items.findLastIndex((item) => item.span.start >= dash);
  return at === -1 ? items.length : at;
}

function entryAt(map: YamlMap, start: number, name: string): YamlEntry | undefined {
  return [...map.entries, ...map.duplicates].find((entry) => entry.key.span.start === start) ?? map.get(name);
}

/** The column in which the keys of a block map begin. */
function keyColumn(text: string, map: YamlMap): number | undefined {
  const first = map.entries.find((entry) => !entry.merged);
  return first && !map.flow ? first.span.start - lineAt(text, first.span.start).start : undefined;
}

function flowPlace(
  document: YamlDocument,
  offset: number,
  flow: NonNullable<FlowPlace>,
  outerPath: readonly (string | number)[],
  outerChain: readonly ChainLink[],
): PlaceInTree {
  const path = [...outerPath];
  const chain = [...outerChain];
  let node = chain.length === path.length + 1 ? chain.at(-1)?.node : undefined;
  for (const step of flow.steps) {
    path.push(step);
    const entry = node?.kind === "map" && typeof step === "string" ? node.get(step) : undefined;
    node = node?.kind === "sequence" && typeof step === "number" ? node.items[step] : entry?.value;
    if (node) chain.push({ node, step, entry });
  }
  const typed = span(flow.wordStart, Math.max(flow.wordStart, wordEnd(document.text, offset, flow.wordEnd)));
  const base = { ...empty(flow.kind, offset), path, chain, typed, flow: true };
  const map = flow.kind === "key" ? node : chain.at(-2)?.node;
  const own = map?.kind === "map" ? map.entries.find((entry) => touches(entry.key.span, offset)) : undefined;
  return map?.kind === "map" ? { ...base, map, keys: flow.kind === "key" ? otherKeys(map, own) : [] } : base;
}

function wordEnd(text: string, offset: number, limit: number): number {
  let end = offset;
  while (end < limit && !/[\s:,{}[\]#]/.test(text.charAt(end))) end++;
  return end;
}

/** Scalars over several lines: what looks like a key in them is none. */
function scalarsOverLines(node: YamlNode | undefined): readonly Span[] {
  const found: Span[] = [];
  const visit = (at: YamlNode): void => {
    if (at.uses.length > 0) return;
    if (at.kind === "sequence") for (const item of at.items) visit(item);
    else if (at.kind === "map") for (const entry of at.entries) visit(entry.value);
    else if (at.span.end > at.span.start && at.style !== "plain") found.push(at.span);
    else if (at.span.end - at.span.start > at.text.length) found.push(at.span);
  };
  if (node) visit(node);
  return found;
}
