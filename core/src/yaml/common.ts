/**
 * The common form of YAML and JSON, read in one pass: block maps and lists, flow collections, scalars on one line, literal and
 * folded texts, comments. Nearly every file is written like that, and this costs a tenth of the general way of `compose.ts`.
 *
 * Invariant: it gives the tree that the general way gives, place by place, or gives up. Whatever is rare, doubtful or wrong
 * (anchors, tags, tabs, scalars over several lines, duplicate keys, anything with a fault) is beyond it; a property test holds
 * the two together.
 */
import { type Span, span } from "../text/span";
import {
  beyond,
  CommonCursor,
  closeList,
  closeMap,
  colon,
  comma,
  cr,
  dash,
  double,
  hash,
  isEmpty,
  lf,
  openList,
  openMap,
  single,
  space,
} from "./common-cursor";
import { EntryNode } from "./entry";
import { maxDepth, maxNodes, maxWords } from "./limits";
import { MapNode } from "./map-node";
import { coreValue, emptyScalar, ScalarNode } from "./scalar";
import type { ScalarToken } from "./token";
import type { ScalarPlace, YamlComment, YamlMap, YamlNode, YamlScalar, YamlSequence } from "./tree";

/** What a text of the common form holds. */
export interface CommonText {
  /** Undefined when there is nothing but comments. */
  readonly root: YamlNode | undefined;
  readonly comments: readonly YamlComment[];
}

/** Reads a text of the common form; undefined when it is beyond it. Never throws. */
export function readCommon(text: string): CommonText | undefined {
  if (unusual.test(text)) return undefined;
  const reader = new CommonReader(text);
  try {
    return { root: reader.read(), comments: reader.comments };
  } catch (error) {
    if (error === beyond) return undefined;
    throw error;
  }
}

/** Tabs may indent or separate; marks and control characters mean something to the lexer of the general way. */
const unusual = /[\t\ufeff\0-\x08\x0b\x0c\x0e-\x1f]|\r(?!\n)/;

const noUses: readonly Span[] = [];
const noDuplicates: readonly EntryNode[] = [];

/** The places of keys and of values by the column of their map: thousands of maps share a few. */
const blockPlaces = { key: [] as ScalarPlace[], value: [] as ScalarPlace[] };

function blockPlace(role: "key" | "value", column: number): ScalarPlace {
  const place = blockPlaces[role][column] ?? { flow: false, key: role === "key", parentIndent: column };
  if (column < 100) blockPlaces[role][column] = place;
  return place;
}

class CommonReader extends CommonCursor {
  /** Lines inside a flow collection are indented at least so much. */
  #floor = 0;
  #nodes = 0;

  read(): YamlNode | undefined {
    this.toContent();
    const root = this.column < 0 ? undefined : this.#root();
    // A node is six words to the lexer at most, and a line three.
    if (this.column >= 0 || this.#nodes > maxNodes || this.#nodes * 6 + this.lines * 3 > maxWords) throw beyond;
    return root;
  }

  #root(): YamlNode {
    // What begins behind spaces on the first line has an indentation of its own to the general way.
    if (this.column > 0) throw beyond;
    const unit = this.unit();
    if (unit !== openMap && unit !== openList) return this.#block(1);
    const root = this.#flow(1);
    this.endLine();
    return root;
  }

  #block(depth: number): YamlNode {
    if (depth > maxDepth - 4) throw beyond;
    return this.isItem() ? this.#sequence(depth) : this.#map(depth);
  }

  #map(depth: number): YamlMap {
    const start = this.at;
    const column = this.column;
    const entries: EntryNode[] = [];
    const keys = new KeySet();
    const keyPlace = blockPlace("key", column);
    const valuePlace = blockPlace("value", column);
    let end = start;
    do {
      const key = this.#key(keyPlace);
      if (!keys.add(key.text)) throw beyond;
      const value = this.#value(column, depth, valuePlace, true);
      end = Math.max(key.span.end, value.span.end);
      entries.push(new EntryNode(key, value));
    } while (this.column === column);
    if (this.column > column) throw beyond;
    return new MapNode(start, end, noUses, false, entries.slice(), noDuplicates);
  }

  #sequence(depth: number): YamlSequence {
    const start = this.at;
    const column = this.column;
    const items: YamlNode[] = [];
    const place: ScalarPlace = { flow: false, key: false, parentIndent: column };
    do {
      this.at++;
      items.push(this.#value(column, depth, place, false));
    } while (this.column === column && this.isItem());
    if (this.column > column) throw beyond;
    const end = Math.max(start, items.at(-1)?.span.end ?? start);
    return { kind: "sequence", span: span(start, end), uses: noUses, flow: false, items };
  }

  /**
   * What stands behind `key:` or `-`, up to the next content, which is not indented more than `column`.
   * @param ofMap below a key a list may stand at the column of the key; behind a dash a map may begin on its line
   */
  #value(column: number, depth: number, place: ScalarPlace, ofMap: boolean): YamlNode {
    const indicator = this.at;
    this.spaces();
    const at = this.at;
    if (this.lineIsOver()) {
      if (this.column > column || (ofMap && this.column === column && this.isItem())) return this.#block(depth + 1);
      this.#nodes++;
      return emptyScalar(at, noUses, place);
    }
    if (at === indicator) throw beyond;
    if (!ofMap) {
      this.column = this.lineIndent = column + (at - indicator) + 1;
      if (this.isItem() || this.#isKey()) return this.#block(depth + 1);
    }
    let value: YamlNode;
    switch (this.unit()) {
      case openMap:
      case openList:
        this.#floor = column + 1;
        value = this.#flow(depth + 1);
        this.endLine();
        break;
      case double:
      case single:
        value = this.#quoted(place);
        this.endLine();
        break;
      case 124:
      case 62:
        value = this.#blockScalar(column, place);
        break;
      default:
        value = this.#plain(place, false);
        this.endLine();
    }
    // More of it on the next line, or something that does not belong there.
    if (this.column > column) throw beyond;
    return value;
  }

  /** Whether a key stands here, up to its colon. Looks only. */
  #isKey(): boolean {
    const at = this.at;
    const unit = this.unit();
    if (unit === double || unit === single) {
      this.skipQuoted();
      this.spaces();
      const found = this.unit() === colon;
      this.at = at;
      return found;
    }
    if (!this.beginsPlain(false)) return false;
    const stop = this.scanPlain(false);
    return this.unit(stop) === colon;
  }

  /** A key of a block map with its colon. */
  #key(place: ScalarPlace): YamlScalar {
    const unit = this.unit();
    const key = unit === double || unit === single ? this.#quoted(place) : this.#plain(place, false);
    this.spaces();
    if (this.unit() !== colon || !isEmpty(this.unit(this.at + 1))) throw beyond;
    this.at++;
    return judgedKey(key);
  }

  #plain(place: ScalarPlace, flow: boolean): YamlScalar {
    if (!this.beginsPlain(flow)) throw beyond;
    const start = this.at;
    this.at = this.scanPlain(flow);
    const source = this.text.slice(start, this.plainEnd);
    this.#nodes++;
    return ScalarNode.straight("plain", start, source, noUses, place);
  }

  /** A quoted scalar that ends on its line and has no escape but those of JSON. */
  #quoted(place: ScalarPlace): YamlScalar {
    const start = this.at;
    const isSingle = this.unit() === single;
    const escaped = this.skipQuoted();
    const style = isSingle ? "single" : "double";
    this.#nodes++;
    if (!escaped) return ScalarNode.straight(style, start, this.text.slice(start + 1, this.at - 1), noUses, place);
    return ScalarNode.of({ style, offset: start, source: this.text.slice(start, this.at) }, undefined, noUses, place);
  }

  /** A literal or folded text without an indentation indicator, whose blank lines at the end do not count. */
  #blockScalar(column: number, place: ScalarPlace): YamlScalar {
    const text = this.text;
    const offset = this.at;
    this.at++;
    if (this.unit() === dash) this.at++;
    const header = text.slice(offset, this.at);
    this.spaces();
    if (this.unit() !== lf && this.unit() !== cr) throw beyond;
    this.nextLine(this.at);
    const start = this.at;
    const end = this.#blockEnd(start, column);
    const token: ScalarToken = {
      style: header.startsWith(">") ? "folded" : "literal",
      offset,
      header,
      contentStart: start,
      indent: column,
      source: text.slice(start, end),
    };
    this.at = end;
    this.toContent();
    this.#nodes++;
    return ScalarNode.of(token, undefined, noUses, place);
  }

  /** Behind the last line of a block scalar that is not blank, or is blank with more spaces than its first line. */
  #blockEnd(start: number, column: number): number {
    const text = this.text;
    let end = start;
    let trim = -1;
    let widest = 0;
    for (let line = start; line < text.length; ) {
      let at = line;
      while (text.charCodeAt(at) === space) at++;
      const indent = at - line;
      const unit = text.charCodeAt(at);
      const blank = unit === lf || unit === cr || at >= text.length;
      if (!blank && trim < 0) {
        // Blank lines of more spaces before the first line are a fault, and a text must be indented more than its key.
        if (indent <= column || widest > indent) throw beyond;
        trim = indent;
      }
      if (!blank && indent < trim) break;
      if (blank && trim < 0) widest = Math.max(widest, indent);
      const feed = text.indexOf("\n", at);
      this.lines++;
      // What follows the last line feed is no line of its own, unless something is written there.
      if (feed < 0 && blank) {
        if (trim >= 0 && indent > trim) throw beyond;
        break;
      }
      line = feed < 0 ? text.length : feed + 1;
      if (!blank || (trim >= 0 && indent > trim)) end = line;
    }
    if (trim < 0) throw beyond;
    return end;
  }

  /** A flow collection; `#at` is at its bracket. */
  #flow(depth: number): YamlNode {
    if (depth > maxDepth - 4) throw beyond;
    const start = this.at;
    const parentIndent = this.lineIndent;
    this.#nodes++;
    return this.unit() === openMap ? this.#flowMap(start, depth, parentIndent) : this.#flowSequence(start, depth, parentIndent);
  }

  #flowMap(start: number, depth: number, parentIndent: number): YamlMap {
    const entries: EntryNode[] = [];
    const keys = new KeySet();
    const keyPlace: ScalarPlace = { flow: true, key: true, parentIndent };
    const valuePlace: ScalarPlace = { flow: true, key: false, parentIndent };
    while (this.#hasNext(closeMap, entries.length)) {
      const unit = this.unit();
      const isQuoted = unit === double || unit === single;
      const key = isQuoted ? this.#quoted(keyPlace) : this.#plain(keyPlace, true);
      if (!keys.add(key.text)) throw beyond;
      this.spaces();
      if (this.unit() !== colon || !(isQuoted || isEmpty(this.unit(this.at + 1)))) throw beyond;
      this.at++;
      this.#gap();
      const value = this.#flowValue(depth, valuePlace);
      entries.push(new EntryNode(judgedKey(key), value));
    }
    return new MapNode(start, this.at, noUses, true, entries.slice(), noDuplicates);
  }

  #flowSequence(start: number, depth: number, parentIndent: number): YamlSequence {
    const items: YamlNode[] = [];
    const place: ScalarPlace = { flow: true, key: false, parentIndent };
    while (this.#hasNext(closeList, items.length)) items.push(this.#flowValue(depth, place));
    return { kind: "sequence", span: span(start, this.at), uses: noUses, flow: true, items };
  }

  /** Over the opening bracket or a comma to the next item; false behind the closing bracket. */
  #hasNext(close: number, items: number): boolean {
    if (items > 0) this.#gap();
    if (items > 0 && this.unit() === close) {
      this.at++;
      return false;
    }
    if (items > 0 && this.unit() !== comma) throw beyond;
    this.at++;
    this.#gap();
    if (items > 0 || this.unit() !== close) return true;
    this.at++;
    return false;
  }

  #flowValue(depth: number, place: ScalarPlace): YamlNode {
    const unit = this.unit();
    if (unit === openMap || unit === openList) return this.#flow(depth + 1);
    return unit === double || unit === single ? this.#quoted(place) : this.#plain(place, true);
  }

  /** Spaces, line ends and comments inside a flow collection. */
  #gap(): void {
    for (;;) {
      this.spaces();
      const unit = this.unit();
      if (unit === lf || unit === cr) this.nextLine(this.at);
      else if (unit === hash && isEmpty(this.unit(this.at - 1))) this.comment(this.at);
      else return;
      this.lines++;
      const line = this.at;
      this.spaces();
      this.lineIndent = this.at - line;
      const first = this.unit();
      if (first === hash || first === lf || first === cr) continue;
      if (this.lineIndent < this.#floor) throw beyond;
      if (this.lineIndent === 0) this.noMark(line);
    }
  }
}

/** The keys of one map. Most maps have few; a set is made for the others. */
class KeySet {
  readonly #few: string[] = [];
  #many: Set<string> | undefined;

  /** @returns whether the key is new */
  add(key: string): boolean {
    if (this.#many) {
      if (this.#many.has(key)) return false;
      this.#many.add(key);
      return true;
    }
    if (this.#few.includes(key)) return false;
    this.#few.push(key);
    if (this.#few.length > 16) this.#many = new Set(this.#few);
    return true;
  }
}

/** A merge key, a key that means null or has a bracket in it, and one that is too long are for the general way. */
function judgedKey(key: YamlScalar): YamlScalar {
  if (key.style !== "plain") return key;
  if (key.text === "<<" || key.text.length > 1000 || hasBracket(key.text) || coreValue(key.text) === null) throw beyond;
  return key;
}

function hasBracket(text: string): boolean {
  return text.includes(" {") || text.includes(" [");
}
