import { isBroken } from "../../model/source-file";
import { reachableBlocks, webhooksBefore } from "../../model/workflow";
import type { MessagePlace } from "../../project/reader";
import { Guards } from "../guards";
import type { CheckedFile } from "../rule";
import { defineRule } from "../rule";
import { messagePlaces } from "../templates";

/** Reports a message that reads a webhook's answer although the webhook does not run before it, or not on every path. */
export const rule = defineRule({
  id: "response-before-webhook",
  severity: "warning",
  summary: "A message reads the answer of a webhook that has run before, on every path.",
  domain: ["F13"],
  check(file, report) {
    const guards = new Guards();
    for (const checked of file.references) {
      const { reference, value } = checked;
      if (value.place !== "message" || reference.local || (reference.form !== "data" && reference.form !== "velocity")) continue;
      for (const { workflow, block } of messagePlaces(file.project, file.source, file.workflow, value)) {
        // A block with a mistyped webhook may be the one that is missing: the name is the fault then.
        // A syntax error may have taken the message or the webhook out of its block.
        if (runsUnknown(file, workflow) || isBroken(workflow.file)) continue;
        if (!isAnswer(file, reference.name, workflow.start?.event?.text)) continue;
        const ran = webhooksBefore(workflow, block.id).get(reference.name);
        if (ran === "sometimes" && guards.covers(value, reference)) continue;
        if (ran === "always" || !reachableBlocks(workflow).has(block.id)) continue;
        const runs = [...workflow.blocks.values()].filter((other) => other.webhook?.text === reference.name);
        const name = workflow.name?.text ?? "this workflow";
        report({
          span: checked.span,
          message:
            ran === "sometimes"
              ? `On some paths of "${name}" the webhook \`${reference.name}\` has not run before this message`
              : `The webhook \`${reference.name}\` does not run before this message in "${name}"`,
          help:
            ran === "sometimes"
              ? "Guard it with #if, or run the webhook on every path"
              : "Put a block of type webhook before the message",
          related: [
            { uri: workflow.file.uri, span: block.key.span, message: "The message" },
            ...runs.map((other) => ({
              uri: workflow.file.uri,
              span: other.key.span,
              message: `Here \`${reference.name}\` runs`,
            })),
          ],
        });
        break;
      }
    }
  },
});

/** A name that a webhook has and that no event parameter may mean instead. */
function isAnswer(file: CheckedFile, name: string, event: string | undefined): boolean {
  if (!file.project.webhook(name)) return false;
  return !(event !== undefined && file.project.events(event).some((sample) => sample.parameters.has(name)));
}

function runsUnknown(file: CheckedFile, { blocks }: MessagePlace["workflow"]): boolean {
  return [...blocks.values()].some(({ webhook }) => webhook && !file.project.webhook(webhook.text));
}
