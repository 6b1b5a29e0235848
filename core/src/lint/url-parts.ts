/**
 * A webhook's URL in its parts, read on the decoded text with the references in place: a reference is a stretch nobody knows,
 * and whatever signs its fallback holds are not the URL's. Only an https URL has parts here; others have a finding already.
 */
import type { ReferenceValue } from "../model/source-file";
import { active } from "../model/source-file";
import type { Reference } from "../reference/tree";
import { overlaps, type Span } from "../text/span";
import type { CheckedFile } from "./rule";
import { readScheme } from "./url-scheme";

/** Stands for each sign of a reference; it is in no scheme, host or name that somebody writes. */
const unknownSign = "\ue000";

export interface UrlParts {
  readonly value: ReferenceValue;
  /** The text with every reference as signs that nobody knows; offsets are those of the value's text. */
  readonly text: string;
  readonly references: readonly Reference[];
  /** What stands between the slashes and the path. */
  readonly authority: Span;
  /** Without the user part and the port. */
  readonly host: Span;
  /** The digits behind the colon, if there is one. */
  readonly port: Span | undefined;
  readonly path: Span;
  /** Without its `?`. */
  readonly query: Span | undefined;
  /** Without its `#`. */
  readonly fragment: Span | undefined;
  readonly parameters: readonly UrlParameter[];
}

export interface UrlParameter {
  readonly name: string;
  /** As written; references are unknown signs. */
  readonly text: string;
  readonly span: Span;
}

/** The value under `url`, if this is a webhook that has one. */
export function urlValue(file: CheckedFile): ReferenceValue | undefined {
  if (file.source.kind !== "webhook") return undefined;
  return file.source.values.find((candidate) => candidate.place === "url" && typeof candidate.scalar?.value === "string");
}

/** The parts of a webhook's https URL. */
export function urlParts(file: CheckedFile): UrlParts | undefined {
  return file.once(readParts);
}

function readParts(file: CheckedFile): UrlParts | undefined {
  const value = urlValue(file);
  if (!value) return undefined;
  const references = active(value);
  if (readScheme(value.text, references).kind !== "https") return undefined;
  const text = withoutReferences(value.text, references);
  const start = text.indexOf("//") + 2;
  const end = text.trimEnd().length;
  const find = (signs: RegExp, from: number): number => {
    const at = text.slice(from, end).search(signs);
    return at < 0 ? end : from + at;
  };
  const pathStart = find(/[/?#\\]/, start);
  const pathEnd = find(/[?#]/, pathStart);
  const fragmentSign = find(/#/, pathEnd);
  const query = text[pathEnd] === "?" ? { start: pathEnd + 1, end: fragmentSign } : undefined;
  const authority = { start, end: pathStart };
  return {
    value,
    text,
    references,
    authority,
    ...hostAndPort(text, authority),
    path: { start: pathStart, end: pathEnd },
    query,
    fragment: fragmentSign < end ? { start: fragmentSign + 1, end } : undefined,
    parameters: query ? parametersOf(text, query) : [],
  };
}

/** Whether a stretch of a masked text holds a reference. */
export function hasReference(text: string): boolean {
  return text.includes(unknownSign);
}

/** The references that stand in a part. */
export function referencesIn({ references }: UrlParts, part: Span | undefined): readonly Reference[] {
  return part ? references.filter(({ span }) => overlaps(span, part)) : [];
}

/** The text with every reference as signs of the same number. */
export function withoutReferences(text: string, references: readonly { readonly span: Span }[]): string {
  let masked = "";
  let done = 0;
  for (const { span } of references) {
    if (span.start < done) continue;
    masked += text.slice(done, span.start) + unknownSign.repeat(span.end - span.start);
    done = span.end;
  }
  return masked + text.slice(done);
}

function hostAndPort(text: string, authority: Span): { readonly host: Span; readonly port: Span | undefined } {
  const start = text.slice(authority.start, authority.end).lastIndexOf("@") + 1 + authority.start;
  const written = text.slice(start, authority.end);
  const colon = /^\[[^\]]*\]/.test(written) ? written.indexOf("]:") + 1 : written.indexOf(":");
  if (colon <= 0 && written[0] !== ":") return { host: { start, end: authority.end }, port: undefined };
  return { host: { start, end: start + colon }, port: { start: start + colon + 1, end: authority.end } };
}

function parametersOf(text: string, query: Span): UrlParameter[] {
  const found: UrlParameter[] = [];
  let at = query.start;
  for (const pair of text.slice(query.start, query.end).split("&")) {
    const equals = pair.indexOf("=");
    const start = at + (equals < 0 ? pair.length : equals + 1);
    found.push({
      name: equals < 0 ? pair : pair.slice(0, equals),
      text: equals < 0 ? "" : pair.slice(equals + 1),
      span: { start, end: at + pair.length },
    });
    at += pair.length + 1;
  }
  return found;
}
