/**
 * Text that YAML takes for a comment: `subject: Order #$!{orderId}` ends before the hash, and a directive on the line below `text:`
 * is not in the text. Nothing warns of it otherwise, for the file is right YAML.
 */
import type { ReferenceValue, SourceFile } from "../model/source-file";
import type { Span } from "../text/span";

export interface LostText {
  /** The comment. */
  readonly span: Span;
  readonly value: ReferenceValue;
  /** `behind`: on the line of a value; `above`: between a key and its value. */
  readonly where: "behind" | "above";
}

const directive = /^#\{?(?:set|if|elseif|foreach|macro|define)\}?\s*\(|^#\{?(?:else|end)\b/;

/** In order of place. */
export function lostTexts({ document, values, text }: SourceFile): readonly LostText[] {
  const comments = document?.comments.filter(({ span }) => /^#[^\s#!-]/.test(text.slice(span.start, span.start + 2))) ?? [];
  if (comments.length === 0) return [];
  const plain = values.filter(({ scalar }) => scalar?.style === "plain" && scalar.uses.length === 0);
  return comments.flatMap(({ span }): readonly LostText[] => {
    const written = text.slice(span.start, span.end);
    for (const value of plain) {
      const place = value.scalar?.span;
      if (!place) continue;
      if (place.end < span.start && /^[ \t]+$/.test(text.slice(place.end, span.start))) {
        const isText = value.place === "message" || written.includes("$") || directive.test(written);
        return isText ? [{ span, value, where: "behind" }] : [];
      }
      if (place.start < span.end) continue;
      // The first value behind the comment is the one that it may have been meant for.
      if (!directive.test(written) || !isBlank(text.slice(span.end, place.start))) return [];
      if (/:\s*$/.test(withoutComments(text.slice(Math.max(0, span.start - 2000), span.start))))
        return [{ span, value, where: "above" }];
      return [];
    }
    return [];
  });
}

/** Nothing but blanks and comments. */
function isBlank(text: string): boolean {
  return withoutComments(text).trim() === "";
}

function withoutComments(text: string): string {
  return text.replace(/^[ \t]*#[^\r\n]*/gm, "");
}
