/** What is said of something: a title and paragraphs, each marked by whose words they are. */
import { type Data, shortText } from "../../model/data";
import type { Span } from "../../text/span";

export interface Hover {
  readonly span: Span;
  /** The thing itself: `$<TOWN>`, `method`. */
  readonly title: string;
  readonly parts: readonly HoverPart[];
}

/** A paragraph: `own` text is ours and may hold code in backticks; `foreign` text comes from files. */
export interface HoverPart {
  readonly text: string;
  readonly source: "own" | "foreign";
}

export function own(text: string): HoverPart & { readonly source: "own" } {
  return { text, source: "own" };
}

/** A value of a file behind its label; nothing for one that is missing or empty. */
export function foreignValue(label: string, value: Data): readonly HoverPart[] {
  return value === null || value === "" ? [] : [{ text: `${label}: ${shortText(value, 80)}`, source: "foreign" }];
}
