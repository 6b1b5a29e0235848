/** Answers that are no text: which ones they are, and what of them can be shown. */
import { byteOrderMark } from "./charset";

const signatures: readonly (readonly [bytes: readonly (number | undefined)[], title: string, type: RegExp])[] = [
  [[0x89, 0x50, 0x4e, 0x47], "a PNG image", /^image\/png/],
  [[0xff, 0xd8, 0xff], "a JPEG image", /^image\/jpe?g/],
  [[0x47, 0x49, 0x46, 0x38], "a GIF image", /^image\/gif/],
  [[0x52, 0x49, 0x46, 0x46, ...Array(4), 0x57, 0x45, 0x42, 0x50], "a WebP image", /^image\/webp/],
  [[0x25, 0x50, 0x44, 0x46, 0x2d], "a PDF document", /^application\/pdf/],
  [[0x50, 0x4b, 0x03, 0x04], "a ZIP archive", /zip|officedocument|opendocument|epub|java-archive/],
  [[0x1f, 0x8b], "gzip data", /gzip/],
];

/** What the first bytes say an answer is, and whether its content type says so too. */
export function signatureOf(bytes: Uint8Array, type: string): { readonly title: string; readonly asSaid: boolean } | undefined {
  const found = signatures.find(([signature]) =>
    signature.every((byte, at) => (byte === undefined ? at < bytes.length : bytes[at] === byte)),
  );
  return found && { title: found[1], asSaid: found[2].test(type) || /octet-stream/.test(type) };
}

/** Whether a content type names something that is no text. */
export function saysBinary(type: string): boolean {
  return /^(image|audio|video|font)\/(?!svg)|^application\/(octet-stream|pdf|zip|gzip)/i.test(type);
}

/** Whether bytes are no text: by their signature, or by a NUL where no charset with NULs is meant. */
export function isBinary(bytes: Uint8Array, type: string): boolean {
  if (signatureOf(bytes, type)) return true;
  if (/charset=["']?utf-?16/i.test(type) || byteOrderMark(bytes)) return false;
  if (saysBinary(type)) return !isPlain(bytes);
  return bytes.subarray(0, 1000).includes(0);
}

/** Whether bytes are readable UTF-8, of an answer whose type says that it is no text. */
function isPlain(bytes: Uint8Array): boolean {
  const head = bytes.subarray(0, 1000);
  if (bytes.length === 0 || head.some((byte) => byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d)) return false;
  try {
    // A character may be cut at the end of the head, which "stream" allows.
    new TextDecoder("utf-8", { fatal: true }).decode(head, { stream: true });
    return true;
  } catch {
    return false;
  }
}

/** The first bytes as people print them: place, hexadecimal, ASCII. Eight in a row: a result has half a window. */
export function hexHead(bytes: Uint8Array): string {
  const lines: string[] = [];
  for (let at = 0; at < Math.min(bytes.length, 256); at += 8) {
    const row = [...bytes.subarray(at, at + 8)];
    const text = row.map((byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : ".")).join("");
    lines.push(
      `${at.toString(16).padStart(4, "0")}  ${row
        .map((byte) => byte.toString(16).padStart(2, "0"))
        .join(" ")
        .padEnd(23)}  ${text}`,
    );
  }
  return lines.join("\n");
}
