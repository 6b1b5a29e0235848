/** What is said of something: a title and paragraphs, each marked by whose words they are. */
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
