/**
 * A webhook's JSON body with its references in place: where each of them stands, and the members of its objects. Nothing is said
 * of a body with directives or of one that is no JSON: what it prints is not known, or is told of already.
 */
import type { ReadText } from "../model/read-text";
import type { ReferenceValue } from "../model/source-file";
import type { Reference } from "../reference/tree";
import { type JsonReading, readJsonTemplate } from "../request/json-text";
import type { JsonToken } from "../request/json-token";
import { type Memory, memoryOf } from "../text/once";
import { encloses, type Span } from "../text/span";
import { surePlaceholders } from "./foreign-placeholders";
import { isRefused } from "./refused-texts";
import type { CheckedFile } from "./rule";

/**
 * - `text`: inside double quotes
 * - `value`: in place of a whole value
 * - `items`: in place of all that is in a list
 * - `part`: a piece of a number, such as `380$<code>`
 */
export type JsonPlace = "text" | "value" | "items" | "part";

/** A text with references, read as JSON. What is worked out of it is kept as long as the text stands. */
export interface JsonText extends JsonReading {
  readonly text: string;
  /** Those that are ordinary text at their place among them. */
  readonly references: readonly Reference[];
  readonly once: Memory<JsonText>;
}

export interface JsonBody {
  readonly value: ReferenceValue;
  readonly json: JsonText;
  readonly text: string;
  readonly tokens: readonly JsonToken[];
  /** Where a reference of the body stands. */
  placeOf(reference: Reference): JsonPlace | undefined;
}

/** The JSON texts of a file, each read once for all rules; those with directives are not among them. */
export function jsonReadings(file: CheckedFile): readonly { readonly value: ReferenceValue; readonly reading: JsonText }[] {
  return file.once(readTexts);
}

function readTexts({ source, webhook, project, isMasked }: CheckedFile): ReturnType<typeof jsonReadings> {
  // Without a valid format the place is a guess.
  if (webhook && webhook.body?.format?.text !== "json") return [];
  // A placeholder of another language has a finding of its own; the text around it is read as if it were a value.
  const told = project.config.rules.get("foreign-placeholder") !== "off";
  return source.values.flatMap((value) => {
    // Of a text with a line that is not read nobody knows what it says.
    if (value.place !== "json" || (value.scalar && isMasked(value.scalar.span))) return [];
    const reading = value.read.once(told ? besidePlaceholders : asWritten);
    return reading ? [{ value, reading }] : [];
  });
}

function asWritten({ text, list }: ReadText): JsonText | undefined {
  return jsonText(text, list.references, list.references);
}

function besidePlaceholders(read: ReadText): JsonText | undefined {
  const foreign = surePlaceholders(read.text).map((span) => ({ span }));
  const { references } = read.list;
  return foreign.length ? jsonText(read.text, references, [...references, ...foreign]) : read.once(asWritten);
}

function jsonText(
  text: string,
  references: readonly Reference[],
  holes: readonly { readonly span: Span }[],
): JsonText | undefined {
  const reading = readJsonTemplate(text, holes);
  if (!reading) return undefined;
  const json: JsonText = { ...reading, text, references, once: memoryOf(() => json) };
  return json;
}

/** The JSON bodies of a file that are JSON: at most one in a webhook. */
export function jsonBodies(file: CheckedFile): readonly JsonBody[] {
  return file.once(readBodies);
}

function readBodies(file: CheckedFile): readonly JsonBody[] {
  if (file.source.kind !== "webhook" || file.webhook?.body?.format?.text !== "json") return [];
  return jsonReadings(file).flatMap(({ value, reading }) =>
    reading.problem || value.list.problems.length || isRefused(file, value) ? [] : [jsonBody(value, reading)],
  );
}

function jsonBody(value: ReferenceValue, json: JsonText): JsonBody {
  return { value, json, text: json.text, tokens: json.tokens, placeOf: (reference) => json.once(places).get(reference) };
}

function places({ text, tokens, references }: JsonText): ReadonlyMap<Reference, JsonPlace> {
  const places = new Map<Reference, JsonPlace>();
  let at = 0;
  for (const reference of references) {
    if (reference.literal) continue;
    while (at < tokens.length && (tokens[at]?.end ?? 0) <= reference.span.start) at++;
    const token = tokens[at];
    if (!token || !encloses(token, reference.span)) continue;
    const whole = token.end - token.start === reference.span.end - reference.span.start;
    const isAlone = whole && isSign(text, tokens[at - 1], "[") && isSign(text, tokens[at + 1], "]");
    places.set(reference, token.kind === "string" ? "text" : isAlone ? "items" : whole ? "value" : "part");
  }
  return places;
}

function isSign(text: string, token: JsonToken | undefined, sign: string): boolean {
  return token?.kind === "punctuation" && text[token.start] === sign;
}

/** Whether a text is a JSON value without quotes: a number, `true`, `false` or `null`. */
export function isJsonWord(text: string): boolean {
  return /^\s*(-?(0|[1-9]\d*)(\.\d+)?([eE][-+]?\d+)?|true|false|null)\s*$/.test(text);
}
