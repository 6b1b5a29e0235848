/**
 * Judges a body after its values are in. The platform puts values in as they are, so a quote in a name can break a body or,
 * worse, change what it says; neither goes out without a person's word.
 */
import { checkJson, type JsonToken, jsonTokens } from "./json-text";
import type { Piece, RenderedValue } from "./render-value";
import { checkXml, escapeXml } from "./xml-text";

export interface BodyVerdict {
  readonly message: string;
  readonly help: string;
  /** The value at fault, when one is. */
  readonly piece: Piece | undefined;
  /** How to escape values so that they are text and nothing else. */
  readonly escape: (text: string) => string;
}

/** Undefined when the body may go out. */
export function judgeBody(format: "json" | "xml" | "text", body: RenderedValue): BodyVerdict | undefined {
  if (format === "text") return undefined;
  return format === "json" ? judgeJson(body) : judgeXml(body);
}

const choices = "Send the value escaped, send it as it is, or choose other data";

/** One value is at fault. */
function blamed(piece: Piece, format: "JSON" | "XML", breaks: boolean, escaped: BodyVerdict["escape"]): BodyVerdict {
  return {
    message: `The value of \`${piece.name}\` ${breaks ? "breaks" : "changes"} the ${format} body`,
    help: choices,
    piece,
    escape: escaped,
  };
}

function judgeJson(body: RenderedValue): BodyVerdict | undefined {
  const problem = checkJson(body.text);
  const tokens = jsonTokens(body.text);
  const culprit = body.pieces.find((piece) => changesJson(body.text, tokens, piece));
  if (culprit) return blamed(culprit, "JSON", problem !== undefined, escapeJson);
  if (!problem) return undefined;
  const near = body.pieces.find((piece) => piece.output.start <= problem.span.end && problem.span.start <= piece.output.end);
  return {
    message: near
      ? `With the value of \`${near.name}\` the body is not JSON: ${problem.message}`
      : `The body is not JSON: ${problem.message}`,
    help: near ? choices : (problem.help ?? choices),
    piece: near,
    escape: escapeJson,
  };
}

/** A value must stay inside one text, or be one whole value. */
function changesJson(text: string, tokens: readonly JsonToken[], piece: Piece): boolean {
  if (piece.output.start === piece.output.end) return false;
  const holder = tokens.find((token) => token.start <= piece.output.start && piece.output.start < token.end);
  if (!holder)
    return (
      text.slice(piece.output.start, piece.output.end).trim() !== "" &&
      tokens.length > 0 &&
      piece.output.start < (tokens.at(-1)?.end ?? 0)
    );
  if (holder.kind === "string" && holder.start < piece.output.start) return holder.end <= piece.output.end;
  return holder.end < piece.output.end || holder.kind === "punctuation";
}

function judgeXml(body: RenderedValue): BodyVerdict | undefined {
  const culprit = body.pieces.find((piece) => /[<>]|&(?!(amp|lt|gt|quot|apos|#\d+|#x[0-9a-fA-F]+);)|\]\]>/.test(piece.text));
  const problem = checkXml(body.text);
  if (culprit) return blamed(culprit, "XML", problem !== undefined, escapeXml);
  if (!problem) return undefined;
  return { message: `The body is not XML: ${problem.message}`, help: "Correct the body", piece: undefined, escape: escapeXml };
}

/** A text as the inside of a JSON string. */
export function escapeJson(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}
