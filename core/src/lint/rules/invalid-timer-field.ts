import { shortText } from "../../model/data";
import { mapOf, scalarOf } from "../../model/read";
import { defineRule } from "../rule";

/** Reports a Timer that waits until the time of a contact field where a contact sample holds no time. */
export const rule = defineRule({
  id: "invalid-timer-field",
  severity: "warning",
  summary: "The field that a Timer takes its time from holds HH:MM or HH:MM:SS.",
  domain: ["C05"],
  about: ["workflow"],
  check(file, report) {
    for (const block of file.workflow?.blocks.values() ?? []) {
      const field = block.type === "timer" ? scalarOf(mapOf(block.node, "until"), "field") : undefined;
      if (!field) continue;
      const wanted = field.text.trim().toLowerCase();
      const wrong = file.project.contacts().flatMap((contact) =>
        [...contact.fields]
          .filter(([key, value]) => key.toLowerCase() === wanted && value !== null && value !== "")
          .filter(([, value]) => typeof value !== "string" || !/^([01]?\d|2[0-3]):[0-5]\d(:[0-5]\d)?$/.test(value.trim()))
          .map(([key, value]) => ({ contact, key, value })),
      );
      const [first] = wrong;
      if (!first) continue;
      report({
        span: field.span,
        message: `The timer needs a time, and \`${field.text.slice(0, 60)}\` of ${first.contact.title} is \`${shortText(first.value, 30)}\``,
        help: "Fill the field with `HH:MM` or `HH:MM:SS`, such as `08:45`; anything else ends the run with an error",
        related: wrong.slice(0, 3).flatMap(({ contact, key }) => {
          const root = file.project.source(contact.uri)?.document?.root;
          const entry = root?.kind === "map" ? mapOf(root, "fields")?.get(key) : undefined;
          return entry ? [{ uri: contact.uri, span: entry.valueSpan, message: `The value in ${contact.id}` }] : [];
        }),
      });
    }
  },
});
