/** How well a name fits a place: what completion offers first. */
import { identifiedBy } from "../../model/builtin-fields";
import type { ReferencePlace } from "../../reference/tree";
import type { ScopeName } from "../../scope/scope";

/** Fields of a block that identify a contact, with the contact property each takes. */
export const identityFields: Readonly<Record<string, string>> = {
  contactId: "id",
  contactEmail: "email",
  email: "email",
  phone: "phone",
  token: "token",
};

/**
 * Lower is better: what identifies a contact in the field for it, a moment where one is compared, then single values, then objects
 * and lists, which print as Java text where one value is wanted. Outside of quotes a JSON body takes numbers and true or false.
 */
export function rankOf(entry: ScopeName, place: ReferencePlace, path: readonly (string | number)[], isBareJson = false): number {
  const key = path.at(-1);
  const wanted = place === "block-field" && typeof key === "string" ? identityFields[key] : undefined;
  const formats = entry.shape?.formats;
  // The one field of this name that takes a reference wants a moment.
  if (place === "block-field" && key === "parameter" && (formats?.has("date-time") || formats?.has("date"))) return 0;
  if (wanted !== undefined && entry.origin === "event" && identifiedBy(entry.name) === wanted) return 0;
  const types = entry.shape?.types;
  const isWhole = types !== undefined && (types.has("object") || types.has("list"));
  if (isBareJson && (types?.has("number") || types?.has("boolean"))) return 0;
  return place !== "message" && isWhole ? 2 : 1;
}

/** Whether a place in the text of a JSON body is behind a colon, with no quote open. */
export function isBareInJson(place: ReferencePlace, text: string, start: number): boolean {
  return place === "json" && /:\s*$/.test(text.slice(Math.max(0, start - 100), start));
}
