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
 * Lower is better: what identifies a contact in the field for it, a moment where one is compared, then single values, then objects and lists, which print as
 * Java text where one value is wanted.
 */
export function rankOf(entry: ScopeName, place: ReferencePlace, path: readonly (string | number)[]): number {
  const key = path.at(-1);
  const wanted = place === "block-field" && typeof key === "string" ? identityFields[key] : undefined;
  const formats = entry.shape?.formats;
  // The one field of this name that takes a reference wants a moment.
  if (place === "block-field" && key === "parameter" && (formats?.has("date-time") || formats?.has("date"))) return 0;
  if (wanted !== undefined && entry.origin === "event" && identifiedBy(entry.name) === wanted) return 0;
  const types = entry.shape?.types;
  const isWhole = types !== undefined && (types.has("object") || types.has("list"));
  return place !== "message" && isWhole ? 2 : 1;
}
