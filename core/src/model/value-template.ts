/**
 * The template that a value of a webhook is: URL, headers and body go through the engine of the messages, `$<...>` compiled
 * before. A value with plain references alone is known by its list, and nobody parses it a second time.
 */
import { hasDirectives } from "../reference/directives";
import type { Reference, ReferencePlace } from "../reference/tree";
import type { ReferenceNode } from "../velocity/index";
import { type ReadTemplate, type ReadText, readTemplate } from "./read-text";

/** The values of a webhook. */
export const requestPlaces: ReadonlySet<ReferencePlace> = new Set(["url", "header", "json", "xml", "text"]);

/** The tree of a message, or of a value of a webhook that holds directives or calls; every place is one of the text. */
export function templateOf(read: ReadText): ReadTemplate | undefined {
  if (read.template) return read.template;
  return requestPlaces.has(read.place) && read.once(needsTree) ? read.once(requestTemplate).template : undefined;
}

/** Whether there is more to a text than its list of references tells. */
export function needsTree({ text }: ReadText): boolean {
  return hasDirectives(text) || /\.(?!get\()\w+\(/.test(text);
}

/** A value of a webhook as the template engine reads it, every place as in the text; `$<TOWN>` is a reference without a meaning. */
export function requestTemplate({ text: written, list }: ReadText): {
  readonly text: string;
  readonly template: ReadTemplate;
} {
  const text = compiledAlike(written, list.references);
  return { text, template: readTemplate(text) };
}

/** Whether a node's name stands in the text that was read, and is not the stand-in for a `$<TOWN>`. */
export function isWritten(text: string, { name, nameSpan }: ReferenceNode): boolean {
  return text.startsWith(name, nameSpan.start);
}

/** The text with `$<TOWN>` as `${aaaa}`: what it is compiled to, as long as it is written, so that every place stays. */
function compiledAlike(text: string, references: readonly Reference[]): string {
  let made = "";
  for (const { form, closed, span } of references) {
    if (form !== "checked" || span.start < made.length) continue;
    const length = span.end - span.start;
    // One that is never closed has a finding of its own.
    made += text.slice(made.length, span.start);
    made += closed && length > 3 ? `\${${"a".repeat(length - 3)}}` : "~".repeat(length);
  }
  return made + text.slice(made.length);
}
