/** JSON text that stands between quotes with its own quotes bare: no parser can tell where such a text ends. */
import type { SourceFile } from "../model/source-file";
import { checkJson } from "../request/json-text";
import type { Span } from "../text/span";

/** How long such a text may be, and at how many brackets its end is looked for. */
const longest = 4000;
const mostTries = 40;

/** The stretches from opening to closing quote, in an event sample that cannot be read. */
export function nestedJson({ kind, document, text }: SourceFile): readonly Span[] {
  if (kind !== "event" || !document?.problems.some(({ severity }) => severity !== "warning")) return [];
  const found: Span[] = [];
  const opening = /[:,[]\s*"(?=\s*[{[]\s*["{[])/g;
  for (let match = opening.exec(text); match; match = opening.exec(text)) {
    const end = closingQuote(text, opening.lastIndex);
    if (end === undefined) continue;
    found.push({ start: opening.lastIndex - 1, end: end + 1 });
    opening.lastIndex = end + 1;
  }
  return found;
}

/** Where the text from here on that is JSON and holds quotes is closed by another quote. */
function closingQuote(text: string, start: number): number | undefined {
  const stretch = text.slice(start, start + longest);
  const closing = /[}\]]\s*(?=")/g;
  for (let tries = 0; tries < mostTries; tries++) {
    const match = closing.exec(stretch);
    if (!match) return undefined;
    const inner = stretch.slice(0, closing.lastIndex);
    if (inner.includes('"') && !checkJson(inner)) return start + closing.lastIndex;
  }
  return undefined;
}
