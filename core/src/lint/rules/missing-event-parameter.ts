import { nearest } from "../../text/nearest";
import { defineRule } from "../rule";

/** Reports an event sample without a parameter that its type is declared to require. */
export const rule = defineRule({
  id: "missing-event-parameter",
  severity: "warning",
  summary: "An event sample has all parameters that its type requires.",
  domain: ["E05"],
  about: ["event"],
  check({ event, project }, report) {
    if (!event?.whole) return;
    for (const { uri, key, required } of project.eventDefinitions()) {
      if (key !== event.event) continue;
      for (const name of required) {
        if (event.places.has(name.text)) continue;
        const near = nearest(name.text, event.places.keys());
        report({
          span: event.keyScalar.span,
          message: `The required parameter \`${name.text}\` of \`${key}\` is missing`,
          help: near
            ? `Is \`${near}\` meant to be \`${name.text}\`? Case counts`
            : "Add it: the platform refuses the event without it",
          related: [{ uri, span: name.span, message: "Here it is required" }],
        });
      }
    }
  },
});
