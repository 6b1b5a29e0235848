/**
 * Writing into scalars: the smallest edit that is right for the style they are written in, and how a new value or key is
 * written. Every edit of an existing scalar is decoded again before it is given, so it never says anything but what was asked.
 * Edits of structure (new keys, moved blocks) are not made here.
 */
import type { TextEdit } from "../text/edit";
import { applyEdits } from "../text/edit";
import { lineAt, lineEndOf } from "../text/lines";
import { type Span, span } from "../text/span";
import { isClosed } from "./decode";
import { coreValue, ScalarNode } from "./scalar";
import { type BlockScalarToken, decodeToken, isBlock, type ScalarToken } from "./token";
import type { ScalarPlace, ScalarStyle, YamlDocument, YamlScalar } from "./tree";

/**
 * The edits after which the scalar says `newText` in the place of its decoded `[start, end)`, and everything else says what
 * it said before.
 * @returns undefined when the scalar is not closed, or cannot hold the text
 */
export function replaceInScalar(
  document: YamlDocument,
  scalar: YamlScalar,
  decoded: Span,
  newText: string,
): readonly TextEdit[] | undefined {
  const token = ScalarNode.tokenOf(scalar);
  if (!token || !isWhole(token)) return undefined;
  const wanted = scalar.text.slice(0, decoded.start) + newText + scalar.text.slice(decoded.end);
  if (token.source === "" && token.style === "plain") return [fillEmpty(document.text, scalar, wanted)];
  const edit =
    smallEdit(document.text, token, scalar, decoded, newText, wanted) ?? wholeEdit(document.text, token, scalar, wanted);
  return edit && [edit];
}

/**
 * The quote that begins a scalar and that nothing closes. Recovery reads such a text without its quote where that tells more.
 * @returns undefined for a scalar that is closed, or not quoted at all
 */
export function openQuote({ text, maskedLines }: YamlDocument, scalar: YamlScalar): { readonly start: number } | undefined {
  const token = ScalarNode.tokenOf(scalar);
  if (!token || isBlock(token)) return undefined;
  if (token.style !== "plain") return isClosed(token.source) ? undefined : { start: token.offset };
  const start = token.offset - 1;
  const masked = /["']/.test(text.charAt(start)) && maskedLines.some((line) => line.start <= start && start < line.end);
  return masked ? { start } : undefined;
}

/**
 * The edit after which a scalar whose quote is open says `newText` in the place of its decoded `[start, end)`, and is closed: in a
 * flow collection behind the change, else at the end of the line.
 * @returns undefined when the quote is not open, stands on another line than the change, or cannot hold the text
 */
export function closeScalar(document: YamlDocument, scalar: YamlScalar, decoded: Span, newText: string): TextEdit | undefined {
  const open = openQuote(document, scalar);
  if (!open) return undefined;
  const { text } = document;
  const line = lineAt(text, open.start);
  const place = scalar.map.toSource(decoded);
  const start = Math.max(open.start + 1, place.start);
  if (start > line.end) return undefined;
  const changed = Math.max(start, Math.min(place.end, line.end));
  const rest = scalar.place.flow ? "" : text.slice(changed, line.end).trimEnd();
  const quote = text.charAt(open.start);
  if (quote === "'" && !isPrintableLine(newText)) return undefined;
  const written = quote === "'" ? newText.replaceAll("'", "''") : escapeDouble(newText);
  return { span: span(start, changed + rest.length), newText: written + rest + quote };
}

/**
 * Several changes of one scalar: each by itself where that is possible, else the whole anew.
 * @returns undefined when the scalar cannot say the result
 */
export function replaceAllInScalar(
  document: YamlDocument,
  scalar: YamlScalar,
  changes: readonly { readonly span: Span; readonly text: string }[],
): readonly TextEdit[] | undefined {
  const single = changes.map((change) => replaceInScalar(document, scalar, change.span, change.text));
  const edits = single.flatMap((made) => made ?? []);
  edits.sort((a, b) => a.span.start - b.span.start);
  const apart = edits.every((edit, at) => at === 0 || (edits[at - 1]?.span.end ?? 0) <= edit.span.start);
  if (single.every((made) => made !== undefined) && apart) return edits;
  const text = applyEdits(
    scalar.text,
    changes.map((change) => ({ span: change.span, newText: change.text })),
  );
  return replaceInScalar(document, scalar, span(0, scalar.text.length), text);
}

/** How to write a new value or key. */
export interface NewScalar {
  readonly place: ScalarPlace;
  /** A wish: a text that the style cannot hold is written in another one. Without it the plainest that is safe. */
  readonly style?: ScalarStyle;
  /** Whether text that looks like a number, a boolean or null is quoted, so that it stays text. Default true. */
  readonly keepString?: boolean;
  /** For block scalars; default LF. */
  readonly lineEnd?: "\n" | "\r\n";
}

/** The source of a scalar that says `text`. */
export function scalarSource(text: string, { place, style, keepString = true, lineEnd = "\n" }: NewScalar): string {
  if (style === "double") return doubleQuoted(text);
  if (style === "single" && isPrintableLine(text)) return singleQuoted(text);
  if ((style === "literal" || style === "folded") && !place.key && !place.flow) {
    const block = blockSource(text, place, style, lineEnd);
    if (block !== undefined) return block;
  }
  if (isPlainSafe(text, place) && !(keepString && typeof coreValue(text) !== "string")) return text;
  return isPrintableLine(text) ? singleQuoted(text) : doubleQuoted(text);
}

/** Whether a text can stand without quotes on one line and is read as this text (which may still look like a number). */
export function isPlainSafe(text: string, place: ScalarPlace): boolean {
  if (text === "" || text.trim() !== text || !isPrintableLine(text) || text.includes("\t")) return false;
  if (/^[,[\]{}#&*!|>'"%@`]/.test(text) || /^[-?:](?: |$)/.test(text) || /^(?:---|\.\.\.)/.test(text)) return false;
  if (/:(?: |$)| #/.test(text)) return false;
  if (place.flow && (/[,[\]{}]/.test(text) || /^[-?:]/.test(text))) return false;
  return !(place.key && (text === "<<" || text.length > 1000));
}

/** The text in double quotes; also right in JSON. */
export function doubleQuoted(text: string): string {
  return `"${escapeDouble(text)}"`;
}

function singleQuoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

const shortEscapes: ReadonlyMap<string, string> = new Map([
  ['"', '\\"'],
  ["\\", "\\\\"],
  ["\n", "\\n"],
  ["\r", "\\r"],
  ["\t", "\\t"],
  ["\b", "\\b"],
  ["\f", "\\f"],
]);

const hidden = /["\\]|\p{Cc}|\p{Cs}|\p{Zl}|\p{Zp}|[\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\ufffe\uffff]/gu;

function escapeDouble(text: string): string {
  return text.replace(hidden, (unit) => {
    // Joiners and marks are part of words and emoji when they are not between Latin letters; they stay as they are.
    if (unit === "\u200c" || unit === "\u200d" || unit === "\u200e" || unit === "\u200f") return unit;
    return shortEscapes.get(unit) ?? `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;
  });
}

/** One line without anything that only an escape can write. */
function isPrintableLine(text: string): boolean {
  return !/[^\t\P{Cc}]|\p{Cs}|[\u2028\u2029\ufeff\ufffe\uffff]/u.test(text);
}

function isWhole(token: ScalarToken): boolean {
  return token.style === "single" || token.style === "double" ? isClosed(token.source) : true;
}

/** A value where none was: the key's colon and a comment stay apart from it. */
function fillEmpty(text: string, scalar: YamlScalar, wanted: string): TextEdit {
  const at = scalar.span.start;
  const before = /[\s[{]/.test(text[at - 1] ?? " ") ? "" : " ";
  const after = text[at] === "#" ? " " : "";
  return { span: scalar.span, newText: before + scalarSource(wanted, { place: scalar.place }) + after };
}

/** The replaced part only, in the scalar's own style; undefined when the result would not say what is wanted. */
function smallEdit(
  text: string,
  token: ScalarToken,
  scalar: YamlScalar,
  decoded: Span,
  newText: string,
  wanted: string,
): TextEdit | undefined {
  const place = scalar.map.toSource(decoded);
  const written = encodeInside(text, token, scalar, newText, wanted);
  if (written === undefined) return undefined;
  const edit: TextEdit = { span: place, newText: written };
  return says(token, scalar, edit, wanted) ? edit : undefined;
}

function encodeInside(text: string, token: ScalarToken, scalar: YamlScalar, newText: string, wanted: string): string | undefined {
  switch (scalar.style) {
    case "double":
      return escapeDouble(newText);
    case "single":
      return isPrintableLine(newText) ? newText.replaceAll("'", "''") : undefined;
    case "plain": {
      // Folded lines are checked as the one line that they say; a line feed in them cannot be checked so.
      if (!isPlainSafe(wanted, scalar.place)) return undefined;
      return typeof scalar.value === "string" && typeof coreValue(wanted) !== "string" ? undefined : newText;
    }
    default:
      return isBlock(token) ? encodeInBlock(text, token, scalar, newText) : undefined;
  }
}

function encodeInBlock(text: string, token: BlockScalarToken, scalar: YamlScalar, newText: string): string | undefined {
  if (!newText.split("\n").every(isPrintableLine)) return undefined;
  const firstLine = /^(?:[ ]*\r?\n)*( *)/.exec(token.source)?.[1] ?? "";
  const indent = firstLine === "" ? " ".repeat(scalar.place.parentIndent + 2) : firstLine;
  const lineEnd = lineEndOf(text);
  // In folded text one line feed is a space, so there is one more.
  const more = scalar.style === "folded" ? 1 : 0;
  return newText.replace(/\n+/g, (feeds) => lineEnd.repeat(feeds.length + more) + indent);
}

/** Whether the token with the edit decodes to what is wanted and still belongs to its place. */
function says(token: ScalarToken, scalar: YamlScalar, edit: TextEdit, wanted: string): boolean {
  const start = isBlock(token) ? token.contentStart : token.offset;
  if (edit.span.start < start || edit.span.end > start + token.source.length) return false;
  const source = token.source.slice(0, edit.span.start - start) + edit.newText + token.source.slice(edit.span.end - start);
  const changed: ScalarToken = { ...token, source };
  if (isBlock(token)) {
    const need = scalar.place.parentIndent < 0 ? 0 : scalar.place.parentIndent + 1;
    // Without its last line end it would take in the next line.
    if (token.source.endsWith("\n") && !source.endsWith("\n")) return false;
    // A line in column 0 would end the scalar, or the document.
    if (source.split("\n").some((line) => line.trim() !== "" && line.search(/\S/) < need)) return false;
    if (/^[ \t]*\t/m.test(source) && !/^[ \t]*\t/m.test(token.source)) return false;
  } else {
    if (token.style !== "plain" && !isClosed(source)) return false;
    const lines = source.split("\n").slice(1);
    if (lines.length > 0 && scalar.place.key) return false;
    if (lines.some((line) => line.trim() !== "" && line.search(/[^ ]/) <= scalar.place.parentIndent)) return false;
  }
  return decodeToken(changed).text === wanted;
}

/** The whole scalar anew, in quotes. */
function wholeEdit(text: string, token: ScalarToken, scalar: YamlScalar, wanted: string): TextEdit | undefined {
  const newText = scalarSource(wanted, {
    place: scalar.place,
    ...(scalar.style === "double" ? { style: "double" as const } : {}),
  });
  if (!isBlock(token)) {
    // A plain text over several lines may stand at the end of a line that begins with its key; quotes go where it was.
    return { span: scalar.span, newText: mustStayString(scalar, wanted) ? requote(wanted) : newText };
  }
  // A quoted text stands on the line of the header; its comment, if any, stays behind it.
  const header = lineAt(text, token.offset);
  if (/#/.test(text.slice(token.offset, header.end))) return undefined;
  const end = Math.max(scalar.span.end, Math.min(header.end, text.length));
  return { span: span(token.offset, end), newText: requote(wanted) };
}

function mustStayString(scalar: YamlScalar, wanted: string): boolean {
  return scalar.style !== "plain" && scalar.style !== "double" && typeof coreValue(wanted) !== "string";
}

function requote(text: string): string {
  return isPrintableLine(text) ? singleQuoted(text) : doubleQuoted(text);
}

/** A block scalar, or undefined when the text cannot be written as one. */
function blockSource(text: string, place: ScalarPlace, style: "literal" | "folded", lineEnd: string): string | undefined {
  const lines = text.split("\n");
  if (!lines.every(isPrintableLine) || text.trim() === "") return undefined;
  const kept = /\n*$/.exec(text)?.[0].length ?? 0;
  const chomp = kept === 0 ? "-" : kept === 1 ? "" : "+";
  const indicator = /^\n* /.test(text) ? "2" : "";
  const indent = " ".repeat(Math.max(place.parentIndent, 0) + 2);
  // Folding is only simple where no line begins with a blank.
  if (style === "folded" && lines.some((line) => /^\s/.test(line))) return undefined;
  const more = style === "folded" ? 1 : 0;
  const content = text.slice(0, text.length - kept);
  // Line feeds at the start are not folded.
  const body = content.replace(/\n+/g, (feeds, at: number) => lineEnd.repeat(feeds.length + (at === 0 ? 0 : more)) + indent);
  // The line end behind the last line belongs to what follows the scalar; of several, all but the last are its own.
  return `${style === "folded" ? ">" : "|"}${indicator}${chomp}${lineEnd}${indent}${body}${lineEnd.repeat(Math.max(0, kept - 1))}`;
}
