/**
 * One text of a message, rendered: what is printed, which stretch of it came from where in the template, and each value that was
 * used. Velocity first, merge tags after it, as the platform does.
 */
import { shortText } from "../model/data";
import type { ReferenceValue } from "../model/source-file";
import type { Reference } from "../reference/tree";
import { type Span, span } from "../text/span";
import type { RenderResult, TraceEntry } from "../velocity/index";
import { type FilledTag, mergeTags } from "./merge-tags";
import type { MessageContext, MessageData, ValuePath } from "./message-context";
import { plainData } from "./plain-data";
import { renderPartly } from "./render-partly";

export interface RenderedText {
  readonly text: string;
  readonly pieces: readonly RenderedPiece[];
  readonly used: readonly UsedValue[];
  readonly problems: readonly { readonly severity: "error" | "warning"; readonly message: string; readonly span: Span }[];
}

/** A stretch of the text that a reference or a merge tag printed; empty where a value is missing and nothing is printed. */
export interface RenderedPiece {
  readonly output: Span;
  /** In the file of the template. */
  readonly span: Span;
}

/** A value that the text reads, at one place of the template. */
export interface UsedValue {
  /** As it is written: `$!{orderId}`, `%TOWN|there%`. */
  readonly source: string;
  readonly span: Span;
  /** What is printed; of a reference in a loop the first value. Undefined: there is none. */
  readonly value: string | undefined;
  readonly from: string;
  /** How to take it away; undefined for what is no data, such as a loop variable. */
  readonly path: ValuePath | undefined;
}

/** Renders a text of a message. */
export function renderText(value: ReferenceValue, context: MessageContext, data: MessageData): RenderedText {
  const timeZone = data.contact?.properties.get("timeZone");
  const result = renderPartly(value.text, context.velocity, {
    now: data.now,
    doubles: "all",
    ...(data.clock ? { clock: data.clock } : {}),
    ...(typeof timeZone === "string" ? { timeZone } : {}),
  });
  const trace = result.trace.filter(({ file }) => file === undefined);
  // Plain text is traced too: only what a reference printed is a piece.
  const references = new Set(result.used.filter(({ file }) => file === undefined).map((used) => used.span.start));
  const placeOf = templatePlaces(value.text, result.text, trace, references);
  const found = context.contact ? mergeTags(result.text, context.contact) : [];
  const tags = found.map((tag) => ({ ...tag, place: placeOf(tag) }));
  const { text, pieces } = fill(result.text, printedBy(result, trace, references, value), tags);
  return {
    text,
    pieces: pieces.map(({ output, place }) => ({ output, span: value.toFile(place) })),
    used: [
      ...usedValues(result, trace, value, context),
      ...tags.map((tag) => ({
        source: tag.source,
        span: value.toFile(tag.place),
        value: tag.from === undefined ? undefined : tag.text,
        from: tag.from ?? (tag.text ? "the tag's own text" : "contact"),
        path: [tag.name],
      })),
    ],
    problems: result.problems.map((problem) => ({
      severity: problem.severity === "error" ? "error" : "warning",
      message: problem.message,
      span: value.toFile(problem.span),
    })),
  };
}

/** What references printed, in order: nothing, where a value is missing that would have been printed. */
function printedBy(
  { used }: RenderResult,
  trace: readonly TraceEntry[],
  references: ReadonlySet<number>,
  value: ReferenceValue,
): readonly TraceEntry[] {
  const printed = trace.filter((entry) => references.has(entry.span.start));
  const seen = new Set(printed.map((entry) => entry.span.start));
  const inText = new Set(value.list.references.filter((reference) => reference.printed).map(({ span: { start } }) => start));
  const silent = used.flatMap(({ span: place, missing, at, file }) =>
    missing && at !== undefined && file === undefined && inText.has(place.start) && !seen.has(place.start)
      ? [{ output: span(at, at), span: place }]
      : [],
  );
  return [...printed, ...silent].sort((a, b) => a.output.start - b.output.start || a.output.end - b.output.end);
}

function usedValues(
  result: RenderResult,
  trace: readonly TraceEntry[],
  value: ReferenceValue,
  context: MessageContext,
): readonly UsedValue[] {
  const references = new Map(value.list.references.map((reference) => [reference.span.start, reference]));
  const printed = new Map<number, Span>();
  for (const { output, span } of trace) if (!printed.has(span.start)) printed.set(span.start, output);
  // What another template brought in by #parse has no place in this file.
  return result.used
    .filter((used) => used.file === undefined)
    .map((used) => {
      const reference = references.get(used.span.start);
      const output = printed.get(used.span.start);
      const shown = output ? result.text.slice(output.start, output.end) : plainData(used.value);
      // A loop variable may have the name of an event parameter.
      const from = reference && !reference.local ? context.from(reference.name) : undefined;
      return {
        source: used.source,
        span: value.toFile(used.span),
        value: used.missing ? undefined : shortText(shown, 200),
        from: from ?? "template",
        // What the template makes itself, and its tools, cannot be taken away.
        path: reference && from !== undefined ? pathOf(reference) : undefined,
      };
    });
}

/** The way to a value, up to the first call that computes something. */
function pathOf(reference: Reference): ValuePath {
  const path: (string | number)[] = [reference.name];
  for (const step of reference.path) {
    if (step.kind === "method") break;
    path.push(step.kind === "index" ? step.index : step.name);
  }
  return path;
}

/** Where stretches of the rendered text stand in the template: of what a reference or directive printed all of it. */
function templatePlaces(template: string, rendered: string, trace: readonly TraceEntry[], references: ReadonlySet<number>) {
  /** Where the plain text of an entry begins: it is printed as it is written, without the blanks of directives around it. */
  const begin = (entry: TraceEntry): number | undefined => {
    if (references.has(entry.span.start)) return undefined;
    const at = template.slice(entry.span.start, entry.span.end).indexOf(rendered.slice(entry.output.start, entry.output.end));
    return at < 0 ? undefined : entry.span.start + at;
  };
  // One text may hold thousands of tags.
  const known = new Map<TraceEntry, number | undefined>();
  const inText = (entry: TraceEntry, offset: number): number | undefined => {
    if (!known.has(entry)) known.set(entry, begin(entry));
    const start = known.get(entry);
    return start === undefined ? undefined : start + offset - entry.output.start;
  };
  return ({ start, end }: Span): Span => {
    const first = entryAt(trace, start);
    const last = entryAt(trace, end - 1);
    if (!first || !last) return span(0, 0);
    const from = inText(first, start) ?? first.span.start;
    return span(from, Math.max(from, inText(last, end) ?? last.span.end));
  };
}

/** The entry that printed the unit at an offset. Entries lie side by side, in order. */
function entryAt(trace: readonly TraceEntry[], offset: number): TraceEntry | undefined {
  let low = 0;
  let high = trace.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((trace[middle]?.output.end ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return trace[low];
}

interface PlacedTag extends FilledTag {
  /** In the template. */
  readonly place: Span;
}

interface PlacedPiece {
  readonly output: Span;
  /** In the template. */
  readonly place: Span;
}

/**
 * A rendered text with its merge tags filled, and its pieces where they stand then, none inside another: a value with tags in it
 * is one piece with what they print, a tag with values in it one piece of its own.
 */
function fill(rendered: string, printed: readonly TraceEntry[], tags: readonly PlacedTag[]) {
  const pieces: PlacedPiece[] = [];
  let shift = 0;
  let next = 0;
  const tagsUpTo = (offset: number): void => {
    for (let tag = tags[next]; tag && tag.end <= offset; tag = tags[++next]) {
      pieces.push({ output: span(tag.start + shift, tag.start + shift + tag.text.length), place: tag.place });
      shift += growth(tag);
    }
  };
  for (const { output, span: place } of printed) {
    tagsUpTo(output.start);
    let behind = next;
    let grown = 0;
    for (let tag = tags[behind]; tag && tag.start >= output.start && tag.end <= output.end; tag = tags[++behind])
      grown += growth(tag);
    if ((tags[behind]?.start ?? Number.POSITIVE_INFINITY) < output.end) continue; // A tag takes in a part of the value.
    pieces.push({ output: span(output.start + shift, output.end + shift + grown), place });
    shift += grown;
    next = behind;
  }
  tagsUpTo(Number.POSITIVE_INFINITY);
  let text = "";
  let done = 0;
  for (const tag of tags) {
    text += rendered.slice(done, tag.start) + tag.text;
    done = tag.end;
  }
  return { text: text + rendered.slice(done), pieces };
}

function growth(tag: FilledTag): number {
  return tag.text.length - (tag.end - tag.start);
}
