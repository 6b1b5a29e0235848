import { identifiedBy } from "../../model/builtin-fields";
import { type CheckedFile, defineRule } from "../rule";

/** Reports a contact field that an event parameter of the same name hides: the platform has one name space. */
export const rule = defineRule({
  id: "shadowed-contact-field",
  severity: "hint",
  summary: "A contact field that is meant is not hidden by an event parameter.",
  domain: ["V06"],
  check(file, report) {
    const told = new Set<string>();
    for (const checked of file.references) {
      const { reference, value, scope } = checked;
      // What names the contact of the run says the same as its field.
      if (identifiedBy(reference.name) || told.has(reference.name)) continue;
      if (value.place === "message" || value.place === "block-field" || reference.local || reference.namespace?.name === "event")
        continue;
      if (reference.form === "bare") continue;
      const event = scope().shadowing(reference.name);
      if (!event || comesWithoutEvent(file)) continue;
      told.add(reference.name);
      const sure = reference.namespace?.name === "contact";
      report({
        span: checked.span,
        message: `The event parameter \`${event.name}\` hides the contact field of this name, so its value is sent`,
        help: sure
          ? "Rename the event parameter, or write `$<event.…>` if it is meant"
          : `Write \`$<event.${event.name}>\` if the parameter is meant; rename it if not`,
        severity: sure ? "warning" : "hint",
      });
    }
  },
});

/** Whether workflows run the webhook and none of them starts with an event, so that nothing can hide a field. */
function comesWithoutEvent({ project, webhook }: CheckedFile): boolean {
  const running = webhook?.name ? project.workflowsRunning(webhook.name.text) : [];
  return running.length > 0 && !running.some(({ start }) => start?.event);
}
