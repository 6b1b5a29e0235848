/**
 * Java regular expressions to a tree. Only what has a meaning of its own is a node; flags are worked into the nodes, so the
 * matcher knows nothing of syntax.
 */
import { BadRegex } from "./bad-regex";
import { anyOf, type CharTest, foldCase, isLineEnd, not, predefined, property, space, vertical } from "./char-class";

export type RegexNode =
  | { readonly kind: "char"; readonly test: CharTest }
  | { readonly kind: "sequence"; readonly items: readonly RegexNode[] }
  | { readonly kind: "choice"; readonly options: readonly RegexNode[] }
  | { readonly kind: "group"; readonly index: number; readonly inner: RegexNode }
  | {
      readonly kind: "repeat";
      readonly inner: RegexNode;
      readonly min: number;
      readonly max: number;
      readonly mode: "greedy" | "lazy" | "possessive";
    }
  | { readonly kind: "look"; readonly inner: RegexNode; readonly ahead: boolean; readonly negative: boolean }
  | { readonly kind: "atomic"; readonly inner: RegexNode }
  | { readonly kind: "back"; readonly index: number; readonly ignoreCase: boolean }
  | { readonly kind: "edge"; readonly edge: Edge };

export type Edge = "start" | "end" | "end-or-line-end" | "line-start" | "line-end" | "word" | "no-word";

export interface Regex {
  readonly root: RegexNode;
  readonly groups: number;
  readonly names: ReadonlyMap<string, number>;
}

const controls: ReadonlyMap<string, number> = new Map([
  ["t", 9],
  ["n", 10],
  ["r", 13],
  ["f", 12],
  ["a", 7],
  ["e", 27],
]);

const edges: ReadonlyMap<string, Edge> = new Map([
  ["b", "word"],
  ["B", "no-word"],
  ["A", "start"],
  ["z", "end"],
  ["Z", "end-or-line-end"],
  ["G", "start"],
]);

interface Flags {
  readonly ignoreCase: boolean;
  readonly dotAll: boolean;
  readonly multiline: boolean;
  readonly comments: boolean;
}

const maxNesting = 100;

/** Reads a pattern. @throws BadRegex */
export function parseRegex(pattern: string): Regex {
  return new RegexParser([...pattern]).parse();
}

class RegexParser {
  private at = 0;
  private groups = 0;
  private nesting = 0;
  /** The unit at which the pattern is wrong, where that is not the one that was read last. */
  private fault: number | undefined;
  private readonly names = new Map<string, number>();
  private flags: Flags = { ignoreCase: false, dotAll: false, multiline: false, comments: false };

  constructor(private readonly units: readonly string[]) {}

  parse(): Regex {
    try {
      const root = this.choice();
      if (this.at < this.units.length) throw this.bad('Unmatched ")"', this.at);
      return { root, groups: this.groups, names: this.names };
    } catch (error) {
      if (error instanceof BadRegex && this.fault === undefined) this.fault = this.at - 1;
      if (error instanceof BadRegex) error.at = this.units.slice(0, Math.max(0, this.fault ?? 0)).join("").length;
      throw error;
    }
  }

  private bad(message: string, at: number): BadRegex {
    this.fault ??= at;
    return new BadRegex(message);
  }

  private peek(ahead = 0): string {
    return this.units[this.at + ahead] ?? "";
  }

  private take(wanted: string): boolean {
    for (let index = 0; index < wanted.length; index++) if (this.peek(index) !== wanted[index]) return false;
    this.at += wanted.length;
    return true;
  }

  private next(): string {
    const unit = this.units[this.at];
    if (unit === undefined) throw new BadRegex("The pattern ends too early");
    this.at++;
    return unit;
  }

  private until(end: string): string {
    let text = "";
    while (!this.take(end)) text += this.next();
    return text;
  }

  private choice(): RegexNode {
    if (++this.nesting > maxNesting) throw new BadRegex("The pattern is nested too deeply", false);
    const options = [this.sequence()];
    while (this.take("|")) options.push(this.sequence());
    this.nesting--;
    const [only] = options;
    return options.length === 1 && only !== undefined ? only : { kind: "choice", options };
  }

  private sequence(): RegexNode {
    const items: RegexNode[] = [];
    while (this.at < this.units.length && this.peek() !== "|" && this.peek() !== ")") {
      if (this.flags.comments && this.skipComment()) continue;
      if (this.take("\\Q")) {
        const quoted = this.quoted().map((unit) => this.literal(unit));
        const last = quoted.pop();
        items.push(...quoted);
        // What repeats is the last character only.
        if (last !== undefined) items.push(this.quantified(last));
        continue;
      }
      const atom = this.atom();
      if (atom !== undefined) items.push(this.quantified(atom));
    }
    return { kind: "sequence", items };
  }

  private skipComment(): boolean {
    if (space(this.peek().codePointAt(0) ?? 0)) {
      this.at++;
      return true;
    }
    if (!this.take("#")) return false;
    while (this.at < this.units.length && this.peek() !== "\n") this.at++;
    return true;
  }

  private quoted(): string[] {
    const found: string[] = [];
    while (this.at < this.units.length && !this.take("\\E")) found.push(this.next());
    return found;
  }

  private quantified(atom: RegexNode): RegexNode {
    let node = atom;
    for (;;) {
      const bounds = this.bounds();
      if (bounds === undefined) return node;
      const mode = this.take("?") ? "lazy" : this.take("+") ? "possessive" : "greedy";
      node = { kind: "repeat", inner: node, ...bounds, mode };
    }
  }

  private bounds(): { min: number; max: number } | undefined {
    if (this.take("*")) return { min: 0, max: Number.POSITIVE_INFINITY };
    if (this.take("+")) return { min: 1, max: Number.POSITIVE_INFINITY };
    if (this.take("?")) return { min: 0, max: 1 };
    if (!this.take("{")) return undefined;
    const start = this.at - 1;
    if (!this.units.includes("}", this.at)) throw this.bad("Unclosed repetition", start);
    const [, low = "", comma, high = ""] = /^(\d{1,6})(,?)(\d{0,6})$/.exec(this.until("}")) ?? [];
    if (low === "" || (comma === "" && high !== "")) throw this.bad("Illegal repetition", start);
    const min = Number(low);
    const max = comma === "" ? min : high === "" ? Number.POSITIVE_INFINITY : Number(high);
    if (max < min) throw this.bad("Illegal repetition range", start);
    return { min, max };
  }

  private atom(): RegexNode | undefined {
    const unit = this.next();
    switch (unit) {
      case ".":
        return { kind: "char", test: this.flags.dotAll ? () => true : not(isLineEnd) };
      case "^":
        return { kind: "edge", edge: this.flags.multiline ? "line-start" : "start" };
      case "$":
        return { kind: "edge", edge: this.flags.multiline ? "line-end" : "end-or-line-end" };
      case "[":
        return { kind: "char", test: this.charClass() };
      case "(":
        return this.group();
      case "\\":
        return this.escape();
      case "*":
      case "+":
      case "?":
        throw new BadRegex(`Dangling meta character "${unit}"`);
      case "{":
        // Java repeats nothing here, if it is a repetition.
        this.at--;
        return { kind: "sequence", items: [] };
      default:
        return this.literal(unit);
    }
  }

  private literal(unit: string): RegexNode {
    const code = unit.codePointAt(0) ?? 0;
    return { kind: "char", test: this.flags.ignoreCase ? foldCase((one) => one === code) : (one) => one === code };
  }

  private group(): RegexNode | undefined {
    const start = this.at - 1;
    const outer = this.flags;
    let node: RegexNode;
    if (!this.take("?")) {
      const index = ++this.groups;
      node = { kind: "group", index, inner: this.choice() };
    } else if (this.take(":")) node = this.choice();
    else if (this.take("=")) node = { kind: "look", inner: this.choice(), ahead: true, negative: false };
    else if (this.take("!")) node = { kind: "look", inner: this.choice(), ahead: true, negative: true };
    else if (this.take("<=")) node = { kind: "look", inner: this.choice(), ahead: false, negative: false };
    else if (this.take("<!")) node = { kind: "look", inner: this.choice(), ahead: false, negative: true };
    else if (this.take(">")) node = { kind: "atomic", inner: this.choice() };
    else if (this.take("<")) {
      const name = this.until(">");
      const index = ++this.groups;
      if (!/^[a-zA-Z][a-zA-Z0-9]*$/.test(name) || this.names.has(name)) throw new BadRegex("Illegal group name");
      this.names.set(name, index);
      node = { kind: "group", index, inner: this.choice() };
    } else {
      this.readFlags();
      if (this.take(")")) return undefined;
      if (!this.take(":")) throw new BadRegex("Unknown group");
      node = this.choice();
    }
    if (!this.take(")")) throw this.bad("Unclosed group", start);
    this.flags = outer;
    return node;
  }

  private readFlags(): void {
    let on = true;
    const flags = { ...this.flags };
    for (; this.peek() !== ")" && this.peek() !== ":"; ) {
      const unit = this.next();
      if (unit === "-") on = false;
      else if (unit === "i") flags.ignoreCase = on;
      else if (unit === "s") flags.dotAll = on;
      else if (unit === "m") flags.multiline = on;
      else if (unit === "x") flags.comments = on;
      else if (unit !== "u" && unit !== "U" && unit !== "d") throw new BadRegex("Unknown inline modifier");
    }
    this.flags = flags;
  }

  private escape(): RegexNode {
    const unit = this.peek();
    const edge = edges.get(unit);
    if (edge !== undefined) {
      this.at++;
      return { kind: "edge", edge };
    }
    if (unit >= "1" && unit <= "9") {
      this.at++;
      return { kind: "back", index: Number(unit), ignoreCase: this.flags.ignoreCase };
    }
    if (this.take("k<")) {
      const index = this.names.get(this.until(">"));
      if (index === undefined) throw new BadRegex("Unknown group name");
      return { kind: "back", index, ignoreCase: this.flags.ignoreCase };
    }
    if (this.take("R")) {
      const pair: RegexNode = {
        kind: "sequence",
        items: [13, 10].map((code) => ({ kind: "char", test: (one: number) => one === code })),
      };
      return { kind: "choice", options: [pair, { kind: "char", test: vertical }] };
    }
    const test = this.escapedTest();
    return { kind: "char", test: this.flags.ignoreCase ? foldCase(test) : test };
  }

  /** A class or a character behind a backslash, inside and outside of brackets. */
  private escapedTest(): CharTest {
    const code = this.escapedCode();
    if (typeof code === "function") return code;
    return (one) => one === code;
  }

  private escapedCode(): CharTest | number {
    const unit = this.next();
    const known = predefined.get(unit);
    if (known !== undefined) return known;
    const control = controls.get(unit);
    if (control !== undefined) return control;
    if (unit === "p" || unit === "P") {
      const test = property(this.take("{") ? this.until("}") : this.next());
      return unit === "P" ? not(test) : test;
    }
    if (unit === "x") return this.hexCode(this.take("{") ? this.until("}") : this.next() + this.next());
    if (unit === "u") return this.hexCode(this.next() + this.next() + this.next() + this.next());
    if (unit === "c") return (this.next().codePointAt(0) ?? 0) ^ 64;
    if (unit === "0") {
      let digits = "";
      while (digits.length < 3 && this.peek() >= "0" && this.peek() <= "7") digits += this.next();
      if (digits === "") throw new BadRegex("Illegal octal escape");
      return Number.parseInt(digits, 8);
    }
    if (/^[a-zA-Z]$/.test(unit)) throw new BadRegex(`Illegal escape sequence "\\${unit}"`, !/[NX]/.test(unit));
    return unit.codePointAt(0) ?? 0;
  }

  private hexCode(digits: string): number {
    if (!/^[0-9a-fA-F]{1,6}$/.test(digits)) throw new BadRegex("Illegal hexadecimal escape");
    return Number.parseInt(digits, 16);
  }

  /** What stands between brackets; the opening one is read. `a-z`, `^`, nested classes and `&&`. */
  private charClass(): CharTest {
    const start = this.at - 1;
    if (++this.nesting > maxNesting) throw new BadRegex("The pattern is nested too deeply", false);
    const negative = this.take("^");
    let union: CharTest[] = [];
    const intersection: CharTest[] = [];
    let first = true;
    while (first || !this.take("]")) {
      if (this.at >= this.units.length) throw this.bad("Unclosed character class", start);
      if (this.take("&&")) {
        if (union.length > 0) intersection.push(anyOf(union));
        union = [];
      } else union.push(this.classItem());
      first = false;
    }
    this.nesting--;
    const parts = [...intersection, ...(union.length > 0 || intersection.length === 0 ? [anyOf(union)] : [])];
    const all: CharTest = (code) => parts.every((test) => test(code));
    const folded = this.flags.ignoreCase ? foldCase(all) : all;
    return negative ? not(folded) : folded;
  }

  private classItem(): CharTest {
    if (this.take("[")) return this.charClass();
    if (this.take("\\Q")) {
      const codes = new Set(this.quoted().map((unit) => unit.codePointAt(0)));
      return (code) => codes.has(code);
    }
    const low = this.classCode();
    if (typeof low === "function") return low;
    if (this.peek() !== "-" || this.peek(1) === "]" || this.peek(1) === "[") return (code) => code === low;
    this.at++;
    const high = this.classCode();
    if (typeof high === "function" || high < low) throw new BadRegex("Illegal character range");
    return (code) => code >= low && code <= high;
  }

  private classCode(): CharTest | number {
    return this.take("\\") ? this.escapedCode() : (this.next().codePointAt(0) ?? 0);
  }
}
