import { identifiedBy } from "../../model/builtin-fields";
import { scalarOf } from "../../model/read";
import type { EventSample } from "../../model/samples";
import type { BlockModel, WorkflowModel } from "../../model/workflow";
import { messageTypes } from "../../model/workflow";
import type { CheckedFile, Report } from "../rule";
import { defineRule } from "../rule";

/** Fields that name the contact of a block. */
const identityKeys = ["contactId", "email", "phone", "contactEmail", "token"];
/** Blocks that do something for a contact, and that the platform lets one leave without a field of its own. */
const contactBlocks: ReadonlySet<string> = new Set([
  ...messageTypes,
  "oneFromMany",
  "updateFields",
  "addToSegment",
  "removeFromSegment",
]);

/** Reports a block that cannot know its contact: no identity field, and no standard identifier in the event. */
export const rule = defineRule({
  id: "missing-contact-identity",
  severity: "error",
  summary: "A block that needs its contact knows it, by a field of its own or by the event.",
  domain: ["F10", "F11"],
  about: ["workflow"],
  check(file, report) {
    const workflow = file.workflow;
    const event = workflow?.start?.event;
    if (!workflow || !event) return; // Regular and field-change starts bring the contact themselves.
    const samples = file.project.events(event.text);
    if (samples.length === 0 || samples.some((sample) => isUnfinished(file, sample))) return;
    const identified = samples.some((sample) => [...sample.parameters.keys()].some((name) => identifiedBy(name)));
    if (identified) return;
    const lookedUp = findsContact(workflow);
    for (const block of workflow.blocks.values()) {
      if (identityKeys.some((key) => block.node.get(key)) || file.isMasked(block.node.span)) continue;
      if (block.type === "webhook") reportBlock(file, block, samples, report);
      else if (needsContact(block) && !lookedUp) reportBlock(file, block, samples, report);
    }
  },
});

/** A sample in which the parameters are not written yet, or under a mistyped key, shows nothing. */
function isUnfinished({ project }: CheckedFile, { parameters, uri }: EventSample): boolean {
  if (parameters.size > 0) return false;
  const root = project.source(uri)?.document?.root;
  return root?.kind !== "map" || !root.get("params");
}

function needsContact({ type, node }: BlockModel): boolean {
  return contactBlocks.has(type) || (type === "task" && /^sendObligatory/.test(scalarOf(node, "task")?.text ?? ""));
}

/** A task that finds or makes a contact may give the run one. */
function findsContact({ blocks }: WorkflowModel): boolean {
  return [...blocks.values()].some(({ node }) => /^(get|create|update)Contact$/.test(scalarOf(node, "task")?.text ?? ""));
}

function reportBlock(
  file: CheckedFile,
  block: BlockModel,
  samples: readonly EventSample[],
  report: (report: Report) => void,
): void {
  const event = file.workflow?.start?.event?.text ?? "";
  const webhook = block.type === "webhook";
  const [key, others] = webhook
    ? ["contactEmail", "`contactEmail`, `phone` or `contactId`"]
    : ["email", "`email`, `phone` or `contactId`"];
  report({
    span: block.key.span,
    message: `The block does not know its contact: no sample of \`${event}\` names one by a standard parameter`,
    help: `Give ${others}, such as \`${key}: \${${likely(samples)}}\``,
    // An account may map its own parameter names for messages; a webhook takes the three fields or the standard names.
    ...(webhook ? {} : { severity: "warning" as const }),
    related: samples
      .slice(0, 3)
      .map((sample) => ({ uri: sample.uri, span: sample.keyScalar.span, message: `The event sample ${sample.id}` })),
  });
}

/** The parameter that looks like an e-mail address in the samples. */
function likely(samples: readonly EventSample[]): string {
  for (const { parameters } of samples)
    for (const [name, value] of parameters)
      if (typeof value === "string" && /^[A-Za-z_]\w*$/.test(name) && /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value)) return name;
  return "PersonalEmail";
}
