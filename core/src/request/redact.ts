/**
 * Takes secrets out of everything that is shown, written or copied: as they are, Base64 and URL-encoded, also where an
 * answer echoes them. Masking is literal; no pattern of a secret is ever run.
 */

import type { Secret } from "./sign";
import { base64 } from "./sign";

export const mask = "***";

export class Redactor {
  private readonly forms: readonly string[];

  constructor(secrets: readonly Secret[]) {
    const forms = new Set<string>();
    for (const secret of secrets) {
      const texts = Object.values(secret);
      if (secret.login !== undefined && secret.password !== undefined) texts.push(`${secret.login}:${secret.password}`);
      // A login alone is a name, not a secret, and may be a common word.
      for (const [part, text] of [...Object.entries(secret), ["pair", texts.at(-1) ?? ""] as const]) {
        if (part === "login" || text.length < 4) continue;
        for (const form of formsOf(text)) forms.add(form);
      }
    }
    // The longest first, so that no form is masked in half.
    this.forms = [...forms].sort((a, b) => b.length - a.length);
  }

  /** The text with every form of every secret replaced by `***`. */
  text(text: string): string {
    let result = text;
    for (const form of this.forms) result = result.replaceAll(form, mask);
    return result;
  }

  /** Whether any form of a secret is in a text, whatever the case: host names lose theirs. */
  holds(text: string): boolean {
    const folded = text.toLowerCase();
    return this.forms.some((form) => folded.includes(form.toLowerCase()));
  }
}

function formsOf(text: string): readonly string[] {
  const encoded = encodeURIComponent(text.replace(/[\ud800-\udfff]/g, "\ufffd"));
  const packed = base64(text);
  const json = JSON.stringify(text).slice(1, -1);
  const bytes = [...new TextEncoder().encode(text)].map((byte) => byte.toString(16).padStart(2, "0"));
  const hex = bytes.join("");
  const urlSafe = packed.replaceAll("+", "-").replaceAll("/", "_");
  return [
    text,
    encoded,
    encoded.replaceAll("%20", "+"),
    encoded.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase()),
    encoded.replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`),
    encodeURIComponent(encoded),
    packed,
    packed.replace(/=+$/, ""),
    urlSafe.replace(/=+$/, ""),
    encodeURIComponent(packed),
    ...insideBase64(text),
    json,
    json.replaceAll("/", "\\/"),
    json.replace(/[^\u0020-\u007e]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`),
    escapedXml(text, "&quot;", "&apos;"),
    escapedXml(text, "&quot;", "&#39;"),
    escapedXml(text, "&#34;", "&#39;"),
    escapedXml(text, '"', "'"),
    hex,
    hex.toUpperCase(),
  ].filter((form) => form.length >= 4);
}

/**
 * The stretch that Base64 makes of a text in the middle of a longer one, for the two places it can stand in beside the
 * first. The signs at its ends also depend on the neighbours, so they are left; a short stretch could be anybody's.
 */
function insideBase64(text: string): readonly string[] {
  const length = new TextEncoder().encode(text).length;
  return [0, 1, 2]
    .map((before) =>
      base64("x".repeat(before) + text).slice(Math.ceil((before * 4) / 3), Math.floor(((before + length) * 4) / 3)),
    )
    .filter((form) => form.length >= 8);
}

function escapedXml(text: string, quote: string, apostrophe: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', quote)
    .replaceAll("'", apostrophe);
}
