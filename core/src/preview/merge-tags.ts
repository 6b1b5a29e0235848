/** Merge tags of messages: `%FIELD%` and `%FIELD|text%`. A tag whose field has no value prints its text, or nothing. */
import { dataText } from "../model/data";
import type { SampleValues } from "../request/values";

/** A tag that was filled. */
export interface FilledTag {
  /** As it is written: `%TOWN|there%`. */
  readonly source: string;
  /** Where the tag stood before. */
  readonly start: number;
  readonly end: number;
  /** What stands there now. */
  readonly text: string;
  readonly name: string;
  /** "contact Ann Smith"; undefined where the contact has no value. */
  readonly from: string | undefined;
}

/**
 * The merge tags of a text with what they print. Percent signs in a sentence are none: `5%off%` is a tag only if there is such a
 * field, or if it is written in capitals as the platform writes its fields, or has a text of its own.
 */
export function mergeTags(text: string, values: SampleValues): readonly FilledTag[] {
  const pattern = /%([A-Za-z_]\w*(?:\.[A-Za-z_]\w*)?)(?:\|([^%\r\n]*))?%/g;
  const tags: FilledTag[] = [];
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    const [source, name = "", fallback] = match;
    const found = values.lookup(name, "contact");
    if (!found && fallback === undefined && !/^[A-Z0-9_]+(\.[A-Z0-9_]+)?$/.test(name)) {
      // Its last sign may begin a tag: `5%off%FIRSTNAME%`.
      pattern.lastIndex--;
      continue;
    }
    const printed = found && (typeof found.value === "string" ? found.value : dataText(found.value));
    const { index: start } = match;
    tags.push({ source, start, end: start + source.length, text: printed ?? fallback ?? "", name, from: found?.from });
  }
  return tags;
}
