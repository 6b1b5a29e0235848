/** How credentials look. A text is judged by its form; what it says is never shown. */
import { hasReference } from "./url-parts";

/** What people write where a credential will stand. */
const placeholder =
  /x{4}|\*{3}|\.{3}|…|^<|[[{%]|your|example|sample|placeholder|change|dummy|insert|replace|todo|fake|redacted|masked/i;

/** Keys of well-known services, which begin with a sign of their own. */
export const knownKeys =
  /\b(?:AKIA[0-9A-Z]{16}|[sr]k_live_[0-9A-Za-z]{10,}|gh[pousr]_[0-9A-Za-z]{30,}|xox[abprs]-[0-9A-Za-z-]{10,}|AIza[\w-]{35})(?![0-9A-Za-z])/g;

/**
 * Long enough, without blanks and references, and with digits among letters or upper among lower case: no word a person writes.
 * @param name what it stands under: a password may be made of words, a token is not
 */
export function looksSecret(text: string, name = ""): boolean {
  if (text.length < 8 || text.length > 4096 || hasReference(text) || !/^[!-~]+$/.test(text) || /[$<{(]/.test(text)) return false;
  const kinds = [/[a-z]/, /[A-Z]/, /\d/].filter((kind) => kind.test(text)).length;
  if (kinds < 2) return /^\d{16,}$/.test(text);
  if (isWords(text) && !/pass|pwd|secret|credential/i.test(name)) return false;
  return (
    new Set(text).size >= 6 &&
    (/[a-zA-Z].*\d|\d.*[a-zA-Z]/.test(text) ? !/^[a-z]+([-_.]?[a-z]+)*[-_.]?\d{0,4}$/i.test(text) : text.length >= 20)
  );
}

/** `Promo2026Lviv`, `Summer-Sale-10`: words that a person reads, and numbers between them. */
function isWords(text: string): boolean {
  const parts = text.match(/[A-Z]?[a-z]+|[A-Z]+|\d+/g) ?? [];
  if (parts.length === 0 || text.search(knownKeys) >= 0 || text.replace(/[-_.]/g, "") !== parts.join("")) return false;
  const words = parts.filter((part) => !/\d/.test(part));
  const least = parts.length <= 4 ? 3 : 4;
  return (
    parts.length <= 6 &&
    words.every((word) => word.length >= least && word.length <= 10 && /[aeiouy]/i.test(word)) &&
    parts.every((part) => !/\d/.test(part) || part.length <= 4)
  );
}

/** Whether a text only stands where a credential will be. */
export function isPlaceholder(text: string): boolean {
  return placeholder.test(text);
}
