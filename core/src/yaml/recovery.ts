/**
 * Reading a text in which somebody is typing. Candidates are the text as it is and masks of it: the same length, with the
 * unfinished line blanked, so that every offset stays true. The candidate that agrees best with the last good tree wins.
 * Problems come from the text as it is, one for each fault; what a mask makes vanish was its consequence.
 */
import { afterLine, lineAt, linesOf } from "../text/lines";
import { type Span, span } from "../text/span";
import { openersOf } from "./line-structure";
import { type Attempt, attempt } from "./parse";
import type { YamlNode, YamlProblem } from "./tree";

/** The last tree that is known to be right, or the last one there was, and the text it was read from. */
export interface Reference {
  readonly text: string;
  readonly root: YamlNode | undefined;
  /** `clean`: nothing was wrong with its structure. `odd`: keys were there twice and the like. `broken`: it had faults itself. */
  readonly state: "clean" | "odd" | "broken";
}

export interface Recovered {
  readonly best: Attempt;
  readonly maskedLines: readonly Span[];
  /** One for each fault, in no order. */
  readonly problems: readonly YamlProblem[];
}

/** Faults that are mended one after the other; behind them only the plain list of faults is given. */
const maxRounds = 4;

/**
 * Finds the best reading of a text with faults.
 * @param raw the attempt at the text as it is
 * @param previous the text before the last change, to find the line that is being edited
 * @param good what the reading should agree with
 */
export function recover(raw: Attempt, previous: string | undefined, good: Reference | undefined): Recovered {
  const problems: YamlProblem[] = [];
  const maskedLines: Span[] = [];
  const edited = previous === undefined ? undefined : editedLine(previous, raw.text);
  const changed = good && editedLine(good.text, raw.text);
  const judge = createJudge(good, changed);
  // A text that was good before this one line changed has one fault, and it is on that line.
  const sinceGood = good?.state === "broken" ? undefined : changed;
  let best = raw;
  for (let round = 0; round < maxRounds && best.faults.length > 0; round++) {
    const cause = best.faults[0];
    if (!cause) break;
    const lines = [...(round === 0 && edited ? [edited.after] : []), lineAt(raw.text, cause.span.start)];
    const oldIndent = good && sinceGood ? indentOf(good.text, sinceGood.before) : -1;
    const chosen = choose(best, distinct(lines), judge, oldIndent);
    if (!sinceGood) problems.push(plain(cause));
    else if (round === 0) problems.push(onLine(raw.text, cause, sinceGood.after));
    if (!chosen.line) {
      if (!sinceGood) problems.push(...independent(raw.text, best));
      return { best, maskedLines, problems };
    }
    maskedLines.push(chosen.line);
    best = chosen.attempt;
  }
  return { best, maskedLines, problems: sinceGood ? problems : [...problems, ...best.faults.map(plain)] };
}

interface Choice {
  readonly attempt: Attempt;
  /** The line that is masked in it; undefined for the text as it was. */
  readonly line: Span | undefined;
}

/** @param oldIndent the indentation that the edited line had, for when it has none any more; -1 when it is new */
function choose(current: Attempt, lines: readonly Span[], judge: Judge, oldIndent: number): Choice {
  let best: Choice = { attempt: current, line: undefined };
  let bestScore = judge(current);
  // A colon too many nests what follows: more entries, but wrong ones.
  const nested = current.faults[0]?.code === "ambiguous-colon";
  if (bestScore.complete) return best;
  for (const line of lines)
    for (const text of masksOf(current, line, oldIndent)) {
      const candidate = attempt(text);
      const score = judge(candidate);
      if (isBetter(score, bestScore, nested)) {
        best = { attempt: candidate, line };
        bestScore = score;
      }
      if (score.complete) return best;
    }
  return best;
}

/**
 * The masks of a line, the gentlest first: blank an open quote, so that the value is plain; keep `key:` and blank the value; blank
 * the line; blank it with everything that is indented below it.
 */
function masksOf({ text, faults }: Attempt, line: Span, oldIndent: number): readonly string[] {
  const written = text.slice(line.start, line.end);
  const masks: string[] = [];
  const quote = faults.find((fault) => fault.code === "unclosed-quote" && isOn(fault.span.start, line));
  if (quote) masks.push(blank(text, quote.span.start, quote.span.start + 1));
  const key = /^[ ]*(?:- +)*[^\s#:'"{}[\],&*|>@`%][^:#'"{}[\]]*:(?=\s|$)/.exec(written)?.[0];
  if (key !== undefined && key.length < written.trimEnd().length) masks.push(blank(text, line.start + key.length, line.end));
  if (written.trim() !== "") masks.push(blank(text, line.start, line.end));
  const below = indentedBelow(text, line, oldIndent);
  if (below > line.end) masks.push(blank(text, line.start, below));
  return masks;
}

/** Spaces instead of everything but line ends. */
function blank(text: string, start: number, end: number): string {
  return text.slice(0, start) + text.slice(start, end).replace(/[^\r\n]/g, " ") + text.slice(end);
}

/** The end of the last line below that is indented more than this one is, or was. */
function indentedBelow(text: string, line: Span, oldIndent: number): number {
  const own = oldIndent >= 0 ? oldIndent : indentOf(text, line);
  let { end } = line;
  if (own < 0) return end;
  for (let at = line.end; at < text.length; ) {
    const next = lineAt(text, afterLine(text, at));
    const indent = indentOf(text, next);
    if (next.end === at || (indent >= 0 && indent <= own)) break;
    if (indent >= 0) end = next.end;
    at = next.end;
  }
  return end;
}

/** The number of blanks before a line's text; -1 for a blank line. */
function indentOf(text: string, line: Span): number {
  return text.slice(line.start, line.end).search(/\S/);
}

interface Score {
  /** Entries of the good tree that are there. */
  readonly kept: number;
  /** Values of them that are the same. */
  readonly same: number;
  readonly entries: number;
  readonly faults: number;
  /** Faults away from the line that changed. */
  readonly stray: number;
  /** Nothing better is possible. */
  readonly complete: boolean;
}

type Judge = (candidate: Attempt) => Score;

/** Scores candidates against the good tree; the line that changed since then does not count. */
function createJudge(good: Reference | undefined, changed: EditedLine | undefined): Judge {
  const wanted = good?.root ? agreement(good.root, good.root, changed?.before) : undefined;
  return (candidate) => {
    const entries = candidate.root ? countEntries(candidate.root, candidate.text) : 0;
    const { kept, same } =
      good?.root && candidate.root ? agreement(good.root, candidate.root, changed?.before) : { kept: 0, same: 0 };
    const faults = candidate.refused ? Number.POSITIVE_INFINITY : candidate.faults.length;
    const stray = changed ? strayFaults(candidate, changed.after, good?.state === "clean") : 0;
    const complete = wanted !== undefined && kept === wanted.kept && same === wanted.same && stray === 0;
    return { kept, same, entries, faults, stray, complete };
  };
}

/**
 * A line that lost its key hands the keys below it to the map above, which may then have them twice, or contain its own alias. So
 * these problems are faults of a line that was changed, though every one of them can be an honest mistake of its own.
 */
const structural: ReadonlySet<string> = new Set([
  "duplicate-key",
  "alias-cycle",
  "merge-cycle",
  "invalid-merge",
  "null-key",
  "collection-key",
]);

/** How far the structure of a document can be trusted. */
export function stateOf(faults: number, problems: readonly YamlProblem[]): Reference["state"] {
  if (faults > 0) return "broken";
  return problems.some((problem) => structural.has(problem.code)) ? "odd" : "clean";
}

/** The attempt with its problems of structure as faults, for a text that was clean before. */
export function withStructureAsFaults(raw: Attempt): Attempt {
  const faults = raw.problems.filter((problem) => structural.has(problem.code));
  if (faults.length === 0) return raw;
  const problems = raw.problems.filter((problem) => !structural.has(problem.code));
  return { ...raw, faults: faults.map((problem) => ({ ...problem, soft: false })), problems };
}

/** Faults away from a line. */
function strayFaults(candidate: Attempt, line: Span, wasClean: boolean): number {
  const odd = !wasClean ? [] : candidate.problems.filter((problem) => structural.has(problem.code));
  return [...candidate.faults, ...odd].filter((fault) => !isOn(fault.span.start, line)).length;
}

function isBetter(a: Score, b: Score, faultsFirst: boolean): boolean {
  if (a.kept !== b.kept) return a.kept > b.kept;
  if (a.same !== b.same) return a.same > b.same;
  if (a.stray !== b.stray) return a.stray < b.stray;
  if (faultsFirst && a.faults !== b.faults) return a.faults < b.faults;
  // A tie is for the gentler reading.
  return a.entries > b.entries;
}

/** How many entries and items of `good` are in `candidate` at the same path, and how many scalars have the same text. */
function agreement(good: YamlNode, candidate: YamlNode, changed: Span | undefined): { kept: number; same: number } {
  let kept = 0;
  let same = 0;
  const compare = (a: YamlNode, b: YamlNode): void => {
    if (a.kind === "scalar") {
      if (b.kind === "scalar" && a.text === b.text) same++;
    } else if (a.kind === "map" && b.kind === "map") {
      for (const entry of a.entries) {
        if (entry.merged || (changed && isOn(entry.span.start, changed))) continue;
        const other = b.get(entry.key.text);
        if (!other) continue;
        kept++;
        compare(entry.value, other.value);
      }
    } else if (a.kind === "sequence" && b.kind === "sequence") {
      for (const [i, item] of a.items.entries()) {
        if (changed && isOn(item.span.start, changed)) continue;
        const other = b.items[i];
        if (!other) continue;
        kept++;
        compare(item, other);
      }
    }
  };
  compare(good, candidate);
  return { kept, same };
}

function isOn(offset: number, line: Span): boolean {
  return line.start <= offset && offset <= line.end;
}

function countEntries(node: YamlNode, text: string): number {
  let count = 0;
  if (node.kind === "sequence") for (const item of node.items) count += 1 + countEntries(item, text);
  else if (node.kind === "map")
    for (const { key, value } of node.entries) {
      // A key over two lines is a half-typed one that has swallowed the next.
      if (!text.slice(key.span.start, key.span.end).includes("\n")) count += 1 + countEntries(value, text);
    }
  return count;
}

export interface EditedLine {
  readonly before: Span;
  readonly after: Span;
}

/** The one line in which two texts differ, in the first and in the second; undefined when they differ in more than that. */
export function editedLine(before: string, after: string): EditedLine | undefined {
  if (before === after) return undefined;
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start++;
  let same = 0;
  while (same < shorter - start && before[before.length - 1 - same] === after[after.length - 1 - same]) same++;
  // A line put in looks like its neighbours at its ends; it is the whole line that was put in.
  const slide = (text: string, end: number): number => {
    let by = 0;
    while (start - by > 0 && text[start - by - 1] !== "\n" && text[start - by - 1] === text[end - by - 1]) by++;
    return by;
  };
  const longer = before.length < after.length ? after : before;
  const pure = start + same === shorter;
  const by = pure ? slide(longer, longer.length - same) : 0;
  const added = span(start - by, after.length - same - by);
  const removed = span(start - by, before.length - same - by);
  // Line ends at the edges of an inserted line belong to no line in particular.
  const place = trimLineEnds(after, added);
  const line = lineAt(after, place.start);
  if (place.end > line.end) return undefined;
  const old = trimLineEnds(before, removed);
  const oldLine = lineAt(before, old.start);
  if (old.end > oldLine.end) return undefined;
  const inserted = place.start !== added.start || place.end !== added.end;
  return { before: inserted ? span(-1, -1) : oldLine, after: line };
}

function trimLineEnds(text: string, place: Span): Span {
  let { start, end } = place;
  while (start < end && /[\r\n]/.test(text.charAt(start))) start++;
  while (end > start && /[\r\n]/.test(text.charAt(end - 1))) end--;
  return span(start, end);
}

/** The problem, moved to the line that somebody is editing when it shows up elsewhere. */
function onLine(text: string, problem: YamlProblem, line: Span): YamlProblem {
  if (isOn(problem.span.start, line)) return plain(problem);
  const written = text.slice(line.start, line.end);
  // A key that is typed above another of its name is the one too many.
  const key = problem.code === "duplicate-key" ? openersOf(written).at(-1) : undefined;
  if (key?.name && problem.message.includes(`"${key.name}"`)) {
    const start = line.start + key.column;
    return { ...plain(problem), span: span(start, start + key.name.length) };
  }
  const start = line.start + Math.max(0, written.search(/\S/));
  return {
    code: "unfinished-line",
    message: "This line breaks what is written below it",
    help: "Finish it, or check its indentation and quotes",
    span: span(start, line.start + Math.max(written.trimEnd().length, start - line.start)),
  };
}

/** Faults behind the first that are not near enough to be its consequences. */
function independent(text: string, of: Attempt): YamlProblem[] {
  const found: YamlProblem[] = [];
  let last = of.faults[0];
  for (const fault of of.faults.slice(1)) {
    const near = last !== undefined && linesOf(text, span(last.span.start, fault.span.start)).length <= 3;
    if (!near && !fault.message.includes("is not expected here")) found.push(plain(fault));
    last = fault;
  }
  return found;
}

function plain(problem: YamlProblem & { readonly soft?: boolean }): YamlProblem {
  const { soft: _, ...rest } = problem;
  return rest;
}

function distinct(lines: readonly Span[]): readonly Span[] {
  return lines.filter((line, at) => lines.findIndex((other) => other.start === line.start) === at);
}
