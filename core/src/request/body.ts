/**
 * Judges a body after its values are in. The platform puts values in as they are, so a quote in a name can break a body or,
 * worse, change what it says; neither goes out without a person's word.
 */
import { checkJson, jsonTokens } from "./json-text";
import type { JsonToken } from "./json-token";
import type { Piece, RenderedValue } from "./render-value";
import { scanXml } from "./xml-scan";
import { checkXml, escapeXml } from "./xml-text";

export interface BodyVerdict {
  readonly message: string;
  readonly help: string;
  /** The value at fault, when one is. */
  readonly piece: Piece | undefined;
}

type Format = "json" | "xml";

/** Undefined when the body may go out. */
export function judgeBody(format: Format | "text", body: RenderedValue): BodyVerdict | undefined {
  if (format === "text") return undefined;
  const problem = format === "json" ? checkJson(body.text) : checkXml(body.text);
  const fault = (format === "json" ? jsonFault : xmlFault)(body) ?? (problem && guilty(format, body));
  if (fault)
    return {
      message: `The value of \`${fault.piece.name}\` ${problem ? "breaks" : "changes"} the ${format.toUpperCase()} body${fault.why && `: ${fault.why}`}`,
      help: "Send the value escaped, send it as it is, or choose other data",
      piece: fault.piece,
    };
  if (!problem) return undefined;
  return {
    message: `The body is not ${format.toUpperCase()}: ${problem.message}`,
    help: problem.help ?? "Correct the body",
    piece: undefined,
  };
}

/** The verdict when escaping mends nothing: the value stands where no text can. */
export function stillBroken(verdict: BodyVerdict): BodyVerdict {
  if (!verdict.piece) return verdict;
  return {
    ...verdict,
    message: `${verdict.message}, and escaping does not help`,
    help: "Put the reference where any text can stand, such as in quotes, send the value as it is, or choose other data",
  };
}

/** How a value becomes text and nothing else. */
export const escapes: Readonly<Record<Format | "text", (text: string) => string>> = {
  json: (text) => JSON.stringify(text).slice(1, -1),
  xml: escapeXml,
  text: (text) => text,
};

interface Fault {
  readonly piece: Piece;
  /** What it is about the value, as the end of a sentence. */
  readonly why: string;
}

/** The value that makes something of a body that is well-formed for any value. */
function guilty(format: Format, { text, pieces }: RenderedValue): Fault | undefined {
  const check = (holes: readonly Piece[]) =>
    (format === "json" ? checkJson : scanXml)(
      text,
      holes.map(({ output }) => output),
    );
  // Each value is tried by itself, so a body of very many values is told of without a name.
  if (pieces.length > 200 || check(pieces)) return undefined;
  const piece = pieces.find((candidate) => check(pieces.filter((other) => other !== candidate)));
  if (!piece) return undefined;
  return {
    piece,
    why: format === "json" ? jsonWords(piece, isInText(piece, holedTokens(text, pieces))) : signWords(piece.text, ""),
  };
}

function jsonFault({ text, pieces }: RenderedValue): Fault | undefined {
  const tokens = jsonTokens(text);
  const piece = pieces.find((candidate) => changesJson(text, tokens, candidate));
  return piece && { piece, why: jsonWords(piece, isInText(piece, holedTokens(text, pieces))) };
}

function holedTokens(text: string, pieces: readonly Piece[]): readonly JsonToken[] {
  return jsonTokens(
    text,
    pieces.map(({ output }) => output),
  );
}

function isInText({ output }: Piece, tokens: readonly JsonToken[]): boolean {
  return tokens.some(({ kind, start, end }) => kind === "string" && start < output.start && output.end < end);
}

function jsonWords({ text }: Piece, inText: boolean): string {
  if (inText) return signWords(text, '"\\');
  if (text.trim() === "") return "it is empty, where a value belongs";
  return checkJson(`[${text}]`) && !/^[^"]*,\s*"/.test(text)
    ? "it is a text, and no quotes stand around it"
    : "it is more than one value";
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

/** What ends each part of an XML text in which a value can stand, and what a value in it must not hold. */
const xmlParts: Readonly<Record<XmlPart, { readonly end: string; readonly forbidden: RegExp; readonly signs: string }>> = {
  text: { end: "<", forbidden: /[<>]|&(?!(amp|lt|gt|quot|apos|#\d+|#x[0-9a-fA-F]+);)|\]\]>/, signs: "<>&" },
  tag: { end: ">", forbidden: /[^\p{L}\p{N}_:.-]/u, signs: "" },
  '"': { end: '"', forbidden: /["<>]|&(?!(amp|lt|gt|quot|apos|#\d+|#x[0-9a-fA-F]+);)/, signs: '"<>&' },
  "'": { end: "'", forbidden: /['<>]|&(?!(amp|lt|gt|quot|apos|#\d+|#x[0-9a-fA-F]+);)/, signs: "'<>&" },
  "<!--": { end: "-->", forbidden: /--|-$/, signs: "" },
  "<![CDATA[": { end: "]]>", forbidden: /\]\]/, signs: "" },
  "<?": { end: "?>", forbidden: /\?/, signs: "" },
};

type XmlPart = "text" | "tag" | '"' | "'" | "<!--" | "<![CDATA[" | "<?";

/** A value must stay inside the text or the attribute that it stands in. */
function xmlFault({ text, pieces }: RenderedValue): Fault | undefined {
  let part: XmlPart = "text";
  let at = 0;
  for (const piece of pieces) {
    for (; at < piece.output.start; at++) part = partAfter(text, at, part);
    at = piece.output.end;
    const { forbidden, signs } = xmlParts[part];
    if (!forbidden.test(text.slice(piece.output.start, piece.output.end))) continue;
    const why = part === "tag" ? "it stands inside of a tag, and is no name" : signWords(piece.text, signs);
    return { piece, why };
  }
  return undefined;
}

/** The part that the text is in behind a sign. */
function partAfter(text: string, at: number, part: XmlPart): XmlPart {
  if (part === "text") {
    if (text[at] !== "<") return part;
    return (["<!--", "<![CDATA[", "<?"] as const).find((opening) => text.startsWith(opening, at)) ?? "tag";
  }
  if (part === "tag" && (text[at] === '"' || text[at] === "'")) return text[at] === '"' ? '"' : "'";
  const { end } = xmlParts[part];
  if (at + 1 < end.length || text.slice(at + 1 - end.length, at + 1) !== end) return part;
  return part === '"' || part === "'" ? "tag" : "text";
}

/** Names the first sign of a value that is at fault. @param signs those that are besides control characters */
function signWords(text: string, signs: string): string {
  for (const sign of text) {
    if (sign === "\n" || sign === "\r") {
      if (!signs.includes("<")) return "it holds a line end";
    } else if (/\p{Cc}/u.test(sign)) return sign === "\t" ? "it holds a tab" : "it holds a control character";
    else if (signs.includes(sign)) return `it holds ${signNames[sign] ?? `\`${sign}\``}`;
  }
  return "";
}

const signNames: Readonly<Record<string, string>> = { '"': "a quote", "'": "an apostrophe", "\\": "a backslash" };
