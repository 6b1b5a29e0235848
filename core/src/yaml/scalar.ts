/**
 * The scalar node: decoded text, its value by the core schema of YAML 1.2, and the map to the file, the latter two made when
 * somebody asks. How a token is decoded is in `decode.ts` and `decode-block.ts`.
 */
import type { Span } from "../text/span";
import { createScalarMap } from "./scalar-map";
import { decodeToken, type ScalarToken, scalarSpan, styleOf } from "./token";
import type { ScalarMap, ScalarPlace, ScalarStyle, YamlScalar } from "./tree";

/** A scalar as written. Made for each use of an alias anew; the decoded text is shared through the token's source. */
export class ScalarNode implements YamlScalar {
  readonly kind = "scalar";
  readonly span: Span;
  readonly uses: readonly Span[];
  readonly place: ScalarPlace;
  readonly style: ScalarStyle;
  readonly text: string;
  readonly #token: ScalarToken;
  #map: ScalarMap | undefined;

  /** @param text the decoded text, when the composer has it already */
  constructor(token: ScalarToken, text: string | undefined, uses: readonly Span[], place: ScalarPlace) {
    this.#token = token;
    this.uses = uses;
    this.place = place;
    this.style = styleOf(token);
    this.span = scalarSpan(token);
    this.text = text ?? decodeToken(token).text;
  }

  /** The token of a scalar that this room made. */
  static tokenOf(scalar: YamlScalar): ScalarToken | undefined {
    return scalar instanceof ScalarNode ? scalar.#token : undefined;
  }

  get value(): string | number | boolean | null {
    return this.style === "plain" ? coreValue(this.text) : this.text;
  }

  get map(): ScalarMap {
    this.#map ??= createScalarMap(this.#token, this.text);
    return this.#map;
  }
}

/** A null that nobody wrote, at an offset. */
export function emptyScalar(offset: number, uses: readonly Span[], place: ScalarPlace): YamlScalar {
  return new ScalarNode({ type: "scalar", offset, indent: -1, source: "" }, "", uses, place);
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
