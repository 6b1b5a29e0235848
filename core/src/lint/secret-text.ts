/** How credentials look. A text is judged by its form; what it says is never shown. */
import { hasReference } from "./url-parts";

/** What people write where a credential will stand. */
const placeholder =
  /x{4}|\*{3}|\.{3}|…|^<|[[{%]|your|example|sample|placeholder|change|dummy|insert|replace|todo|fake|redacted|masked/i;

/** Keys of well-known services, which begin with a sign of their own. */
export const knownKeys =
  /\b(?:AKIA[0-9A-Z]{16}|[sr]k_live_[0-9A-Za-z]{10,}|gh[pousr]_[0-9A-Za-z]{30,}|xox[abprs]-[0-9A-Za-z-]{10,}|AIza[\w-]{35})(?![0-9A-Za-z])/g;

/** Long enough, without blanks and references, and with digits among letters or upper among lower case: no word a person writes. */
export function looksSecret(text: string): boolean {
  if (text.length < 8 || text.length > 4096 || hasReference(text) || !/^[!-~]+$/.test(text) || /[$<{(]/.test(text)) return false;
  const kinds = [/[a-z]/, /[A-Z]/, /\d/].filter((kind) => kind.test(text)).length;
  if (kinds < 2) return /^\d{16,}$/.test(text);
  return (
    new Set(text).size >= 6 &&
    (/[a-zA-Z].*\d|\d.*[a-zA-Z]/.test(text) ? !/^[a-z]+([-_.]?[a-z]+)*[-_.]?\d{0,4}$/i.test(text) : text.length >= 20)
  );
}

/** Whether a text only stands where a credential will be. */
export function isPlaceholder(text: string): boolean {
  return placeholder.test(text);
}
