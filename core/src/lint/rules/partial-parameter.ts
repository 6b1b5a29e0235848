import { isOfManyEvents, type Starter, startersOf, wiring } from "../event-evidence";
import { type CheckedFile, type CheckedReference, defineRule } from "../rule";
import { isAskedFor, unknownMembers } from "../unknown-members";
import { unquotedGaps } from "../unquoted";

/** Hints at an event parameter that some samples lack, and reports one that an event which leads here never brings. */
export const rule = defineRule({
  id: "partial-parameter",
  severity: "hint",
  summary: "Event parameters that are used are in every sample.",
  check(file, report) {
    if (file.source.kind !== "webhook" || isOfManyEvents(file)) return;
    // In place of a JSON value the gap does more than to print nothing, and has a finding of its own.
    const told = file.project.config.rules.get("unquoted-json-value") === "off" ? undefined : unquotedGaps(file);
    for (const checked of file.references) {
      const { reference, found } = checked;
      if (reference.local || reference.fallback || told?.has(reference)) continue;
      if (isAskedFor(checked.value, reference.name)) continue;
      if (unknownMembers(file).isTold(checked.value, reference.span.start)) continue;
      const answer = found();
      if (answer.kind !== "known" || answer.entry.origin !== "event") continue;
      const { presence } = answer.entry;
      if (!presence || presence.missingIn.length === 0) continue;
      const without = neverIn(file, checked);
      const [first] = without;
      if (first) {
        const count = first.samples.length;
        report({
          span: checked.nameSpan,
          message: `\`${reference.name}\` is in ${count === 1 ? "no sample" : `none of ${count} samples`} of \`${first.event.text}\`, which starts "${first.workflow.name?.text ?? "a workflow"}"`,
          help: "Let the event bring it, give a fallback as in `$<name|text>`, or run another webhook there",
          severity: "warning",
          related: wiring(without),
        });
        continue;
      }
      const some = presence.missingIn.slice(0, 3).join(", ");
      const more = presence.missingIn.length > 3 ? ` and ${presence.missingIn.length - 3} more` : "";
      report({
        span: checked.nameSpan,
        message: `\`${reference.name}\` is in ${presence.seen} of ${presence.of} event samples; ${some}${more} ${presence.missingIn.length === 1 ? "lacks" : "lack"} it`,
        help: "Give a fallback, as in `$<name|text>`, or complete the samples",
        related: wiring(startersOf(file)),
      });
    }
  },
});

/** The events that lead here and bring the parameter in none of their samples; a contact field of the name would fill the gap. */
function neverIn(file: CheckedFile, { reference, scope }: CheckedReference): readonly Starter[] {
  if (reference.namespace?.name !== "event" && scope().shadowing(reference.name)) return [];
  return startersOf(file).filter(
    ({ samples }) => samples.length > 0 && samples.every(({ parameters }) => !parameters.has(reference.name)),
  );
}
