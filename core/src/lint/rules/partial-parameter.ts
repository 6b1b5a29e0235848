import { isOfManyEvents } from "../event-evidence";
import { defineRule } from "../rule";
import { unquotedGaps } from "../unquoted";

/** Hints at an event parameter that some samples lack, and names them. */
export const rule = defineRule({
  id: "partial-parameter",
  severity: "hint",
  summary: "Event parameters that are used are in every sample.",
  check(file, report) {
    if (file.source.kind !== "webhook" || isOfManyEvents(file)) return;
    // In place of a JSON value the gap does more than to print nothing, and has a finding of its own.
    const told = file.project.config.rules.get("unquoted-json-value") === "off" ? undefined : unquotedGaps(file);
    for (const { reference, nameSpan, found } of file.references) {
      if (reference.local || reference.fallback || told?.has(reference)) continue;
      const answer = found();
      if (answer.kind !== "known" || answer.entry.origin !== "event") continue;
      const { presence } = answer.entry;
      if (!presence || presence.missingIn.length === 0) continue;
      const some = presence.missingIn.slice(0, 3).join(", ");
      const more = presence.missingIn.length > 3 ? ` and ${presence.missingIn.length - 3} more` : "";
      report({
        span: nameSpan,
        message: `\`${reference.name}\` is in ${presence.seen} of ${presence.of} event samples; ${some}${more} ${presence.missingIn.length === 1 ? "lacks" : "lack"} it`,
        help: "Give a fallback, as in `$<name|text>`, or complete the samples",
      });
    }
  },
});
