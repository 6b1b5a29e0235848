import { reportSchemaProblems } from "../from-schema";
import { defineRule } from "../rule";

const forbidden = /[<>;’\\/"'^?!,|`]/;

/** Reports an event type key that the platform refuses: a forbidden sign, or more than 100 characters. */
export const rule = defineRule({
  id: "invalid-event-key",
  severity: "error",
  summary: "An event type key has at most 100 characters and no forbidden sign.",
  domain: ["E01"],
  about: ["event"],
  check(file, report) {
    reportSchemaProblems("invalid-event-key", file, report);
    const root = file.source.document?.root;
    if (file.source.kind !== "event" || root?.kind !== "map") return;
    for (const [key, limit] of [
      ["eventTypeKey", 100],
      ["keyValue", 300],
    ] as const) {
      const scalar = root.get(key)?.value;
      if (scalar?.kind !== "scalar" || scalar.value === null) continue;
      const sign = forbidden.exec(scalar.text);
      if (sign)
        report({
          span: scalar.map.toSource({ start: sign.index, end: sign.index + 1 }),
          message: `The platform refuses \`${sign[0]}\` in \`${key}\``,
          help: "Leave it out; also forbidden are < > ; ’ \\ / \" ' ^ ? ! , | and the backtick",
        });
      else if (scalar.text.length > limit && key === "eventTypeKey")
        report({
          span: scalar.span,
          message: `\`${key}\` has ${scalar.text.length} characters, and the platform takes ${limit}`,
          help: "Shorten it",
        });
    }
  },
});
