/**
 * The scalar node: decoded text, its value by the core schema of YAML 1.2, and the map to the file, the latter two made when
 * somebody asks. How a token is decoded is in `decode.ts` and `decode-block.ts`.
 */
import { type Span, span } from "../text/span";
import { DecodedMap, StraightMap } from "./scalar-map";
import { decodeToken, type FlowScalarToken, isBlock, type ScalarToken, scalarSpan } from "./token";
import type { ScalarMap, ScalarPlace, ScalarStyle, YamlScalar } from "./tree";

const quotes = { plain: "", single: "'", double: '"' } as const;

/**
 * A scalar as written. There are hundreds of thousands in a large workspace, so what can be said again from the text and the
 * place is not kept.
 */
export class ScalarNode implements YamlScalar {
  readonly kind = "scalar";
  /** The token, where it is more than the text and its quotes. */
  readonly #token: ScalarToken | undefined;
  #map: ScalarMap | undefined;
  readonly #start: number;
  readonly #end: number;

  private constructor(
    readonly style: ScalarStyle,
    start: number,
    end: number,
    readonly text: string,
    token: ScalarToken | undefined,
    readonly uses: readonly Span[],
    readonly place: ScalarPlace,
  ) {
    this.#start = start;
    this.#end = end;
    this.#token = token;
  }

  get span(): Span {
    return span(this.#start, this.#end);
  }

  /** @param text the decoded text, when it is known already */
  static of(token: ScalarToken, text: string | undefined, uses: readonly Span[], place: ScalarPlace): ScalarNode {
    const decoded = text === undefined ? decodeToken(token) : undefined;
    const known = text ?? decoded?.text ?? "";
    const kept = isBlock(token) || token.source !== sourceOf(token.style, known) ? token : undefined;
    const { start, end } = scalarSpan(token);
    const node = new ScalarNode(token.style, start, end, known, kept, uses, place);
    // What had to be decoded for the text is its map already.
    if (decoded && kept) node.#map = new DecodedMap(decoded);
    return node;
  }

  /** A plain or quoted scalar at an offset, in which nothing has to be decoded. */
  static straight(
    style: FlowScalarToken["style"],
    offset: number,
    text: string,
    uses: readonly Span[],
    place: ScalarPlace,
  ): ScalarNode {
    const end = offset + text.length + (style === "plain" ? 0 : 2);
    return new ScalarNode(style, offset, end, text, undefined, uses, place);
  }

  /** The token of a scalar that this room made. */
  static tokenOf(scalar: YamlScalar): ScalarToken | undefined {
    if (!(scalar instanceof ScalarNode)) return undefined;
    return scalar.#token ?? straightToken(scalar);
  }

  get value(): string | number | boolean | null {
    return this.style === "plain" ? coreValue(this.text) : this.text;
  }

  get map(): ScalarMap {
    this.#map ??= this.#token
      ? new DecodedMap(decodeToken(this.#token))
      : new StraightMap(this.span.start + (this.style === "plain" ? 0 : 1), this.text.length);
    return this.#map;
  }
}

function straightToken({ style, span, text }: ScalarNode): ScalarToken | undefined {
  if (style === "literal" || style === "folded") return undefined;
  return { style, offset: span.start, source: sourceOf(style, text) };
}

function sourceOf(style: FlowScalarToken["style"], text: string): string {
  return style === "plain" ? text : quotes[style] + text + quotes[style];
}

/** A null that nobody wrote, at an offset. */
export function emptyScalar(offset: number, uses: readonly Span[], place: ScalarPlace): YamlScalar {
  return ScalarNode.straight("plain", offset, "", uses, place);
}

/** Null, booleans and numbers as YAML 1.2 reads plain text; everything else is a string. Large numbers lose digits: use the text. */
export function coreValue(text: string): string | number | boolean | null {
  // Most values begin with a letter that none of the forms below begins with.
  if (text !== "" && !/^[-+.0-9~nNtTfF]/.test(text)) return text;
  if (/^(?:~|null|Null|NULL)?$/.test(text)) return null;
  if (/^(?:true|True|TRUE)$/.test(text)) return true;
  if (/^(?:false|False|FALSE)$/.test(text)) return false;
  if (/^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/.test(text)) return Number(text);
  if (/^0o[0-7]+$/.test(text)) return Number.parseInt(text.slice(2), 8);
  if (/^0x[0-9a-fA-F]+$/.test(text)) return Number.parseInt(text.slice(2), 16);
  if (/^[-+]?\.(?:inf|Inf|INF)$/.test(text)) return text.startsWith("-") ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  if (/^\.(?:nan|NaN|NAN)$/.test(text)) return Number.NaN;
  return text;
}
