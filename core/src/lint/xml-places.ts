/** Where the references of an XML body stand, told in one pass over its text. */
import type { Reference } from "../reference/tree";

/**
 * - `xml-text`: the text of an element
 * - `xml-single`, `xml-double`: the value of an attribute, in these quotes
 * - `xml-section`: a CDATA section
 * - `xml-other`: a comment or an instruction, which says nothing
 */
export type XmlPlace = "xml-text" | "xml-single" | "xml-double" | "xml-section" | "xml-other";

/**
 * @param text well-formed, with signs in the place of references that no markup has
 * @param references in order
 */
export function xmlPlaces(text: string, references: readonly Reference[]): ReadonlyMap<Reference, XmlPlace> {
  const places = new Map<Reference, XmlPlace>();
  let next = 0;
  const mark = (until: number, place: XmlPlace): void => {
    for (; (references[next]?.span.start ?? text.length) < until; next++) places.set(references[next] as Reference, place);
  };
  const behind = (end: string, from: number): number => {
    const found = text.indexOf(end, from);
    return found < 0 ? text.length : found + end.length;
  };
  let at = 0;
  while (at < text.length && next < references.length) {
    const open = text.indexOf("<", at);
    const start = open < 0 ? text.length : open;
    mark(start, "xml-text");
    const [end, place] = text.startsWith("<![CDATA[", start)
      ? (["]]>", "xml-section"] as const)
      : text.startsWith("<!--", start)
        ? (["-->", "xml-other"] as const)
        : (["?>", text.startsWith("<?", start) ? "xml-other" : undefined] as const);
    at = place ? behind(end, start) : inTag(text, start, mark);
    if (place) mark(at, place);
  }
  return places;
}

/** Goes through one tag; gives the offset behind it. */
function inTag(text: string, start: number, mark: (until: number, place: XmlPlace) => void): number {
  const sign = /["'>]/g;
  sign.lastIndex = start;
  for (let found = sign.exec(text); found; found = sign.exec(text)) {
    mark(found.index, "xml-other");
    if (found[0] === ">") return found.index + 1;
    const close = text.indexOf(found[0], found.index + 1);
    if (close < 0) break;
    mark(close, found[0] === '"' ? "xml-double" : "xml-single");
    sign.lastIndex = close + 1;
  }
  return text.length;
}
