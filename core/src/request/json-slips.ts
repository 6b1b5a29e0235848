/**
 * What was most likely meant where JSON cannot be read: a word of another language, a quote that is missing or one too many, `=` in
 * place of a colon. Where it is not clear nothing is said here, and the reader in `json-text.ts` says what it sees.
 */
import type { Span } from "../text/span";
import type { JsonProblem, JsonToken } from "./json-token";

/** Words of other languages and what they are in JSON; they differ from it in their letters' case at least. */
const foreignWords: ReadonlyMap<string, string> = new Map([
  ["true", "true"],
  ["false", "false"],
  ["null", "null"],
  ["none", "null"],
  ["nil", "null"],
  ["undefined", "null"],
]);

/** What is meant by text at `at` that is neither value nor sign. */
export function slipAt(
  text: string,
  at: number,
  word: string | undefined,
  tokens: readonly JsonToken[],
  holes: readonly Span[],
): JsonProblem | undefined {
  const last = tokens.at(-1);
  const right = word === undefined ? undefined : foreignWords.get(word.toLowerCase());
  if (word && right && isBeforeValue(text, last) && /^\s*(?:[,}\]]|$)/.test(text.slice(at + word.length)))
    return {
      span: { start: at, end: at + word.length },
      message: `\`${word}\` is no word of JSON`,
      help: `Write \`${right}\``,
      instead: right,
    };
  const equals = /^=>?/.exec(text.slice(at, at + 2))?.[0];
  if (equals && last?.kind === "string" && /^[{,]$/.test(signOf(text, tokens.at(-2))))
    return {
      span: { start: at, end: at + equals.length },
      message: `\`${equals}\` stands in place of \`:\``,
      help: "Write `:`",
      instead: ":",
    };
  return quoteBefore(text, at, tokens, holes) ?? notOpened(text, at, tokens, holes);
}

/**
 * A text that ends right before something that is no sign. `"$<EMAIL>, "b"` took the next name's quote for its own; in
 * `"say "hi" now"` quotes stand inside.
 */
export function quoteBefore(
  text: string,
  at: number,
  tokens: readonly JsonToken[],
  holes: readonly Span[],
): JsonProblem | undefined {
  const last = tokens.at(-1);
  if (last?.kind !== "string" || /[^ \t]/.test(text.slice(last.end, at))) return undefined;
  const inner = text.slice(last.start + 1, last.end - 1);
  const next = last.end === at ? inner.search(/[,:]\s*$/) : -1;
  if (next > 0)
    return {
      span: { start: last.start, end: last.start + 1 + next },
      message: "the text is not closed",
      help: 'Close it with `"`',
    };
  if (inner.trim() === "" || !/^[^,:{}[\]]*"\s*(?:[,}\]]|$)/.test(restOfLine(text, at, holes))) return undefined;
  return {
    span: { start: last.start, end: last.end },
    message: "a double quote stands inside of this text",
    help: 'Write `\\"` for each quote inside',
  };
}

/** A text without its first quote: `"a": x"`, `"email": $<EMAIL>"`. What was read of it as values are the last tokens. */
export function notOpened(
  text: string,
  at: number,
  tokens: readonly JsonToken[],
  holes: readonly Span[],
): JsonProblem | undefined {
  let start = at;
  let before = tokens.length - 1;
  for (let token = tokens[before]; token && isBare(token); token = tokens[--before]) start = token.start;
  if (!isBeforeValue(text, tokens[before])) return undefined;
  const written = /^[^",{}[\]]*[^\s",{}[\]:]"(?=\s*(?:[,}\]]|$))/.exec(restOfLine(text, start, holes))?.[0];
  if (written === undefined || start + written.length <= at) return undefined;
  return { span: { start, end: start + written.length }, message: "the text is not opened", help: 'Write `"` before it' };
}

function isBare({ kind }: JsonToken): boolean {
  return kind === "variable" || kind === "word" || kind === "number";
}

function signOf(text: string, token: JsonToken | undefined): string {
  return token?.kind === "punctuation" ? text.charAt(token.start) : "";
}

function isBeforeValue(text: string, token: JsonToken | undefined): boolean {
  return /^[:,[]$/.test(signOf(text, token));
}

/** The text to the end of its line, with a digit for every sign of a hole. */
function restOfLine(text: string, from: number, holes: readonly Span[]): string {
  const length = text.slice(from).search(/[\r\n]|$/);
  let rest = text.slice(from, from + length);
  for (const { start, end } of holes) {
    if (end <= from || start >= from + length) continue;
    const [first, behind] = [Math.max(start - from, 0), Math.min(end - from, length)];
    rest = rest.slice(0, first) + "0".repeat(behind - first) + rest.slice(behind);
  }
  return rest;
}
