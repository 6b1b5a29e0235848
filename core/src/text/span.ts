/**
 * Places in a text. Everything inside the core speaks of offsets in UTF-16 units; lines and characters exist only at the
 * outer edge (the language server, the reporters).
 */

/** A stretch of text, `[start, end)`, in UTF-16 units. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** The span `[start, end)`. */
export function span(start: number, end: number): Span {
  return { start, end };
}

/** Whether `offset` lies in the span or directly at one of its ends: where a cursor "touches" it. */
export function touches(place: Span, offset: number): boolean {
  return place.start <= offset && offset <= place.end;
}

/** Whether `inner` lies wholly in `outer`. */
export function encloses(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

/** Whether the two spans share at least one unit. */
export function overlaps(a: Span, b: Span): boolean {
  return a.start < b.end && b.start < a.end;
}

/** The span moved by `by` units. */
export function shift(place: Span, by: number): Span {
  return { start: place.start + by, end: place.end + by };
}
