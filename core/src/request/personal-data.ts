/**
 * Personal data in an answer that is about to become a file of the repository: the values of the contact that was asked about,
 * and what looks like an address or a phone. Found in texts only; a number stays what it is.
 */

import { checkJson, jsonTokens } from "./json-text";
import { mask } from "./redact";

export interface PersonalData {
  /** The text without it: addresses become invented ones, everything else is masked. */
  readonly text: string;
  /** What was found, for a person to read: "FIRSTNAME", "an e-mail address"; each once, and never with its value. */
  readonly found: readonly string[];
}

const email = /[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+/g;
/** Only what is written as a phone: ten digits in a row may be an order as well. */
const phone = /(?<![\w.-])(?:\+\d{1,3}|380)(?:[ ()-]{0,2}\d){7,12}(?![\w-])/g;
/** Keys whose value is somebody's, whatever it is; with a number in it, also those of phones. */
const ownKey = /^((first|last|middle|full|sur|given|family)_?name|address|street|birth_?(day|date)|passport)$/i;
const phoneKey = /phone|mobile|^tel$/i;

/** Whether a key says that its value belongs to a person. */
export function isPersonalKey(key: string, value: string): boolean {
  return value !== "" && (ownKey.test(key) || (phoneKey.test(key) && /\d\D*\d\D*\d\D*\d\D*\d/.test(value)));
}

const invented = /@(?:[\w-]+\.)*example(?:\.(?:com|org|net))?$/i;

/** @param known the fields of the contact, by name */
export function withoutPersonalData(
  text: string,
  known: readonly { readonly name: string; readonly value: string }[],
): PersonalData {
  const found = new Set<string>();
  // Short values, such as a language, stand everywhere and belong to nobody.
  const values = known.filter(({ value }) => value.length >= 4).sort((a, b) => b.value.length - a.value.length);
  const clean = (piece: string): string => {
    let result = piece.replace(email, (address) => {
      if (invented.test(address)) return address;
      found.add("an e-mail address");
      return "person@example.com";
    });
    for (const { name, value } of values) {
      if (!result.includes(value) || invented.test(value)) continue;
      found.add(name);
      result = result.split(value).join(mask);
    }
    return result.replace(phone, () => {
      found.add("a phone number");
      return mask;
    });
  };
  if (checkJson(text) !== undefined) return { text: clean(text), found: [...found] };
  const tokens = jsonTokens(text);
  let out = "";
  let done = 0;
  let key = "";
  for (const [at, token] of tokens.entries()) {
    const next = tokens[at + 1];
    const isName = next !== undefined && text[next.start] === ":";
    if (token.kind !== "string") continue;
    const written = text.slice(token.start, token.end);
    const before = JSON.parse(written) as string;
    if (isName) {
      key = before;
      continue;
    }
    let after = clean(before);
    const isKeyed = text[tokens[at - 1]?.start ?? 0] === ":";
    if (isKeyed && after === before && isPersonalKey(key, before)) {
      found.add(key);
      after = mask;
    }
    out += text.slice(done, token.start) + (after === before ? written : JSON.stringify(after));
    done = token.end;
  }
  return { text: out + text.slice(done), found: [...found] };
}
