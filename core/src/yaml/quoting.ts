/** Fixes that put quotes around a value, close them, or write what stands inside of them so that it can. */
import { lineAt } from "../text/lines";
import { type Span, span } from "../text/span";
import type { YamlProblem } from "./tree";

/** What may stand before a value that goes on to the end of its line. */
const beforeValue = /^ *(?:- +)*(?:[\w-]+: +)?$/;

/** Quotes around a value that ends with its line; where it may go on, or hold a comment, nobody knows where it ends. */
export function quoting(text: string, value: Span): YamlProblem["fix"] {
  const { start, end } = value;
  const written = text.slice(start, end);
  const before = text.slice(lineAt(text, start).start, start);
  const next = /^(?:\r\n|\r|\n)?( *)\S/.exec(text.slice(lineAt(text, end).end))?.[1]?.length ?? 0;
  if (!beforeValue.test(before) || /^["']|,$|\s#|[\r\n]/.test(written) || !isBalanced(written)) return undefined;
  // A line that is indented more goes on with the value, or is nested in it.
  if (next > (/^ */.exec(before)?.[0].length ?? 0)) return undefined;
  // Only what is added is in the edits: the value may be a secret, and fixes stand in reports.
  const added = (at: number, newText: string) => ({ span: span(at, at), newText });
  const mark = written.includes('"') ? "'" : '"';
  const escapes = [...written.matchAll(mark === "'" ? /'/g : /\\/g)].map(({ 0: sign, index }) => added(start + index, sign));
  return { title: "Put quotes around it", edits: [added(start, mark), ...escapes, added(end, mark)] };
}

/** Whether the brackets of a text close each other; one more may be that of a map or list around it. */
function isBalanced(written: string): boolean {
  const open: string[] = [];
  for (const [sign] of written.matchAll(/[{}[\]]/g))
    if (sign === "{" || sign === "[") open.push(sign);
    else if (open.pop() !== (sign === "}" ? "{" : "[")) return false;
  return open.length === 0;
}

/** The mark at the end of the line, where no second one says that it is meant to end elsewhere. */
export function closingQuote(text: string, value: Span): YamlProblem["fix"] {
  const mark = text.charAt(value.start);
  const written = text.slice(value.start + 1, value.end);
  const before = text.slice(lineAt(text, value.start).start, value.start);
  if (!beforeValue.test(before) || /[,}\]\\]$|\s#/.test(written) || written.includes(mark)) return undefined;
  return { title: "Close the quote", edits: [{ span: span(value.end, value.end), newText: mark }] };
}

/** `'it's fine'`: the value's own quotes inside of it; where they are apostrophes between letters, doubled they are text. */
export function quoteInside(text: string, at: number): YamlProblem | undefined {
  const line = lineAt(text, at);
  const [, before = "", written = ""] =
    /^( *(?:- +)*(?:[\w-]+: +)?)(["'].*["'])[ \t]*(?:#.*)?$/.exec(text.slice(line.start, line.end)) ?? [];
  const mark = written.charAt(0);
  const inner = written.slice(1, -1);
  if (!beforeValue.test(before) || written.length < 3 || !written.endsWith(mark) || !inner.includes(mark)) return undefined;
  const start = line.start + before.length + 1;
  const isSingle = mark === "'";
  const lone = [...inner.matchAll(isSingle ? /''|'/g : /\\.|"/g)].filter(({ 0: found }) => found === mark);
  const [first] = lone;
  // Before a blank it may well be meant to end the text.
  if (!first || /^\s/.test(inner.slice(first.index + 1))) return undefined;
  const isSure = isSingle && lone.every(({ index }) => /^[\p{L}\p{N}]'[\p{L}\p{N}]$/u.test(inner.slice(index - 1, index + 2)));
  const edits = lone.map(({ index }) => ({ span: span(start + index, start + index), newText: mark }));
  // What is told of begins behind the end of the text, so that nothing is said of its half.
  const place = span(start + first.index + 1, start + written.length - 1);
  return {
    code: "unexpected-text",
    message: isSingle ? "An apostrophe ends this text in single quotes" : "A double quote ends this text in double quotes",
    help: isSingle ? "Write it twice to have it in the text" : 'Write `\\"` to have it in the text',
    span: place,
    fix: isSure ? { title: lone.length === 1 ? "Double the apostrophe" : "Double the apostrophes", edits } : undefined,
  };
}

/** A text that begins with a sign that YAML keeps for itself. */
export function invalidStart(text: string, start: number): YamlProblem {
  const end = lineAt(text, start).end;
  const whole = span(start, start + text.slice(start, end).trimEnd().length);
  return {
    code: "invalid-value-start",
    message: `A value cannot begin with "${text[start] ?? ""}"`,
    help: "Put the value in quotes",
    span: span(start, Math.max(start, Math.min(whole.end, start + 1))),
    fix: quoting(text, whole),
  };
}

/** `*` and `/`, `**bold**`: a text that would be an alias, and no alias is called like that; the place of its star. */
export function starAt(text: string, at: number): number | undefined {
  const line = lineAt(text, at);
  const [, before] = /^( *(?:- +)*(?:[\w-]+: +)?)\*(?![\p{L}\p{N}_-])\S/u.exec(text.slice(line.start, line.end)) ?? [];
  const star = before === undefined ? -1 : line.start + before.length;
  return star >= 0 && star <= at ? star : undefined;
}
