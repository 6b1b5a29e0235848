import { defineRule } from "../rule";

/** Reports a contact field that an event parameter of the same name hides: the platform has one name space. */
export const rule = defineRule({
  id: "shadowed-contact-field",
  severity: "hint",
  summary: "A contact field that is meant is not hidden by an event parameter.",
  domain: ["V06"],
  check(file, report) {
    for (const checked of file.references) {
      const { reference, value, scope } = checked;
      if (value.place === "message" || value.place === "block-field" || reference.local || reference.namespace?.name === "event")
        continue;
      if (reference.form === "bare") continue;
      const event = scope().shadowing(reference.name);
      if (!event) continue;
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
