/** Merge tags of messages: `%FIELD%` and `%FIELD|text%`. A tag whose field has no value prints its text, or nothing. */
import { shortText } from "../model/data";
import type { SampleValues } from "../request/values";

/** The text with its merge tags filled. A tag of an unknown field stays as it is: it may be a percent sign in a sentence. */
export function fillMergeTags(text: string, values: SampleValues): string {
  return text.replace(
    /%([A-Za-z_][\w]*(?:\.[A-Za-z_]\w*)?)(?:\|([^%\r\n]*))?%/g,
    (tag, name: string, fallback: string | undefined) => {
      const found = values.lookup(name, "contact");
      if (found) return shortText(found.value, 5000);
      return fallback ?? (/^[A-Z0-9_]+(\.[A-Z0-9_]+)?$/.test(name) ? "" : tag);
    },
  );
}
