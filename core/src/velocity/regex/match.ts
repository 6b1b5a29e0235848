/**
 * Matches a regular expression by backtracking, as Java does, but counts its steps: a pattern that would run for ages ends
 * with `RegexTooHard`. Runs of one character are matched in loops, so long texts need no deep stack.
 */
import { type CharTest, isLineEnd } from "./char-class";
import type { Regex, RegexNode } from "./parse-regex";

/** The match takes more steps, or goes deeper, than allowed. */
export class RegexTooHard extends Error {}

/** Steps that are left, for all matches of one call. */
export interface Budget {
  left: number;
}

/** Goes on with the rest of the pattern at an offset; gives where the whole match ends, or -1. */
type Continue = (at: number) => number;

const maxDepth = 1_500;

export interface Match {
  readonly start: number;
  readonly end: number;
  /** The text of each group, undefined where it took no part. */
  readonly groups: readonly (string | undefined)[];
}

/** Finds the first match at or after `from`; with `whole` it has to be the whole text. */
export function findMatch(regex: Regex, text: string, from: number, budget: Budget, whole = false): Match | undefined {
  for (let start = from; start <= text.length; start++) {
    const matcher = new Matcher(text, regex.groups, budget);
    const end = matcher.run(regex.root, start, (at) => (whole && at !== text.length ? -1 : at));
    if (end >= 0) return { start, end, groups: matcher.groups() };
    if (whole) return undefined;
  }
  return undefined;
}

class Matcher {
  private readonly starts: number[];
  private readonly ends: number[];
  private depth = 0;

  constructor(
    private readonly text: string,
    groups: number,
    private readonly budget: Budget,
  ) {
    this.starts = new Array<number>(groups + 1).fill(-1);
    this.ends = new Array<number>(groups + 1).fill(-1);
  }

  groups(): (string | undefined)[] {
    return this.starts.map((start, index) => (start < 0 ? undefined : this.text.slice(start, this.ends[index])));
  }

  /** Matches `node` at `at` and goes on with `next`. */
  run(node: RegexNode, at: number, next: Continue): number {
    this.spend();
    if (++this.depth > maxDepth) throw new RegexTooHard("The regular expression goes too deep on this text");
    try {
      return this.match(node, at, next);
    } finally {
      this.depth--;
    }
  }

  private spend(): void {
    if (--this.budget.left < 0) throw new RegexTooHard("The regular expression takes too many steps on this text");
  }

  private match(node: RegexNode, at: number, next: Continue): number {
    switch (node.kind) {
      case "char": {
        const end = this.one(node.test, at);
        return end < 0 ? -1 : next(end);
      }
      case "sequence":
        return this.sequence(node.items, 0, at, next);
      case "choice":
        for (const option of node.options) {
          const end = this.run(option, at, next);
          if (end >= 0) return end;
        }
        return -1;
      case "group":
        return this.group(node.index, node.inner, at, next);
      case "repeat":
        return node.inner.kind === "char" ? this.repeatChar(node, node.inner.test, at, next) : this.repeat(node, at, next);
      case "look":
        return this.look(node.inner, at, node.ahead) === node.negative ? -1 : next(at);
      case "atomic": {
        const end = this.run(node.inner, at, (inner) => inner);
        return end < 0 ? -1 : next(end);
      }
      case "back":
        return this.back(node.index, node.ignoreCase, at, next);
      case "edge":
        return this.edge(node.edge, at) ? next(at) : -1;
    }
  }

  /** The end of one character that passes the test, or -1. */
  private one(test: CharTest, at: number): number {
    const code = this.text.codePointAt(at);
    if (code === undefined || !test(code)) return -1;
    return at + (code > 0xffff ? 2 : 1);
  }

  private sequence(items: readonly RegexNode[], index: number, at: number, next: Continue): number {
    let here = at;
    let from = index;
    for (let item = items[from]; item?.kind === "char"; item = items[++from]) {
      this.spend();
      here = this.one(item.test, here);
      if (here < 0) return -1;
    }
    const item = items[from];
    if (item === undefined) return next(here);
    return this.run(item, here, (end) => this.sequence(items, from + 1, end, next));
  }

  private group(index: number, inner: RegexNode, at: number, next: Continue): number {
    const [oldStart, oldEnd] = [this.starts[index] ?? -1, this.ends[index] ?? -1];
    const end = this.run(inner, at, (innerEnd) => {
      const [start, before] = [this.starts[index] ?? -1, this.ends[index] ?? -1];
      this.starts[index] = at;
      this.ends[index] = innerEnd;
      const found = next(innerEnd);
      if (found < 0) {
        this.starts[index] = start;
        this.ends[index] = before;
      }
      return found;
    });
    if (end < 0) {
      this.starts[index] = oldStart;
      this.ends[index] = oldEnd;
    }
    return end;
  }

  private repeatChar(node: RegexNode & { kind: "repeat" }, test: CharTest, at: number, next: Continue): number {
    const { min, max, mode } = node;
    const ends = [at];
    const grow = (): boolean => {
      if (ends.length > max) return false;
      this.spend();
      const end = this.one(test, ends[ends.length - 1] ?? at);
      if (end >= 0) ends.push(end);
      return end >= 0;
    };
    while (ends.length <= min) if (!grow()) return -1;
    if (mode === "lazy") {
      for (;;) {
        const found = next(ends[ends.length - 1] ?? at);
        if (found >= 0 || !grow()) return found;
      }
    }
    while (grow());
    if (mode === "possessive") return next(ends[ends.length - 1] ?? at);
    for (let count = ends.length - 1; count >= min; count--) {
      this.spend();
      const found = next(ends[count] ?? at);
      if (found >= 0) return found;
    }
    return -1;
  }

  private repeat(node: RegexNode & { kind: "repeat" }, at: number, next: Continue): number {
    const { inner, min, max, mode } = node;
    if (mode === "possessive") {
      const end = this.run({ ...node, mode: "greedy" }, at, (last) => last);
      return end < 0 ? -1 : next(end);
    }
    const round = (count: number, here: number): number => {
      const again = (): number =>
        // A round that takes nothing is the last one.
        count >= max ? -1 : this.run(inner, here, (end) => (end === here ? next(end) : round(count + 1, end)));
      if (count < min) return again();
      if (mode === "lazy") {
        const found = next(here);
        return found >= 0 ? found : again();
      }
      const found = again();
      return found >= 0 ? found : next(here);
    };
    return round(0, at);
  }

  private look(inner: RegexNode, at: number, ahead: boolean): boolean {
    if (ahead) return this.run(inner, at, (end) => end) >= 0;
    for (let start = at; start >= 0; start--) if (this.run(inner, start, (end) => (end === at ? end : -1)) >= 0) return true;
    return false;
  }

  private back(index: number, ignoreCase: boolean, at: number, next: Continue): number {
    const start = this.starts[index] ?? -1;
    if (start < 0) return -1;
    const wanted = this.text.slice(start, this.ends[index]);
    const found = this.text.slice(at, at + wanted.length);
    const same = ignoreCase ? wanted.toLowerCase() === found.toLowerCase() : wanted === found;
    return same ? next(at + wanted.length) : -1;
  }

  private edge(edge: string, at: number): boolean {
    const { text } = this;
    const isEnd = at === text.length;
    switch (edge) {
      case "start":
        return at === 0;
      case "end":
        return isEnd;
      case "end-or-line-end":
        return isEnd || (this.lineEndAt(at) > 0 && at + this.lineEndAt(at) === text.length);
      case "line-start":
        // Java's `^` never matches where the input ends, not even at the start of an empty one.
        return (
          !isEnd &&
          (at === 0 || (isLineEnd(text.charCodeAt(at - 1)) && !(text.charCodeAt(at - 1) === 13 && text.charCodeAt(at) === 10)))
        );
      case "line-end":
        return isEnd || this.lineEndAt(at) > 0;
      default: {
        const boundary = isWord(text, at - 1) !== isWord(text, at);
        return edge === "word" ? boundary : !boundary;
      }
    }
  }

  /** The length of the line end at an offset, 0 where there is none or its first half stands before. */
  private lineEndAt(at: number): number {
    const unit = this.text.charCodeAt(at);
    if (!isLineEnd(unit)) return 0;
    if (unit === 10 && this.text.charCodeAt(at - 1) === 13) return 0;
    return unit === 13 && this.text.charCodeAt(at + 1) === 10 ? 2 : 1;
  }
}

function isWord(text: string, at: number): boolean {
  return at >= 0 && at < text.length && /[\p{L}\p{Nd}_]/u.test(text.charAt(at));
}
