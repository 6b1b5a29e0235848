/** Placeholders of other template languages: `{{name}}`, `<%= name %>`, `#{name}`, `[[name]]`, each around what can be a name. */
import type { Span } from "../text/span";

export const placeholders =
  /\{\{\{?\s*([A-Za-z_][\w.]*)\s*\}?\}\}|<%=?\s*([A-Za-z_][\w.]*)\s*%>|#\{([A-Za-z_][\w.]*)\}|(?<!#)\[\[\s*([A-Za-z_][\w.]*)\s*\]\]/g;

/** The stretches that are surely meant as placeholders: the first two forms mean nothing else. */
export function surePlaceholders(text: string): readonly Span[] {
  if (!/\{\{|<%/.test(text)) return [];
  return [...text.matchAll(placeholders)].flatMap((match) =>
    match[1] === undefined && match[2] === undefined ? [] : [{ start: match.index, end: match.index + match[0].length }],
  );
}
