import { identifiedBy } from "../../model/builtin-fields";
import { defineRule } from "../rule";

/** Reports a webhook block that cannot know its contact: no identity field, and no standard identifier in the event. */
export const rule = defineRule({
  id: "missing-contact-identity",
  severity: "error",
  summary: "A webhook block knows its contact, by a field of its own or by the event.",
  domain: ["F11"],
  check(file, report) {
    const workflow = file.workflow;
    const event = workflow?.start?.event;
    if (!workflow || !event) return; // Regular and field-change starts bring the contact themselves.
    const samples = file.project.events(event.text);
    if (samples.length === 0) return;
    const identified = samples.some((sample) => [...sample.parameters.keys()].some((name) => identifiedBy(name)));
    if (identified) return;
    for (const block of workflow.blocks.values()) {
      if (block.type !== "webhook" || ["contactId", "phone", "contactEmail"].some((key) => block.node.get(key))) continue;
      report({
        span: block.key.span,
        message: `The block does not know its contact: no sample of \`${event.text}\` names one by a standard parameter`,
        // biome-ignore lint/suspicious/noTemplateCurlyInString: the platform writes parameters this way
        help: "Give `contactEmail`, `phone` or `contactId`, such as `contactEmail: ${PersonalEmail}`",
        related: samples
          .slice(0, 3)
          .map((sample) => ({ uri: sample.uri, span: sample.keyScalar.span, message: `The event sample ${sample.id}` })),
      });
    }
  },
});
