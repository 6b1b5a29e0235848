/**
 * Our own notation `$<name.path[0]|fallback>`, read so that a half-typed one harms nothing behind it: without its `>` it ends
 * at the first blank, quote or `<`. Knows no fields and no parameters, only the form.
 *
 * ```
 *   $<contact.LIST.FIELD[0].x|nobody>
 *     ^^^^^^^                           name space, checked and dropped
 *             ^^^^ ^^^^^ ^^^ ^          name, then path
 *                              ^^^^^^   fallback, up to the `>`
 * ```
 */
import { type Span, span } from "../text/span";
import type { PathStep, Reference, ReferenceProblem } from "./tree";

export interface CheckedForms {
  readonly references: readonly Reference[];
  readonly problems: readonly ReferenceProblem[];
  /** `\$<`, which stands for `$<`. */
  readonly escapes: readonly Span[];
}

/** All `$<...>` of a decoded text, in order. `$</` is markup behind a dollar, not a reference. */
export function lexChecked(text: string): CheckedForms {
  const references: Reference[] = [];
  const problems: ReferenceProblem[] = [];
  const escapes: Span[] = [];
  for (let at = text.indexOf("$<"); at !== -1; ) {
    let next = at + 2;
    if (text[at - 1] === "\\") escapes.push(span(at - 1, at + 2));
    else if (!/^[/!?]/.test(text.charAt(at + 2))) {
      const reference = readChecked(text, at, problems);
      references.push(reference);
      next = Math.max(next, reference.span.end);
    }
    at = text.indexOf("$<", next);
  }
  return { references, problems, escapes };
}

function readChecked(text: string, start: number, problems: ReferenceProblem[]): Reference {
  const { end, bar, closed } = findEnd(text, start);
  const contentEnd = closed ? end - 1 : end;
  const pathEnd = bar ?? contentEnd;
  const namespace = readNamespace(text, start + 2, pathEnd);
  const nameStart = namespace ? namespace.span.end + 1 : start + 2;
  const nameEnd = endOfName(text, nameStart, pathEnd);
  const name = text.slice(nameStart, nameEnd);
  const path = readPath(text, nameStart, nameEnd, pathEnd, problems, closed);
  const whole = span(start, end);
  // What follows an open reference is the rest of the text, and not what is wrong.
  const written = /^\$<[\p{L}\p{N}_.[\]-]*/u.exec(text.slice(start, end))?.[0].length ?? 2;
  const open = span(start, bar === undefined ? start + written : end);
  const spaced = closed || bar !== undefined ? undefined : spacedAt(text, start);
  if (spaced)
    problems.push({
      code: "spaced-reference",
      message: `Spaces stand inside the brackets of "${text.slice(spaced.start, spaced.end)}", so it is no reference`,
      help: `Write "$<${text.slice(start + 2, spaced.end - 1).trim()}>"`,
      span: spaced,
    });
  else if (!closed)
    problems.push({
      code: "unclosed-reference",
      message: `The reference "${text.slice(start, open.end)}" is never closed`,
      help: 'Add ">" behind its name, or write "\\$<" for the text itself',
      span: open,
    });
  else if (name === "")
    problems.push({
      code: "empty-reference",
      message: "This reference has no name",
      help: "Write the name of a contact field or an event parameter between the brackets",
      span: whole,
    });
  return {
    form: "checked",
    span: spaced ?? whole,
    quiet: true,
    braced: true,
    namespace,
    name,
    nameSpan: span(nameStart, nameEnd),
    path,
    fallback: bar === undefined ? undefined : { text: text.slice(bar + 1, contentEnd), span: span(bar + 1, contentEnd) },
    printed: true,
    local: false,
    literal: false,
    closed,
    dotted: dottedOf(name, path),
  };
}

// One object each: they are used for every reference of a file.
const head = /[^|>\s"'<$\\]*/y;
/** A fallback may hold blanks and quotes, but no bracket and no line end. */
const fallback = /[^<>\r\n]*/y;
const fallbackWord = /[^\s"'<>$\\]*/y;

function endOf(signs: RegExp, text: string, start: number): number {
  signs.lastIndex = start;
  signs.test(text);
  return signs.lastIndex;
}

/** Where a reference ends, with its `>` if it has one, and where its `|` is. */
function findEnd(text: string, start: number): { end: number; bar: number | undefined; closed: boolean } {
  const stop = endOf(head, text, start + 2);
  if (text[stop] === ">") return { end: stop + 1, bar: undefined, closed: true };
  if (text[stop] !== "|") return { end: stop, bar: undefined, closed: false };
  const rest = endOf(fallback, text, stop + 1);
  if (text[rest] === ">") return { end: rest + 1, bar: stop, closed: true };
  return { end: endOf(fallbackWord, text, stop + 1), bar: stop, closed: false };
}

/** `$< name >`: a whole reference, with blanks at its edges that do not belong there. */
function spacedAt(text: string, start: number): Span | undefined {
  const end = endOf(spacedForm, text, start);
  return end > start ? span(start, end) : undefined;
}

const spacedForm = /\$<[ \t]*[\p{L}_](?:[\p{L}\p{N}_.[\]-]*[\p{L}\p{N}_\]])?[ \t]*>/uy;

function readNamespace(text: string, start: number, end: number): Reference["namespace"] {
  for (const name of ["contact", "event"] as const)
    if (start + name.length < end && text[start + name.length] === "." && text.startsWith(name, start))
      return { name, span: span(start, start + name.length) };
  return undefined;
}

/** Up to the first `.`, `[` or `]`. */
function endOfName(text: string, start: number, end: number): number {
  for (let at = start; at < end; at++) {
    const unit = text.charCodeAt(at);
    if (unit === 46 || unit === 91 || unit === 93) return at;
  }
  return end;
}

function readPath(
  text: string,
  nameStart: number,
  start: number,
  end: number,
  problems: ReferenceProblem[],
  closed: boolean,
): PathStep[] {
  const path: PathStep[] = [];
  let at = start;
  while (at < end) {
    const rest = text.slice(at, end);
    const property = /^\.([^.[\]|]+)/.exec(rest)?.[1];
    const index = /^\[(\d{1,9})\]/.exec(rest)?.[1];
    if (property?.includes("(") && closed) {
      problems.push({
        code: "invalid-reference-path",
        message: `"${rest.slice(1)}" is a method, and "$<…>" stands for values as they are`,
        help: `Write it as the platform does: "$!{${text.slice(nameStart, end)}}"`,
        span: span(at + 1, end),
      });
      break;
    }
    if (property !== undefined) {
      path.push({ kind: "property", name: property, span: span(at + 1, at + 1 + property.length) });
      at += 1 + property.length;
    } else if (index !== undefined) {
      path.push({ kind: "index", index: Number(index), span: span(at, at + index.length + 2) });
      at += index.length + 2;
    } else {
      // While somebody types the reference, what is missing is only not there yet.
      if (closed)
        problems.push({
          code: "invalid-reference-path",
          message: `"${rest}" is no step of a path`,
          help: 'Write ".name" for a property and "[0]" for an item of a list',
          span: span(at, end),
        });
      break;
    }
  }
  return path;
}

/** Name and leading properties, joined by dots. */
export function dottedOf(name: string, path: readonly PathStep[]): string {
  let dotted = name;
  for (const step of path) {
    if (step.kind !== "property") break;
    dotted += `.${step.name}`;
  }
  return dotted;
}
