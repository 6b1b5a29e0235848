/**
 * A scalar as it is written: its style, its source, and where it stands. Every way of reading makes these, and questions to the
 * written form (span, decoded text, encoding of a change) are answered from them alone.
 */
import type { CST } from "yaml";
import { type Span, span } from "../text/span";
import { type Decoded, decodeDouble, decodePlain, decodeSingle } from "./decode";
import { decodeBlock, readBlockHeader } from "./decode-block";

export type ScalarToken = FlowScalarToken | BlockScalarToken;

/** A plain or quoted scalar; the source of a quoted one has its quotes. */
export interface FlowScalarToken {
  readonly style: "plain" | "single" | "double";
  readonly offset: number;
  readonly source: string;
}

export interface BlockScalarToken {
  readonly style: "literal" | "folded";
  /** Of the header. */
  readonly offset: number;
  /** Such as `|2-`. */
  readonly header: string;
  /** Where the lines behind the header begin. */
  readonly contentStart: number;
  /** The indentation of the map or list it stands in, from which an indentation indicator counts. */
  readonly indent: number;
  /** The lines behind the header. */
  readonly source: string;
}

export function isBlock(token: ScalarToken): token is BlockScalarToken {
  return token.style === "literal" || token.style === "folded";
}

/** The token of the library as ours. */
export function tokenOfCst(token: CST.FlowScalar | CST.BlockScalar): ScalarToken {
  const { offset, source } = token;
  switch (token.type) {
    case "single-quoted-scalar":
      return { style: "single", offset, source };
    case "double-quoted-scalar":
      return { style: "double", offset, source };
    case "block-scalar": {
      const first = token.props[0];
      const header = first && "source" in first ? first.source : "|";
      let contentStart = offset;
      for (const part of token.props) if ("source" in part) contentStart += part.source.length;
      return { style: header.startsWith(">") ? "folded" : "literal", offset, header, contentStart, indent: token.indent, source };
    }
    default:
      return { style: "plain", offset, source };
  }
}

/** The decoded text of a token with the place of each unit. */
export function decodeToken(token: ScalarToken): Decoded {
  if (isBlock(token)) return decodeBlock(readBlockHeader(token.header), token.source, token.contentStart, token.indent);
  switch (token.style) {
    case "single":
      return decodeSingle(token.source, token.offset);
    case "double":
      return decodeDouble(token.source, token.offset);
    case "plain":
      return decodePlain(token.source, token.offset);
  }
}

/** From the first to the last written character; a block scalar ends with its last line that is not blank. */
export function scalarSpan(token: ScalarToken): Span {
  if (!isBlock(token)) return span(token.offset, token.offset + token.source.length);
  const content = token.source.trimEnd();
  if (content === "") return span(token.offset, token.offset + token.header.length);
  return span(token.offset, token.contentStart + content.length);
}
