/**
 * Characters that a text must not have or that hide something: control characters, byte order marks in the middle, lone
 * carriage returns and surrogates, and letters without width or with the power to turn the line around. Works on the raw text,
 * before anything is parsed.
 */
import { codePointName } from "./code-points";
import type { TextEdit } from "./edit";
import { type Span, span } from "./span";

export interface CharacterProblem {
  readonly code: "bare-carriage-return" | "byte-order-mark" | "control-character" | "invisible-character" | "lone-surrogate";
  readonly severity?: "warning";
  readonly message: string;
  readonly help: string;
  readonly span: Span;
  readonly fix?: { readonly title: string; readonly edits: readonly TextEdit[] };
}

// One expression, so that an honest text is looked through at the speed of the regular expression engine. It is built from text
// because control characters are what is looked for.
const controls = "[\\0-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x84\\x86-\\x9f]";
const halves = "[\\ud800-\\udbff](?![\\udc00-\\udfff])|(?<![\\ud800-\\udbff])[\\udc00-\\udfff]";
const invisible =
  "[\\u061c\\u180e\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u2064\\u2066-\\u206f\\u3164\\ufeff\\uffa0\\ufffe\\uffff]|\\udb40[\\udc01\\udc20-\\udc7f]";
const suspicious = new RegExp(`${controls}|\\r(?!\\n)|${invisible}|${halves}`, "g");
const broken = new RegExp(`${controls}|${halves}`);
const unwritable = "[\\0-\\x08\\x0e-\\x1a\\x1c-\\x1f\\ufffd]";
const notText = new RegExp(`${unwritable}`, "g");

/** All suspicious places of a text, in order. Lone carriage returns are told of once. */
export function findCharacters(text: string): CharacterProblem[] {
  const problems: CharacterProblem[] = [];
  let returns = 0;
  for (const match of text.matchAll(suspicious)) {
    if (match.index === 0 && match[0] === "\ufeff") continue; // The start is where it may be.
    if (match[0] === "\r" && returns++ > 0) continue;
    const problem = judge(text, match.index, match[0]);
    if (problem) problems.push(problem);
  }
  return problems;
}

/** Whether this is no text at all: an archive, a program, a picture. A stray control character does not make it one. */
export function looksBinary(text: string): boolean {
  const head = text.slice(0, 8192);
  const found = head.match(notText)?.length ?? 0;
  return found === head.length ? found > 0 : found > 3 && found * 10 > head.length;
}

/**
 * The problem of decoded text that was written with escapes: a control character or half of a character that looks harmless in
 * the file. Undefined when there is none.
 */
export function findDecoded(text: string): { code: string; message: string; help: string; at: number } | undefined {
  const match = broken.exec(text);
  if (!match) return undefined;
  const name = codePointName(match[0]);
  if (match[0] >= "\ud800")
    return {
      code: "lone-surrogate",
      message: `${name} is only half of a character`,
      help: "Write both halves, or the character itself",
      at: match.index,
    };
  return {
    code: "control-character",
    message: `The text contains the control character ${name}`,
    help: "Remove it",
    at: match.index,
  };
}

function judge(text: string, at: number, character: string): CharacterProblem | undefined {
  const place = span(at, at + character.length);
  const name = codePointName(character);
  const remove = { title: `Remove ${name}`, edits: [{ span: place, newText: "" }] };
  switch (character) {
    case "\r":
      return {
        code: "bare-carriage-return",
        message: "A carriage return without a line feed is no line end in YAML",
        help: "Save the file with LF or CRLF line ends",
        // An empty place before it: the character itself belongs to two lines.
        span: span(at, at),
      };
    case "\ufeff":
      return {
        code: "byte-order-mark",
        message: "A byte order mark (U+FEFF) stands in the middle of the text",
        help: "Remove it",
        span: place,
        fix: remove,
      };
    case "\u061c":
    case "\u180e":
    case "\u3164":
    case "\uffa0":
    case "\u200c":
    case "\u200d":
    case "\u200e":
    case "\u200f":
      // Joiners and direction marks are honest in emoji and in many scripts, not between Latin letters.
      if (!isAscii(text[at - 1]) || !isAscii(text[at + 1])) return undefined;
      break;
  }
  // Letters of a tag are honest in the flags of England, Scotland and Wales.
  if (character.length === 2 && /\u{1f3f4}[\u{e0020}-\u{e007e}]*$/u.test(text.slice(Math.max(0, at - 16), at))) return undefined;
  if (character.length === 1 && character >= "\ud800" && character <= "\udfff")
    return {
      code: "lone-surrogate",
      message: `${name} is only half of a character`,
      help: "Write the whole character",
      span: place,
    };
  if (character < "\u00a0" || character > "\ufffd")
    return {
      code: "control-character",
      message: `The text contains the control character ${name}`,
      help: "Remove it, or write it as an escape in double quotes",
      span: place,
      fix: remove,
    };
  return {
    code: "invisible-character",
    severity: "warning",
    message: `The text contains the invisible character ${name}`,
    help: "Remove it, or write it as an escape in double quotes, so that a reader sees it",
    span: place,
    fix: remove,
  };
}

function isAscii(unit: string | undefined): boolean {
  return unit !== undefined && unit >= "!" && unit <= "~";
}
