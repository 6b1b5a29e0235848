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
    for (const form of this.forms) result = result.split(form).join(mask);
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
  const plus = encoded.replaceAll("%20", "+");
  const packed = base64(text);
  const json = JSON.stringify(text).slice(1, -1);
  const lower = encoded.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase());
  const strict = encoded.replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
  const urlSafe = packed.replaceAll("+", "-").replaceAll("/", "_");
  return [
    text,
    encoded,
    plus,
    lower,
    strict,
    packed,
    packed.replace(/=+$/, ""),
    urlSafe.replace(/=+$/, ""),
    encodeURIComponent(packed),
    json,
  ].filter((form) => form.length >= 4);
}
