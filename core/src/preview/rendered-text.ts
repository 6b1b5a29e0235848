/**
 * One text of a message, rendered: what is printed, which stretch of it came from where in the template, and each value that was
 * used. Velocity first, merge tags after it, as the platform does.
 */
import { shortText } from "../model/data";
import type { ReferenceValue } from "../model/source-file";
import type { Reference } from "../reference/tree";
import { type Span, span } from "../text/span";
import type { RenderResult, UsedReference } from "../velocity/index";
import { mergeTags } from "./merge-tags";
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
  const filled = fill(result, context);
  const references = new Map(value.list.references.map((reference) => [reference.span.start, reference]));
  const tagUses = filled.tags.map((tag): UsedValue => {
    // The tag in the template, when its text was not printed by a value.
    const written = value.list.references.find(
      (reference) => reference.form === "merge-tag" && value.text.slice(reference.span.start, reference.span.end) === tag.source,
    );
    return {
      source: tag.source,
      span: written ? value.toFile(written.span) : value.toFile(span(0, 0)),
      value: tag.from === undefined ? undefined : tag.text,
      from: tag.from ?? (tag.text ? "the tag's own text" : "contact"),
      path: [tag.name],
    };
  });
  const tagPlace = new Map(tagUses.map((use, at) => [filled.tags[at]?.at ?? -1, use.span]));
  return {
    text: filled.text,
    pieces: filled.pieces.map(({ output, template, tagAt }) => ({
      output,
      span: template ? value.toFile(template) : (tagPlace.get(tagAt) ?? span(0, 0)),
    })),
    used: [
      ...result.used.flatMap((used) => usedValue(used, result, references.get(used.span.start), value, context)),
      ...tagUses,
    ],
    problems: result.problems.map((problem) => ({
      severity: problem.severity === "error" ? "error" : "warning",
      message: problem.message,
      span: value.toFile(problem.span),
    })),
  };
}

function usedValue(
  used: UsedReference,
  result: RenderResult,
  reference: Reference | undefined,
  value: ReferenceValue,
  context: MessageContext,
): UsedValue[] {
  // What another template brought in by #parse has no place in this file.
  if (used.file !== undefined) return [];
  const printed = result.trace.find(({ span: place }) => place.start === used.span.start)?.output;
  const from = reference && context.from(reference.name);
  return [
    {
      source: used.source,
      span: value.toFile(used.span),
      value: used.missing
        ? undefined
        : shortText(printed ? result.text.slice(printed.start, printed.end) : plainData(used.value), 200),
      from: from ?? "template",
      // What the template makes itself, and its tools, cannot be taken away.
      path: reference && from !== undefined && !reference.local ? pathOf(reference) : undefined,
    },
  ];
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

interface FilledPiece {
  readonly output: Span;
  readonly template: Span | undefined;
  readonly tagAt: number;
}

/** The rendered text with its merge tags filled, and all pieces where they stand now. */
function fill(result: RenderResult, context: MessageContext) {
  const tags = mergeTags(result.text, context.contact).map((tag) => ({
    ...tag,
    at: tag.start,
    source: result.text.slice(tag.start, tag.end),
  }));
  const pieces: FilledPiece[] = [];
  // Text that stands in the template as it is printed is no value.
  const values = new Set(result.used.map((used) => used.span.start));
  const printed = result.trace.filter(({ file, span: place }) => file === undefined && values.has(place.start));
  let text = "";
  let done = 0;
  let next = 0;
  const piecesUpTo = (end: number): void => {
    for (let piece = printed[next]; piece && piece.output.start < end; piece = printed[++next]) {
      // A value that holds a tag is one piece with what the tag prints.
      if (piece.output.start < done) continue;
      const start = text.length + piece.output.start - done;
      pieces.push({ output: span(start, start + piece.output.end - piece.output.start), template: piece.span, tagAt: -1 });
    }
  };
  for (const tag of tags) {
    piecesUpTo(tag.start);
    text += result.text.slice(done, tag.start);
    pieces.push({ output: span(text.length, text.length + tag.text.length), template: undefined, tagAt: tag.at });
    text += tag.text;
    done = tag.end;
  }
  piecesUpTo(Number.POSITIVE_INFINITY);
  text += result.text.slice(done);
  return { text, tags, pieces: apart(pieces) };
}

/** Pieces in order, none inside another: a macro's call is one piece with what is printed inside of it. */
function apart(pieces: readonly FilledPiece[]): readonly FilledPiece[] {
  const sorted = [...pieces].sort((a, b) => a.output.start - b.output.start || b.output.end - a.output.end);
  let end = 0;
  return sorted.filter(({ output }) => {
    if (output.start < end) return false;
    end = output.end;
    return true;
  });
}
