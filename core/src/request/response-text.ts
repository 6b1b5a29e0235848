/** An answer as text for people: decoded by its charset, JSON laid out without changing a number, binary named. */
import type { HeaderPair, HttpResponse } from "../platform";
import { checkJson, formatJson } from "./json-text";

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

/** The body as text. */
export function bodyText(response: Pick<HttpResponse, "headers" | "body" | "truncated">): BodyText {
  const type = headerValue(response.headers, "content-type") ?? "";
  const notes: string[] = [];
  if (response.truncated) notes.push(`Cut after ${response.body.length.toLocaleString("en-US")} bytes`);
  if (response.body.length === 0) return { text: "", language: "plaintext", notes: ["The body is empty"] };
  if (isBinary(response.body, type))
    return {
      text: hexHead(response.body),
      language: "plaintext",
      notes: [...notes, `Binary, ${response.body.length.toLocaleString("en-US")} bytes; the first ones in hexadecimal`],
    };
  const text = decode(response.body, type, notes);
  const mime = type.split(";")[0]?.trim().toLowerCase() ?? "";
  const saysJson = /[/+]json$/.test(mime);
  const isJson = (saysJson || /^\s*[{[]/.test(text)) && !response.truncated && checkJson(text) === undefined;
  if (saysJson && !isJson && !response.truncated) notes.push("The answer says it is JSON, but it is not");
  if (isJson) {
    if (!saysJson)
      notes.push(mime ? `The answer is JSON, but it says \`${mime}\`` : "The answer is JSON, but it names no content type");
    return { text: formatJson(text), language: "json", notes };
  }
  if (/[/+]xml$/.test(mime)) return { text, language: "xml", notes };
  return { text, language: mime === "text/html" ? "html" : "plaintext", notes };
}

/** The body decoded by its charset and otherwise as it came; undefined for a binary one. */
export function exactText({ headers, body }: Pick<HttpResponse, "headers" | "body">): string | undefined {
  const type = headerValue(headers, "content-type") ?? "";
  return isBinary(body, type) ? undefined : decode(body, type, []);
}

function decode(bytes: Uint8Array, type: string, notes: string[]): string {
  const label = /charset="?([\w-]+)/i.exec(type)?.[1] ?? byteOrderMark(bytes) ?? "utf-8";
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes);
  } catch {
    notes.push(`Some bytes are not ${label}`);
    return new TextDecoder("utf-8").decode(bytes);
  }
}

function byteOrderMark(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16be";
  return undefined;
}

function isBinary(bytes: Uint8Array, type: string): boolean {
  if (/^(image|audio|video|font)\/(?!svg)|^application\/(octet-stream|pdf|zip|gzip)/i.test(type)) return true;
  if (/charset|utf-16/i.test(type) || byteOrderMark(bytes)) return false;
  return bytes.subarray(0, 1000).includes(0);
}

function hexHead(bytes: Uint8Array): string {
  const lines: string[] = [];
  for (let at = 0; at < Math.min(bytes.length, 256); at += 16) {
    const row = [...bytes.subarray(at, at + 16)];
    const text = row.map((byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : ".")).join("");
    lines.push(
      `${at.toString(16).padStart(8, "0")}  ${row
        .map((byte) => byte.toString(16).padStart(2, "0"))
        .join(" ")
        .padEnd(47)}  ${text}`,
    );
  }
  return lines.join("\n");
}
