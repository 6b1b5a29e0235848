/**
 * Whether an offset is inside `{…}` or `[…]`, and where in it, read from the text in front of it. So it works where the bracket is
 * not closed yet, which is when somebody wants completion.
 */
import { lineAt } from "../text/lines";
import type { Span } from "../text/span";

export interface FlowAt {
  /** The outermost bracket. */
  readonly start: number;
  readonly kind: "key" | "value";
  /** Keys and item numbers from the outermost bracket to the place: for a key the way to its map, for a value to itself. */
  readonly steps: readonly (string | number)[];
  /** Where the word at the offset begins, and how far it may go. */
  readonly wordStart: number;
  readonly wordEnd: number;
}

interface Level {
  readonly open: "{" | "[";
  readonly start: number;
  item: number;
  key: string | undefined;
}

/**
 * @param scalars spans of block and quoted scalars, in which brackets mean nothing
 */
export function flowAt(text: string, offset: number, scalars: readonly Span[]): FlowAt | undefined {
  if (scalars.some((place) => place.start < offset && offset < place.end)) return undefined;
  const starts = new Map(scalars.map((place) => [place.start, place]));
  const levels: Level[] = [];
  let wordStart = offset;
  let word = "";
  // A flow collection never begins before the last line that starts in column 0 with a key or a dash.
  for (let at = beginOfBlock(text, offset); at < offset; at++) {
    const unit = text.charAt(at);
    const top = levels.at(-1);
    const inside = starts.get(at);
    if (inside && inside.end <= offset) {
      if (word === "") wordStart = at;
      word = text.slice(inside.start, inside.end);
      at = inside.end - 1;
    } else if ((unit === '"' || unit === "'") && word === "") {
      const close = closingQuote(text, at, offset);
      wordStart = at;
      word = text.slice(at + 1, close);
      at = close;
    } else if (unit === "#" && /\s/.test(text.charAt(at - 1))) at = lineAt(text, at).end;
    else if ((unit === "{" || unit === "[") && (top ? word === "" : isValueStart(text, at))) {
      levels.push({ open: unit, start: at, item: 0, key: undefined });
      word = "";
      wordStart = offset;
    } else if (top && (unit === "}" || unit === "]")) {
      levels.pop();
      word = "closed";
    } else if (top && unit === ",") {
      top.item++;
      top.key = undefined;
      word = "";
      wordStart = offset;
    } else if (top && unit === ":" && /[\s,{}[\]"']|^$/.test(text.charAt(at + 1))) {
      top.key = word.trim();
      word = "";
      wordStart = offset;
    } else if (top && (word !== "" || /\S/.test(unit))) {
      if (word === "") wordStart = at;
      word += unit;
    }
  }
  const [outer] = levels;
  const top = levels.at(-1);
  if (!outer || !top) return undefined;
  const steps: (string | number)[] = [];
  for (const level of levels) {
    if (level.open === "[") steps.push(level.item);
    else if (level.key !== undefined) steps.push(level.key);
  }
  const kind = top.open === "{" && top.key === undefined ? "key" : "value";
  return { start: outer.start, kind, steps, wordStart: Math.min(wordStart, offset), wordEnd: lineAt(text, offset).end };
}

/** A bracket opens a flow collection where a value may begin: behind a colon, a dash, or at the start of a line. */
function isValueStart(text: string, at: number): boolean {
  const line = lineAt(text, at);
  const before = text.slice(line.start, at);
  return /(?:^|[:\-?]\s)\s*(?:&\S+\s+)?$/.test(before);
}

function beginOfBlock(text: string, offset: number): number {
  let { start } = lineAt(text, offset);
  while (start > 0 && /^[\s}\]#]|^$/.test(text.charAt(start))) start = lineAt(text, start - 1).start;
  return start;
}

function closingQuote(text: string, open: number, limit: number): number {
  const quote = text.charAt(open);
  for (let at = open + 1; at < limit; at++) {
    if (quote === '"' && text[at] === "\\") at++;
    else if (text[at] === quote) {
      if (quote === "'" && text[at + 1] === "'") at++;
      else return at;
    }
  }
  return limit;
}
