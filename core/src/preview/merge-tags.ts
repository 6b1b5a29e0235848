/** Merge tags of messages: `%FIELD%` and `%FIELD|text%`. A tag whose field has no value prints its text, or nothing. */
import { shortText } from "../model/data";
import type { SampleValues } from "../request/values";

/** A tag that was filled. */
export interface FilledTag {
  /** Where the tag stood before, and what stands there now. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly name: string;
  /** "contact Ann Smith"; undefined where the contact has no value. */
  readonly from: string | undefined;
}

/** The merge tags of a text with what they print. A tag of an unknown field is none: it may be a percent sign in a sentence. */
export function mergeTags(text: string, values: SampleValues): readonly FilledTag[] {
  const tags: FilledTag[] = [];
  for (const match of text.matchAll(/%([A-Za-z_][\w]*(?:\.[A-Za-z_]\w*)?)(?:\|([^%\r\n]*))?%/g)) {
    const [tag, name = "", fallback] = match;
    const found = values.lookup(name, "contact");
    if (!found && fallback === undefined && !/^[A-Z0-9_]+(\.[A-Z0-9_]+)?$/.test(name)) continue;
    tags.push({
      start: match.index,
      end: match.index + tag.length,
      text: found ? shortText(found.value, 5000) : (fallback ?? ""),
      name,
      from: found?.from,
    });
  }
  return tags;
}
