/**
 * Finds texts that are written with escapes: those of JSON and programs (`\/`, `\u002B`, `\x2b`), of URLs (`%2B`) and of HTML
 * (`&#43;`), mixed sign by sign, and one over another up to a depth. What is looked for is compared as text; nothing of it is
 * ever run as a pattern. Invariant: the time is linear in the length of the text.
 */
import type { Span } from "../text/span";

/** How often one escape may lie over another: JSON inside of JSON inside of a URL. */
const maxDepth = 3;

/** One way to read the text at a place: the sign that is meant, and where its spelling ends. */
interface Reading {
  readonly sign: string;
  readonly end: number;
}

/** A stretch that may still grow. */
interface Mutable {
  start: number;
  end: number;
}

/** So many signs are looked at between two turns of others: a few milliseconds. */
const stretch = 128 * 1024;
const none: readonly string[] = [];
const introducers = "\\%&";
const everyAscii = String.fromCharCode(...Array(128).keys());

/** Several texts that are looked for at once; each has two signs or more. */
export class SpelledTexts {
  private readonly byFirst = new Map<string, readonly string[]>();
  /** By the codes of two signs of ASCII: whether a text can begin with them, so that most places cost a look. */
  private readonly begins = new Uint8Array(128 * 128);

  constructor(readonly texts: readonly string[]) {
    for (const text of texts) {
      const first = text.charAt(0);
      this.byFirst.set(first, [...(this.byFirst.get(first) ?? []), text]);
    }
    for (const introducer of introducers) this.canBegin(introducer, everyAscii);
    for (const text of texts)
      for (const first of text.startsWith(" ") ? " +" : text.charAt(0)) this.canBegin(first, `${text.charAt(1)}${introducers}+`);
  }

  private canBegin(first: string, seconds: string): void {
    for (const second of seconds)
      if (first < "\u0080" && second < "\u0080") this.begins[first.charCodeAt(0) * 128 + second.charCodeAt(0)] = 1;
  }

  /** The stretches in which the texts stand, in order; those that lie over one another are one. */
  find(text: string): readonly Span[] {
    const found: Mutable[] = [];
    this.collect(text, 0, text.length, new Follower(text), found);
    return found;
  }

  /** As {@link find}; between two stretches of a long text others can work. */
  *findInStretches(text: string): Generator<void, readonly Span[]> {
    const found: Mutable[] = [];
    const follower = new Follower(text);
    for (let at = 0; at < text.length; at += stretch) {
      this.collect(text, at, Math.min(at + stretch, text.length), follower, found);
      yield;
    }
    return found;
  }

  /** Those that begin from one place to before another. */
  private collect(text: string, from: number, to: number, follower: Follower, found: Mutable[]): void {
    if (this.texts.length === 0) return;
    const { begins } = this;
    let second = text.charCodeAt(from);
    for (let at = from; at < to; at++) {
      const first = second;
      second = text.charCodeAt(at + 1);
      if (first < 128 && second < 128 && begins[first * 128 + second] === 0) continue;
      const end = this.endAt(text, at, follower);
      if (end === undefined) continue;
      const last = found.at(-1);
      if (last && at < last.end) last.end = Math.max(last.end, end);
      else found.push({ start: at, end });
    }
  }

  /** Where the longest of the texts that begin at a place ends. */
  private endAt(text: string, at: number, follower: Follower): number | undefined {
    const sign = text.charAt(at);
    if (!isIntroducer(sign)) return this.longest(sign, at + 1, follower);
    let longest: number | undefined;
    for (const { sign: first, end } of readings(text, at)) {
      const found = this.longest(first, end, follower);
      if (found !== undefined && found > (longest ?? 0)) longest = found;
    }
    return longest;
  }

  /** Of the texts that begin with a sign, whose spelling ends at a place. */
  private longest(first: string, after: number, follower: Follower): number | undefined {
    let longest: number | undefined;
    for (const wanted of this.beginningWith(first)) {
      const taken = taking(wanted, 0, first);
      const end = taken === undefined ? undefined : follower.endOf(after, wanted, taken);
      if (end !== undefined && end > (longest ?? 0)) longest = end;
    }
    return longest;
  }

  private beginningWith(sign: string): readonly string[] {
    const own = this.byFirst.get(sign.charAt(0)) ?? none;
    return sign === "+" && this.byFirst.has(" ") ? [...own, ...(this.byFirst.get(" ") ?? none)] : own;
  }
}

/** How far a text goes with a sign behind a place of it. A form writes a blank as `+`. */
function taking(wanted: string, from: number, sign: string): number | undefined {
  if (wanted.startsWith(sign, from)) return from + sign.length;
  return sign === "+" && wanted[from] === " " ? from + 1 : undefined;
}

/** Follows the wanted texts from where they may begin. */
class Follower {
  /** By wanted text: the places, with how much of it is taken there, from which it is known not to go on. */
  private readonly dead = new Map<string, Set<number>>();

  constructor(private readonly text: string) {}

  /** Where a text ends of which so much is taken; as long as nothing is escaped, sign by sign. */
  endOf(at: number, wanted: string, from: number): number | undefined {
    for (let taken = from; taken < wanted.length; taken++) {
      const place = at + taken - from;
      const sign = this.text.charAt(place);
      if (isIntroducer(sign)) return this.endOfSpelled(place, wanted, taken);
      if (sign !== wanted[taken] && !(sign === "+" && wanted[taken] === " ")) return undefined;
    }
    return at + wanted.length - from;
  }

  /** As above, among escapes. Several places are kept where one spelling can be read in two ways. */
  private endOfSpelled(at: number, wanted: string, from: number): number | undefined {
    const dead = this.deadOf(wanted);
    const seen: number[] = [];
    // By how much of the text is taken: a pair of surrogates may be spelled as one sign or as two.
    const open = new Map<number, Set<number>>([[from, new Set([at])]]);
    for (let taken = from; taken < wanted.length && open.size > 0; taken++) {
      const places = open.get(taken) ?? [];
      open.delete(taken);
      for (const place of places) {
        const state = place * (wanted.length + 1) + taken;
        if (dead.has(state)) continue;
        seen.push(state);
        for (const { sign, end } of readings(this.text, place)) {
          const next = taking(wanted, taken, sign);
          if (next !== undefined) open.set(next, (open.get(next) ?? new Set()).add(end));
        }
      }
    }
    const ends = open.get(wanted.length);
    if (ends) return Math.max(...ends);
    for (const state of seen) dead.add(state);
    return undefined;
  }

  private deadOf(wanted: string): Set<number> {
    const known = this.dead.get(wanted);
    if (known && known.size < 1_000_000) return known;
    const fresh = new Set<number>();
    this.dead.set(wanted, fresh);
    return fresh;
  }
}

/** Whether an escape can begin with a sign. */
function isIntroducer(sign: string): boolean {
  return sign === "\\" || sign === "%" || sign === "&";
}

/** Every way to read the text at a place; the sign as it stands is the first. */
function readings(text: string, at: number): readonly Reading[] {
  const sign = text.charAt(at);
  if (sign === "") return [];
  const all: Reading[] = [{ sign, end: at + 1 }];
  // Each reading is one escape deeper than the one before, until what is meant begins no escape.
  for (let last: Reading | undefined = all[0]; last && all.length <= maxDepth; ) {
    last = escaped(text, last);
    if (last) all.push(last);
  }
  return all;
}

/** What is meant when a sign begins an escape that goes on behind it. */
function escaped(text: string, { sign, end }: Reading): Reading | undefined {
  if (sign === "\\") return backslashed(text, end);
  if (sign === "%") return percentEncoded(text, end);
  return sign === "&" ? entity(text, end) : undefined;
}

/** Behind a backslash: `u002B`, `u{2B}`, `x2b`, or a sign that means itself. */
function backslashed(text: string, at: number): Reading | undefined {
  const sign = text[at];
  if (sign === undefined) return undefined;
  if (sign === "u" && text[at + 1] === "{") {
    const close = text.indexOf("}", at + 2);
    return close > 0 && close - at <= 8 ? coded(hex(text, at + 2, close), close + 1) : undefined;
  }
  if (sign === "u") return coded(hex(text, at + 1, at + 5), at + 5);
  if (sign === "x") return coded(hex(text, at + 1, at + 3), at + 3);
  return /[A-Za-z0-9]/.test(sign) ? undefined : { sign, end: at + 1 };
}

/** Behind a `%`: the bytes of one sign in UTF-8, the following ones with a `%` of their own. */
function percentEncoded(text: string, at: number): Reading | undefined {
  const first = hex(text, at, at + 2);
  if (first === undefined) return undefined;
  if (first < 0x80) return coded(first, at + 2);
  const more = first >= 0xf0 ? 3 : first >= 0xe0 ? 2 : first >= 0xc0 ? 1 : undefined;
  if (more === undefined) return undefined;
  let code = first & (0x3f >> more);
  let end = at + 2;
  for (let byte = 0; byte < more; byte++) {
    if (text[end] !== "%") return undefined;
    // An outer encoding has written the `%` itself as `%25`.
    end += 1;
    while (text.startsWith("25", end) && hex(text, end + 2, end + 4) !== undefined) end += 2;
    const next = hex(text, end, end + 2);
    if (next === undefined || (next & 0xc0) !== 0x80) return undefined;
    code = (code << 6) | (next & 0x3f);
    end += 2;
  }
  return coded(code, end);
}

const names: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };
const entityForm = /(?:(amp|lt|gt|quot|apos)|(?:#|%23)(?:(\d{1,8})|x([\da-f]{1,8})))(?:;|%3B)/iy;

/** Behind an `&`: a name that XML knows, or a number. */
function entity(text: string, at: number): Reading | undefined {
  entityForm.lastIndex = at;
  const [all, name, decimal, hexadecimal] = entityForm.exec(text) ?? [];
  if (all === undefined) return undefined;
  const end = at + all.length;
  if (name !== undefined) return { sign: names[name.toLowerCase()] ?? name, end };
  return coded(decimal !== undefined ? Number(decimal) : Number.parseInt(hexadecimal ?? "", 16), end);
}

function coded(code: number | undefined, end: number): Reading | undefined {
  return code === undefined || code > 0x10ffff ? undefined : { sign: String.fromCodePoint(code), end };
}

function hex(text: string, start: number, end: number): number | undefined {
  if (end > text.length || end <= start) return undefined;
  let code = 0;
  for (let at = start; at < end; at++) {
    const digit = "0123456789abcdef".indexOf(text.charAt(at).toLowerCase());
    if (digit < 0) return undefined;
    code = code * 16 + digit;
  }
  return code;
}
