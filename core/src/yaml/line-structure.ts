/**
 * What a line of block YAML opens, read from the line alone: dashes and a key. It is for lines that somebody is typing, where the
 * tree has gaps; it knows nothing of the lines around it and nothing of flow collections.
 */

/** A dash or a key on a line. Offsets count from the start of the line. */
export interface Opener {
  readonly kind: "item" | "key";
  readonly column: number;
  /** Behind the dash, or behind the colon. */
  readonly end: number;
  /** The key as written, without its quotes; empty for a dash. */
  readonly name: string;
}

const keyForm = /^(?:"((?:[^"\\]|\\.)*)"|'((?:[^']|'')*)'|([^\s#&*!|>'"%@`{}[\],:-][^#]*?|-[^\s#][^#]*?)) *:(?=[ \t]|$)/;

/** The openers of a line from left to right: all its dashes, then its key, if it has one. */
export function openersOf(line: string): readonly Opener[] {
  const openers: Opener[] = [];
  let at = line.search(/[^ ]/);
  if (at < 0 || line[at] === "#") return openers;
  for (;;) {
    const rest = line.slice(at);
    const dash = /^-(?: +|$)/.exec(rest)?.[0];
    if (dash === undefined) break;
    openers.push({ kind: "item", column: at, end: at + 1, name: "" });
    at += dash.length;
  }
  const key = keyForm.exec(line.slice(at));
  if (key) openers.push({ kind: "key", column: at, end: at + key[0].length, name: key[1] ?? key[2] ?? key[3] ?? "" });
  return openers;
}
