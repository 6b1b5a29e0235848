/** A secret that leaves a document by a quick fix: read from its places before the edit takes it out, and held in memory only. */
import type { SetSecretParams } from "#protocol";

type Place = SetSecretParams["places"][number];

/** The parts of a connector's secret, by name; fewer than it needs where a place does not say all. */
export function readParts(places: readonly Place[], textAt: (range: Place["range"]) => string): Readonly<Record<string, string>> {
  const parts: Record<string, string> = {};
  for (const { part, range } of places) {
    if (part === "basic") Object.assign(parts, loginOf(textAt(range)));
    else parts[part] = textAt(range);
  }
  return parts;
}

/** `login:password` in Base64 of UTF-8, as the header `Authorization: Basic` has it. */
export function loginOf(encoded: string): Readonly<Record<string, string>> {
  const signs = decoded(encoded);
  // Whatever is not Base64 would be dropped without a word.
  if (signs === undefined || btoa(signs).replace(/=+$/, "") !== encoded.replace(/=+$/, "")) return {};
  const text = new TextDecoder().decode(Uint8Array.from(signs, (sign) => sign.charCodeAt(0)));
  const colon = text.indexOf(":");
  return colon < 1 ? {} : { login: text.slice(0, colon), password: text.slice(colon + 1) };
}

/** A sign for each byte. */
function decoded(encoded: string): string | undefined {
  try {
    return atob(encoded);
  } catch {
    return undefined;
  }
}
