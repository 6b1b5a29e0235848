/**
 * An answer as a recording file: secrets masked, the numbers of its JSON untouched, cookies left out. Which personal data it
 * holds is named, because a recording is made to be committed.
 */
import { identifiedBy } from "../model/builtin-fields";
import type { HeaderPair, HttpResponse } from "../platform";
import { textFormats } from "../shape/formats";
import { isVolatileHeader } from "./header-rules";
import { formatJson } from "./json-layout";
import { checkJson, jsonTokens } from "./json-text";
import { JsonNumber, type JsonValue, readJson } from "./json-value";
import { isPersonalKey } from "./personal-data";
import { mask, type Redactor } from "./redact";
import { exactText } from "./response-text";

export interface RecordingSource {
  readonly webhook: string;
  readonly response: HttpResponse;
  /** ISO 8601. */
  readonly recordedAt: string;
  readonly contact: string | undefined;
  readonly event: string | undefined;
}

export type RecordingText =
  | {
      readonly ok: true;
      readonly text: string;
      /** Where the answer tells who somebody is: `[0].email (e-mail address)`. */
      readonly personal: readonly string[];
    }
  | { readonly ok: false; readonly message: string };

/** The most that a file of ours may hold, with room for the rest of the recording. */
const maxLength = 1_000_000;

export function recordingText(source: RecordingSource, redactor: Redactor): RecordingText {
  const { response } = source;
  if (response.truncated || response.body.length > maxLength)
    return { ok: false, message: "The answer is not recorded: it is larger than a recording can be, 1 MB" };
  const text = exactText(response);
  if (text === undefined) return { ok: false, message: "The answer is not recorded: it is binary" };
  const isJson = checkJson(text) === undefined;
  const body = isJson ? maskedJson(text, redactor) : redactor.text(text);
  const masked = (value: string | undefined) => value && redactor.text(value);
  const file = recordingFile({
    webhook: redactor.text(source.webhook),
    status: response.status,
    headers: response.headers.map(([name, value]) => [redactor.text(name), redactor.text(value)]),
    body,
    recordedAt: source.recordedAt,
    sample: { contact: masked(source.contact), event: masked(source.event) },
  });
  const value = isJson ? readJson(body) : undefined;
  return { ok: true, text: file, personal: value === undefined ? [] : personalData(value) };
}

/** An answer as a recording holds it. Whatever has to be masked is masked before. */
export interface RecordedAnswer {
  readonly webhook: string;
  readonly status: number;
  readonly headers: readonly HeaderPair[];
  readonly body: string;
  /** ISO date-time. */
  readonly recordedAt: string;
  readonly sample: { readonly contact?: string | undefined; readonly event?: string | undefined };
}

/** The text of a `*.response.json`, the numbers of its JSON as they came. */
export function recordingFile({
  webhook,
  status,
  headers,
  body,
  recordedAt,
  sample: { contact, event },
}: RecordedAnswer): string {
  const isJson = checkJson(body) === undefined;
  const samples = [
    ...(contact ? [`"contact": ${JSON.stringify(contact)}`] : []),
    ...(event ? [`"event": ${JSON.stringify(event)}`] : []),
  ];
  const members = [
    `"webhook": ${JSON.stringify(webhook)}`,
    `"status": ${status}`,
    `"headers": ${headersText(headers)}`,
    ...(body === ""
      ? []
      : [isJson ? `"body": ${formatJson(body).trim().replaceAll("\n", "\n  ")}` : `"text": ${JSON.stringify(body)}`]),
    `"recordedAt": ${JSON.stringify(recordedAt)}`,
    ...(samples.length > 0 ? [`"sample": { ${samples.join(", ")} }`] : []),
  ];
  return `{\n  ${members.join(",\n  ")}\n}\n`;
}

/** Token by token: a mask over the whole could take half a number away, and would miss what an escape hides. */
function maskedJson(text: string, redactor: Redactor): string {
  let out = "";
  let last = 0;
  for (const { kind, start, end } of jsonTokens(text)) {
    const written = text.slice(start, end);
    const value = kind === "string" ? (JSON.parse(written) as string) : written;
    const masked = redactor.text(value);
    const kept = masked === value ? written : kind === "string" ? JSON.stringify(masked) : JSON.stringify(mask);
    out += text.slice(last, start) + kept;
    last = end;
  }
  return out + text.slice(last);
}

/** Cookies are keys to a session, and the rest of these is true of one answer only. */
const leftOut = /^(set-cookie2?|connection|keep-alive|transfer-encoding|content-length|content-encoding)$/i;

function headersText(headers: readonly HeaderPair[]): string {
  const byName = new Map<string, string[]>();
  for (const [name, value] of headers) {
    const key = name.toLowerCase();
    if (leftOut.test(name) || isVolatileHeader(key)) continue;
    byName.set(key, [...(byName.get(key) ?? []), value]);
  }
  const members = [...byName].map(([name, values]) => {
    const [only = ""] = values;
    const written = values.length === 1 ? JSON.stringify(only) : `[${values.map((value) => JSON.stringify(value)).join(", ")}]`;
    return `${JSON.stringify(name)}: ${written}`;
  });
  return members.length === 0 ? "{}" : `{\n    ${members.join(",\n    ")}\n  }`;
}

/** Places that tell who somebody is, by the form of a value or the name of its key. Lists are one place, however long. */
function personalData(root: JsonValue): readonly string[] {
  const found = new Map<string, string>();
  const visit = (value: JsonValue, path: string, key: string): void => {
    if (Array.isArray(value)) for (const item of value) visit(item, `${path}[]`, key);
    else if (value instanceof Map)
      for (const [name, inner] of value) visit(inner, `${path}${path === "" ? "" : "."}${name}`, name);
    else if (typeof value === "string" || value instanceof JsonNumber) {
      const what = personalTitle(key, value instanceof JsonNumber ? value.text : value);
      if (what) found.set(path, what);
    }
  };
  visit(root, "", "");
  return [...found].map(([path, what]) => `${path || "the whole answer"} (${what})`);
}

function personalTitle(key: string, text: string): string | undefined {
  const formats = textFormats(text);
  if (formats.has("email")) return "e-mail address";
  if (formats.has("phone") && (text.startsWith("+") || identifiedBy(key) === "phone" || /phone|mobile/i.test(key)))
    return "phone number";
  return isPersonalKey(key, text) ? "personal data by its name" : undefined;
}
