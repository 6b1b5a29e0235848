/**
 * Credentials in the lines that are shown beside findings. The rules say where they are; what a file that cannot be read as
 * YAML holds is judged by the line alone, for such a file has no findings but its faults.
 */
import type { Range } from "#core";
import { LineIndex } from "#core";

const mask = (text: string) => text.replace(/\S/g, "•");

/** The text with the stretches that findings call credentials masked, character for character. */
export function maskedSpans(text: string, places: readonly Range[]): string {
  if (places.length === 0) return text;
  const index = new LineIndex(text);
  let masked = text;
  for (const { start, end } of places) {
    const [from, to] = [index.offsetAt(start), index.offsetAt(end)];
    masked = masked.slice(0, from) + mask(masked.slice(from, to)) + masked.slice(to);
  }
  return masked;
}

const suspicious: readonly RegExp[] = [
  // The user part of a URL, a parameter and a header or key that services take credentials under.
  /(?<=:\/\/)[^/?#@\s]*(?=@)/g,
  /(?<=[?&;][\w-]*(?:token|key|secret|passw(?:or)?d|pwd|auth|sig(?:nature)?|jwt)=)[^&#\s"']+/gi,
  /(?<=(?:^|[\s{,"'])[\w-]*(?:authorization|token|secret|passw(?:or)?d|api[-_]?key|cookie)["']?:\s+["']?(?:(?:basic|bearer)\s+)?)[^\s"'].*/gi,
];

/** One line with everything masked that stands where credentials stand, unless it is a reference. */
export function maskedLine(line: string): string {
  return suspicious.reduce((text, form) => text.replace(form, (value) => (value.includes("$") ? value : mask(value))), line);
}
