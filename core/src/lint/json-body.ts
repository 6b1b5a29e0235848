/**
 * A webhook's JSON body with its references in place: where each of them stands, and the members of its objects. Nothing is said
 * of a body with directives or of one that is no JSON: what it prints is not known, or is told of already.
 */
import type { ReferenceValue } from "../model/source-file";
import { active } from "../model/source-file";
import type { Reference } from "../reference/tree";
import { hasDirectives } from "../request/directives";
import { checkJsonTemplate, type JsonToken, jsonTokens } from "../request/json-text";
import { encloses } from "../text/span";
import type { CheckedFile } from "./rule";

/**
 * - `text`: inside double quotes
 * - `value`: in place of a whole value
 * - `part`: a piece of a number, such as `380$<code>`
 */
export type JsonPlace = "text" | "value" | "part";

export interface JsonBody {
  readonly value: ReferenceValue;
  readonly text: string;
  readonly tokens: readonly JsonToken[];
  /** Where a reference of the body stands. */
  placeOf(reference: Reference): JsonPlace | undefined;
}

/** The JSON bodies of a file: at most one in a webhook. */
export function jsonBodies(file: CheckedFile): readonly JsonBody[] {
  return file.once(readBodies);
}

function readBodies(file: CheckedFile): readonly JsonBody[] {
  if (file.source.kind !== "webhook" || file.webhook?.body?.format?.text !== "json") return [];
  return file.source.values.flatMap((value) => (value.place === "json" ? (jsonBody(value) ?? []) : []));
}

function jsonBody(value: ReferenceValue): JsonBody | undefined {
  const { text, list } = value;
  if (value.list.problems.length || hasDirectives(text) || checkJsonTemplate(text, list.references)) return undefined;
  const tokens = jsonTokens(
    text,
    list.references.map(({ span }) => span),
  );
  const places = new Map<Reference, JsonPlace>();
  let at = 0;
  for (const reference of active(value)) {
    while (at < tokens.length && (tokens[at]?.end ?? 0) <= reference.span.start) at++;
    const token = tokens[at];
    if (!token || !encloses(token, reference.span)) continue;
    const whole = token.end - token.start === reference.span.end - reference.span.start;
    places.set(reference, token.kind === "string" ? "text" : whole ? "value" : "part");
  }
  return { value, text, tokens, placeOf: (reference) => places.get(reference) };
}

/** Whether a text is a JSON value without quotes: a number, `true`, `false` or `null`. */
export function isJsonWord(text: string): boolean {
  return /^\s*(-?(0|[1-9]\d*)(\.\d+)?([eE][-+]?\d+)?|true|false|null)\s*$/.test(text);
}
