/**
 * JSON laid out for people, in one pass over its characters: only white space between tokens changes, so numbers, escapes and
 * repeated names stay as they are. It is made in stretches, for an answer may be large and whoever shows it has other work too.
 * Why a text is no JSON is not its business: that is `checkJson`'s.
 */

import { finished } from "../text/stretches";

/** How deep a body may nest; every line of a deeper one would be mostly blanks. */
const maxDepth = 200;

/** About so many characters make a stretch. */
const stretch = 32 * 1024;

export interface LayoutOptions {
  /** The text was cut off somewhere: what there is of it is laid out. */
  readonly isCut?: boolean;
  /** What lies behind so many characters of the result is of no interest. */
  readonly most?: number;
}

/**
 * Yields between stretches.
 * @returns the text laid out; undefined for what is no JSON, or nests too deep
 */
export function* jsonLayout(
  text: string,
  { isCut = false, most = Infinity }: LayoutOptions = {},
): Generator<void, string | undefined> {
  const done: string[] = [];
  // A list, not one growing text: that would be a tree of all its pieces, which every collection of garbage goes through.
  let pieces: string[] = [];
  let length = 0;
  const write = (piece: string) => {
    pieces.push(piece);
    length += piece.length;
  };
  /** The brackets around this place; what may come next here. */
  const open: string[] = [];
  let next: "value" | "value or end" | "name" | "name or end" | "colon" | "comma" | "nothing" = "value";
  let newLine = "\n";
  let at = skipBlanks(text, 0);
  let stop = stretch;
  for (; at < text.length && length <= most; at = skipBlanks(text, at)) {
    if (at >= stop) {
      stop = at + stretch;
      done.push(pieces.join(""));
      pieces = [];
      yield;
    }
    const char = text[at] as string;
    const bracket = open.at(-1);
    if (char === (bracket === "{" ? "}" : "]") && (next === "comma" || next === "name or end" || next === "value or end")) {
      const isEmpty = next !== "comma";
      open.pop();
      newLine = `\n${"  ".repeat(open.length)}`;
      write(isEmpty ? char : newLine + char);
      next = open.length ? "comma" : "nothing";
      at++;
    } else if (next === "comma" && char === ",") {
      write(`,${newLine}`);
      next = bracket === "{" ? "name" : "value";
      at++;
    } else if (next === "colon" && char === ":") {
      write(": ");
      next = "value";
      at++;
    } else if ((next === "value" || next === "value or end") && (char === "{" || char === "[") && open.length < maxDepth) {
      open.push(char);
      newLine = `\n${"  ".repeat(open.length)}`;
      at++;
      write(text[skipBlanks(text, at)] === (char === "{" ? "}" : "]") ? char : char + newLine);
      next = char === "{" ? "name or end" : "value or end";
    } else {
      const isName: boolean = next === "name" || next === "name or end";
      const mayStand = isName ? char === '"' : next === "value" || next === "value or end";
      const end = mayStand ? scalarEnd(text, at) : undefined;
      if (end === undefined) break;
      write(text.slice(at, end));
      next = isName ? "colon" : open.length ? "comma" : "nothing";
      at = end;
    }
  }
  if (length <= most) {
    if (!isCut && (at < text.length || next !== "nothing")) return undefined;
    // Where a text was cut, its last piece stands as it is.
    write(text.slice(at));
  }
  return done.join("") + pieces.join("");
}

/** The layout in one go. @returns the text as it is when it is no JSON */
export function formatJson(text: string, options: LayoutOptions = {}): string {
  return finished(jsonLayout(text, options)) ?? text;
}

function skipBlanks(text: string, from: number): number {
  let at = from;
  for (; ; at++) {
    const code = text.charCodeAt(at);
    if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return at;
  }
}

/** Behind the closing quote; undefined when the string is none, or goes on behind the text. */
function stringEnd(text: string, start: number): number | undefined {
  for (let at = start + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x22) return at + 1;
    if (code < 0x20) return undefined;
    if (code !== 0x5c) continue;
    at++;
    if (text[at] !== "u") {
      if (!'"\\/bfnrt'.includes(text[at] ?? "x")) return undefined;
    } else if (/^[0-9a-fA-F]{4}$/.test(text.slice(at + 1, at + 5))) at += 4;
    else return undefined;
  }
  return undefined;
}

const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?(?![\w.])/y;
const word = /(?:true|false|null)(?![\w$.+-])/y;

/** Behind a string, number or word; undefined when there is none. */
function scalarEnd(text: string, start: number): number | undefined {
  if (text.charCodeAt(start) === 0x22) return stringEnd(text, start);
  for (const pattern of [number, word]) {
    pattern.lastIndex = start;
    if (pattern.test(text)) return pattern.lastIndex;
  }
  return undefined;
}
