/**
 * Questions to a scalar's written token: its style, its span, its decoded text. The tokens come from the `yaml` package; their
 * shapes are the most stable thing it has.
 */
import type { CST } from "yaml";
import { type Span, span } from "../text/span";
import { type Decoded, decodeDouble, decodePlain, decodeSingle } from "./decode";
import { decodeBlock, readBlockHeader } from "./decode-block";
import type { ScalarStyle } from "./tree";

export type ScalarToken = CST.FlowScalar | CST.BlockScalar;

/** The decoded text of a token with the place of each unit. */
export function decodeToken(token: ScalarToken): Decoded {
  switch (token.type) {
    case "single-quoted-scalar":
      return decodeSingle(token.source, token.offset);
    case "double-quoted-scalar":
      return decodeDouble(token.source, token.offset);
    case "block-scalar":
      return decodeBlock(readBlockHeader(headerSource(token)), token.source, blockContentStart(token), token.indent);
    default:
      return decodePlain(token.source, token.offset);
  }
}

/** Where the lines behind a block scalar's header begin. */
export function blockContentStart(token: CST.BlockScalar): number {
  let start = token.offset;
  for (const part of token.props) if ("source" in part) start += part.source.length;
  return start;
}

/** The header of a block scalar, such as `|2-`. */
export function headerSource(token: CST.BlockScalar): string {
  const header = token.props[0];
  return header && "source" in header ? header.source : "|";
}

/** From the first to the last written character; a block scalar ends with its last line that is not blank. */
export function scalarSpan(token: ScalarToken): Span {
  if (token.type !== "block-scalar") return span(token.offset, token.offset + token.source.length);
  const content = token.source.trimEnd();
  if (content === "") return span(token.offset, token.offset + headerSource(token).length);
  return span(token.offset, blockContentStart(token) + content.length);
}

/** The style a token is written in. */
export function styleOf(token: ScalarToken): ScalarStyle {
  switch (token.type) {
    case "single-quoted-scalar":
      return "single";
    case "double-quoted-scalar":
      return "double";
    case "block-scalar":
      return headerSource(token).startsWith(">") ? "folded" : "literal";
    default:
      return "plain";
  }
}
