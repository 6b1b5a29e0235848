import { identifiedBy } from "../../model/builtin-fields";
import type { ReferenceValue } from "../../model/source-file";
import { hasOwnData, type WorkflowModel } from "../../model/workflow";
import type { Reference } from "../../reference/tree";
import { contactNames, eventNames } from "../../scope/scope-names";
import { isOfManyEvents, type Starter, startersOf, wiring } from "../event-evidence";
import { type CheckedFile, type CheckedReference, defineRule, type Report } from "../rule";
import { isAskedFor, unknownMembers } from "../unknown-members";
import { unquotedGaps } from "../unquoted";

/** Hints at an event parameter that some samples lack, and reports one that what leads here never brings. */
export const rule = defineRule({
  id: "partial-parameter",
  severity: "hint",
  summary: "Event parameters that are used are in every sample.",
  check(file, report) {
    const leading = new Map<ReferenceValue, readonly WorkflowModel[]>();
    for (const checked of file.references) {
      const { value } = checked;
      const workflows = leading.get(value) ?? startingWithoutEvent(file, value);
      leading.set(value, workflows);
      const [first] = workflows;
      if (first && isOfEvents(file, checked))
        report({
          span: checked.nameSpan,
          message: `\`${checked.reference.name}\` comes with an event, and "${first.name?.text ?? "the workflow"}" starts without one`,
          help: "Start it by the event, give a fallback as in `${name|'text'}`, or name a contact field",
          severity: isQuietByHand(checked.reference) ? "hint" : "warning",
          related: workflows.slice(0, 3).map(({ file: { uri }, start }) => ({
            uri,
            span: start?.type?.span ?? { start: 0, end: 0 },
            message: "How it starts",
          })),
        });
      else if (file.source.kind === "webhook") checkPresence(file, checked, report);
    }
  },
});

/** Starts that pass on the contact and nothing else. */
const startsWithoutEvent = /^(regular|fieldChange)$/;

/** The workflows in which a value is used, of those that start without an event and bring no names to it on the way. */
function startingWithoutEvent(file: CheckedFile, value: ReferenceValue): readonly WorkflowModel[] {
  const { project, source, webhook, workflow } = file;
  if (value.place === "bare-name") return [];
  const isMeant = (other: WorkflowModel) => startsWithoutEvent.test(other.start?.type?.text ?? "");
  if (source.kind === "webhook") {
    const name = webhook?.name?.text;
    const isClosed = (other: WorkflowModel) =>
      [...other.blocks.values()].every(({ id, webhook }) => webhook?.text !== name || !other.behindTasks().has(id));
    return name === undefined ? [] : project.workflowsRunning(name).filter((other) => isMeant(other) && isClosed(other));
  }
  const block = value.block === undefined ? undefined : workflow?.blocks.get(value.block);
  const places =
    source.kind === "template" ? project.messagesShowing(source.uri) : workflow && block ? [{ workflow, block }] : [];
  return places.flatMap(({ workflow, block: shown }) =>
    !isMeant(workflow) || hasOwnData(shown) || workflow.behindTasks().has(shown.id) ? [] : [workflow],
  );
}

/** Whether a name is known from events alone. What names the contact is passed on by every start. */
function isOfEvents(file: CheckedFile, { reference, value, found, scope }: CheckedReference): boolean {
  const { name, form } = reference;
  if (reference.local || !reference.printed || reference.fallback || form === "merge-tag") return false;
  if ((value.place === "message" && form === "checked") || identifiedBy(name) || reference.namespace?.name === "contact")
    return false;
  // Whoever asks whether it is there knows that it may not be.
  if (isAskedFor(value, name)) return false;
  // Without an event the contact's field of this name is sent; a regular start also passes on `jsonParam` (S-PG).
  if (scope().shadowing(name) || contactNames(file.project).bySpelling.has(name.toLowerCase()) || name === "jsonParam")
    return false;
  const answer = found();
  const isParameter = answer.kind === "known" ? answer.entry.origin === "event" : answer.kind === "unsure";
  return isParameter && eventNames(file.project, undefined).names.some((entry) => entry.name === name);
}

/** `$!{name}`: whoever writes the mark has thought of a missing value. */
function isQuietByHand({ form, quiet }: Reference): boolean {
  return form !== "checked" && quiet;
}

function checkPresence(file: CheckedFile, checked: CheckedReference, report: (report: Report) => void): void {
  const { reference, found } = checked;
  // In place of a JSON value the gap does more than to print nothing, and has a finding of its own.
  const told = file.project.config.rules.get("unquoted-json-value") === "off" ? undefined : unquotedGaps(file);
  if (isOfManyEvents(file) || reference.local || reference.fallback || told?.has(reference)) return;
  // A loop over a list that is not there prints nothing, and a condition does not hold.
  if (!reference.printed) return;
  if (isAskedFor(checked.value, reference.name) || unknownMembers(file).isTold(checked.value, reference.span.start)) return;
  const answer = found();
  if (answer.kind !== "known" || answer.entry.origin !== "event") return;
  const { presence } = answer.entry;
  if (!presence || presence.missingIn.length === 0) return;
  const without = neverIn(file, checked);
  const [first] = without;
  if (first) {
    const count = first.samples.length;
    report({
      span: checked.nameSpan,
      message: `\`${reference.name}\` is in ${count === 1 ? "no sample" : `none of ${count} samples`} of \`${first.event.text}\`, which starts "${first.workflow.name?.text ?? "a workflow"}"`,
      help: "Let the event bring it, give a fallback as in `$<name|text>`, or run another webhook there",
      severity: isQuietByHand(reference) ? "hint" : "warning",
      related: wiring(without),
    });
    return;
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

/** The events that lead here and bring the parameter in none of their samples; a contact field of the name would fill the gap. */
function neverIn(file: CheckedFile, { reference, scope }: CheckedReference): readonly Starter[] {
  if (reference.namespace?.name !== "event" && scope().shadowing(reference.name)) return [];
  return startersOf(file).filter(
    ({ samples }) => samples.length > 0 && samples.every(({ parameters, whole }) => whole && !parameters.has(reference.name)),
  );
}
