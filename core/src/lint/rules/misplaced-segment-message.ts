import { identifiers } from "../../model/samples";
import { active } from "../../model/source-file";
import type { BlockModel, WorkflowModel } from "../../model/workflow";
import { blocksBehindWebhooks, sendsToSegment } from "../../model/workflow-paths";
import type { CheckedFile, Report } from "../rule";
import { defineRule } from "../rule";

/** Reports a message to a segment where the workflow runs for a single contact: behind a webhook, or after a start that passes a contact. */
export const rule = defineRule({
  id: "misplaced-segment-message",
  severity: "warning",
  summary: "A message to a segment stands where no webhook ran and the start passes no single contact.",
  domain: ["F14", "F15"],
  about: ["workflow"],
  check(file, report) {
    const { workflow } = file;
    if (!workflow) return;
    const sending = [...workflow.blocks.values()].filter(sendsToSegment);
    if (sending.length === 0) return;
    const behind = blocksBehindWebhooks(workflow);
    for (const block of sending) {
      const fault = behindWebhook(workflow, block, behind.get(block.id)) ?? ofOneContact(file, workflow, block);
      if (fault) report({ span: block.node.get("type")?.value.span ?? block.key.span, ...fault });
    }
  },
});

/** The platform's own sentence leaves no doubt: a webhook works with messages to single contacts. */
function behindWebhook(
  workflow: WorkflowModel,
  block: BlockModel,
  run: BlockModel | undefined,
): Omit<Report, "span"> | undefined {
  if (!run?.webhook) return undefined;
  return {
    message: `\`${block.type}\` follows the webhook \`${run.webhook.text}\`, and webhooks work with messages to single contacts only`,
    help: `Use \`${block.type.replace("ToSegment", "")}\` instead`,
    severity: "error",
    related: [{ uri: workflow.file.uri, span: run.key.span, message: "The webhook" }],
  };
}

function ofOneContact(file: CheckedFile, workflow: WorkflowModel, block: BlockModel): Omit<Report, "span"> | undefined {
  const { start } = workflow;
  const single = `Use \`${block.type.replace("ToSegment", "")}\`, which sends to the contact of the run`;
  if (start?.type?.text === "regular")
    return {
      message: `\`${block.type}\` would send to the whole segment once for each contact of the regular start`,
      help: single,
      related: [{ uri: workflow.file.uri, span: start.type.span, message: "The start" }],
    };
  if (start?.type?.text !== "event" || !start.event) return undefined;
  const segment = block.node.get("segment")?.value;
  const value = file.source.values.find((candidate) => candidate.scalar === segment);
  // A segment that the event names is no fixed one; whether it does name it is another question.
  if (!value || active(value).length > 0) return undefined;
  const samples = file.project.events(start.event.text);
  if (samples.length === 0 || !samples.every((sample) => identifiers(sample).size > 0)) return undefined;
  return {
    message: `\`${block.type}\` sends to the whole segment each time, and the event \`${start.event.text}\` is about one contact`,
    help: single,
    severity: "hint",
    related: samples.slice(0, 3).map((sample) => ({
      uri: sample.uri,
      span: sample.keyScalar.span,
      message: `The event sample ${sample.id} names a contact`,
    })),
  };
}
