/**
 * Credentials in the body of a webhook: a member, element or form field with the name of one whose text looks like one, and keys that
 * their own form gives away. Judged on the text alone, so it holds in bodies with directives and in those that are not valid too.
 */
import type { ReadText } from "../model/read-text";
import type { ReferenceValue } from "../model/source-file";
import { secretNames } from "../request/credential-names";
import { overlaps, type Span, span } from "../text/span";
import type { CheckedFile } from "./rule";
import { isPlaceholder, knownKeys, looksSecret } from "./secret-text";

export interface BodySecret {
  readonly value: ReferenceValue;
  /** In the value's decoded text. */
  readonly span: Span;
  /** The name that it stands under; undefined for a key that its form gives away. */
  readonly name: string | undefined;
}

/** The credentials in a file's body. */
export function bodySecrets(file: CheckedFile): readonly BodySecret[] {
  if (file.source.kind !== "webhook") return [];
  return file.source.values.flatMap((value) =>
    value.scalar && file.isMasked(value.scalar.span) ? [] : value.read.once(secretsIn).map((secret) => ({ ...secret, value })),
  );
}

/** A name and the text behind it, as each format writes them; the text is the last group. */
const pairs: Readonly<Partial<Record<ReadText["place"], readonly RegExp[]>>> = {
  json: [/"([\w.-]{1,60})"\s*:\s*"([^"\\\r\n]{8,4096})"/dg],
  xml: [/<([\w.:-]{1,60})(?:\s[^<>]*)?>\s*([^<>\s]{8,4096})\s*<\//dg, /\s([\w.:-]{1,60})\s*=\s*"([^"<>\s]{8,4096})"/dg],
  text: [/(?:^|[&;,\s])([\w.-]{1,60})=([^&;,\s]{8,4096})/dg],
};

/** Credential names of a query that are names of many other things in a body. */
const commonNames = /^(?:key|auth|sig|signature)$/i;

function secretsIn({ place, text, list }: ReadText): readonly Omit<BodySecret, "value">[] {
  const found: Omit<BodySecret, "value">[] = [];
  const add = (where: Span, name: string | undefined): void => {
    const written = text.slice(where.start, where.end);
    if (isPlaceholder(written) || list.references.some((reference) => overlaps(reference.span, where))) return;
    if (!found.some((other) => overlaps(other.span, where))) found.push({ span: where, name });
  };
  for (const signs of pairs[place] ?? [])
    for (const match of text.matchAll(signs)) {
      const [start, end] = match.indices?.[2] ?? [0, 0];
      const name = match[1] ?? "";
      if (secretNames.test(name) && !commonNames.test(name) && looksSecret(text.slice(start, end), name))
        add(span(start, end), match[1]);
    }
  if (pairs[place])
    for (const match of text.matchAll(knownKeys)) add(span(match.index, match.index + match[0].length), undefined);
  return found;
}
