/** Reads the scheme of a URL in which references may stand. The one judge of "is this https?" before values are in. */
import type { Reference } from "../reference/tree";
import type { Span } from "../text/span";

export type UrlScheme =
  | { readonly kind: "https" }
  /** A scheme that is written out; `span` is the name without the colon. */
  | { readonly kind: "other"; readonly name: string; readonly span: Span }
  /** No scheme at all, or only `//`; `span` is what `https://` replaces, `shown` what to point at. */
  | { readonly kind: "missing"; readonly span: Span; readonly shown: Span }
  /** A reference stands where the scheme is. */
  | { readonly kind: "variable"; readonly reference: Reference }
  /** Nothing to judge: the text is empty. */
  | { readonly kind: "unknown" };

/** The scheme of a decoded URL text. Leading white space and control characters count for nothing, as in a browser. */
export function readScheme(text: string, references: readonly Reference[]): UrlScheme {
  const start = /^[\u0000-\u0020]*/.exec(text)?.[0].length ?? 0;
  if (start === text.length) return { kind: "unknown" };
  const colon = text.indexOf(":", start);
  const slash = text.slice(start).search(/[/?#\\]/);
  const end = colon >= 0 && (slash < 0 || colon < start + slash) ? colon : -1;
  const inScheme = references.find(
    (reference) => reference.span.start < (end < 0 ? start + 1 : end) && reference.span.end > start,
  );
  if (inScheme) return { kind: "variable", reference: inScheme };
  if (end < 0) {
    const slashes = /^[/\\]*/.exec(text.slice(start))?.[0].length ?? 0;
    // Without slashes the host stands first; it is what one sees.
    const host = /^[^/?#\\\s]*/.exec(text.slice(start))?.[0].length ?? 0;
    return { kind: "missing", span: { start: 0, end: start + slashes }, shown: { start, end: start + (slashes || host || 1) } };
  }
  // Tabs and line ends inside a URL are dropped by URL parsers, so `ht\ntps:` is https.
  const name = text
    .slice(start, end)
    .replace(/[\t\r\n]/g, "")
    .toLowerCase();
  if (name === "https") {
    // Programs read `https:host` and `https:\\host` in different ways.
    const slashes = /^[/\\]*/.exec(text.slice(end + 1))?.[0] ?? "";
    if (slashes.startsWith("//")) return { kind: "https" };
    const written = { start, end: end + 1 + slashes.length };
    return { kind: "missing", span: { start: 0, end: written.end }, shown: written };
  }
  // `example.com:8080/p` has a port, not a scheme.
  if (name !== "http" && (name.includes(".") || name === "localhost") && /^\d/.test(text.slice(end + 1))) {
    return { kind: "missing", span: { start: 0, end: start }, shown: { start, end } };
  }
  return { kind: "other", name, span: { start, end } };
}
