/**
 * Random YAML documents that know what they say: every scalar in every style, with tokens whose places are written down while
 * the document is written. The same seed gives the same document. Used by the property tests and by `npm run fuzz`.
 */

export interface WrittenToken {
  /** Decoded text, different for each token of a document. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

export interface Generated {
  readonly text: string;
  readonly tokens: readonly WrittenToken[];
}

export function generate(seed: number): Generated {
  return new Writer(seed).document();
}

/** A small random generator (mulberry32), so that a seed is all that a failure has to print. */
export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = (seed ^ 0x9e3779b9) >>> 0;
  }

  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let t = this.#state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  }

  below(limit: number): number {
    return Math.floor(this.next() * limit);
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  pick<T>(from: readonly [T, ...T[]]): T {
    return from[this.below(from.length)] ?? from[0];
  }
}

const words = [
  "a",
  "order",
  "x1",
  "é",
  "Київ",
  "😀",
  "a:b",
  "b#c",
  "{{",
  "-",
  "100%",
  "https://x.example/?q=1&r",
  "\\",
  "it",
  "$",
  "$5",
] as const;
const quotedWords = ["'", '"', "''", '\\"', ": ", " #", ", ", "[x]", "\u00a0", "\t", "👨‍👩‍👧", "e\u0301"] as const;

const escapes = [
  "\\N",
  "\\_",
  "\\L",
  "\\P",
  "\\e",
  "\\a",
  "\\b",
  "\\f",
  "\\v",
  "\\0",
  "\\/",
  "\\n",
  "\\r",
  "\\t",
  "\\ ",
  "\\\t",
] as const;

type Part = { readonly kind: "text" | "token"; readonly text: string } | { readonly kind: "space" };

class Writer {
  readonly #random: Random;
  readonly #eol: string;
  readonly #tokens: WrittenToken[] = [];
  readonly #anchors: string[] = [];
  #out = "";
  #count = 0;

  constructor(seed: number) {
    this.#random = new Random(seed);
    this.#eol = this.#random.chance(0.3) ? "\r\n" : "\n";
  }

  document(): Generated {
    const random = this.#random;
    if (random.chance(0.05)) this.#out += "\ufeff";
    if (random.chance(0.1)) this.#line("# a comment $<no>");
    if (random.chance(0.05)) this.#line("---");
    const root = random.below(10);
    if (root === 0) this.#sequence(0, 0);
    else if (root === 1) {
      this.#flow(0, 1);
      this.#line("");
    } else this.#map(0, 0);
    if (random.chance(0.1)) this.#line("# the end");
    if (random.chance(0.1)) this.#out = this.#out.replace(/[\r\n]+$/, "");
    return { text: this.#out, tokens: this.#tokens };
  }

  #line(text: string): void {
    this.#out += text + this.#eol;
  }

  #map(indent: number, depth: number): void {
    const random = this.#random;
    const count = 1 + random.below(4);
    for (let i = 0; i < count; i++) {
      this.#between(indent);
      this.#out += " ".repeat(indent);
      this.#key(false);
      this.#out += random.chance(0.05) ? " :" : ":";
      this.#value(indent, depth, false);
    }
  }

  #sequence(indent: number, depth: number): void {
    const count = 1 + this.#random.below(3);
    for (let i = 0; i < count; i++) {
      this.#between(indent);
      this.#out += `${" ".repeat(indent)}-`;
      this.#value(indent, depth, true);
    }
  }

  /** Comments and blank lines. */
  #between(indent: number): void {
    if (this.#random.chance(0.08)) this.#line(`${" ".repeat(indent)}# note`);
    if (this.#random.chance(0.08)) this.#line("");
  }

  /** Everything behind `key:` or `-`, with its line end. */
  #value(indent: number, depth: number, item: boolean): void {
    const random = this.#random;
    let anchor = "";
    if (random.chance(0.08)) {
      anchor = ` &n${this.#anchors.length}`;
      this.#out += anchor;
    }
    const kind = random.below(depth < 3 ? 12 : 8);
    const step = random.pick([2, 2, 4, 1]);
    if (kind === 0) this.#line(random.chance(0.3) ? " # nothing" : "");
    else if (kind === 1 && this.#anchors.length > 0 && anchor === "")
      this.#line(` *${random.pick(this.#anchors as [string, ...string[]])}`);
    else if (kind <= 4) {
      this.#out += " ";
      this.#flowScalar(indent, false);
      this.#lineEnd();
    } else if (kind <= 7) {
      this.#out += " ";
      this.#blockScalar(indent);
    } else if (kind <= 9) {
      if (item && anchor === "" && random.chance(0.6)) {
        // A map on the line of its dash.
        this.#out += " ";
        const inner = indent + 2;
        this.#key(false);
        this.#out += ":";
        this.#value(inner, depth + 1, false);
        if (random.chance(0.6)) this.#map(inner, depth + 1);
      } else {
        this.#lineEnd();
        this.#map(indent + step, depth + 1);
      }
    } else if (kind === 10) {
      this.#lineEnd();
      this.#sequence(item || random.chance(0.5) ? indent + step : indent, depth + 1);
    } else {
      this.#out += " ";
      this.#flow(indent, depth + 1);
      this.#lineEnd();
    }
    if (anchor !== "") this.#anchors.push(anchor.slice(2));
  }

  #lineEnd(): void {
    this.#line(this.#random.chance(0.1) ? "  # said $<so>" : this.#random.chance(0.1) ? "  " : "");
  }

  #flow(indent: number, depth: number): void {
    const random = this.#random;
    const map = random.chance(0.5);
    this.#out += map ? "{" : "[";
    const count = random.below(4);
    for (let i = 0; i < count; i++) {
      if (i > 0) this.#out += ",";
      if (random.chance(0.2)) this.#out += this.#eol + " ".repeat(indent + 1 + random.below(3));
      else this.#out += " ";
      if (map) {
        this.#key(true);
        this.#out += ": ";
      }
      if (depth < 4 && random.chance(0.2)) this.#flow(indent, depth + 1);
      else this.#flowScalar(indent, true);
    }
    this.#out += map ? " }" : " ]";
  }

  #key(flow: boolean): void {
    const name = `k${this.#count++}`;
    const style = this.#random.below(8);
    if (style === 0) this.#out += `'${name} it''s'`;
    else if (style === 1) this.#out += `"${name} \\"q\\" \\u0041"`;
    else if (style === 2 && !flow) this.#token(`$<${name}>`, (text) => text);
    else this.#out += name;
  }

  /** Writes a token and notes its place. */
  #token(text: string, write: (text: string) => string): void {
    const start = this.#out.length;
    this.#out += write(text);
    this.#tokens.push({ text, start, end: this.#out.length });
  }

  #parts(extra: readonly string[]): Part[] {
    const random = this.#random;
    const parts: Part[] = [];
    const count = 1 + random.below(7);
    for (let i = 0; i < count; i++) {
      if (i > 0) parts.push({ kind: "space" });
      if (random.chance(0.35))
        parts.push({ kind: "token", text: `$<v${this.#count++}${random.pick(["", "", "|two words", ".path[0]"])}>` });
      else if (extra.length > 0 && random.chance(0.4))
        parts.push({ kind: "text", text: random.pick(extra as [string, ...string[]]) });
      else parts.push({ kind: "text", text: random.pick(words) });
    }
    return parts;
  }

  /** A plain or quoted scalar, over one or more lines. */
  #flowScalar(indent: number, flow: boolean): void {
    const random = this.#random;
    const style = random.pick(["plain", "single", "double"] as const);
    const fold = random.chance(0.35);
    const lead = " ".repeat(indent + 1 + random.below(3));
    // Inside a token a gap is always one decoded space.
    const tokenGap = (): string => gap(true);
    const gap = (inToken = false): string => {
      if (!fold || !random.chance(0.4)) return " ".repeat(style === "plain" || inToken ? 1 : 1 + random.below(2));
      const blanks = inToken
        ? ""
        : random.chance(0.3)
          ? (this.#eol + (random.chance(0.3) ? lead : "")).repeat(1 + random.below(2))
          : "";
      return (random.chance(0.2) ? "  " : "") + this.#eol + blanks + lead + (style !== "plain" && random.chance(0.2) ? "\t" : "");
    };
    if (style === "plain") {
      // A first word that is safe at the start, none that begins a comment or ends with a colon.
      this.#out += random.pick(["text", "$x", "7", "true", "x-y", "😀"]);
      for (const part of this.#parts([])) {
        if (part.kind === "space") continue;
        this.#out += gap();
        if (part.kind === "token")
          this.#token(flow ? part.text.replace(/\[0\]/, "") : part.text, (text) => text.replace(/ /g, tokenGap));
        else this.#out += flow ? part.text.replace(/[{}[\],]/g, "_") : part.text;
      }
      return;
    }
    const quote = style === "single" ? "'" : '"';
    this.#out += quote;
    for (const part of this.#parts(quotedWords)) {
      if (part.kind === "space") this.#out += gap();
      else if (part.kind === "token") this.#token(part.text, (text) => this.#quoted(text, style, tokenGap));
      else if (style === "double" && random.chance(0.15)) this.#out += random.pick(escapes);
      else this.#out += this.#quoted(part.text, style, undefined);
    }
    this.#out += quote;
  }

  #quoted(text: string, style: "single" | "double", gap: (() => string) | undefined): string {
    if (style === "single") return text.replaceAll("'", "''").replace(/ /g, () => gap?.() ?? " ");
    const random = this.#random;
    return [...text]
      .map((unit) => {
        if (unit === " " && gap) {
          const written = gap();
          // Sometimes a line break that vanishes, before the space itself.
          return random.chance(0.1) ? `\\${this.#eol}${" ".repeat(40)}\\ ` : written;
        }
        if (unit === '"' || unit === "\\") return `\\${unit}`;
        if (unit === "\t") return "\\t";
        if (!random.chance(0.08)) return unit;
        const code = unit.codePointAt(0) ?? 0;
        if (code < 256 && random.chance(0.4)) return `\\x${code.toString(16).padStart(2, "0")}`;
        if (code < 65536) return `\\u${code.toString(16).padStart(4, "0")}`;
        return random.chance(0.5)
          ? `\\U${code.toString(16).padStart(8, "0")}`
          : [...Array(unit.length).keys()].map((i) => `\\u${unit.charCodeAt(i).toString(16)}`).join("");
      })
      .join("");
  }

  #blockScalar(parentIndent: number): void {
    const random = this.#random;
    const step = 1 + random.below(4);
    const indicator = random.chance(0.2);
    const chomp = random.pick(["", "", "-", "+"]);
    const order = random.chance(0.5);
    const number = indicator ? String(step) : "";
    this.#out += random.pick(["|", ">"]) + (order ? number + chomp : chomp + number);
    this.#line(random.chance(0.1) ? "  # header $<no>" : random.chance(0.1) ? " " : "");
    const lead = " ".repeat(parentIndent + step);
    if (random.chance(0.1)) this.#line("");
    const count = 1 + random.below(5);
    for (let i = 0; i < count; i++) {
      if (random.chance(0.15)) this.#line(random.chance(0.3) ? lead : "");
      this.#out += lead;
      if ((i > 0 || indicator) && random.chance(0.2)) this.#out += "  ";
      if (i > 0 && random.chance(0.05)) this.#out += "\t";
      for (const part of this.#parts(quotedWords)) {
        if (part.kind === "space") this.#out += " ".repeat(1 + random.below(2));
        else if (part.kind === "token") this.#token(part.text, (text) => text);
        // A first line of blanks would decide the indentation.
        else this.#out += part.text.trim() === "" ? "w" : part.text.replace(/^\s/, "w");
      }
      this.#line(random.chance(0.1) ? "  " : "");
    }
    if (random.chance(0.25)) for (let i = random.below(3); i >= 0; i--) this.#line(random.chance(0.3) ? lead : "");
  }
}
