/** How far event samples are evidence for a webhook. */

import type { EventSample } from "../model/samples";
import type { WorkflowModel } from "../model/workflow";
import { eventTypesFor } from "../scope/scope-at";
import type { YamlScalar } from "../yaml/index";
import type { CheckedFile, Related } from "./rule";

/** Whether no workflow says which of several event types the webhook meets: what one of them lacks or holds means nothing. */
export function isOfManyEvents(file: CheckedFile): boolean {
  return file.once(meetsMany);
}

function meetsMany({ project, webhook }: CheckedFile): boolean {
  const name = webhook?.name?.text;
  if (name !== undefined && project.workflowsRunning(name).some(({ start }) => start?.event)) return false;
  return eventTypesFor(project, name) > 1;
}

/** A workflow that runs a webhook, with the event that starts it. */
export interface Starter {
  readonly workflow: WorkflowModel;
  readonly event: YamlScalar;
  readonly samples: readonly EventSample[];
}

/** The events that lead to the webhook of this file; none for other files. */
export function startersOf(file: CheckedFile): readonly Starter[] {
  return file.once(starters);
}

function starters({ project, webhook }: CheckedFile): readonly Starter[] {
  const name = webhook?.name?.text;
  if (name === undefined) return [];
  return project.workflowsRunning(name).flatMap((workflow) => {
    const event = workflow.start?.event;
    return event ? [{ workflow, event, samples: project.events(event.text) }] : [];
  });
}

/** Where workflows say that they are started by these events. */
export function wiring(found: readonly Starter[]): readonly Related[] {
  return found.slice(0, 3).map(({ workflow, event }) => ({
    uri: workflow.file.uri,
    span: event.span,
    message: `\`${event.text}\` starts "${workflow.name?.text ?? "a workflow"}", which runs this webhook`,
  }));
}
