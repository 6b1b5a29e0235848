/**
 * From composed nodes to the effective tree: aliases and merge keys become copies that remember where they were used, within
 * a budget; the first of equal keys wins. What cannot be read that way becomes a problem and a null. Syntax is not judged here.
 *
 * Invariant: the result is a finite tree of at most `maxDepth` levels, whatever the anchors say.
 */
import { type Alias, type CST, isAlias, isMap, isScalar, isSeq, type Node, type Scalar, type YAMLMap, type YAMLSeq } from "yaml";
import { type Span, span } from "../text/span";
import { isClosed } from "./decode";
import { EntryNode } from "./entry";
import { maxDepth, maxExpandedNodes } from "./limits";
import { MapNode } from "./map-node";
import { invalidStart } from "./quoting";
import { emptyScalar, ScalarNode } from "./scalar";
import { tokenOfCst } from "./token";
import type { ScalarPlace, YamlEntry, YamlNode, YamlProblem, YamlScalar, YamlSequence } from "./tree";

/** Builds the tree of one document. `text` is only used to place nulls and for the names in messages. */
export function buildTree(contents: Node | undefined, text: string): { root: YamlNode | undefined; problems: YamlProblem[] } {
  if (!contents) return { root: undefined, problems: [] };
  const builder = new TreeBuilder(text);
  builder.learn(contents, []);
  const root = builder.build(contents, [], 1, { flow: false, key: false, parentIndent: -1 });
  // An empty document composes to a null that nobody wrote.
  const nothing = root.kind === "scalar" && root.style === "plain" && root.text === "" && !isAlias(contents);
  return { root: nothing ? undefined : root, problems: builder.problems };
}

/** What an anchored node would cost to copy. */
interface Weight {
  readonly nodes: number;
  readonly height: number;
}

const nothing: Weight = { nodes: 1, height: 1 };

class TreeBuilder {
  readonly problems: YamlProblem[] = [];
  readonly #text: string;
  /** What each alias stands for; no entry when it stands for nothing or for itself. */
  readonly #targets = new Map<Alias, Node>();
  readonly #weights = new Map<Node, Weight>();
  readonly #anchors = new Map<string, Node>();
  #expanded = 0;
  #overBudget = false;
  /** Copies are made of what was judged at its definition; nothing is said about them again. */
  #copying = 0;

  constructor(text: string) {
    this.#text = text;
  }

  /** First walk, in order of writing: which alias means which node, and what each node weighs. */
  learn(node: Node, ancestors: readonly Node[]): Weight {
    if (isAlias(node)) return this.#learnAlias(node, ancestors);
    if (node.anchor) this.#anchors.set(node.anchor, node);
    if (isScalar(node)) return this.#weigh(node, nothing);
    const inside = [...ancestors, node];
    let nodes = 1;
    let height = 0;
    const add = (child: Node | null): void => {
      if (!child) return;
      const weight = this.learn(child, inside);
      nodes = Math.min(nodes + weight.nodes, maxExpandedNodes + 1);
      height = Math.max(height, weight.height);
    };
    if (isMap(node))
      for (const pair of node.items) {
        add(asNode(pair.key));
        add(asNode(pair.value));
      }
    else if (isSeq(node)) for (const item of node.items) add(asNode(item));
    return this.#weigh(node, { nodes, height: height + 1 });
  }

  /** Second walk: the node as a tree. */
  build(node: Node | null, uses: readonly Span[], depth: number, place: ScalarPlace, emptyAt = 0): YamlNode {
    if (!node) return emptyScalar(emptyAt, uses, place);
    if (isAlias(node)) return this.#buildAlias(node, uses, depth, place);
    if (isMap(node)) return this.#buildMap(node, uses, depth);
    if (isSeq(node)) return this.#buildSequence(node, uses, depth);
    return buildScalar(node as Scalar, uses, place);
  }

  #weigh(node: Node, weight: Weight): Weight {
    if (node.anchor) this.#weights.set(node, weight);
    return weight;
  }

  #learnAlias(alias: Alias, ancestors: readonly Node[]): Weight {
    const target = this.#anchors.get(alias.source);
    const place = rangeOf(alias);
    if (alias.source === "") return nothing; // The composer has complained.
    if (!target) {
      const colon = alias.source.endsWith(":");
      // No anchor is called like this: it is a text, such as the media type of `Accept`.
      if (!colon && !/^[\p{L}\p{N}_-]/u.test(alias.source)) {
        this.problems.push(invalidStart(this.#text, place.start));
        return nothing;
      }
      this.problems.push({
        code: "unknown-alias",
        message: `No anchor "&${alias.source}" stands before this alias`,
        help: colon
          ? "The colon belongs to the alias here: put a space before it"
          : `Mark the value to repeat with "&${alias.source}", or write the value itself; quote a text that begins with "*"`,
        span: place,
      });
      return nothing;
    }
    if (ancestors.includes(target)) {
      this.problems.push(cycleProblem(this.#isMergeValue(alias, ancestors), place));
      return nothing;
    }
    this.#targets.set(alias, target);
    return this.#weights.get(target) ?? nothing;
  }

  #isMergeValue(alias: Alias, ancestors: readonly Node[]): boolean {
    for (const ancestor of ancestors.slice(-2))
      if (isMap(ancestor))
        for (const pair of ancestor.items)
          if (isMergeKey(asNode(pair.key)) && (pair.value === alias || (isSeq(pair.value) && pair.value.items.includes(alias))))
            return true;
    return false;
  }

  #buildAlias(alias: Alias, uses: readonly Span[], depth: number, place: ScalarPlace): YamlNode {
    const use = rangeOf(alias);
    const target = this.#targets.get(alias);
    if (!target || !this.#pay(target, uses[0] ?? use, depth)) return emptyScalar(use.start, [...uses, use], place);
    this.#copying++;
    const copy = this.build(target, [...uses, use], depth, place);
    this.#copying--;
    return copy;
  }

  /** Takes a copy of `target` from the budget. The first alias that is too much is the one that is told of. */
  #pay(target: Node, use: Span, depth: number): boolean {
    const weight = this.#weights.get(target) ?? nothing;
    const fits = this.#expanded + weight.nodes <= maxExpandedNodes && depth + weight.height - 1 <= maxDepth;
    // What a copy contains was paid with the copy.
    if (this.#copying > 0) return depth + weight.height - 1 <= maxDepth;
    if (fits) {
      this.#expanded += weight.nodes;
      return true;
    }
    if (!this.#overBudget)
      this.problems.push({
        code: "alias-budget",
        message: `Alias expansion is over the limit of ${maxExpandedNodes.toLocaleString("en-US")} values and ${maxDepth} levels`,
        help: "Write the values out, or repeat smaller parts",
        span: use,
      });
    this.#overBudget = true;
    return false;
  }

  #buildSequence(sequence: YAMLSeq, uses: readonly Span[], depth: number): YamlSequence {
    const flow = sequence.flow === true;
    const place: ScalarPlace = { flow, key: false, parentIndent: indentOf(sequence) };
    const { start, end } = rangeOf(sequence);
    const items = sequence.items.map((item) => this.build(asNode(item), uses, depth + 1, place, start));
    // A block collection ends with its last written value, not with the comments and blank lines behind it.
    const last = asNode(sequence.items.at(-1));
    const lastEnd = isAlias(last) ? rangeOf(last).end : (items.at(-1)?.span.end ?? start);
    return { kind: "sequence", span: span(start, flow ? end : Math.max(start, lastEnd)), uses, flow, items };
  }

  #buildMap(map: YAMLMap, uses: readonly Span[], depth: number): MapNode {
    const flow = map.flow === true;
    const parentIndent = indentOf(map);
    const entries: EntryNode[] = [];
    const duplicates: EntryNode[] = [];
    const seen = new Map<string, EntryNode>();
    const merges: { readonly key: Span; readonly value: Node | null }[] = [];
    let writtenEnd = rangeOf(map).start;
    // All keys of a map stand alike, and so do its values: one object each.
    const keyPlace: ScalarPlace = { flow, key: true, parentIndent };
    const valuePlace: ScalarPlace = { flow, key: false, parentIndent };
    for (const pair of map.items) {
      const keyNode = asNode(pair.key);
      const valueNode = asNode(pair.value);
      if (isMergeKey(keyNode)) {
        merges.push({ key: rangeOf(keyNode), value: valueNode });
        writtenEnd = rangeOf(valueNode ?? keyNode).end;
        continue;
      }
      const key = this.#buildKey(keyNode, uses, keyPlace);
      const keyEnd = keyNode ? rangeOf(keyNode).end : (map.range?.[0] ?? 0);
      const value = this.build(valueNode, uses, depth + 1, valuePlace, keyEnd);
      const valueOwn = value.span;
      const valueSpan = valueNode && isAlias(valueNode) ? rangeOf(valueNode) : valueOwn;
      writtenEnd = Math.max(writtenEnd, keyEnd, valueSpan.end);
      if (!key) continue;
      const start = keyNode ? rangeOf(keyNode).start : key.span.start;
      const isInPlace = start === key.span.start && keyEnd === key.span.end && valueSpan === valueOwn;
      const entry = new EntryNode(key, value, isInPlace ? undefined : { start, keyEnd, value: valueSpan });
      const first = seen.get(key.text);
      if (first) {
        duplicates.push(entry);
        this.#tellDuplicate(first, entry, keyNode);
      } else {
        seen.set(key.text, entry);
        entries.push(entry);
      }
    }
    for (const merge of merges) this.#merge(merge.key, merge.value, uses, depth, seen, entries);
    const { start, end } = rangeOf(map);
    return new MapNode(start, flow ? end : writtenEnd, uses, flow, entries, duplicates);
  }

  /** A key that is text; anything else is told of and left out. */
  #buildKey(node: Node | null, uses: readonly Span[], place: ScalarPlace): YamlScalar | undefined {
    const target = node && isAlias(node) ? this.#targets.get(node) : node;
    if (target === undefined) return undefined; // An alias that stands for nothing; it was told of.
    if (target !== null && !isScalar(target)) {
      this.#tell({
        code: "collection-key",
        message: "A key must be text, not a map or a list",
        help: 'Write the key as text; quote it when it begins with "{" or "["',
        span: node ? rangeOf(node) : span(0, 0),
      });
      return undefined;
    }
    const keyUses = node && isAlias(node) ? [...uses, rangeOf(node)] : uses;
    const key = target ? buildScalar(target, keyUses, place) : undefined;
    if (key && key.value !== null) return key;
    const at = node ? rangeOf(node) : span(0, 0);
    this.#tell({
      code: "null-key",
      message: key && key.text !== "" ? `The key "${key.text}" means null here` : "A key is missing before the colon",
      help: key && key.text !== "" ? "Put the key in quotes" : "Write the key, or remove the colon",
      span: at.end > at.start ? at : span(at.start, Math.min(at.start + 1, this.#text.length)),
    });
    return undefined;
  }

  #tellDuplicate(first: YamlEntry, second: YamlEntry, keyNode: Node | null): void {
    this.#tell({
      code: "duplicate-key",
      message: `The key "${shorten(second.key.text)}" is here twice`,
      help: "Keep one of the two; the first one counts until then",
      span: keyNode ? rangeOf(keyNode) : second.key.span,
      related: [{ span: first.key.span, message: "The first one" }],
    });
  }

  /** Adds what `<<` brings. Keys that are there already win, and of several merges the first. */
  #merge(
    key: Span,
    value: Node | null,
    uses: readonly Span[],
    depth: number,
    seen: Map<string, EntryNode>,
    entries: EntryNode[],
  ): void {
    // A list written in place may name several maps.
    const sources: readonly (Node | null)[] = value && isSeq(value) ? value.items.map(asNode) : [value];
    for (const source of sources) {
      const target = source && isAlias(source) ? this.#targets.get(source) : source;
      if (target === undefined) continue;
      const maps: readonly (Node | null)[] =
        target && isSeq(target) && source && isAlias(source) ? target.items.map(asNode) : [source];
      for (const node of maps) this.#mergeOne(key, node, source, uses, depth, seen, entries);
    }
  }

  #mergeOne(
    key: Span,
    node: Node | null,
    through: Node | null,
    uses: readonly Span[],
    depth: number,
    seen: Map<string, EntryNode>,
    entries: EntryNode[],
  ): void {
    const target = node && isAlias(node) ? this.#targets.get(node) : node;
    if (target === undefined) return;
    if (target === null || !isMap(target)) {
      this.#tell({
        code: "invalid-merge",
        message: 'Only maps can be merged with "<<"',
        help: 'Give an alias of a map, such as "*base", or a list of them',
        span: through && rangeOf(through).end > rangeOf(through).start ? rangeOf(through) : key,
      });
      return;
    }
    const use = through && isAlias(through) ? rangeOf(through) : key;
    const aliased = (node && isAlias(node)) || (through && isAlias(through));
    if (aliased && !this.#pay(target, uses[0] ?? use, depth)) return;
    if (aliased) this.#copying++;
    const inner = this.#buildMap(target, [...uses, use], depth);
    if (aliased) this.#copying--;
    for (const entry of inner.entries) {
      if (seen.has(entry.key.text)) continue;
      const merged = entry.asMerged();
      seen.set(entry.key.text, merged);
      entries.push(merged);
    }
  }

  #tell(problem: YamlProblem): void {
    if (this.#copying === 0) this.problems.push(problem);
  }
}

function buildScalar(node: Scalar, uses: readonly Span[], place: ScalarPlace): YamlScalar {
  const { srcToken, source } = node;
  if (!srcToken || !("source" in srcToken) || !isScalarToken(srcToken)) return emptyScalar(node.range?.[0] ?? 0, uses, place);
  const token = tokenOfCst(srcToken);
  // The composer drops the last letter of a quoted scalar that is not closed; then we decode by ourselves.
  const trusted = token.style === "single" || token.style === "double" ? isClosed(token.source) : true;
  return ScalarNode.of(token, trusted && typeof source === "string" ? source : undefined, uses, place);
}

function isScalarToken(token: CST.Token): token is CST.FlowScalar | CST.BlockScalar {
  return token.type === "block-scalar" || token.type === "scalar" || token.type.endsWith("-quoted-scalar");
}

function cycleProblem(merge: boolean, place: Span): YamlProblem {
  return merge
    ? {
        code: "merge-cycle",
        message: "This merge key merges the map that contains it",
        help: "Merge another map, or remove the line",
        span: place,
      }
    : {
        code: "alias-cycle",
        message: "This alias refers to itself",
        help: "Write the value, or use an anchor that ends before this place",
        span: place,
      };
}

function isMergeKey(node: Node | null): node is Scalar {
  return isScalar(node) && node.source === "<<" && node.srcToken?.type === "scalar";
}

function asNode(value: unknown): Node | null {
  return isAlias(value) || isScalar(value) || isMap(value) || isSeq(value) ? value : null;
}

function rangeOf(node: Node): Span {
  const range = node.range;
  return range ? span(range[0], range[1]) : span(0, 0);
}

/** The column at which a block collection's lines begin; for a flow collection the indentation of the line around it. */
function indentOf(collection: YAMLMap | YAMLSeq): number {
  const token = collection.srcToken;
  return token && "indent" in token ? token.indent : 0;
}

/** Names in messages stay readable, whatever the file holds. */
export function shorten(name: string): string {
  return name.length > 80 ? `${name.slice(0, 79)}…` : name;
}
