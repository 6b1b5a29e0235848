/** Sample values behind references, for those who switch them on. */
import { isDataList, isDataMap, shortText } from "../model/data";
import type { SourceFile } from "../model/source-file";
import { active } from "../model/source-file";
import type { ProjectReader } from "../project/reader";
import { scopesOf } from "../scope/scope-at";
import { overlaps, type Span } from "../text/span";

export interface InlayHint {
  readonly offset: number;
  /** The value, at most 24 characters. */
  readonly text: string;
  /** Which sample it comes from. */
  readonly from: string;
}

/** The hints in a part of a file: for each reference the value that its first sample has there. */
export function inlayHints(project: ProjectReader, file: SourceFile, part: Span): readonly InlayHint[] {
  const found: InlayHint[] = [];
  const scopes = scopesOf(project, file);
  for (const value of file.values) {
    if (value.place === "bare-name") continue;
    for (const reference of active(value)) {
      if (reference.local || !reference.closed || !reference.printed) continue;
      const span = value.toFile(reference.span);
      if (!overlaps(span, part)) continue;
      const known = scopes(value).lookup(reference);
      if (known.kind !== "known" || !known.shape || known.shape.seen === 0) continue;
      const example = known.shape.example;
      if (example === null || isDataMap(example) || isDataList(example)) continue;
      found.push({ offset: span.end, text: shortText(example, 24), from: known.entry.samples[0]?.from ?? "" });
    }
  }
  return found;
}
