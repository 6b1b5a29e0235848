/** References that treat the contact as an object. */
import type { CheckedReference } from "./rule";

/** `$contact.email`, where nothing of the project is called `contact`. */
export function isContactObject({ reference, value, scope }: CheckedReference): boolean {
  if (reference.form !== "velocity" || reference.name !== "contact" || reference.local || reference.path.length === 0)
    return false;
  return value.place !== "bare-name" && !scope().resolve("contact") && !scope().dotted(reference);
}
