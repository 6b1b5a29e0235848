/**
 * Three faults that spoil more than their place and have one cause: conflict markers of a merge, tabs as indentation, and a line
 * that leaves its block text too early. Each is told once and taken out of the way by a mask of the same length, so that the
 * rest can be read.
 */
import { applyEdits } from "../text/edit";
import { lineAt, linesOf } from "../text/lines";
import { type Span, span } from "../text/span";
import { type Attempt, attempt } from "./parse";
import type { YamlProblem } from "./tree";

/** A text with conflict markers: their problem, and the text with our side of each conflict only. */
export function findConflict(text: string): { readonly problem: YamlProblem; readonly text: string } | undefined {
  const first = /^<{7}(?= |\r?$)/m.exec(text);
  if (!first || !/^={7}\r?$/m.test(text.slice(first.index)) || !/^>{7}(?= |\r?$)/m.test(text.slice(first.index)))
    return undefined;
  let masked = "";
  let done = 0;
  let theirs = false;
  for (const line of linesOf(text, span(0, text.length))) {
    const start = text.slice(line.start, Math.min(line.end, line.start + 7));
    if (start === "=======" || start === "|||||||") theirs = true;
    const hidden = theirs || start === "<<<<<<<";
    if (start === ">>>>>>>") theirs = false;
    if (!hidden) continue;
    masked += text.slice(done, line.start) + " ".repeat(line.end - line.start);
    done = line.end;
  }
  return {
    problem: {
      code: "conflict-markers",
      message: "This file has an unresolved merge conflict",
      help: "Choose between the two sides and remove the lines of <, = and >",
      span: lineAt(text, first.index),
    },
    text: masked + text.slice(done),
  };
}

/**
 * Tabs as indentation, when they are what is wrong with a text: replacing each by a space leaves fewer faults.
 * @returns the problem at the first tab with the fix for all of them, the attempt without tabs, the lines that it does not read, and
 *   whether they are the only fault: a tab that the mask makes one space may still not stand below its neighbours
 */
export function findTabs(
  raw: Attempt,
):
  | { readonly problem: YamlProblem; readonly attempt: Attempt; readonly lines: readonly Span[]; readonly only: boolean }
  | undefined {
  const tabs = [...raw.text.matchAll(/^ *\t[ \t]*(?=[^ \t\r\n#])/gm)];
  if (tabs.length === 0) return undefined;
  let spaced = "";
  let done = 0;
  for (const match of tabs) {
    spaced += raw.text.slice(done, match.index) + " ".repeat(match[0].length);
    done = match.index + match[0].length;
  }
  const with2 = attempt(spaced + raw.text.slice(done));
  const made = (instead: string) =>
    tabs.map((match) => ({
      span: span(match.index, match.index + match[0].length),
      newText: match[0].replaceAll("\t", instead),
    }));
  const isWhole = (edits: ReturnType<typeof made>) => attempt(applyEdits(raw.text, edits)).faults.length === 0;
  const only = with2.faults.length > 0 && isWhole(made("  "));
  // A tab before the spaces that are right: without it all is well, and until then its line is not read.
  const stray = with2.faults.length > 0 && !only && isWhole(made(""));
  const edits = made(stray ? "" : "  ");
  const lines = stray ? tabs.map(({ index }) => lineAt(raw.text, index)) : [];
  const without = stray ? attempt(blanked(raw.text, lines)) : with2;
  const first = tabs[0];
  if (!first || (!only && !stray && without.faults.length >= raw.faults.length)) return undefined;
  const at = first.index + first[0].indexOf("\t");
  return {
    problem: {
      code: "tab-indentation",
      message: tabs.length === 1 ? "A tab cannot indent YAML" : `Tabs cannot indent YAML; ${tabs.length} lines begin with them`,
      help: "Use spaces",
      span: span(at, at + 1),
      fix: {
        title: stray ? "Remove the tab" : "Indent with spaces",
        edits,
      },
    },
    attempt: without,
    lines,
    only: only || stray,
  };
}

function blanked(text: string, lines: readonly Span[]): string {
  let made = "";
  for (const { start, end } of lines) made += text.slice(made.length, start) + " ".repeat(end - start);
  return made + text.slice(made.length);
}

/**
 * A line of a block text that is indented too little, so that the text ends before it and what follows is no YAML:
 *
 *     content: |
 *       {
 *     "a": 1        ← here
 *       }
 *
 * It is the cause when faults go, and none comes, once this line is indented like the others. A line that reads as the next key
 * beside the text, or around it, is that key: what is wrong stands below it.
 * @returns the problem with its fix, the attempt with the line blanked, that line, and whether it is the only fault
 */
export function findShortLine(
  raw: Attempt,
): { readonly problem: YamlProblem; readonly attempt: Attempt; readonly line: Span; readonly only: boolean } | undefined {
  const { text, faults } = raw;
  const last = faults.at(-1);
  if (!last) return undefined;
  for (const header of text.matchAll(/^( *)(?:- +)*[^\s#'"{[][^:\r\n]*: +[|>][-+1-9]*[ \t]*(?:#.*)?\r?$/gm)) {
    const from = header.index + header[0].length;
    const found = shortText(text, from, header[1]?.length ?? 0) ?? shortLine(text, from, header[1]?.length ?? 0);
    if (!found || lineAt(text, last.span.start).end < found.line.start) continue;
    const indentation = span(found.line.start, found.line.start + indentOf(text, found.line));
    const lines = found.isWhole ? linesOf(text, found.line) : [found.line];
    const more = found.indent - indentOf(text, found.line);
    const edits = lines
      .filter((line) => text.slice(line.start, line.end).trim() !== "")
      .map((line) => ({ span: span(line.start, line.start), newText: " ".repeat(more) }));
    const left = attempt(applyEdits(text, edits)).faults;
    // Behind a header that has no text yet the next line may be anything.
    if (found.isFirst && left.length > 0) continue;
    if (left.length >= faults.length || (left.at(-1)?.span.start ?? 0) > last.span.start) continue;
    const [{ start, end } = found.line] = lines;
    return {
      problem: {
        code: "bad-indentation",
        message: found.isWhole
          ? "This text must be indented more than its key"
          : "This line is indented less than the text around it, which ends here",
        help: found.isWhole ? `Indent it by ${more} spaces` : "Indent it like the other lines of the text",
        span: span(indentation.end, start + text.slice(start, end).trimEnd().length),
        fix: { title: found.isWhole ? "Indent it" : "Indent it like the text", edits },
      },
      attempt: attempt(blanked(text, lines)),
      line: found.line,
      only: left.length === 0,
    };
  }
  return undefined;
}

/** A key as people write it in definitions; one in quotes may be a line of JSON. */
const plainKey = /^[\p{L}_][\p{L}\p{N}_.-]*:(?=[ \t\r]|$)/u;

interface ShortLine {
  /** The line, or from the first line to the last. */
  readonly line: Span;
  readonly indent: number;
  readonly isFirst: boolean;
  /** No line of the text is indented enough. */
  readonly isWhole?: boolean;
}

/**
 * A text behind a block header of which no line is indented more than its key:
 *
 *     content: |
 *     { "a": 1 }
 *
 * Only one that begins as JSON, XML or a reference: a word may be the next key without its colon.
 */
function shortText(text: string, from: number, parent: number): ShortLine | undefined {
  const lines = linesOf(text, span(from, text.length)).slice(1);
  const first = lines.findIndex((line) => text.slice(line.start, line.end).trim() !== "");
  const begin = lines[first];
  if (!begin || indentOf(text, begin) > parent || !/^ *[{[<$"]/.test(text.slice(begin.start, begin.end))) return undefined;
  let last = begin;
  for (const line of lines.slice(first)) {
    const own = indentOf(text, line);
    if (text.slice(line.start, line.end).trim() === "") continue;
    if (own < indentOf(text, begin) || (own <= parent && plainKey.test(text.slice(line.start + own, line.end)))) break;
    last = line;
  }
  // Where only the first line is indented too little, that is what is wrong.
  if (indentOf(text, last) > parent) return undefined;
  return { line: span(begin.start, last.end), indent: parent + 2, isFirst: true, isWhole: true };
}

/** The first line behind a block header that is indented too little, where the text goes on behind it. */
function shortLine(text: string, from: number, parent: number): ShortLine | undefined {
  let indent: number | undefined;
  let short: Span | undefined;
  for (const line of linesOf(text, span(from, text.length)).slice(1)) {
    const own = indentOf(text, line);
    if (line.start + own === line.end || text.slice(line.start, line.end).trim() === "") continue;
    // The next line tells whether the text goes on.
    if (short)
      return own >= (indent ?? parent + 1)
        ? { line: short, indent: indent ?? parent + 2, isFirst: indent === undefined }
        : undefined;
    if (own < (indent ?? parent + 1)) {
      if (own <= parent && plainKey.test(text.slice(line.start + own, line.end))) return undefined;
      short = line;
    } else indent ??= own;
  }
  return undefined;
}

function indentOf(text: string, { start, end }: Span): number {
  return /^ */.exec(text.slice(start, end))?.[0].length ?? 0;
}
