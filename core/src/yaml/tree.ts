/**
 * The tree every other room reads: what a YAML (or JSON) text *means*, with aliases and merges resolved, and where each
 * piece is written. Only plain data and spans; the `yaml` package is not visible here.
 */
import type { TextEdit } from "../text/edit";
import type { Span } from "../text/span";

/** A parsed text. There is always a document, also for broken or empty text. */
export interface YamlDocument {
  readonly text: string;
  /** The effective root; undefined for an empty or comment-only text, or when nothing could be saved. */
  readonly root: YamlNode | undefined;
  /** Syntax and budget problems, one per fault, in order of place. */
  readonly problems: readonly YamlProblem[];
  /** All comments, `#` included in the span. */
  readonly comments: readonly YamlComment[];
  /**
   * The line that was blanked so that the rest could be read while somebody types in it (its span without line end).
   * What a rule would say about missing or unknown keys of the map around it is not to be trusted.
   */
  readonly masked: Span | undefined;
  /** All blanked lines, when more than one thing is unfinished; `masked` is the first of them. */
  readonly maskedLines: readonly Span[];
}

export interface YamlProblem {
  /** Stable, kebab-case: "unclosed-quote", "duplicate-key", "alias-budget", … */
  readonly code: string;
  /** Absent: the file does not mean what it says. "warning": it can be read, but something in it deceives the eye. */
  readonly severity?: "warning";
  /** One plain sentence without a period. */
  readonly message: string;
  /** What to do about it, one sentence without a period; may be missing. */
  readonly help?: string;
  readonly span: Span;
  /** Other places that explain it: the first of two equal keys. */
  readonly related?: readonly { readonly span: Span; readonly message: string }[];
  /** A change that mends it, where exactly one is safe. */
  readonly fix?: { readonly title: string; readonly edits: readonly TextEdit[] } | undefined;
}

export interface YamlComment {
  readonly span: Span;
  /** Without the `#` and the spaces around. */
  readonly text: string;
}

export type YamlNode = YamlMap | YamlSequence | YamlScalar;

interface YamlNodeBase {
  /** Where the node is written: at its definition, when it came here through an alias. */
  readonly span: Span;
  /** The aliases and merge keys through which it came here, outermost first; empty for a node written in place. */
  readonly uses: readonly Span[];
}

export interface YamlMap extends YamlNodeBase {
  readonly kind: "map";
  readonly flow: boolean;
  /** In order of writing; merged entries last. Of duplicate keys the first counts and the others are a problem. */
  readonly entries: readonly YamlEntry[];
  /** Entries that do not count because their key was there before. Only a cursor is ever interested in them. */
  readonly duplicates: readonly YamlEntry[];
  /** The entry with this decoded key text, own or merged. */
  get(key: string): YamlEntry | undefined;
}

export interface YamlEntry {
  readonly key: YamlScalar;
  /** A null scalar with an empty span when nothing is written. */
  readonly value: YamlNode;
  /** From the start of the key to the end of the value. */
  readonly span: Span;
  /** Came by a merge key `<<`. */
  readonly merged: boolean;
  /** Where the value is used: its own span, or that of the alias that stands for it. */
  readonly valueSpan: Span;
}

export interface YamlSequence extends YamlNodeBase {
  readonly kind: "sequence";
  readonly flow: boolean;
  readonly items: readonly YamlNode[];
}

export type ScalarStyle = "plain" | "single" | "double" | "literal" | "folded";

export interface YamlScalar extends YamlNodeBase {
  readonly kind: "scalar";
  readonly style: ScalarStyle;
  /** The decoded text, exactly as written: `007` stays `007`. */
  readonly text: string;
  /** What the YAML 1.2 core schema makes of it: null, boolean, number or string. Only plain scalars are ever not strings. */
  readonly value: string | number | boolean | null;
  /** Decoded text ↔ file. Built on first use. */
  readonly map: ScalarMap;
  readonly place: ScalarPlace;
}

/**
 * How a scalar stands in its file, for writing into it: which characters must be quoted, where a new line has to begin.
 * Its span is that of the scalar itself.
 */
export interface ScalarPlace {
  /** Inside `{…}` or `[…]`. */
  readonly flow: boolean;
  /** The scalar is a key, and must stay on one line. */
  readonly key: boolean;
  /** Spaces before the map or sequence that it stands in; -1 at the root. Its further lines need more than that. */
  readonly parentIndent: number;
}

/** For each UTF-16 unit of a decoded scalar its place in the file, and back. */
export interface ScalarMap {
  /** The written text of the decoded span `[start, end)`; an empty span gives an empty place. */
  toSource(decoded: Span): Span;
  /** The decoded offset (0 … length) at an offset in the file, or undefined outside the scalar's content. */
  toDecoded(offset: number): number | undefined;
}
