/**
 * JSON as text: a strict reader that never turns a number into a JavaScript number, with places for variables. It judges
 * bodies before and after their values are in.
 */

import { hasDirectives } from "../reference/directives";
import type { Span } from "../text/span";
import { notOpened, quoteBefore, slipAt } from "./json-slips";
import type { JsonProblem, JsonToken, JsonTokenKind } from "./json-token";

interface Scan {
  readonly tokens: readonly JsonToken[];
  readonly problem: JsonProblem | undefined;
}

/** How deep a body may nest; far above what people write, far below what could exhaust the stack. */
const maxDepth = 200;

/** JSON text with places for variables, read once: its tokens as far as they go, and what is wrong with it. */
export interface JsonReading {
  readonly tokens: readonly JsonToken[];
  readonly problem: JsonProblem | undefined;
}

/**
 * Reads a JSON template: a reference may stand inside a string or in place of a value. Undefined for one with directives
 * (`#foreach`) or comments of the template language: what it prints is known only with values.
 */
export function readJsonTemplate(text: string, references: readonly { readonly span: Span }[]): JsonReading | undefined {
  if (hasDirectives(text)) return undefined;
  const scan = scanJson(
    text,
    references.map((reference) => reference.span),
  );
  return { tokens: scan.tokens, problem: parseTokens(text, scan) ?? scan.problem };
}

/** Judges JSON text; `holes` stand for values that are not known. */
export function checkJson(text: string, holes: readonly Span[] = []): JsonProblem | undefined {
  const scan = scanJson(text, holes);
  return parseTokens(text, scan) ?? scan.problem;
}

/** The tokens of JSON text, as far as it can be read; `holes` stand for values that are not known. */
export function jsonTokens(text: string, holes: readonly Span[] = []): readonly JsonToken[] {
  return scanJson(text, holes).tokens;
}

function scanJson(text: string, holes: readonly Span[]): Scan {
  const tokens: JsonToken[] = [];
  const ordered = inOrder(holes);
  let hole = 0;
  let at = 0;
  const push = (kind: JsonTokenKind, end: number) => {
    tokens.push({ kind, start: at, end });
    at = end;
  };
  const fail = (span: Span, message: string, help?: string): Scan => ({ tokens, problem: { span, message, help } });
  while (at < text.length) {
    const unit = text.charCodeAt(at);
    let here = ordered[hole];
    while (here && here.end <= at) here = ordered[++hole];
    if (here?.start === at || isDigital(unit)) {
      const end = valueEnd(text, at, ordered, hole);
      if (end !== undefined) {
        const slip = tokens.at(-1)?.end === at ? quoteBefore(text, at, tokens, ordered) : undefined;
        if (slip) return { tokens, problem: slip };
        push("variable", end);
        continue;
      }
    }
    if (isBlank(unit)) {
      at++;
      continue;
    }
    if (isPunctuation(unit)) {
      push("punctuation", at + 1);
      continue;
    }
    if (unit === quote) {
      const slip = tokens.at(-1)?.end === at ? notOpened(text, at, tokens, ordered) : undefined;
      if (slip) return { tokens, problem: slip };
      const string = readString(text, at, ordered, hole);
      if (typeof string !== "number") return { tokens, problem: string };
      push("string", string);
      continue;
    }
    const number = /^-?(0|[1-9]\d*)(\.\d+)?([eE][-+]?\d+)?/.exec(text.slice(at, at + 400));
    if (number && !/^[\w.]/.test(text.charAt(at + number[0].length))) {
      push("number", at + number[0].length);
      continue;
    }
    const word = /^[\w$.+-]+/.exec(text.slice(at, at + 400))?.[0];
    if (word === "true" || word === "false" || word === "null") {
      push("word", at + word.length);
      continue;
    }
    if (text.startsWith("//", at) || text.startsWith("/*", at))
      return fail({ start: at, end: at + 2 }, "JSON has no comments", "Remove the comment");
    const char = text.charAt(at);
    if (char === "'") return fail({ start: at, end: at + 1 }, "text stands in single quotes", 'Use double quotes: "text"');
    const slip = slipAt(text, at, word, tokens, ordered);
    if (slip) return { tokens, problem: slip };
    if (word && /^[-+.\d]/.test(word))
      return fail(
        { start: at, end: at + word.length },
        `\`${word}\` is not a number in JSON`,
        "Write digits without zeros before them, or a text in double quotes",
      );
    if (word) return fail({ start: at, end: at + word.length }, `\`${word}\` needs double quotes`, `Write "${word}"`);
    return fail(
      { start: at, end: at + 1 },
      `\`${char}\` cannot stand here`,
      "Remove it, or put the text around it in double quotes",
    );
  }
  return { tokens, problem: undefined };
}

const missingValue = 'Write a value, such as `""` or `null`';

const quote = 34;
const backslash = 92;

function inOrder(holes: readonly Span[]): readonly Span[] {
  const isOrdered = holes.every((hole, at) => at === 0 || (holes[at - 1] as Span).start <= hole.start);
  return isOrdered ? holes : [...holes].sort((a, b) => a.start - b.start);
}

/** Blank, tab or line end. */
function isBlank(unit: number): boolean {
  return unit === 32 || unit === 10 || unit === 13 || unit === 9;
}

/** One of `{ } [ ] , :`. */
function isPunctuation(unit: number): boolean {
  return unit === 44 || unit === 58 || unit === 91 || unit === 93 || unit === 123 || unit === 125;
}

/** A digit, `-` or `.`. */
function isDigital(unit: number): boolean {
  return (unit >= 48 && unit <= 57) || unit === 45 || unit === 46;
}

/** Where a value ends of which a variable is a part, as in `$<price>.00` and `380$<code>`; undefined where none begins. */
function valueEnd(text: string, start: number, holes: readonly Span[], first: number): number | undefined {
  let hole = first;
  let at = start;
  let found = false;
  for (;;) {
    const here = holes[hole];
    if (here && here.start === at && here.end > at) {
      found = true;
      at = here.end;
      hole++;
    } else if (isDigital(text.charCodeAt(at))) at++;
    else return found ? at : undefined;
  }
}

/** The end of the string that begins at `start`, or what is wrong with it. */
function readString(text: string, start: number, holes: readonly Span[], firstHole: number): number | JsonProblem {
  let hole = firstHole;
  let at = start + 1;
  while (at < text.length) {
    let here = holes[hole];
    while (here && here.end <= at) here = holes[++hole];
    if (here && here.start === at) {
      at = here.end;
      continue;
    }
    const unit = text.charCodeAt(at);
    if (unit === quote) return at + 1;
    if (unit === backslash) {
      const sequence = /^\\(["\\/bfnrt]|u[0-9a-fA-F]{4})/.exec(text.slice(at, at + 6));
      if (!sequence)
        return {
          span: { start: at, end: Math.min(at + 2, text.length) },
          message: `\`${text.slice(at, at + 2)}\` is no escape in JSON`,
          help: "Write `\\\\` for a backslash",
        };
      at += sequence[0].length;
      continue;
    }
    if (unit < 32)
      return unit === 10 || unit === 13
        ? { span: { start, end: at }, message: "the text is not closed on its line", help: 'Close it with `"`' }
        : {
            span: { start: at, end: at + 1 },
            message: "a control character stands in a text",
            help: "Write it as an escape, such as `\\t`",
          };
    at++;
  }
  return {
    span: { start, end: Math.min(text.length, start + 1) },
    message: "the text is not closed",
    help: 'Close it with `"`',
  };
}

/**
 * Checks the order of tokens with a stack of its own, so that depth is a limit and not a crash. A fault is shown where it can be
 * mended: a missing comma behind what it has to follow, a bracket that its line does not close at that bracket.
 */
function parseTokens(text: string, { tokens, problem }: Scan): JsonProblem | undefined {
  const stack: Bracket[] = [];
  const lines = new LineWalk(text);
  let state: "value" | "first-value" | "key" | "first-key" | "colon" | "after" | "done" = "value";
  const at = (token: Span, message: string, help?: string): JsonProblem => ({
    span: { start: token.start, end: token.end },
    message,
    help,
  });
  const unclosed = ({ open, start }: Bracket): JsonProblem =>
    at({ start, end: start + 1 }, `this \`${open}\` is not closed`, `Close it with \`${open === "{" ? "}" : "]"}\``);
  /** The first bracket that its own indentation says is left open; meant only where something is wrong. */
  let left: Bracket | undefined;
  const fail = (place: Span, message: string, help?: string): JsonProblem =>
    left && left.start < place.start ? unclosed(left) : at(place, message, help);
  const after = (): typeof state => (stack.length ? "after" : "done");
  let comma: JsonToken | undefined;
  let before: JsonToken | undefined;
  let end = 0;
  let colon: JsonToken | undefined;
  for (const token of tokens) {
    const sign = token.kind === "punctuation" ? text.charAt(token.start) : "";
    const last = before ?? token;
    before = token;
    const top = stack.at(-1);
    lines.walkTo(end, token.start);
    end = token.end;
    // A later line that is not indented more than the bracket's line.
    if (!left && top && stack.length > 1 && sign !== "}" && sign !== "]" && lines.line > top.line && lines.indent <= top.indent)
      left = top;
    switch (state) {
      case "value":
      case "first-value":
        if (sign === "{" || sign === "[") {
          stack.push({ open: sign, start: token.start, line: lines.line, indent: lines.indent });
          if (stack.length > maxDepth) return at(token, `it nests deeper than ${maxDepth} levels`, "Put less into each other");
          state = sign === "{" ? "first-key" : "first-value";
        } else if (sign === "]" && state === "first-value") {
          stack.pop();
          state = after();
        } else if (sign === "]" && comma) return at(comma, "a comma stands before `]`", "Remove the comma");
        else if (sign && sign !== ":" && last === colon) return fail(colon, "a value is missing behind `:`", missingValue);
        else if (sign) return fail(token, `a value is missing before \`${sign}\``, missingValue);
        else state = after();
        break;
      case "key":
      case "first-key":
        if (token.kind === "string" || token.kind === "variable") state = "colon";
        else if (sign === "}" && state === "first-key") {
          stack.pop();
          state = after();
        } else if (sign === "}" && comma) return at(comma, "a comma stands before `}`", "Remove the comma");
        else return fail(token, "a name in double quotes is missing", 'Write a name and a value, as in `"name": 1`');
        break;
      case "colon":
        if (sign !== ":") return fail(last, "`:` is missing behind the name", "Write `:` and a value behind it");
        colon = token;
        state = "value";
        continue;
      case "after": {
        if (sign === ",") {
          comma = token;
          state = top?.open === "{" ? "key" : "value";
          continue;
        }
        if ((sign === "}" && top?.open === "{") || (sign === "]" && top?.open === "[")) {
          stack.pop();
          state = after();
        } else if (sign === "}" || sign === "]")
          return fail(
            token,
            `\`${sign}\` closes what \`${top?.open ?? ""}\` opened`,
            `Write \`${top?.open === "{" ? "}" : "]"}\` here, or close it before`,
          );
        // What was taken for the value is the next name: the value is missing on the line before.
        else if (sign === ":" && colon && /[\r\n]/.test(text.slice(colon.end, last.start)))
          return fail(colon, "a value is missing behind `:`", missingValue);
        else
          return fail(
            { start: Math.max(last.start, last.end - 1), end: last.end },
            "a comma is missing behind this",
            "Write `,` behind it",
          );
        break;
      }
      case "done":
        return at(token, "text follows the end of the value", "Keep one value");
    }
    comma = undefined;
  }
  if (problem) return undefined;
  const open = stack.at(-1);
  if (open) return unclosed(left ?? open);
  if (state !== "done")
    return at(
      { start: 0, end: Math.min(1, text.length) },
      "it is empty",
      "Write the JSON that is sent, such as `{ }`, or remove the body",
    );
  return undefined;
}

interface Bracket {
  readonly open: "{" | "[";
  readonly start: number;
  /** Which line of the text it stands on, and how far that line is indented. */
  readonly line: number;
  readonly indent: number;
}

/** Lines and their indentation, on the way from token to token. */
class LineWalk {
  line = 0;
  indent: number;

  constructor(private readonly text: string) {
    this.indent = /^[ \t]*/.exec(text)?.[0].length ?? 0;
  }

  /** Over the blanks from the end of one token to the start of the next. */
  walkTo(from: number, to: number): void {
    for (let at = from; at < to; at++) {
      const unit = this.text.charCodeAt(at);
      if (unit !== 10 && unit !== 13) continue;
      this.line++;
      this.indent = to - at - 1;
    }
  }
}
