import type { ReadText } from "../../model/read-text";
import type { ReferenceValue } from "../../model/source-file";
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
    const placesOf = new Map<ReferenceValue, readonly MessagePlace[]>();
    for (const checked of file.references) {
      const { reference, value } = checked;
      if (value.place !== "message" || reference.local || (reference.form !== "data" && reference.form !== "velocity")) continue;
      if (!file.project.webhook(reference.name)) continue;
      const places = placesOf.get(value) ?? judgedPlaces(file, value);
      placesOf.set(value, places);
      for (const { workflow, block } of places) {
        if (isParameter(file, reference.name, workflow.start?.event?.text)) continue;
        const ran = webhooksBefore(workflow, block.id).get(reference.name);
        if (ran === "always" || (ran === "sometimes" && guards.covers(value, reference))) continue;
        const runs = [...workflow.blocks.values()].filter((other) => other.webhook?.text === reference.name);
        if (runs.length === 0 && value.read.once(calledHere).has(reference.name)) continue;
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

/** `#set($x = $!data.get('source'))` names a data source of HTTP, so that it is called (S-PROMO): no block has to run it. */
function calledHere({ text }: ReadText): ReadonlySet<string> {
  const sets = text.matchAll(/#set\s*\(\s*\$\{?\w+\}?\s*=\s*\$!?\{?data\.(?:get\(\s*(["'])(.*?)\1\s*\)|(\w+))/g);
  return new Set([...sets].map(([, , quoted, plain]) => quoted ?? plain ?? ""));
}

/** The blocks that show a message, as far as their workflows are known well enough to tell what has run before them. */
function judgedPlaces(file: CheckedFile, value: ReferenceValue): readonly MessagePlace[] {
  return messagePlaces(file.project, file.source, file.workflow, value).filter(
    ({ workflow, block }) =>
      // A block with a mistyped webhook may be the one that is missing: the name is the fault then.
      !runsUnknown(file, workflow) &&
      // A fault of syntax, or a type that does not exist, may have taken the message or the webhook out of its block.
      !workflow.isPartial() &&
      reachableBlocks(workflow).has(block.id),
  );
}

/** Whether the event may bring a parameter that has the webhook's name. */
function isParameter(file: CheckedFile, name: string, event: string | undefined): boolean {
  return event !== undefined && file.project.events(event).some((sample) => sample.parameters.has(name));
}

function runsUnknown(file: CheckedFile, { blocks }: MessagePlace["workflow"]): boolean {
  return [...blocks.values()].some(({ webhook }) => webhook && !file.project.webhook(webhook.text));
}
