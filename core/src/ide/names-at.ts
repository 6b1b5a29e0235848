/** What stands at an offset: a name of something else, a reference, or neither. Hover and definition both begin here. */
import type { NameUse, ReferenceValue, SourceFile } from "../model/source-file";
import { referencesOf } from "../model/source-file";
import type { Reference } from "../reference/tree";
import type { Span } from "../text/span";
import { touches } from "../text/span";

export interface ReferenceAt {
  readonly reference: Reference;
  readonly value: ReferenceValue;
  readonly span: Span;
}

/** The name under the offset: a webhook, connector, event, block, … */
export function nameAt(file: SourceFile, offset: number): NameUse | undefined {
  return file.names.find((use) => touches(use.scalar.span, offset));
}

/** The innermost reference under the offset. */
export function referenceAt(file: SourceFile, offset: number): ReferenceAt | undefined {
  let best: ReferenceAt | undefined;
  for (const { reference, value } of referencesOf(file)) {
    const span = value.toFile(reference.span);
    if (touches(span, offset) && (!best || span.end - span.start < best.span.end - best.span.start))
      best = { reference, value, span };
  }
  return best;
}

/** The text with references that an offset stands in, and the offset in its decoded form. */
export function valueAt(
  file: SourceFile,
  offset: number,
): { readonly value: ReferenceValue; readonly offset: number } | undefined {
  for (const value of file.values) {
    if (!value.scalar) return { value, offset };
    if (!touches(value.scalar.span, offset)) continue;
    const decoded = value.scalar.map.toDecoded(offset);
    if (decoded !== undefined) return { value, offset: decoded };
  }
  return undefined;
}
