/**
 * Which characters the bytes of an answer mean. A byte order mark is part of the bytes and so the surest; then the header
 * counts, then what an XML document says of itself, then UTF-8. Browsers judge in the same order.
 */

export interface DecodedText {
  readonly text: string;
  /** What a reader should know about the bytes. */
  readonly notes: readonly string[];
}

/**
 * @param type the value of Content-Type, or nothing
 * @param isCut more bytes follow, so the last character may be half
 */
export function decodeText(bytes: Uint8Array, type: string, isCut = false): DecodedText {
  const mark = byteOrderMark(bytes);
  const named = /charset\s*=\s*["']?([^\s"';,]+)/i.exec(type)?.[1];
  const notes: string[] = [];
  const known = named === undefined ? undefined : decoderName(named);
  if (named !== undefined && known === undefined)
    notes.push(`The answer names a charset that is not known here: ${named.slice(0, 40)}`);
  else if (mark && known && known !== mark)
    notes.push(`The answer says its charset is ${known}, but it begins with the mark of ${mark}`);
  const charset = mark ?? known ?? declared(bytes) ?? "utf-8";
  try {
    return { text: new TextDecoder(charset, { fatal: true }).decode(bytes, { stream: isCut }), notes };
  } catch {
    notes.push(`Some bytes are not ${charset}; they are shown as \ufffd`);
    return { text: new TextDecoder(charset).decode(bytes, { stream: isCut }), notes };
  }
}

/** The charset that the first bytes say, whatever anybody else says. */
export function byteOrderMark(bytes: Uint8Array): string | undefined {
  const [first, second, third] = bytes;
  if (first === 0xff && second === 0xfe) return "utf-16le";
  if (first === 0xfe && second === 0xff) return "utf-16be";
  return first === 0xef && second === 0xbb && third === 0xbf ? "utf-8" : undefined;
}

/** The charset of an XML declaration. One that can be read as ASCII is no UTF-16, whatever it says. */
function declared(bytes: Uint8Array): string | undefined {
  const start = String.fromCharCode(...bytes.subarray(0, 200));
  const named = /^\s*<\?xml\s[^>]*?\bencoding\s*=\s*["']([\w.:-]+)["']/.exec(start)?.[1];
  const known = named === undefined ? undefined : decoderName(named);
  return known?.startsWith("utf-16") ? undefined : known;
}

/** A charset by the one name it has here; undefined for one that cannot be read. */
function decoderName(label: string): string | undefined {
  try {
    return new TextDecoder(label).encoding;
  } catch {
    return undefined;
  }
}
