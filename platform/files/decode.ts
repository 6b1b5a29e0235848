/**
 * Bytes of a file to text, strictly: what is not UTF-8 is named, never repaired, because a repaired value could be sent.
 * Other encodings and well-known binary formats get a sentence of their own.
 */
import type { FileProblem, Result } from "#core/platform";
import { notText, notUtf8 } from "./problems";

/** The text without its byte order mark, or why the bytes are no text. */
export function decodeText(bytes: Uint8Array): Result<string, FileProblem> {
  const foreign = foreignFormat(bytes);
  if (foreign) return { ok: false, error: foreign };
  try {
    return { ok: true, value: new TextDecoder("utf-8", { fatal: true }).decode(bytes) };
  } catch {
    return { ok: false, error: notUtf8(`file is not valid UTF-8 at byte ${firstInvalidByte(bytes)}`) };
  }
}

/** The magic numbers that people meet: an archive or a program that took a definition's name. */
const formats: readonly (readonly [name: string, ...magic: number[]])[] = [
  ["a program", 0x7f, 0x45, 0x4c, 0x46],
  ["a gzip archive", 0x1f, 0x8b],
  ["a zip archive", 0x50, 0x4b, 0x03, 0x04],
  ["a PNG image", 0x89, 0x50, 0x4e, 0x47],
];

function foreignFormat(bytes: Uint8Array): FileProblem | undefined {
  // Nearly every file begins with a letter or a bracket, and is looked at no further.
  const isPlain = (bytes[0] ?? 0) > 0x20 && (bytes[0] ?? 0) < 0x7f && bytes[0] !== 0x50;
  if (isPlain && !bytes.includes(0)) return undefined;
  const starts = (...magic: number[]) => magic.every((byte, at) => bytes[at] === byte);
  if (starts(0xff, 0xfe, 0, 0) || starts(0, 0, 0xfe, 0xff)) return notUtf8("file is UTF-32, not UTF-8");
  if (starts(0xff, 0xfe) || starts(0xfe, 0xff)) return notUtf8("file is UTF-16, not UTF-8");
  const format = formats.find(([, ...magic]) => starts(...magic));
  if (format) return notText(`file is ${format[0]}, not text`);
  if (!bytes.includes(0)) return undefined;
  if (bytes.every((byte) => byte === 0)) return notText("file holds only NUL bytes");
  return looksLikeUtf16(bytes) ? notUtf8("file is UTF-16, not UTF-8") : undefined;
}

/** UTF-16 without a mark: in Latin text every second byte is NUL. A stray NUL in UTF-8 is left to the language's checks. */
function looksLikeUtf16(bytes: Uint8Array): boolean {
  const sample = bytes.subarray(0, 256);
  if (sample.length < 4) return false;
  let even = 0;
  let odd = 0;
  for (const [at, byte] of sample.entries()) {
    if (byte !== 0) continue;
    if (at % 2 === 0) even++;
    else odd++;
  }
  const half = sample.length / 2;
  return (odd > half * 0.7 && even === 0) || (even > half * 0.7 && odd === 0);
}

/**
 * Where strict decoding fails, counted from 0. The decoder does not tell, so this walks the sequences; it runs for broken
 * files only. Ranges of the second byte exclude overlong forms, surrogates and what lies above U+10FFFF.
 */
function firstInvalidByte(bytes: Uint8Array): number {
  let at = 0;
  while (at < bytes.length) {
    const lead = bytes[at] ?? 0;
    const length =
      lead < 0x80 ? 1 : lead >= 0xc2 && lead < 0xe0 ? 2 : lead >= 0xe0 && lead < 0xf0 ? 3 : lead >= 0xf0 && lead < 0xf5 ? 4 : 0;
    if (length === 0) return at;
    for (let step = 1; step < length; step++) {
      const byte = bytes[at + step] ?? 0;
      const low = step === 1 && lead === 0xe0 ? 0xa0 : step === 1 && lead === 0xf0 ? 0x90 : 0x80;
      const high = step === 1 && lead === 0xed ? 0x9f : step === 1 && lead === 0xf4 ? 0x8f : 0xbf;
      if (byte < low || byte > high) return at;
    }
    at += length;
  }
  return bytes.length;
}
