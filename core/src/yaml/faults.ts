/**
 * The library's faults in words for people: a stable code, what is wrong, what to do, and a place on one line. How many of
 * several faults are one and the same is decided in `recovery.ts`.
 */
import { firstLineOf, lineAt } from "../text/lines";
import { type Span, span } from "../text/span";
import type { Composed, Fault } from "./compose";
import { shorten } from "./effective";
import { closingQuote, invalidStart, quoteInside, quoting, starAt } from "./quoting";
import type { YamlProblem } from "./tree";

/** A problem of syntax. A soft one leaves the structure around it as it is. */
export interface SyntaxProblem extends YamlProblem {
  readonly soft: boolean;
}

/** All problems of syntax in order of place, the cause before its consequences. */
export function syntaxProblems(text: string, composed: Composed): SyntaxProblem[] {
  const problems: SyntaxProblem[] = [];
  const quote = composed.unclosedQuote;
  const bracket = composed.unclosedBracket;
  for (const fault of composed.faults) {
    // What is behind an open quote or an open bracket is only its consequence.
    const open = quote ?? bracket;
    if (open && fault.span.start >= Math.min(open.start, bracket?.start ?? open.start)) continue;
    // A missing comma makes a key over two lines of what are two entries.
    if (fault.code === "MULTILINE_IMPLICIT_KEY" && composed.faults.some((other) => isCommaMissing(fault, other))) continue;
    const problem = describe(text, fault);
    if (problem) problems.push(problem);
  }
  // An open quote swallows closing brackets; so it is the cause when both are open.
  if (quote) problems.push(unclosedQuote(text, quote));
  else if (bracket) problems.push(unclosedBracket(text, bracket));
  return problems.sort((a, b) => a.span.start - b.span.start);
}

function isCommaMissing(fault: Fault, other: Fault): boolean {
  return other.code === "BLOCK_IN_FLOW" && other.span.start === fault.span.start;
}

function unclosedQuote(text: string, quote: Span): SyntaxProblem {
  const mark = text[quote.start] === "'" ? "single" : "double";
  const place = trimEnd(text, firstLineOf(text, span(quote.start, text.length)));
  return {
    code: "unclosed-quote",
    message: `This ${mark} quote is never closed`,
    help: `Add the closing ${mark} quote`,
    span: place,
    fix: closingQuote(text, place),
    soft: false,
  };
}

function unclosedBracket(text: string, bracket: Span): SyntaxProblem {
  const open = text[bracket.start] === "[" ? "[" : "{";
  return {
    code: "unclosed-bracket",
    message: `This "${open}" is never closed`,
    help: `Add "${open === "[" ? "]" : "}"}" where the ${open === "[" ? "list" : "map"} ends`,
    span: bracket,
    soft: false,
  };
}

type Words = readonly [code: string, message: string, help: string];

/** Sentences for faults whose place needs no further thought, by the beginning of the library's message. */
const sentences: readonly (readonly [start: string, words: Words])[] = [
  [
    "All mapping items",
    [
      "bad-indentation",
      "This line is indented differently from the keys beside it",
      "Give all keys of one map the same number of spaces",
    ],
  ],
  [
    "All sequence items",
    [
      "bad-indentation",
      "This line is indented differently from the items beside it",
      "Give all items of one list the same number of spaces",
    ],
  ],
  [
    "Sequence item without",
    ["bad-indentation", "This line stands between list items but is none", 'Begin it with "- ", or change its indentation'],
  ],
  [
    "Block scalar values in",
    ["bad-indentation", "The lines of this text must be indented more than its key", "Indent them by two spaces"],
  ],
  [
    "Block scalar lines",
    ["bad-indentation", "This line is indented less than the first line of the text", "Give it the same number of spaces"],
  ],
  [
    "Block scalars with",
    ["bad-indentation", "A blank line at the start of this text has more spaces than the text", "Remove its spaces"],
  ],
  [
    "A block sequence may not",
    ["bad-indentation", "A list cannot stand in the place of a key", "Check the indentation of this line"],
  ],
  ["Block collections are not", ["missing-comma", "A comma is missing between the entries", 'Write "," between them']],
  [
    "Missing , or :",
    ["missing-comma", "A comma or a colon is missing before this", 'Write "," between entries and ":" behind a key'],
  ],
  ["Missing ,", ["missing-comma", "A comma is missing before this", 'Write "," between the entries']],
  ["Missing space after", ["missing-space", "A space is missing behind the colon", 'Write ": "']],
  [
    "Comments must be",
    ["missing-space", 'A space is missing before "#"', 'Write " #" for a comment, or put the value in quotes'],
  ],
  ["Tags and anchors must", ["missing-space", "A space is missing behind the anchor", "Add a space"]],
  ["Unexpected , in", ["unexpected-comma", "There is nothing before this comma", "Remove it"]],
  ["Unexpected empty item", ["unexpected-comma", "There is nothing between these commas", "Remove one of them"]],
  [
    "Unexpected block-seq-ind",
    ["unexpected-dash", "A list must begin on the line below its key", 'Move "- " to the next line, or quote the text'],
  ],
  [
    "Block scalar header",
    [
      "invalid-block-header",
      'Text cannot stand on the line of "|" or ">"',
      "Begin the text on the next line, or put the value in quotes",
    ],
  ],
  ["Block collection cannot start", ["unexpected-text", 'Keys cannot stand on the line of "---"', "Begin on the next line"]],
  [
    "Alias cannot be",
    ["invalid-alias", "An alias needs a name", 'Write the name behind "*", or quote a text that begins with it'],
  ],
  [
    "Anchor cannot be",
    ["invalid-anchor", "An anchor needs a name", 'Write the name behind "&", or quote a text that begins with it'],
  ],
  ["An alias node", ["invalid-anchor", "An alias cannot have an anchor of its own", "Remove one of them"]],
  ["A node can have", ["invalid-anchor", "A value can have one anchor only", "Remove the others"]],
  ["Anchors and tags must", ["invalid-anchor", "The anchor must stand behind the dash or the question mark", "Move it"]],
  [
    "The : indicator",
    ["key-too-long", "A key can have at most 1,024 characters", "Shorten it, or write a map for what it holds"],
  ],
];

const softCodes: ReadonlySet<string> = new Set(["invalid-alias", "invalid-anchor", "unexpected-comma", "key-too-long"]);

function describe(text: string, fault: Fault): SyntaxProblem | undefined {
  const { code, message } = fault;
  // Tags and directives are judged by `parse.ts`; a name with a colon only matters when no anchor has it.
  if (code === "TAG_RESOLVE_FAILED" || code === "BAD_DIRECTIVE" || code === "BAD_COLLECTION_TYPE") return undefined;
  if (message.includes("ending in :")) return undefined;
  const place = contentPlace(text, fault.span);
  const bare = bareReference(text, place.start);
  if (bare) return bare;
  if (code === "BAD_DQ_ESCAPE") return invalidEscape(text, fault);
  if (code === "BAD_SCALAR_START") return { ...invalidStart(text, place.start), soft: true };
  if (code === "TAB_AS_INDENT") return tabIndentation(text, fault);
  if (message.startsWith("Nested mappings")) return nestedValue(text, place);
  if (code === "MULTILINE_IMPLICIT_KEY" || message.startsWith("Implicit map keys")) return missingColon(text, place);
  for (const [start, [ours, sentence, help]] of sentences)
    if (message.startsWith(start)) {
      const wide = ours === "bad-indentation" ? trimEnd(text, lineAt(text, place.start)) : place;
      const from = Math.max(wide.start, place.start);
      return { code: ours, message: sentence, help, span: span(from, Math.max(from, wide.end)), soft: softCodes.has(ours) };
    }
  const inside = quoteInside(text, place.start);
  if (inside) return { ...inside, soft: false };
  const star = starAt(text, place.start);
  if (star !== undefined) return { ...invalidStart(text, star), soft: false };
  const found = text.slice(place.start, place.end);
  if (message.includes("end with a"))
    return {
      code: "bad-indentation",
      message: "The closing bracket must be indented more than the key it belongs to",
      help: "Indent it, or put it on the line of the last entry",
      span: place,
      soft: false,
    };
  return {
    code: "unexpected-text",
    message: found.trim() === "" ? "Something is missing here" : `"${shorten(found)}" is not expected here`,
    help: "Remove it, or put the whole value in quotes",
    span: place,
    soft: false,
  };
}

/** `{ email: ${Email} }`: in a flow map the brace of a reference is the map's own, unless the value has quotes. */
function bareReference(text: string, at: number): SyntaxProblem | undefined {
  if (!/\$!?$/.test(text.slice(Math.max(0, at - 2), at)) || text[at] !== "{") return undefined;
  const line = lineAt(text, at);
  const before = /[^\s,:{[][^,{}[\]"']*$/.exec(
    text.slice(line.start, at).replace(/^.*[:,[{]\s+/, (skipped) => " ".repeat(skipped.length)),
  );
  const behind = /^\{[^{}\r\n]*\}[^,{}[\]"'\r\n]*/.exec(text.slice(at, line.end))?.[0].trimEnd();
  if (!before || behind === undefined) return undefined;
  const place = span(line.start + before.index, at + behind.length);
  return {
    code: "bare-reference",
    message: `"${shorten(text.slice(place.start, place.end))}" needs quotes here: inside of braces and brackets YAML takes its brace for one of its own`,
    help: "Put the whole value in quotes",
    span: place,
    fix: {
      title: "Put quotes around it",
      edits: [place.start, place.end].map((end) => ({ span: span(end, end), newText: '"' })),
    },
    soft: false,
  };
}

/** @param length how long the key with its colon is */
export function missingSpace(place: Span, length: number): YamlProblem {
  const at = place.start + length;
  return {
    code: "missing-space",
    message: "A space is missing behind the colon",
    help: 'Write ": "',
    span: place,
    fix: { title: "Add the space", edits: [{ span: span(at, at), newText: " " }] },
  };
}

function missingColon(text: string, place: Span): SyntaxProblem {
  const key = text.slice(place.start, place.end);
  if (/^\*.*:$/.test(key))
    return {
      code: "missing-colon",
      message: `The colon belongs to the name of the alias "${shorten(key)}"`,
      help: "Put a space before the colon",
      span: place,
      soft: false,
    };
  const glued = /^([A-Za-z_][\w-]*:)[^\s:/]/.exec(key);
  if (glued) return { ...missingSpace(place, glued[1]?.length ?? 0), soft: false };
  const list = key.startsWith("- ") || key === "-";
  return list
    ? {
        code: "bad-indentation",
        message: "A list item stands among keys",
        help: "Indent it below the key it belongs to, or remove the dash",
        span: place,
        soft: false,
      }
    : {
        code: "missing-colon",
        message: key === "" ? "A key is missing here" : `A colon is missing behind "${shorten(key)}"`,
        help:
          key === ""
            ? "Write a key and a colon"
            : `Write "${shorten(key)}: " and a value, or indent the line if it belongs to the value above`,
        span: place,
        soft: false,
      };
}

/** A key inside a value: on its line it is a colon too many, below it the indentation of what follows. */
function nestedValue(text: string, start: Span): SyntaxProblem {
  const place = trimEnd(text, span(start.start, lineAt(text, start.start).end));
  const inside = quoteInside(text, place.start);
  if (inside) return { ...inside, soft: false };
  const written = text.slice(place.start, place.end);
  if (/^[^:]*:$/.test(written))
    return {
      code: "ambiguous-colon",
      message: "A colon stands behind this value",
      help: "Remove it, or put the value in quotes",
      span: place,
      fix: { title: "Remove the colon", edits: [{ span: span(place.end - 1, place.end), newText: "" }] },
      soft: false,
    };
  return /:(?:\s|$)/.test(written)
    ? {
        code: "ambiguous-colon",
        message: 'A value with ": " in it must be quoted',
        help: "Put the value in quotes, or the nested keys on their own lines",
        span: place,
        fix: quoting(text, place),
        soft: false,
      }
    : {
        code: "bad-indentation",
        message: "Keys are indented below this value",
        help: "Remove the value, or indent the lines below like this one",
        span: place,
        soft: false,
      };
}

function invalidEscape(text: string, fault: Fault): SyntaxProblem {
  const digits = { x: 2, u: 4, U: 8 }[text[fault.span.start + 1] ?? ""] ?? 0;
  const place = firstLineOf(text, span(fault.span.start, Math.min(text.length, fault.span.start + 2 + digits)));
  const written = /^\\(?:[xuU][0-9a-fA-F]*|.)?/u.exec(text.slice(place.start, place.end))?.[0] ?? "\\";
  return {
    code: "invalid-escape",
    message: `"${written}" is no escape that double quotes know`,
    help: 'Write "\\\\" for a backslash, or use single quotes',
    span: span(place.start, place.start + written.length),
    soft: true,
  };
}

function tabIndentation(text: string, fault: Fault): SyntaxProblem {
  let start = fault.span.start;
  while (start < fault.span.end && text[start] !== "\t") start++;
  return {
    code: "tab-indentation",
    message: "A tab cannot indent YAML",
    help: "Use spaces",
    span: span(start, start + 1),
    soft: false,
  };
}

/** The library often points between things: this moves to what is written there, and stays on its line. */
function contentPlace(text: string, place: Span): Span {
  let start = Math.min(place.start, text.length);
  while (start < text.length && /[\s]/.test(text.charAt(start))) start++;
  if (start >= text.length) start = text.trimEnd().length;
  let end = Math.max(place.end, start);
  if (end <= start + 1) {
    // A single letter: the whole word says more.
    const word = /^[^\s,{}[\]:]+/.exec(text.slice(start, start + 200))?.[0] ?? text.slice(start, start + 1);
    end = start + Math.max(word.length, Math.min(1, text.length - start));
  }
  return trimEnd(text, firstLineOf(text, span(start, Math.min(end, text.length))));
}

/** The span without blanks at its end. */
function trimEnd(text: string, place: Span): Span {
  let { end } = place;
  while (end > place.start && (text[end - 1] === " " || text[end - 1] === "\t")) end--;
  return span(place.start, end);
}
