/** Changes to a text as data: what completions, fixes and renames give, and what tests apply. */
import type { Span } from "./span";

/** Replaces the text of `span` by `newText`. */
export interface TextEdit {
  readonly span: Span;
  readonly newText: string;
}

/**
 * Applies edits that refer to the same original text. Edits must not overlap; those at one place apply in the given order.
 * @throws Error when two edits overlap: a mistake of the caller.
 */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const ordered = edits.map((edit, at) => ({ edit, at })).sort((a, b) => a.edit.span.start - b.edit.span.start || a.at - b.at);
  let result = "";
  let done = 0;
  for (const { edit } of ordered) {
    if (edit.span.start < done) throw new Error("Edits overlap");
    result += text.slice(done, edit.span.start) + edit.newText;
    done = edit.span.end;
  }
  return result + text.slice(done);
}
