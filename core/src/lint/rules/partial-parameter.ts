import { eventsFor } from "../../scope/scope-at";
import type { CheckedFile } from "../rule";
import { defineRule } from "../rule";

/** Hints at an event parameter that some samples lack, and names them. */
export const rule = defineRule({
  id: "partial-parameter",
  severity: "hint",
  summary: "Event parameters that are used are in every sample.",
  check(file, report) {
    if (file.source.kind !== "webhook" || isOfManyEvents(file)) return;
    for (const { reference, nameSpan, found } of file.references) {
      if (reference.local || reference.fallback) continue;
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

/** Whether no workflow says which of several event types the webhook meets: that one of them lacks a parameter means nothing. */
function isOfManyEvents({ project, webhook }: CheckedFile): boolean {
  const name = webhook?.name?.text;
  if (name !== undefined && project.workflowsRunning(name).some(({ start }) => start?.event)) return false;
  return new Set(eventsFor(project, name).map(({ event }) => event)).size > 1;
}
