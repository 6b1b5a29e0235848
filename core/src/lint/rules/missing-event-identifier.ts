import { identifiers } from "../../model/samples";
import { defineRule } from "../rule";

/** Reports an event that the platform refuses because nothing in it says whom it is about. */
export const rule = defineRule({
  id: "missing-event-identifier",
  severity: "error",
  summary: "An event has a keyValue or a parameter that identifies the contact.",
  domain: ["E02"],
  about: ["event"],
  check({ event }, report) {
    if (!event?.whole) return;
    const { keyValue } = event;
    if ((keyValue !== undefined && keyValue !== null && keyValue !== "") || identifiers(event).size > 0) return;
    report({
      span: event.keyScalar.span,
      message: "The platform refuses this event: it has neither `keyValue` nor a parameter that names a contact",
      help: "Add `keyValue`, or a parameter such as `contactId`, `externalCustomerId`, `email` or `phone`",
    });
  },
});
