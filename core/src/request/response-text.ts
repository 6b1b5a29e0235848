/** An answer as text for people: decoded by its charset, JSON laid out without changing a number, binary named. */
import type { HeaderPair, HttpResponse } from "../platform";
import { isJsonText } from "../text/json";
import { finished } from "../text/stretches";
import { hexHead, isBinary, saysBinary, signatureOf } from "./binary";
import { decodeText } from "./charset";
import { formatJson } from "./json-layout";
import type { Redactor } from "./redact";

export interface BodyText {
  readonly text: string;
  /** The editor's language for it. */
  readonly language: "json" | "xml" | "html" | "plaintext";
  /** What a reader should know: not JSON although it says so, binary, cut. */
  readonly notes: readonly string[];
}

/** The value of a header, whatever its case. */
export function headerValue(headers: readonly HeaderPair[], name: string): string | undefined {
  return headers.find(([other]) => other.toLowerCase() === name.toLowerCase())?.[1];
}

type Answer = Pick<HttpResponse, "headers" | "body" | "truncated" | "sha256" | "undecoded"> &
  Partial<Pick<HttpResponse, "status">>;

/** What the bytes of a body are, before anything is laid out. */
export interface AnswerText {
  /** As it came, decoded, secrets masked; of a binary body the first bytes in hexadecimal. */
  readonly text: string;
  readonly isBinary: boolean;
  readonly language: BodyText["language"];
  readonly notes: readonly string[];
  /** There is more behind it: what it is of is only known from its beginning. */
  readonly isCut: boolean;
}

/**
 * Yields between stretches of a long body.
 * @param redactor takes secrets out of a text; in hexadecimal they could not be found any more
 * @param most so many bytes are read, what is behind them is not looked at
 */
export function* answerText(response: Answer, redactor: Redactor, most = Number.POSITIVE_INFINITY): Generator<void, AnswerText> {
  const { headers, body, truncated, undecoded } = response;
  const type = headerValue(headers, "content-type") ?? "";
  const notes = truncated ? [`Cut after ${body.length.toLocaleString("en-US")} bytes`] : [];
  const isCut = truncated || body.length > most;
  if (body.length === 0)
    return { text: "", isBinary: false, language: "plaintext", notes: needsBody(response) ? ["The body is empty"] : [], isCut };
  if (undecoded !== undefined || isBinary(body, type))
    return {
      text: hexHead(maskedHead(body, (head) => redactor.text(head, isCut))),
      isBinary: true,
      language: "plaintext",
      notes: [...notes, ...binaryNotes(response, type)].map((one) => redactor.text(one)),
      isCut,
    };
  const { text, notes: decoding } = decodeText(body.length > most ? body.subarray(0, most) : body, type, isCut);
  notes.push(...decoding);
  const mime = mimeOf(type);
  const looksJson = /[/+]json$/.test(mime) || /^\s*[{[]/.test(text);
  const isJson = looksJson && (isCut || isJsonText(text));
  const note = isCut ? undefined : typeNote(mime, text, isJson);
  if (note) notes.push(note);
  const language = isJson ? "json" : /[/+]xml$/.test(mime) ? "xml" : mime === "text/html" ? "html" : "plaintext";
  return {
    text: yield* redactor.inStretches(text, isCut),
    isBinary: false,
    language,
    notes: notes.map((one) => redactor.text(one)),
    isCut,
  };
}

/** More bytes than the longest spelling of a secret that begins among those that are shown. */
const headBytes = 16 * 1024;

/** The first bytes without secrets, sought in them as signs of Latin-1: a byte each. */
function maskedHead(body: Uint8Array, redact: (head: string) => string): Uint8Array {
  const head = String.fromCharCode(...body.subarray(0, headBytes));
  return Uint8Array.from(redact(head), (sign) => sign.charCodeAt(0));
}

/** Whether nothing is something to tell of: a redirect, a 204 and a 304 need no body. */
function needsBody({ status = 200 }: Answer): boolean {
  return status !== 204 && (status < 300 || status >= 400);
}

/** The body as text for people: JSON laid out, secrets masked. @param redactor as above */
export function bodyText(response: Answer, redactor: Redactor): BodyText {
  const { text, language, notes, isCut } = finished(answerText(response, redactor));
  return { text: language === "json" ? formatJson(text, { isCut }) : text, language, notes };
}

/** The body decoded by its charset and otherwise as it came; undefined for a binary one. */
export function exactText({ headers, body, undecoded }: Pick<Answer, "headers" | "body" | "undecoded">): string | undefined {
  const type = headerValue(headers, "content-type") ?? "";
  return undecoded !== undefined || isBinary(body, type) ? undefined : decodeText(body, type).text;
}

/** What a binary body is, how large, its digest; and what its headers say otherwise. */
function binaryNotes({ body, truncated, sha256, undecoded }: Answer, type: string): readonly string[] {
  const notes: string[] = [];
  const signature = undecoded === undefined ? signatureOf(body, type) : undefined;
  if (undecoded !== undefined) notes.push(`Compressed with ${undecoded.slice(0, 100)}, which is shown as it came`);
  else if (signature && type !== "" && !signature.asSaid)
    notes.push(`The answer says it is \`${mimeOf(type)}\`, but it is ${signature.title}`);
  const what = signature ? `, ${signature.title}` : mimeOf(type) && undecoded === undefined ? `, ${mimeOf(type)}` : "";
  const digest = sha256 ? `, SHA-256 ${sha256}${truncated ? " of these" : ""}` : "";
  notes.push(`Binary${what}, ${body.length.toLocaleString("en-US")} bytes${digest}; the first ones in hexadecimal`);
  return notes;
}

/** Where a text contradicts its content type. */
function typeNote(mime: string, text: string, isJson: boolean): string | undefined {
  const begins = /^\s*<(!doctype html|html)\b/i.test(text) ? "HTML" : /^\s*<(\?xml|[a-z_])/i.test(text) ? "XML" : undefined;
  if (/[/+]json$/.test(mime)) return isJson ? undefined : `The answer says it is JSON, but it is ${begins ?? "not"}`;
  if (isJson) return mime ? `The answer is JSON, but it says \`${mime}\`` : "The answer is JSON, but it names no content type";
  if (saysBinary(mime)) return `The answer says it is \`${mime}\`, but it is text`;
  if (/[/+]xml$/.test(mime) && begins === undefined && !/^\s*</.test(text)) return "The answer says it is XML, but it is not";
  return mime === "" && begins !== undefined ? `The answer looks like ${begins}, but it names no content type` : undefined;
}

function mimeOf(type: string): string {
  return (type.split(";")[0] ?? "").trim().toLowerCase();
}
